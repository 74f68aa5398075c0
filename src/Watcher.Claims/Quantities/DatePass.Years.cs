namespace Watcher.Claims.Quantities;

/// <summary>Years and decades, alone or behind a month.</summary>
internal sealed partial class DatePass
{
    /// <summary>", 2022", "of 2022", "in 2022", "'22", "last year"; "two thousand and fifteen" is read as words by nobody.</summary>
    private bool YearBehind(int i, out int year, out int next)
    {
        (year, next) = (0, i);
        var k = i;
        if (k < _tokens.Count && _tokens[k].Sign is ',' or '-' or '/' && k + 1 < _tokens.Count) k++;
        else if (Is(k, DateRole.Of)) k++;
        if (k > i && Is(k, DateRole.The)) k++;
        if (Is(k, DateRole.Unit) && At(k)!.Values[(int)DateRole.Unit] == (int)DateUnit.Year && k + 1 < _tokens.Count && _tokens[k + 1].IsDigits) k++;
        if (k < _tokens.Count && _tokens[k].Sign == '\'' && k + 1 < _tokens.Count && _tokens[k + 1] is { IsDigits: true, IsGlued: true, Length: 2 })
        {
            (year, next) = (LongYear(Int(k + 1), 2), k + 2);
            return true;
        }

        if (k < _tokens.Count && SpelledYear(k, out year, out next))
        {
            return true;
        }

        if (k >= _tokens.Count || !_tokens[k].IsDigits || _tokens[k].LineBefore && k > i == false)
        {
            return IsYearOfReference(k, out year, out next);
        }

        var isTwo = _tokens[k].Length == 2 && k == i && !Is(k + 1, DateRole.Unit) && IsAlone(k + 1) && !(k + 1 < _tokens.Count && _tokens[k + 1].IsGlued && _tokens[k + 1].Sign is ':' or '%' or '-' or '/');
        if (isTwo && i > 0 && (_tokens[i - 1].IsDigits || Is(i - 1, DateRole.Month) && Int(k) >= FirstShortYear || Is(i - 1, DateRole.DaySuffix)))
        {
            (year, next) = (LongYear(Int(k), 2), k + 1);
            return true;
        }

        if (_tokens[k].Length != 4 || Int(k) is not (>= FirstYear and <= LastYear) || !IsYearToken(k))
        {
            return false;
        }

        (year, next) = (Int(k), k + 1);
        next = AfterYearName(next);
        return true;
    }

    /// <summary>"2014 року": behind the word that names the year.</summary>
    private int AfterYearName(int i)
    {
        if (!_lexicon.IsInflected || i >= _tokens.Count || _tokens[i].LineBefore || At(i)?.Values[(int)DateRole.Unit] != (int)DateUnit.Year)
        {
            return i;
        }

        return i + 1 < _tokens.Count && _tokens[i].Length == 1 && _tokens[i + 1] is { Sign: '.', IsGlued: true } ? i + 2 : i + 1;
    }

    /// <summary>nineteen ninety six, seventeen hundred thirty three, two thousand and fifteen.</summary>
    private bool SpelledYear(int i, out int year, out int next)
    {
        (year, next) = (0, i);
        if (At(i)?.Values[(int)DateRole.Cardinal] is not { } head || i + 1 >= _tokens.Count || _tokens[i + 1].LineBefore)
        {
            return false;
        }

        var k = i + 1;
        var scale = At(k)?.Values[(int)DateRole.Scale];
        if (head == 2 && scale == 1000)
        {
            year = 2000;
        }
        else if (head is >= 13 and <= 20)
        {
            year = head * 100;
        }
        else
        {
            return false;
        }

        next = scale is null ? k : k + 1;
        k = scale is not null && Is(next, DateRole.And) ? next + 1 : next;
        var hasTail = Number(k, out var tail, out var tailNext) && tail < 100 && !_tokens[k].IsDigits && !_tokens[k].LineBefore && At(k)!.Is(DateRole.Cardinal);
        if (hasTail)
        {
            (year, next) = (year + tail, tailNext);
        }

        return hasTail ? scale is not null || tail >= 10 : scale is not null;
    }

