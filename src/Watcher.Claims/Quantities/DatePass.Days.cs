using System.Collections.Immutable;

namespace Watcher.Claims.Quantities;

/// <summary>Single days: 24 February 2022, 10/9/2022, "on Friday", "the 15th".</summary>
internal sealed partial class DatePass
{
    /// <summary>Behind "June 31, 2022", "30 February 2014": a day that no calendar has, and its year is no date either. 0 when there is none.</summary>
    private int ImpossibleDay(int i)
    {
        var isMonthFirst = Is(i, DateRole.Month);
        var (monthAt, at) = isMonthFirst ? (i, i + 1) : (i + 1, i);
        if (at >= _tokens.Count || !_tokens[at].IsDigits || _tokens[at].Length > 2 || At(monthAt)?.Values[(int)DateRole.Month] is not { } month || !IsName(monthAt, hasCompany: true)
            || !YearBehind(i + 2, out var year, out var behind) || year is < FirstYear or > LastYear)
        {
            return 0;
        }

        return Int(at) > DateTime.DaysInMonth(year, month) ? behind : 0;
    }

    /// <summary>Behind "June 10 - 31, 2022": a stretch of days that the month does not have. 0 when there is none.</summary>
    private int ImpossibleRange(int i)
    {
        if (At(i)?.Values[(int)DateRole.Month] is not { } month || i + 3 >= _tokens.Count || _tokens[i + 1] is not { IsDigits: true, Length: <= 2 } || _tokens[i + 2].Sign != '-' || _tokens[i + 3] is not { IsDigits: true, Length: <= 2 }
            || !YearBehind(i + 4, out var year, out var behind) || year is < FirstYear or > LastYear)
        {
            return 0;
        }

        return Int(i + 3) > DateTime.DaysInMonth(year, month) ? behind : 0;
    }

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

