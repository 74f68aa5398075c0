using static Watcher.Claims.Quantities.NumberWordRole;

namespace Watcher.Claims.Quantities;

/// <summary>The unit behind, in front of or inside of a number.</summary>
internal sealed partial class QuantityPass
{
    /// <summary>"a kilometre", "an hour": one of the unit.</summary>
    private Draft? ArticleUnit(int i)
    {
        if (Word(_tokens[i])?.Is(Article) != true || i + 1 >= _tokens.Count || _tokens[i + 1].LineBefore)
        {
            return null;
        }

        if (_lexicon.Phrases.Longest(_tokens, i + 1, static w => w.Units.Count > 0, out var length) is not { } word
            || Pick(word, i + 1, length, isGlued: false) is not { } unit || unit.Id is "in" or "deg?" or "Mw" or "s" or "USD/100" or "p" || IsSymbolOnly(i + 1, length)
            || _tokens[i + 1].Length <= 3 && unit.Dimension is Dimension.Duration or Dimension.Currency || (i + 1 + length < _tokens.Count && _tokens[i + 1 + length].IsDigits)
            || (i + 2 + length < _tokens.Count && _tokens[i + 1 + length] is { Sign: '-', IsGlued: true } && _tokens[i + 2 + length].IsDigits))
        {
            return null;        // "a Mi-24"
        }

        // "$5 a barrel", "twice a day": a rate's denominator, unless a preposition or nothing stands before it.
        if (i > 0 && !_tokens[i].LineBefore && Word(_tokens[i - 1])?.Is(Function) != true && _tokens[i - 1].IsWord && Word(_tokens[i - 1])?.Before is null && unit.Dimension == Dimension.Duration)
        {
            return null;
        }

        if (i > 0 && !_tokens[i].LineBefore && _found.Count > 0 && _found[^1].Core.End == _tokens[i - 1].End)
        {
            return null;
        }

        var number = new ParsedNumber { First = i, Next = i + 1, Value = 1, IsArticle = true, SigDigits = 1 };
        if (unit.Id == "fortnight")
        {
            (number, unit) = (number with { Value = 2 }, _lexicon.Units["wk"]);
        }

        return new Draft { First = i, Number = number, Unit = unit, Next = i + 1 + length };
    }

    private bool IsSymbolOnly(int i, int length) => length == 1 && _tokens[i].Length == 1 && _tokens[i].IsWord;

    /// <summary>Nobody counts earthquakes with a decimal place, and none was ever stronger than 9.5.</summary>
    private static bool IsMagnitude(ParsedNumber number) => number is { IsDigits: true, Value: > 0 and < 11 } && number.Value != decimal.Truncate(number.Value);

    /// <summary>The unit behind a number, with an optional hyphen, or "of" behind an indefinite plural.</summary>
    private (Unit? Unit, int Next, bool IsHyphened) UnitAt(ParsedNumber number)
    {
        var i = number.Next;
        if (i >= _tokens.Count || _tokens[i].LineBefore)
        {
            return (null, i, false);
        }

        if (IsMagnitude(number) && Word(_tokens[i])?.Is(Seismic) == true)
        {
            return (_lexicon.Units["Mw"], i, false);        // "a 6.9 earthquake"
        }

        var isHyphened = _tokens[i].Sign == '-' && i + 1 < _tokens.Count && !_tokens[i + 1].IsDigits;
        var at = isHyphened ? i + 1 : i;
        if ((number.IndefiniteHigh is not null || number.IsMixed) && Word(_tokens[at])?.Is(Of) == true)
        {
            at++;
        }

        if (number.IsMixed && at + 1 < _tokens.Count && Word(_tokens[at])?.Is(Article) == true)
        {
            at++;
        }

        // "2 more minutes", "two extra hours"
        if (at + 1 < _tokens.Count && Word(_tokens[at])?.Is(Additional) == true && Word(_tokens[at + 1])?.Units.Count > 0)
        {
            at++;
        }

        while (at < _tokens.Count && _lexicon.Phrases.Longest(_tokens, at, static w => w.Units.Count > 0, out var length) is { } word)
        {
            if (Pick(word, at, length, at == i && _tokens[at].IsGlued) is { } unit && IsUnitHere(unit, number, at, length))
            {
                return (unit, at + length, isHyphened);
            }

            break;
        }

        return (null, i, false);
    }