    private bool IsYearOfReference(int i, out int year, out int next)
    {
        (year, next) = (0, i);
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.This) || w.Is(DateRole.Last) || w.Is(DateRole.Next), out var length) is { } modifier
            && Unit(i + length, out var unit, out var behind) && unit == DateUnit.Year)
        {
            (year, next) = (_today.Year + (modifier.Is(DateRole.Next) ? 1 : modifier.Is(DateRole.Last) ? -1 : 0), behind);
            return true;
        }

        return false;
    }

    /// <summary>Four digits that are not part of a longer number and count nothing.</summary>
    private bool IsYearToken(int i)
    {
        if (i + 1 < _tokens.Count && _tokens[i + 1].IsGlued && (_tokens[i + 1].Sign is '%' or ':' or '°' || (_tokens[i + 1].Sign is ',' or '.' && i + 2 < _tokens.Count && _tokens[i + 2] is { IsDigits: true, IsGlued: true })
            || (_tokens[i + 1].IsWord && _tokens[i + 1].Span.Of(_text) is not "s")))
        {
            return false;
        }

        return !Is(i + 1, DateRole.NotAYear);
    }

    /// <summary>2014, the year 2008, the 1990s.</summary>
    private Reading? YearAlone(int i)
    {
        var k = i;
        var hasWord = _lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.YearWord), out var length) is not null;
        if (hasWord)
        {
            k += length;
        }

        if (hasWord && length == 1 && k < _tokens.Count && _tokens[k] is { IsDigits: true, IsGlued: true, Length: 2 } && _tokens[i].Length == 2 && !(k + 1 < _tokens.Count && _tokens[k + 1].IsGlued && _tokens[k + 1].Kind != LexKind.Symbol))
        {
            var reported = LongYear(Int(k), 2);        // CY18
            return new Reading { First = i, Next = k + 1, From = new DateTime(reported, 1, 1), To = new DateTime(reported + 1, 1, 1), Grain = DateGrain.Year, IsCalendar = true };
        }

        if ((hasWord || Is(k - 1, DateRole.Preposition)) && SpelledYear(k, out var spelled, out var spelledNext) && !Is(spelledNext, DateRole.Unit) && !Is(spelledNext, DateRole.NotAYear) && IsAlone(spelledNext) | Is(spelledNext, DateRole.And))
        {
            return new Reading { First = i, Next = spelledNext, From = new DateTime(spelled, 1, 1), To = new DateTime(spelled + 1, 1, 1), Grain = DateGrain.Year, IsCalendar = true };
        }

        if (Decade(k) is { } decade)
        {
            return decade with { First = i };
        }

        if (k >= _tokens.Count || !_tokens[k].IsDigits || _tokens[k].Length != 4 || Int(k) is not (>= FirstYear and <= LastYear) || !IsYearToken(k) || IsInsideName(k))
        {
            return null;
        }

        var year = Int(k);
        var hasPreposition = hasWord || (k > 0 && !_tokens[k].LineBefore && (Is(k - 1, DateRole.Preposition) || Is(k - 1, DateRole.And) || Is(k - 1, DateRole.Part)));
        var isPlausible = year is >= 1900 and < 2100;
        if (!isPlausible && !hasPreposition)
        {
            return null;
        }

        // Behind money, "No." or a hyphen it is something else; before a word it may count something.
        if (k > 0 && (_tokens[k - 1].Kind == LexKind.Symbol && _tokens[k - 1].Sign is not ('(' or ',' or '.' or '-' or '~' or '=' or '<' or '>' or '/' or '[' or '"' or '\'' or ':' or ';') || (_tokens[k - 1].Sign == '-' && k > 1 && _tokens[k - 2].IsWord && _tokens[k - 1].IsGlued && _tokens[k].IsGlued)))
        {
            return null;
        }

        if (k + 2 < _tokens.Count && _tokens[k + 1] is { Sign: '-' or '/', IsGlued: true } && _tokens[k + 2] is { IsDigits: true, IsGlued: true } rest && rest.Length != 4)
        {
            return null;
        }

        if (k > 1 && _tokens[k - 1].Sign == '-' && _tokens[k - 2] is { IsDigits: true, Length: < 4 })
        {
            return null;        // "32 - 2015"
        }

        if (!hasPreposition && !IsAlone(k + 1) && AfterYearName(k + 1) == k + 1 && _tokens[k + 1].IsWord && At(k + 1) is null)
        {
            return null;
        }

        if (!isPlausible && !hasWord && !IsAlone(k + 1))
        {
            return null;
        }

        return new Reading { First = i, Next = AfterYearName(k + 1), From = new DateTime(year, 1, 1), To = new DateTime(year + 1, 1, 1), Grain = DateGrain.Year, IsCalendar = true };
    }

    private Reading? Decade(int i)
    {
        if (i + 1 >= _tokens.Count || !_tokens[i].IsDigits || _tokens[i].Length is not (4 or 2) || Int(i) % 10 != 0 || _tokens[i + 1] is not { IsGlued: true } behind)
        {
            return null;
        }

        var next = behind.Sign == '\'' && i + 2 < _tokens.Count && _tokens[i + 2].Span.Of(_text) is "s" ? i + 3 : behind.Span.Of(_text) is "s" ? i + 2 : 0;
        var year = _tokens[i].Length == 4 ? Int(i) : LongYear(Int(i), 2);
        return next == 0 || year is < FirstYear or > LastYear
            ? null
            : new Reading { First = i, Next = next, From = new DateTime(year, 1, 1), To = new DateTime(year + 10, 1, 1), Grain = DateGrain.Decade, IsCalendar = true };
    }
}