    /// <summary>2022-09-11, 11.09.2022, 10/9/2022, 9/2012, 20220911, 2012/Aug/10.</summary>
    private Reading? Numeric(int i, int weekday)
    {
        if (!_tokens[i].IsDigits)
        {
            return null;
        }

        var length = _tokens[i].Length;
        if (length == 8)
        {
            return Int(i) is var all && all > 19000000 ? Single(i, i + 1, all / 10000, all / 100 % 100, all % 100) : null;
        }

        if (length == 4 && i + 2 == _tokens.Count && At(i + 1)?.Values[(int)DateRole.Month] is { } last && IsYearToken(i))
        {
            return MonthOf(i, i + 2, Int(i), last);
        }

        if (length > 4 || i + 2 >= _tokens.Count)
        {
            return null;
        }

        var sign = _tokens[i + 1].Sign;
        if (length == 4 && IsYearToken(i))
        {
            var at = sign is '-' or '/' && _tokens[i + 2].IsGlued ? i + 2 : i + 1;
            if (At(at)?.Values[(int)DateRole.Month] is { } behindYear && IsName(at, hasCompany: true) && IsAlone(at + 1) && !(at + 2 < _tokens.Count && _tokens[at + 1].IsGlued && _tokens[at + 2] is { IsDigits: true, IsGlued: true }))
            {
                return MonthOf(i, at + 1, Int(i), behindYear);
            }
        }

        if (length == 4 && IsYearToken(i) && _tokens[i + 1] is { IsDigits: true, Length: 2, LineBefore: false } && _tokens[i + 2] is { IsDigits: true, Length: 2, LineBefore: false } && IsAlone(i + 3))
        {
            return Single(i, i + 3, Int(i), Int(i + 1), Int(i + 2));       // 2016 10 16
        }

        if (sign is not ('-' or '/' or '.') || !_tokens[i + 2].IsDigits && !(Is(i + 2, DateRole.Month) && sign != '.'))
        {
            return null;
        }

        var isSpaced = _tokens[i + 1].SpaceBefore || _tokens[i + 2].SpaceBefore;
        if (isSpaced && !(sign == '/' && IsWholeSentence(i, i + 3)))
        {
            return null;
        }

        var hasThird = i + 4 < _tokens.Count && _tokens[i + 3] is { IsGlued: true } second && second.Sign == sign && _tokens[i + 4] is { IsGlued: true } && (_tokens[i + 4].IsDigits || Is(i + 4, DateRole.Month));
        var behind = hasThird ? i + 5 : i + 3;
        if (behind < _tokens.Count && _tokens[behind].IsGlued && (_tokens[behind].IsDigits || (_tokens[behind].IsWord && _tokens[behind].Length > 1 && !Is(behind, DateRole.DaySuffix))
            || (_tokens[behind].Sign is '-' or '/' or '.' && behind + 1 < _tokens.Count && _tokens[behind + 1] is { IsGlued: true, IsDigits: true } && hasThird && _tokens[behind].Sign == sign)))
        {
            return null;
        }

        if (hasThird)
        {
            return Three(i, sign, weekday);
        }

        if (!_tokens[i + 2].IsDigits)
        {
            return null;
        }

        var (a, b) = (Int(i), Int(i + 2));
        if (sign == '.')
        {
            return _lexicon.IsInflected ? DottedDay(i, a, b) : null;
        }

        if (length == 4 && _tokens[i + 2].Length <= 2)
        {
            // "2013-14": two years written as one
            return b <= 12 ? MonthOf(i, i + 3, a, b)
                : b == (a + 1) % 100 && sign is '-' or '/' && a is >= FirstYear and < LastYear
                    ? new Reading { First = i, Next = i + 3, From = new DateTime(a, 1, 1), To = new DateTime(a + 2, 1, 1), Grain = DateGrain.Year, IsCalendar = true }
                    : null;
        }

        if (_tokens[i + 2].Length == 4 && length <= 2)
        {
            return MonthOf(i, i + 3, b, a);
        }

        // d/m without a year; 9/11 and 24/7 are fixed expressions
        if (sign != '/' || _tokens[i + 2].Length > 2 || length > 2 || (a, b) is (9, 11) or (24, 7) || Fits(a, b) is not { } order || a + b < 3)
        {
            return null;
        }

        // A fraction reads "1/2 of"; a date stands alone.
        if (b <= 10 && a < b && (Is(i + 3, DateRole.Of) || Is(i + 3, DateRole.Unit)))
        {
            return null;
        }

        var (day, month) = order == DayMonthOrder.DayFirst ? (a, b) : (b, a);
        var isOpen = _reference.Order == DayMonthOrder.Unknown && a <= 12 && b <= 12 && a != b;
        return Yearless(i, i + 3, month, day) is not { } first ? null
            : isOpen && Yearless(i, i + 3, day, month) is { } swapped ? first with { IsAmbiguousOrder = true, Alternatives = [new WallInterval(swapped.From, swapped.To), .. first.Alternatives] }
            : first;
    }

    /// <summary>24.02, 10.12.: a day and month where decimals have a comma, when nothing follows that they could count.</summary>
    private Reading? DottedDay(int i, int day, int month)
    {
        if (_tokens[i].Length > 2 || _tokens[i + 2].Length > 2 || month is < 1 or > 12 || day < 1)
        {
            return null;
        }

        var hasDot = i + 3 < _tokens.Count && _tokens[i + 3] is { Sign: '.', IsGlued: true } && !(i + 4 < _tokens.Count && _tokens[i + 4] is { IsGlued: true, IsDigits: true });
        var next = hasDot ? i + 4 : i + 3;
        var isTwoDigits = _tokens[i + 2].Length == 2 && _tokens[i].Length == 2;
        var isFree = next >= _tokens.Count || (IsAlone(next) && _tokens[next].Sign is not ('%' or '$' or '€' or '°')) || Is(next, DateRole.Preposition) || Is(next, DateRole.On) || Is(next, DateRole.Said) || Is(next, DateRole.And);
        if (!isFree || !(isTwoDigits || hasDot || Is(i - 1, DateRole.Preposition) || IsWholeSentence(i, next)))
        {
            return null;
        }

        return Yearless(i, next, month, day) is { } date ? date with { IsCalendar = isTwoDigits || hasDot || Is(i - 1, DateRole.Preposition) } : null;
    }