    /// <summary>The unit among homonyms: an exact symbol first, then a form in any case.</summary>
    private Unit? Pick(NumberWord word, int at, int length, bool isGlued)
    {
        var surface = _text.AsSpan(_tokens[at].Start, _tokens[at + length - 1].End - _tokens[at].Start);
        foreach (var form in word.Units)
        {
            if (form.Symbol is { } symbol && surface.SequenceEqual(symbol))
            {
                return form.Unit;
            }
        }

        foreach (var form in word.Units)
        {
            // One letter in capitals is no unit ("3 L" is the exception of litres).
            if (form.Symbol is null && (length > 1 || surface.Length > 1 || !char.IsUpper(surface[0]) || form.Unit.Id == "L" || isGlued && form.Unit.Dimension == Dimension.Information))
            {
                return form.Unit;
            }
        }

        return null;
    }

    private bool IsUnitHere(Unit unit, ParsedNumber number, int at, int length)
    {
        var (token, next) = (_tokens[at], at + length);
        var isEnd = next >= _tokens.Count || _tokens[next].LineBefore || (_tokens[next].Kind == LexKind.Symbol && _tokens[next].Sign != '-');
        var isOneLetter = length == 1 && token.Length == 1;
        switch (unit.Id)
        {
            case "in" when length == 1 && token.Length == 2:
                return isEnd || token.IsGlued && token.IsWord || Word(_tokens[next])?.Is(LineFeature) == true;
            case "in" when token.Sign == '"':
            case "ft" when token.Sign == '\'':
                // 10" and 5' are measures only where no quotation closes
                return number.IsDigits && (token.IsGlued && !isEnd && _tokens[next].IsWord || token.SpaceBefore && !isEnd && _tokens[next].SpaceBefore);
            case "a" or "s" when isOneLetter:
                return false;
            case "USD/100" or "GBP/100" when isOneLetter && token.IsWord:
                return token.IsGlued && number.IsDigits;
            case "pc":
                return false;
            case "st":
                return number.Value < 100 && (isEnd || Word(_tokens[next])?.Is(Function) == true);
            case "min" or "s" when number.Value == 1 && !number.IsDigits && length == 1 && token.Length == 6 && unit.Id == "s":
                return true;
            case "q":
                return false;
        }

        if (length == 1 && token.Kind == LexKind.Symbol && unit.Dimension == Dimension.Currency)
        {
            // "12 $5 notes": the sign belongs to the number behind it
            return !(next < _tokens.Count && _tokens[next] is { IsDigits: true, IsGlued: true }) || token.IsGlued;
        }

        if (isOneLetter && token.IsWord)
        {
            // A glued one-letter unit must end there; a spaced one needs digits.
            return number.IsDigits && !(next < _tokens.Count && _tokens[next] is { IsGlued: true, IsDigits: true })
                && !(token.SpaceBefore && char.IsUpper(_text[token.Start]) && unit.Id != "L");
        }

        return true;
    }

    /// <summary>"half an hour", "two-thirds of a mile", "quarter of an hour"; "half of the bridges" stays a share.</summary>
    private Draft? UnitOfFraction(ParsedNumber number)
    {
        var i = number.Next;
        if (i < _tokens.Count && Word(_tokens[i])?.Is(Of) == true) i++;
        if (i < _tokens.Count && Word(_tokens[i])?.Is(Article) == true) i++;
        if (i < _tokens.Count && _tokens[i].Sign == '-') i++;
        if (i >= _tokens.Count || _tokens[i].LineBefore || _lexicon.Phrases.Longest(_tokens, i, static w => w.Units.Count > 0, out var length) is not { } word
            || Pick(word, i, length, false) is not { } unit || unit.Dimension is Dimension.Ratio or Dimension.Magnitude || unit.Id == "in" && _tokens[i].Length == 2
            || (_tokens[i].Kind == LexKind.Symbol))
        {
            return null;
        }

        return new Draft { First = number.First, Number = number, Unit = unit, Next = i + length };
    }

    /// <summary>"per day", "a share", "/MWh": a rate. Speeds are units of their own and were read before.</summary>
    private Draft Per(Draft draft)
    {
        var i = draft.Next;
        if (draft.Unit is not { } unit || i + 1 >= _tokens.Count || _tokens[i].LineBefore || unit.Dimension is Dimension.Ratio or Dimension.Duration or Dimension.Temperature)
        {
            return draft;
        }

        if (!(Word(_tokens[i])?.Is(NumberWordRole.Per) == true && (_tokens[i].IsWord || _tokens[i + 1].IsGlued)))
        {
            return draft;
        }

        if (_lexicon.Phrases.Longest(_tokens, i + 1, static w => w.Units.Count > 0, out var length) is { } word && Pick(word, i + 1, length, false) is { } denominator
            && denominator.Dimension != Dimension.Ratio)
        {
            return draft with { Unit = UnitTable.Rate(unit, denominator), Next = i + 1 + length };
        }

        return draft;
    }
}
