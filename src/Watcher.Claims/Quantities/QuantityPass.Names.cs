using static Watcher.Claims.Quantities.NumberWordRole;

namespace Watcher.Claims.Quantities;

/// <summary>Numbers that are names and no quantities: F-16, Resolution 1701, 10:30, 2-1, the 1990s.</summary>
internal sealed partial class QuantityPass
{
    /// <summary>Numbers that are names: F-16, 2S19, +380 44 …, Resolution 1701, 10:30, 2-1, the 1990s.</summary>
    private int? SkipName(int i) => _tokens[i].IsDigits ? SkipDigits(i) : SkipWord(i);

    /// <summary>Page furniture, a word that numbers things, a dialling code, a web address.</summary>
    private int? SkipWord(int i)
    {
        var token = _tokens[i];
        if ((i == 0 || token.LineBefore) && token.IsWord && Longest(i, Furniture, out var furniture))
        {
            return SkipLine(i + furniture);
        }

        if (token.IsWord && Word(token)?.Is(Identifier) == true && i + 1 < _tokens.Count && !IsPlainWord(token))
        {
            var number = _tokens[i + 1].Sign == '.' && i + 2 < _tokens.Count && _tokens[i].Length <= 3 ? i + 2 : i + 1;
            if (_tokens[number].IsDigits && _tokens[number] is { SpaceBefore: true, LineBefore: false })
            {
                return SkipGlued(number + 1);
            }
        }

        if (token.Sign == '+' && i + 1 < _tokens.Count && _tokens[i + 1] is { IsDigits: true, IsGlued: true } && Phone(i + 1) is { } dialled)
        {
            return dialled;
        }

        if (token.IsWord && i + 2 < _tokens.Count && _tokens[i + 1].IsGlued && _tokens[i + 1].Sign is ':' or '.' && _tokens[i + 2].IsGlued && Folded(token) is "http" or "https" or "www")
        {
            return SkipAddress(i);
        }

        return null;
    }

    private int? SkipDigits(int i)
    {
        var token = _tokens[i];
        var (hasLetterBefore, hasHyphenBefore) = Glued(i);
        if (hasLetterBefore && !IsPrefixWord(i - 1))
        {
            return SkipGlued(i + 1);
        }

        if (hasHyphenBefore && i >= 2 && _tokens[i - 2].IsWord && _tokens[i - 1].IsGlued && Word(_tokens[i - 2])?.Cardinal is null
            && !(i >= 3 && _tokens[i - 3].IsDigits && IsScaleOrUnit(i - 2)))
        {
            return SkipGlued(i + 1);        // F-16, COVID-19
        }

        if ((i == 0 || token.LineBefore) && i + 1 < _tokens.Count && _tokens[i + 1] is { Sign: '.' or ')', IsGlued: true }
            && i + 2 < _tokens.Count && _tokens[i + 2] is { SpaceBefore: true, IsWord: true, LineBefore: false } && token.Length <= 2
            && char.IsUpper(_text[_tokens[i + 2].Start]))
        {
            return i + 2;                   // list marks
        }

        // "1 of 30" by itself: the counter of a gallery
        if ((i == 0 || token.LineBefore) && i + 2 < _tokens.Count && Word(_tokens[i + 1])?.Is(Of) == true && _tokens[i + 2].IsDigits && !_tokens[i + 2].LineBefore
            && (i + 3 >= _tokens.Count || _tokens[i + 3].LineBefore || _tokens[i + 3].Kind == LexKind.Symbol || char.IsUpper(_text[_tokens[i + 3].Start])))
        {
            return i + 3;
        }

        // 0800 …: a code, never a count
        if (token.Length > 2 && _text[token.Start] == '0')
        {
            return SkipGlued(i + 1);
        }

        if (IsClock(i) || IsScore(i))
        {
            return i + 3;
        }

        if (Phone(i) is { } phone)
        {
            return phone;
        }

        if (i + 1 < _tokens.Count && _tokens[i + 1] is { IsWord: true, IsGlued: true } suffix)
        {
            if (suffix.Span.Of(_text) is "st" or "nd" or "rd" or "th" or "ST" or "ND" or "RD" or "TH")
            {
                return i + 2;               // ordinals
            }

            if (suffix.Span.Of(_text) is "s")
            {
                return i + 2;               // the 1990s
            }

            if (i + 2 < _tokens.Count && _tokens[i + 2] is { IsDigits: true, IsGlued: true } && Word(suffix)?.Units is not { Count: > 0 })
            {
                return SkipGlued(i + 1);    // 2S19
            }
        }

        if (IsAddress(i) || IsYear(i))
        {
            return i + 1;
        }

        // 24/7, 9/11, page 3/12: a slash that is no fraction
        if (i + 2 < _tokens.Count && _tokens[i + 1] is { Sign: '/', IsGlued: true } && _tokens[i + 2] is { IsDigits: true, IsGlued: true }
            && _numbers.Parse(i) is not { IsFraction: true } && token.Length <= 2 && _tokens[i + 2].Length <= 2)
        {
            return SkipGlued(i + 1);
        }

        return null;
    }