    /// <summary>Which number can be the day; the reference's habit when both can.</summary>
    private DayMonthOrder? Fits(int a, int b)
    {
        var (dayFirst, monthFirst) = (b is >= 1 and <= 12 && a is >= 1 and <= 31, a is >= 1 and <= 12 && b is >= 1 and <= 31);
        return (dayFirst, monthFirst) switch
        {
            (true, true) => _reference.Order == DayMonthOrder.DayFirst ? DayMonthOrder.DayFirst : DayMonthOrder.MonthFirst,
            (true, false) => DayMonthOrder.DayFirst,
            (false, true) => DayMonthOrder.MonthFirst,
            _ => null,
        };
    }

    private Reading? Three(int i, char sign, int weekday)
    {
        // a month name on any place
        for (var k = 0; k < 5; k += 2)
        {
            if (At(i + k)?.Values[(int)DateRole.Month] is { } named)
            {
                var (x, y) = (i + (k == 0 ? 2 : 0), i + (k == 4 ? 2 : 4));
                if (!_tokens[x].IsDigits || !_tokens[y].IsDigits)
                {
                    return null;
                }

                return _tokens[x].Length == 4 ? Single(i, i + 5, Int(x), named, Int(y)) : Single(i, i + 5, LongYear(Int(y), _tokens[y].Length), named, Int(x));
            }
        }

        if (!_tokens[i + 2].IsDigits || !_tokens[i + 4].IsDigits)
        {
            return null;
        }

        var (a, b, c) = (Int(i), Int(i + 2), Int(i + 4));
        if (_tokens[i].Length == 4)
        {
            return _tokens[i + 2].Length <= 2 && _tokens[i + 4].Length <= 2 ? Single(i, i + 5, a, b, c) ?? Single(i, i + 5, a, c, b) : null;
        }

        if (_tokens[i].Length > 2 || _tokens[i + 2].Length > 2 || _tokens[i + 4].Length is not (2 or 4) || (_tokens[i + 4].Length == 2 && sign == '.' && _tokens[i].Length == 1))
        {
            return null;
        }

        var year = LongYear(c, _tokens[i + 4].Length);
        if (Single(i, i + 5, year, b, a) is not { } dayFirst || Single(i, i + 5, year, a, b) is not { } monthFirst || a == b)
        {
            var only = Single(i, i + 5, year, b, a) ?? Single(i, i + 5, year, a, b);
            if (only is { From: { } d, To: { } t } single && _tokens[i + 4].Length == 2 && year < 2000)
            {
                only = single with { Alternatives = [new WallInterval(d.AddYears(100), t.AddYears(100))] };
            }

            return only;
        }

        // quantities.md 7: a weekday in the phrase, the outlet's habit, otherwise both; dots are continental
        var first = weekday > 0 && Iso(dayFirst.From!.Value) != Iso(monthFirst.From!.Value) && (Iso(dayFirst.From.Value) == weekday || Iso(monthFirst.From.Value) == weekday)
            ? Iso(dayFirst.From.Value) == weekday ? dayFirst : (Reading?)monthFirst
            : null;
        if (first is not null)
        {
            return first;
        }

        if (_reference.Order == DayMonthOrder.DayFirst || (sign == '.' && _reference.Order == DayMonthOrder.Unknown))
        {
            return dayFirst;
        }

        return _reference.Order == DayMonthOrder.MonthFirst
            ? monthFirst
            : monthFirst with
            {
                IsAmbiguousOrder = true,
                Alternatives = [new WallInterval(dayFirst.From, dayFirst.To), .. year < 2000 && _tokens[i + 4].Length == 2 ? [new WallInterval(monthFirst.From!.Value.AddYears(100), monthFirst.To!.Value.AddYears(100))] : Array.Empty<WallInterval>()],
            };
    }

    /// <summary>Two digits are the nearest year that is not far in the future.</summary>
    private int LongYear(int year, int length) => length > 2 ? year : year + (year > (_today.Year % 100) + 10 ? 1900 : 2000);

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

