namespace Watcher.Claims.Quantities;

/// <summary>Single days: 24 February 2022, 10/9/2022, "on Friday", "the 15th".</summary>
internal sealed partial class DatePass
{
    /// <summary>"on the 15th": a day of the month at hand; without "on" only where nothing follows that it could number.</summary>
    private Reading? DayOfMonth(int i)
    {
        var isOn = Is(i, DateRole.On);
        var k = isOn && Is(i + 1, DateRole.The) ? i + 2 : i + 1;
        if ((!isOn && !Is(i, DateRole.The)) || k >= _tokens.Count || !_tokens[k].IsDigits || !Day(k, out var day, out var next, needsSuffix: !IsWholeSentence(i, k + 1)) || !IsAlone(next))
        {
            return null;
        }

        var month = new DateTime(_today.Year, _today.Month, 1);
        DateTime? past = null;
        DateTime? future = null;
        for (var at = -3; at <= 3; at++)
        {
            var candidate = month.AddMonths(at);
            if (day > DateTime.DaysInMonth(candidate.Year, candidate.Month))
            {
                continue;
            }

            candidate = candidate.AddDays(day - 1);
            past = candidate <= _today ? candidate : past;
            future ??= candidate >= _today ? candidate : null;
        }

        var chosen = Choose(past!.Value, future!.Value, i, next);      // seven months hold every day of a month
        var other = chosen == past ? future.Value : past.Value;
        return new Reading { First = i, Next = next, From = chosen, To = chosen.AddDays(1), Grain = DateGrain.Day, IsRelative = true, IsCalendar = true, Alternatives = [WallInterval.Day(other)] };
    }

    /// <summary>"Saturday (10/9/2022)", "Yesterday [on 11 September]": two renderings of one date; the explicit one wins.</summary>
    private Reading Bracketed(Reading date)
    {
        var i = date.Next;
        if (i + 1 >= _tokens.Count || _tokens[i].Sign is not ('(' or '['))
        {
            return date;
        }

        var k = Is(i + 1, DateRole.On) ? i + 2 : i + 1;
        if (Point(k, date.Weekday) is not { Grain: DateGrain.Day } other || other.Next >= _tokens.Count || _tokens[other.Next].Sign is not (')' or ']'))
        {
            return date;
        }

        var isExplicit = other.IsCalendar && (!date.IsCalendar || date.HasNoYear);
        var (winner, loser) = isExplicit ? (other, date) : (date, other);
        if (winner.HasNoYear && loser.From is { } known)
        {
            // the relative rendering knows the year
            var candidate = winner.From is { } w && (w.Month, w.Day) == (known.Month, known.Day) ? known : winner.From;
            winner = winner with { From = candidate, To = candidate?.AddDays(1) };
        }

        return winner with { First = date.First, Next = other.Next + 1, Disagree = loser is { Weekday: > 0, IsCalendar: false } && winner.From is { } day ? Iso(day) != loser.Weekday : winner.From != loser.From && !loser.Alternatives.Contains(new WallInterval(winner.From, winner.To)), IsCalendar = true };
    }

    /// <summary>A month and day in the year that the reference's preference asks for; the other year is kept beside it.</summary>
    private Reading? Yearless(int first, int next, int month, int day)
    {
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(2020, month))
        {
            return null;
        }

        DateTime? past = null;
        DateTime? future = null;
        for (var year = _today.Year + 8; year >= _today.Year - 8; year--)
        {
            if (day > DateTime.DaysInMonth(year, month))
            {
                continue;
            }

            var candidate = new DateTime(year, month, day);
            if (candidate >= _today)
            {
                future = candidate;
            }

            if (candidate <= _today && past is null)
            {
                past = candidate;
            }
        }

        var chosen = Choose(past!.Value, future!.Value, first, next);
        var other = chosen == past ? future.Value : past.Value;
        if (past == future)
        {
            other = new DateTime(_today.Year + 1, month, Math.Min(day, DateTime.DaysInMonth(_today.Year + 1, month)));
        }