    /// <summary>A web address ends at the next space.</summary>
    private int SkipAddress(int i)
    {
        do
        {
            i++;
        }
        while (i < _tokens.Count && _tokens[i].IsGlued);

        return i;
    }

    private (bool Letter, bool Hyphen) Glued(int i) =>
        i == 0 || _tokens[i].SpaceBefore ? (false, false) : (_tokens[i - 1].IsWord, _tokens[i - 1] is { Sign: '-', SpaceBefore: false });

    private bool IsPlainWord(LexToken token) =>
        char.IsLower(_text[token.Start]) && Word(token) is { Roles: var roles } && (roles & Function) != 0 && token.Length == 2;

    private bool IsPrefixWord(int i) =>
        Word(_tokens[i])?.Prefixes.Count > 0 || (i >= 1 && _lexicon.Phrases.Longest(_tokens, i - 1, static w => w.Prefixes.Count > 0, out var length) is not null && length == 2)
        || _tokens[i].Length > 4;

    private bool IsScaleOrUnit(int i) => Word(_tokens[i]) is { } word && (word.Scale is not null || word.ShortScale is not null || word.Units.Count > 0);

    private bool IsClock(int i)
    {
        if (i + 2 < _tokens.Count && _tokens[i + 1] is { Sign: ':', IsGlued: true } && _tokens[i + 2] is { IsDigits: true, IsGlued: true })
        {
            return true;
        }

        if (i + 1 >= _tokens.Count || _tokens[i].Length > 2)
        {
            return false;
        }

        return _tokens[i + 1].Span.Of(_text) is "am" or "pm" or "AM" or "PM"
            || (i + 3 < _tokens.Count && _tokens[i + 1].Span.Of(_text) is "a" or "p" && _tokens[i + 2] is { Sign: '.', IsGlued: true } && _tokens[i + 3].IsGlued && _tokens[i + 3].Span.Of(_text) is "m");
    }

    /// <summary>2-1, 3–0: a falling pair of small numbers with nothing measured.</summary>
    private bool IsScore(int i)
    {
        if (i + 2 >= _tokens.Count || _tokens[i + 1] is not { Sign: '-', IsGlued: true } || _tokens[i + 2] is not { IsDigits: true, IsGlued: true, Length: <= 2 }
            || _tokens[i].Length > 2 || (i > 0 && _tokens[i - 1].IsGlued && _tokens[i].IsGlued && _tokens[i - 1].Sign is '-' or '.'))
        {
            return false;
        }

        var hasMore = i + 3 < _tokens.Count && (_tokens[i + 3].IsGlued && (_tokens[i + 3].Sign is '%' or '/' or '°' || (_tokens[i + 3].Sign == '.' && i + 4 < _tokens.Count && _tokens[i + 4] is { IsDigits: true, IsGlued: true })) || (Word(_tokens[i + 3]) is { Units.Count: > 0 } unit && !unit.Is(Function)));
        return !hasMore && Int(_tokens[i]) >= Int(_tokens[i + 2]);
    }