    /// <summary>A weekday, alone or with the date beside it.</summary>
    private Reading? WeekdayFirst(int i)
    {
        var (direction, k) = (int.MinValue, i);
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.This) || w.Is(DateRole.Last) || w.Is(DateRole.Next) || w.Is(DateRole.Past), out var length) is { } modifier)
        {
            direction = modifier.Is(DateRole.Past) ? 9 : modifier.Is(DateRole.Next) ? 1 : modifier.Is(DateRole.Last) ? -1 : 0;
            k += length;
        }

        if (At(k)?.Values[(int)DateRole.Weekday] is not { } weekday)
        {
            return null;
        }

        if (direction == int.MinValue && !IsName(k, hasCompany: false) && !(k + 1 < _tokens.Count && (_tokens[k + 1].Sign is ',' or '.' || (Is(k + 1, DateRole.Month) && (!Is(k + 1, DateRole.AlsoAWord) || char.IsUpper(_text[_tokens[k].Start]))) || _tokens[k + 1].IsDigits)))
        {
            return null;
        }

        var next = k + 1;
        if (next < _tokens.Count && _tokens[next] is { Sign: '.', IsGlued: true } && Is(k, DateRole.Short) && _tokens[k].Length <= 5) next++;

        // Monday, 5 September; Tuesday the 19th; Thursday (date) is left to the brackets
        var beside = next < _tokens.Count && _tokens[next].Sign == ',' ? next + 1 : next;
        var date = direction == int.MinValue ? DayMonth(Is(beside, DateRole.The) ? beside + 1 : beside, weekday) ?? (beside < _tokens.Count && _tokens[beside].IsDigits ? Numeric(beside, weekday) : null) : null;
        if (date is { Grain: DateGrain.Day } dated)
        {
            return dated with { First = i, Weekday = weekday, Disagree = dated.From is { } d && !dated.HasNoYear && Iso(d) != weekday };
        }

        if (direction == int.MinValue && next < _tokens.Count && !_tokens[next].LineBefore)
        {
            var at = Is(next, DateRole.The) ? next + 1 : next;
            if ((at > next || _tokens[at].IsDigits) && Day(at, out var number, out var numberNext, needsSuffix: false) && (at > next || !Is(numberNext, DateRole.Unit) && IsAlone(numberNext)) && WithWeekday(number, weekday, isFuture: false) is { } before && WithWeekday(number, weekday, isFuture: true) is { } ahead)
            {
                // a day that this month has is meant, whichever side it lies on
                var (hasBefore, hasAhead) = (IsThisMonth(before), IsThisMonth(ahead));
                var day = hasBefore == hasAhead ? Choose(before, ahead, i, numberNext) : hasBefore ? before : ahead;
                return new Reading { First = i, Next = numberNext, From = day, To = day.AddDays(1), Grain = DateGrain.Day, Weekday = weekday, IsRelative = true, IsCalendar = true, Alternatives = [WallInterval.Day(day == before ? ahead : before)] };
            }
        }

        next = SkipDayPart(next);
        var monday = _today.AddDays(1 - Iso(_today));

        // Monday of next week, Sunday from last week
        if (direction == int.MinValue && (Is(next, DateRole.Of) || Is(next, DateRole.From)) && Modified(Is(next + 1, DateRole.The) ? next + 2 : next + 1) is { Grain: DateGrain.Week, From: { } week } inWeek)
        {
            var day = week.AddDays(weekday - 1);
            return new Reading { First = i, Next = inWeek.Next, From = day, To = day.AddDays(1), Grain = DateGrain.Day, Weekday = weekday, IsRelative = true };
        }

        if (direction == int.MinValue && OfNamedWeek(i, next, weekday) is { } named)
        {
            return named;
        }

        var offset = (Iso(_today) - weekday + 7) % 7;
        var past = _today.AddDays(-offset);
        var isToday = offset == 0;
        var future = _today.AddDays(isToday ? 7 : 7 - offset);
        DateTime chosen;
        ImmutableArray<WallInterval> other = [];
        switch (direction)
        {
            case 0:
                chosen = monday.AddDays(weekday - 1);
                other = [WallInterval.Day(chosen.AddDays(7))];
                if (_reference.Preference is DatePreference.Future or DatePreference.Nearest && Choose(chosen, future, i, next) is var open && chosen < _today && open != chosen)
                {
                    (chosen, other) = (open, [WallInterval.Day(chosen)]);
                }

                break;
            case 1:
                chosen = monday.AddDays(7 + weekday - 1);
                other = future < chosen ? [WallInterval.Day(future)] : [];
                break;
            case -1:
                chosen = monday.AddDays(-7 + weekday - 1);
                break;
            case 9:
                chosen = isToday ? past.AddDays(-7) : past;
                break;
            default:
                chosen = Choose(past, future, i, next);
                other = [WallInterval.Day(chosen == past ? future : past), .. isToday ? [WallInterval.Day(past.AddDays(-7))] : Array.Empty<WallInterval>()];
                break;
        }

        return new Reading { First = i, Next = next, From = chosen, To = chosen.AddDays(1), Grain = DateGrain.Day, Weekday = weekday, IsRelative = true, Alternatives = other };
    }

    /// <summary>"the closest Monday to 5 October", "the second closest Monday to it", "the Monday closest to 5 October".</summary>
    private Reading? ClosestWeekday(int i)
    {
        var k = Is(i, DateRole.The) ? i + 1 : i;
        var which = At(k)?.Values[(int)DateRole.Ordinal] is { } ordinal ? ordinal : 1;
        k += Is(k, DateRole.Ordinal) ? 1 : 0;
        var weekdayAt = Is(k, DateRole.Closest) ? k + 1 : Is(k + 1, DateRole.Closest) ? k : -1;
        if (weekdayAt < 0 || which > 8 || At(weekdayAt)?.Values[(int)DateRole.Weekday] is not { } weekday || !Is(k + 2, DateRole.To) || Point(k + 3) is not { Grain: DateGrain.Day, From: { } from } anchor)
        {
            return null;
        }

        var day = Closest(from, weekday, which);
        return anchor with { First = i, From = day, To = day.AddDays(1), Weekday = weekday, HasNoYear = false, Alternatives = [] };
    }

    private static DateTime Closest(DateTime from, int weekday, int which) =>
        Enumerable.Range(-35, 71).Select(offset => from.AddDays(offset)).Where(d => Iso(d) == weekday).OrderBy(d => (d - from).Duration()).ElementAt(which - 1);

    /// <summary>"Tuesday, next week", "Monday two weeks from now": the day of the week that is named behind it.</summary>
    private Reading? OfNamedWeek(int first, int next, int weekday)
    {
        if (Is(next, DateRole.After) && Is(next + 1, DateRole.Next))
        {
            var coming = _today.AddDays(7 - ((Iso(_today) - weekday + 7) % 7));
            return new Reading { First = first, Next = next + 2, From = coming.AddDays(7), To = coming.AddDays(8), Grain = DateGrain.Day, Weekday = weekday, IsRelative = true };
        }

        var k = next < _tokens.Count && _tokens[next].Sign == ',' ? next + 1 : next;
        if (k >= _tokens.Count || _tokens[k].LineBefore)
        {
            return null;
        }

        if (_lexicon.IsInflected && (Is(k, DateRole.On) || Is(k, DateRole.In)))
        {
            k++;
        }

        var week = Is(k, DateRole.This) || Is(k, DateRole.Last) || Is(k, DateRole.Next) ? Modified(k) : null;
        if (week is null && Number(k, out var count, out var unitAt) && Unit(unitAt, out var unit, out var behind) && unit == DateUnit.Week && Shifted(k, behind, count, unit) is { From: { } day } shifted)
        {
            var monday = day.Date.AddDays(1 - Iso(day));
            week = shifted with { From = monday, Grain = DateGrain.Week };
        }

        return week is { Grain: DateGrain.Week, From: { } from } whole && (whole.To - from)?.TotalDays != 2
            ? new Reading { First = first, Next = whole.Next, From = from.AddDays(weekday - 1), To = from.AddDays(weekday), Grain = DateGrain.Day, Weekday = weekday, IsRelative = true }
            : null;
    }

    /// <summary>The day of this number that falls on the weekday: the latest one up to the reference, or the first one from it on.</summary>
    private DateTime? WithWeekday(int number, int weekday, bool isFuture)
    {
        const int MaxMonths = 30;       // the 31st falls on each weekday at least once in it
        var month = new DateTime(_today.Year, _today.Month, 1);
        for (var step = 0; step <= MaxMonths; step++)
        {
            var candidate = month.AddMonths(isFuture ? step : -step);
            if (number <= DateTime.DaysInMonth(candidate.Year, candidate.Month) && new DateTime(candidate.Year, candidate.Month, number) is var day && Iso(day) == weekday && (isFuture ? day >= _today : day <= _today))
            {
                return day;
            }
        }

        return null;
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