        return new Reading
        {
            First = first,
            Next = next,
            From = chosen,
            To = chosen.AddDays(1),
            Grain = DateGrain.Day,
            HasNoYear = true,
            IsRelative = true,
            IsCalendar = true,
            Alternatives = [new WallInterval(other, other.AddDays(1))],
        };
    }

    private bool IsThisMonth(DateTime day) => (day.Year, day.Month) == (_today.Year, _today.Month);

    /// <summary>A day of the month: 5, 5th, fifth, twenty-ninth.</summary>
    private bool Day(int i, out int day, out int next, bool needsSuffix = false)
    {
        (day, next) = (0, i);
        if (i >= _tokens.Count)
        {
            return false;
        }

        if (_tokens[i].IsDigits)
        {
            if (_tokens[i].Length > 2 || IsInsideName(i) || (i > 0 && _tokens[i - 1].Sign is '$' or '€' or '£' or '₴' or '₽'))
            {
                return false;
            }

            day = Int(i);
            next = i + 1;
            var suffix = _lexicon.IsInflected && next < _tokens.Count && _tokens[next] is { Sign: '-', IsGlued: true } ? next + 1 : next;
            if (suffix < _tokens.Count && _tokens[suffix] is { IsWord: true, IsGlued: true } && Is(suffix, DateRole.DaySuffix))
            {
                next = suffix + 1;
                needsSuffix = false;
            }

            return day is >= 1 and <= 31 && !needsSuffix;
        }

        if (At(i) is not { } word)
        {
            return false;
        }

        if (word.Values[(int)DateRole.Ordinal] is { } ordinal && ordinal <= 31)
        {
            (day, next) = (ordinal, i + 1);
            return true;
        }

        if (word.Values[(int)DateRole.Cardinal] is { } tens)
        {
            var k = i + 1 < _tokens.Count && _tokens[i + 1].Sign == '-' ? i + 2 : i + 1;
            var unit = tens is 20 or 30 ? At(k)?.Values[(int)DateRole.Ordinal] ?? At(k)?.Values[(int)DateRole.Cardinal] : null;
            (day, next) = unit is > 0 and < 10 ? (tens + unit.Value, k + 1) : (tens, i + 1);
            return day is >= 1 and <= 31 && !needsSuffix;
        }

        return false;
    }

    /// <summary>24 February 2022, February 24, 2022, the 15th of May, Feb. 24, March 2015, in March.</summary>
    private Reading? DayMonth(int i, int weekday)
    {
        if (i >= _tokens.Count)
        {
            return null;
        }

        var start = i;
        if (Day(i, out var day, out var k) && k < _tokens.Count && !_tokens[k].LineBefore)
        {
            if (Is(k, DateRole.Unit) && At(k)!.Values[(int)DateRole.Unit] == (int)DateUnit.Day && Is(k + 1, DateRole.Of)) k++;
            if (_tokens[k].Sign == '-' && _tokens[k].IsGlued) k++;
            var isOf = Is(k, DateRole.Of) && _tokens[k].Span.Of(_text) is "of";
            if (isOf) k++;
            var isCounted = !isOf && _tokens[i].IsWord && !Is(k - 1, DateRole.Ordinal) && Is(k, DateRole.AlsoAWord) && char.IsLower(_text[_tokens[k].Start]);
            if (At(k)?.Values[(int)DateRole.Month] is { } month && !_tokens[k].LineBefore && !isCounted && (isOf || IsName(k, hasCompany: true)))
            {
                return Dated(start, AfterDot(k), month, day, weekday);
            }

            // 20 of next month, the 15th day of the current month
            if (isOf && Is(k, DateRole.The) && Unit(k + 1, out var plain, out var plainNext) && plain == DateUnit.Month)
            {
                return Single(start, plainNext, _today.Year, _today.Month, day) is { } inThis ? inThis with { IsRelative = true } : null;
            }

            if (isOf && Modified(Is(k, DateRole.The) ? k + 1 : k) is { Grain: DateGrain.Month, From: { } inMonth } modified)
            {
                return Single(start, modified.Next, inMonth.Year, inMonth.Month, day) is { } single ? single with { IsRelative = true } : null;
            }

            return null;
        }

        if (At(i)?.Values[(int)DateRole.Month] is not { } named)
        {
            return null;
        }

        var next = AfterDot(i);
        var at = next < _tokens.Count && _tokens[next].Sign is '-' or '/' && next == i + 1 && _tokens[next].IsGlued && next + 1 < _tokens.Count && _tokens[next + 1].IsGlued ? next + 1 : next;
        if (Is(at, DateRole.The)) at++;
        if (at < _tokens.Count && !_tokens[at].LineBefore && Day(at, out day, out k) && !(k < _tokens.Count && _tokens[k].IsGlued && _tokens[k].Sign is ',' or '.' or ':' or '%' && k + 1 < _tokens.Count && _tokens[k + 1] is { IsDigits: true, IsGlued: true } && _tokens[k].Sign != ',')
            && !SpelledYear(at, out _, out _) && !(_tokens[at].IsWord && !Is(at, DateRole.Ordinal) && !IsName(i, hasCompany: true)) && IsName(i, hasCompany: true) && !Is(k, DateRole.Month))
        {
            var isListed = k + 1 < _tokens.Count && _tokens[k].Sign == ',' && Is(k + 1, DateRole.Weekday);
            return isListed && weekday == 0 && Dated(start, k + 2, named, day, At(k + 1)!.Values[(int)DateRole.Weekday]!.Value) is { } listed
                ? listed
                : Dated(start, k, named, day, weekday);
        }

        // a month, with or without a year
        if (YearBehind(next, out var year, out var afterYear) && IsName(i, hasCompany: true))
        {
            return MonthOf(start, afterYear, year, named);
        }

        if (weekday != 0)
        {
            return null;
        }

        return IsName(i, hasCompany: true) && MonthOfLaterYear(start, next, named) is { } later ? later : IsName(i, hasCompany: false) ? OpenMonth(start, next, named) : null;
    }

    /// <summary>"14th April 15", "Aug 9, 96": two digits of a year where nothing follows that they could count.</summary>
    private bool ShortYear(int start, int i, out int year, out int next)
    {
        (year, next) = (0, i);
        var k = i < _tokens.Count && _tokens[i].Sign == ',' ? i + 1 : i;
        if (k >= _tokens.Count || _tokens[k] is not { IsDigits: true, Length: 2, LineBefore: false, SpaceBefore: true } || !IsAlone(k + 1) || (k + 1 < _tokens.Count && _tokens[k + 1] is { IsGlued: true, Sign: not ('.' or ',' or ';' or ')') }))
        {
            return false;
        }

        if (k == i ? !Is(start, DateRole.Month) && _tokens[start].IsDigits && Is(start + 1, DateRole.DaySuffix) : Int(k) >= FirstShortYear)
        {
            (year, next) = (LongYear(Int(k), 2), k + 1);
        }

        return next > i;
    }

    private Reading? Dated(int start, int next, int month, int day, int weekday)
    {
        if (YearBehind(next, out var year, out var afterYear) || ShortYear(start, next, out year, out afterYear))
        {
            return Single(start, afterYear, year, month, day);
        }

        // this, last, next year behind the day
        if (Yearless(start, next, month, day) is not { } open)
        {
            return null;
        }

        if (weekday > 0)
        {
            // "Fri, Jul 18": the year in which the weekday fits, when one is near
            for (var step = 0; step < 4; step++)
            {
                var candidate = step switch { 0 => open.From!.Value.Year, 1 => _today.Year, 2 => _today.Year + 1, _ => _today.Year - 1 };
                if (day <= DateTime.DaysInMonth(candidate, month) && Iso(new DateTime(candidate, month, day)) == weekday && Math.Abs((new DateTime(candidate, month, day) - _today).TotalDays) < 550)
                {
                    return Single(start, next, candidate, month, day) is not { } fitting ? null : fitting with { HasNoYear = true, IsRelative = true, Weekday = weekday };
                }
            }

            return open with { Weekday = weekday };
        }

        return open;
    }
}