    /// <summary>1-800-555-0199, +380 44 123 45 67.</summary>
    private int? Phone(int i)
    {
        var (k, joints) = (i + 1, 0);
        while (k + 1 < _tokens.Count && _tokens[k] is { Sign: '-' or '/', IsGlued: true } && _tokens[k + 1] is { IsDigits: true, IsGlued: true })
        {
            (k, joints) = (k + 2, joints + 1);
        }

        if (joints >= 2)
        {
            return k;
        }

        if (i > 0 && _tokens[i - 1].Sign == '+' && _tokens[i].IsGlued && _tokens[i].Length <= 3)
        {
            var (n, runs) = (i + 1, 0);
            while (n < _tokens.Count && !_tokens[n].LineBefore && (_tokens[n].IsDigits || _tokens[n].Sign is '(' or ')' or '-'))
            {
                runs += _tokens[n].IsDigits ? 1 : 0;
                n++;
            }

            return runs >= 2 ? n : null;
        }

        return null;
    }

    /// <summary>12 Bankova Street: capitalised words that end in a street word.</summary>
    private bool IsAddress(int i)
    {
        for (var k = i + 1; k < _tokens.Count && k <= i + 3 && _tokens[k] is { IsWord: true, SpaceBefore: true, LineBefore: false }; k++)
        {
            if (!char.IsUpper(_text[_tokens[k].Start]))
            {
                return false;
            }

            if (k > i + 1 && Word(_tokens[k])?.Is(IdentifierHead) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Four bare digits from 1900 to 2099 that nothing follows to be counted.</summary>
    private bool IsYear(int i)
    {
        var token = _tokens[i];
        if (token.Length != 4 || Int(token) is < 1900 or >= 2100 || (i > 0 && (_tokens[i - 1].Kind == LexKind.Symbol && _tokens[i - 1].Sign is not ('(' or ',' or '.' or '"' or '\'' or '-' or '/'))))
        {
            return false;
        }

        if (i + 1 < _tokens.Count && _tokens[i + 1].IsGlued && (_tokens[i + 1].IsWord || _tokens[i + 1].Sign is '%' or '+' or '°')
            || (i + 2 < _tokens.Count && _tokens[i + 1] is { Sign: ',' or '.', IsGlued: true } && _tokens[i + 2] is { IsDigits: true, IsGlued: true }))
        {
            return false;
        }

        if (i > 0 && Word(_tokens[i - 1]) is { Before: not null } before && !before.Is(Function) && _tokens[i - 1].IsWord)
        {
            return false;
        }

        if (i > 0 && _tokens[i - 1].IsWord && _tokens[i - 1].Span.Of(_text) is "in" or "In" or "since" or "Since" or "of" or "by" or "until" or "during" or "before" or "after" or "mid" or "early" or "late")
        {
            return true;
        }

        // "the 2022 invasion"
        if (i > 0 && i + 1 < _tokens.Count && _tokens[i - 1].Span.Of(_text) is "the" or "The" && _tokens[i + 1] is { IsWord: true, SpaceBefore: true } noun && !_lexicon.IsPlural(Folded(noun)) && Word(noun) is not { Units.Count: > 0 } and not { Scale: not null })
        {
            return true;
        }

        // No unit, no noun behind it.
        return i + 1 >= _tokens.Count || _tokens[i + 1].LineBefore || (_tokens[i + 1].Kind == LexKind.Symbol && _tokens[i + 1].Sign is not ('-' or '%' or '$' or '°' or '/'))
            || (_tokens[i + 1].IsWord && Word(_tokens[i + 1])?.Is(Function) == true && Word(_tokens[i + 1])?.Units.Count == 0 && Word(_tokens[i + 1])?.Is(RangeTo) != true);
    }

    private int SkipLine(int i)
    {
        while (i < _tokens.Count && !_tokens[i].LineBefore)
        {
            i++;
        }

        return i;
    }

    /// <summary>Behind everything that stands without a space.</summary>
    private int SkipGlued(int i)
    {
        while (i < _tokens.Count && _tokens[i].IsGlued && (_tokens[i].Kind != LexKind.Symbol || (_tokens[i].Sign is '-' or '/' or ',' && i + 1 < _tokens.Count && _tokens[i + 1].IsGlued) || (_tokens[i].Sign == '.' && i + 1 < _tokens.Count && _tokens[i + 1] is { IsGlued: true, IsDigits: true })))
        {
            i++;
        }

        return i;
    }
}
