using System.Collections.Immutable;
using System.Globalization;

namespace Watcher.Claims.Quantities;

/// <summary>Weeks, months, quarters, seasons, years and their parts.</summary>
internal sealed partial class DatePass
{
    /// <summary>"the March after next": the second one ahead; "March in two years".</summary>
    private Reading? MonthOfLaterYear(int start, int next, int month)
    {
        if (Is(next, DateRole.After) && Is(next + 1, DateRole.Next))
        {
            return MonthOf(start, next + 2, _today.Year + (month > _today.Month ? 1 : 2), month) is { } second ? second with { IsRelative = true } : null;
        }

        return Is(next, DateRole.In) && NumberOrArticle(next + 1, out var years, out var unitAt) && Unit(unitAt, out var unit, out var unitNext) && unit == DateUnit.Year
            && MonthOf(start, unitNext, _today.Year + years, month) is { } later ? later with { IsRelative = true } : null;
    }

    private Reading? OpenMonth(int start, int next, int month)
    {
        var thisYear = new DateTime(_today.Year, month, 1);
        var isNow = month == _today.Month;
        var past = thisYear <= _today && !isNow ? thisYear : thisYear.AddYears(-1);
        var future = thisYear > _today || isNow ? thisYear : thisYear.AddYears(1);
        if (isNow)
        {
            (past, future) = (thisYear, thisYear.AddYears(1));
        }

        var chosen = isNow ? thisYear : Choose(past, future, start, next);
        var other = chosen == past ? future : past;
        return new Reading
        {
            First = start,
            Next = next,
            From = chosen,
            To = chosen.AddMonths(1),
            Grain = DateGrain.Month,
            HasNoYear = true,
            IsRelative = true,
            Alternatives = [new WallInterval(other, other.AddMonths(1))],
        };
    }

    /// <summary>early March, mid-October, the end of 2012, earlier this year, later this week, beginning of last month.</summary>
    private Reading? Partial(int i)
    {
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Earlier) || w.Is(DateRole.Later), out var length) is { } side)
        {
            var at = Is(i + length, DateRole.The) ? i + length + 1 : i + length;
            if (at < _tokens.Count && (Modified(at) ?? (Is(i + length, DateRole.The) && Unit(at, out var plain, out var plainNext) && Whole(plain, 0) is { } bare ? bare with { First = at, Next = plainNext } : null)) is { From: { } begin, To: { } finish } whole && whole.Grain is DateGrain.Week or DateGrain.Month or DateGrain.Quarter or DateGrain.Year)
            {
                if (side.Is(DateRole.Earlier))
                {
                    return whole with { First = i, To = begin <= _today && _today < finish ? begin < _today ? _today : _today.AddDays(1) : Middle(begin, whole.Grain), Kind = DateKind.Window };
                }

                var middle = Middle(begin, whole.Grain);
                return whole with { First = i, From = middle > _today ? middle : _today < finish ? _today : middle, Kind = DateKind.Window };
            }
        }

        if (At(i)?.Values[(int)DateRole.Ending] is { } running && Whole((DateUnit)running, 0) is { From: { } start, To: { } stop } period)
        {
            var (late, end) = Third(start, stop, period.Grain, 3);
            return period with { First = i, Next = i + 1, From = late, To = end, Part = 3 };
        }

        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Part), out length) is not { } word)
        {
            return null;
        }

        var k = i + length;
        if (k < _tokens.Count && _tokens[k].Sign == '-') k++;
        if (Is(k, DateRole.The)) k++;
        var part = word.Values[(int)DateRole.Part]!.Value;
        if ((DayMonth(k, 0) ?? Decade(k) ?? YearAlone(k) ?? Modified(k) ?? (Unit(k, out var unit, out var next) && unit is DateUnit.Month or DateUnit.Year or DateUnit.Week && Whole(unit, 0) is { } current ? current with { First = k, Next = next } : null))
            is not { From: { } from, To: { } to } inner || inner.Grain is DateGrain.Day or DateGrain.Hour)
        {
            return null;
        }

        var (a, b) = Third(from, to, inner.Grain, part);
        var others = ImmutableArray.CreateBuilder<WallInterval>();
        foreach (var whole in inner.Alternatives.Prepend(new WallInterval(from, to)))
        {
            if (whole is not { From: { } begin, To: { } finish })
            {
                continue;
            }

            var third = Third(begin, finish, inner.Grain, part);
            if (begin != from)
            {
                others.Add(new WallInterval(third.From, third.To));
            }

            if (part != 2 && Middle(begin, inner.Grain) is var middle && middle > begin && middle < finish)
            {
                others.Add(part == 1 ? new WallInterval(begin, middle) : new WallInterval(middle, finish));
            }
        }

        return inner with { First = i, From = a, To = b, Part = part, Grain = inner.Grain == DateGrain.Month ? DateGrain.Week : DateGrain.Month, Alternatives = others.DrainToImmutable() };
    }

    /// <summary>Where the second half of a period begins.</summary>
    private static DateTime Middle(DateTime begin, DateGrain grain) => grain switch
    {
        DateGrain.Week => begin.AddDays(3),
        DateGrain.Month => begin.AddDays(15),
        DateGrain.Year => begin.AddMonths(6),
        DateGrain.Decade => begin.AddYears(5),
        _ => begin.AddDays(45),
    };

    /// <summary>Days 1-10, 11-20 and the rest of a month; thirds of anything else.</summary>
    private static (DateTime From, DateTime To) Third(DateTime from, DateTime to, DateGrain grain, int part) => (grain, part) switch
    {
        (DateGrain.Month, 1) => (from, from.AddDays(10)),
        (DateGrain.Month, 2) => (from.AddDays(10), from.AddDays(20)),
        (DateGrain.Month, _) => (from.AddDays(20), to),
        (DateGrain.Year, 1) => (from, from.AddMonths(3)),
        (DateGrain.Year, 2) => (from.AddMonths(4), from.AddMonths(8)),
        (DateGrain.Year, _) => (from.AddMonths(8), to),
        (DateGrain.Week, _) when to - from < TimeSpan.FromDays(7) => (from, to),
        (DateGrain.Week, 1) => (from, from.AddDays(3)),
        (DateGrain.Week, 2) => (from.AddDays(2), from.AddDays(5)),
        (DateGrain.Week, _) => (from.AddDays(4), to),
        (DateGrain.Decade, 1) => (from, from.AddYears(4)),
        (DateGrain.Decade, 2) => (from.AddYears(3), from.AddYears(7)),
        (DateGrain.Decade, _) => (from.AddYears(6), to),
        _ => (from, to),
    };

    /// <summary>ISO week 31, the week after next, the weekend.</summary>
    private Reading? Weekly(int i)
    {
        var k = Is(i, DateRole.The) ? i + 1 : i;
        if (Unit(k, out var period, out var periodNext) && period is DateUnit.Week or DateUnit.Month or DateUnit.Quarter or DateUnit.Year && Is(periodNext, DateRole.After) && Is(periodNext + 1, DateRole.Next) && Whole(period, 2) is { } second)
        {
            return second with { First = i, Next = periodNext + 2 };
        }

        if (!Unit(k, out var unit, out var next) || unit is not (DateUnit.Week or DateUnit.Weekend) || (k > 0 && (_tokens[k - 1].IsDigits || Is(k - 1, DateRole.Cardinal) || Is(k - 1, DateRole.Ordinal))))
        {
            return null;
        }

        if (unit == DateUnit.Weekend)
        {
            var coming = _today.AddDays(6 - Iso(_today));
            var saturday = coming > _today ? Choose(coming.AddDays(-7), coming, i, next) : coming;
            var other = saturday == coming ? coming.AddDays(-7) : coming;
            return new Reading { First = i, Next = next, From = saturday, To = saturday.AddDays(2), Grain = DateGrain.Week, IsRelative = true, Alternatives = [new WallInterval(other, other.AddDays(2))] };
        }

        if (next >= _tokens.Count || _tokens[next] is not { IsDigits: true, SpaceBefore: true, LineBefore: false, Length: <= 2 } || Int(next) is not (>= 1 and <= 53) || (next + 1 < _tokens.Count && _tokens[next + 1].IsGlued && _tokens[next + 1].Kind != LexKind.Symbol))
        {
            return null;
        }

        var hasYear = YearBehind(next + 1, out var year, out var behind);
        var monday = ISOWeek.ToDateTime(hasYear ? year : _today.Year, Int(next), DayOfWeek.Monday);
        return new Reading { First = i, Next = hasYear ? behind : next + 1, From = monday, To = monday.AddDays(7), Grain = DateGrain.Week, IsRelative = !hasYear, IsCalendar = true };
    }

    private Reading? MonthOrYear(int i)
    {
        if (Is(i, DateRole.The)) i++;
        if (i >= _tokens.Count)
        {
            return null;
        }

        if (At(i)?.Values[(int)DateRole.Month] is { } month)
        {
            var next = AfterDot(i);
            return YearBehind(next, out var year, out var afterYear) ? MonthOf(i, afterYear, year, month) : OpenMonth(i, next, month);
        }

        return YearAlone(i) ?? Modified(i);
    }

    /// <summary>this week, last month, next year, this summer, last weekend, the week of 3 May.</summary>
    private Reading? Modified(int i)
    {
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.WeekOf), out var weekLength) is not null && DayMonth(Is(i + weekLength, DateRole.The) ? i + weekLength + 1 : i + weekLength, 0) is { Grain: DateGrain.Day, From: { } anchor } inWeek)
        {
            var monday = anchor.AddDays(1 - Iso(anchor));
            return inWeek with { First = i, From = monday, To = monday.AddDays(7), Grain = DateGrain.Week, Alternatives = [.. inWeek.Alternatives.Where(a => a.From is not null).Select(a => a.From!.Value.AddDays(1 - Iso(a.From.Value))).Select(m => new WallInterval(m, m.AddDays(7)))] };
        }

        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.This) || w.Is(DateRole.Last) || w.Is(DateRole.Next) || w.Is(DateRole.Past), out var length) is not { } modifier)
        {
            return null;
        }

        var shift = modifier.Is(DateRole.Next) ? 1 : modifier.Is(DateRole.This) ? 0 : -1;
        var k = i + length;
        if (Unit(k, out var unit, out var next))
        {
            if (unit is DateUnit.Minute or DateUnit.Hour)
            {
                return Stretch(i, next, shift == 0 ? -1 : shift, unit);
            }

            if (unit is DateUnit.Day or DateUnit.WorkingDay && shift == 0 || unit is DateUnit.Century or DateUnit.Fortnight)
            {
                return null;
            }

            if (unit == DateUnit.WorkingWeek && Whole(DateUnit.Week, shift) is { From: { } monday } week)
            {
                return week with { First = i, Next = next, To = monday.AddDays(5) };
            }

            if (Whole(unit, shift) is not { From: { } from } whole)
            {
                return null;
            }

            // "next week on Tuesday", "last week's Sunday"
            if (unit == DateUnit.Week)
            {
                var at = Is(next, DateRole.On) ? next + 1 : WeekdayBehindComma(next) is > 0 and var listed ? listed : next + 2 < _tokens.Count && _tokens[next].Sign == '\'' && _tokens[next + 1].Length == 1 ? next + 2 : Is(next, DateRole.Weekday) ? next : -1;
                if (at > 0 && At(at)?.Values[(int)DateRole.Weekday] is { } weekday)
                {
                    var day = from.AddDays(weekday - 1);
                    return whole with { First = i, Next = at + 1, From = day, To = day.AddDays(1), Grain = DateGrain.Day, Weekday = weekday };
                }
            }

            // "next year's first quarter"
            if (unit == DateUnit.Year && next + 2 < _tokens.Count && _tokens[next].Sign == '\'' && _tokens[next + 1] is { Length: 1, IsGlued: true } && Quarter(next + 2) is { Grain: DateGrain.Quarter, IsRelative: true, From: { } quarter } named)
            {
                return named with { First = i, From = quarter.AddYears(shift), To = quarter.AddYears(shift).AddMonths(3) };
            }

            return whole with { First = i, Next = next };
        }

        if (shift != 0 && !modifier.Is(DateRole.Past) && (Holiday(k) ?? DayMonth(k, 0)) is { Grain: DateGrain.Day, HasNoYear: true, From: { } near } yearless)
        {
            // "last Christmas", "next 6 April"
            if (OnSide(near, yearless.Alternatives, isAhead: shift > 0) is not { } day)
            {
                return null;
            }

            return yearless with { First = i, From = day, To = day.AddDays(1), HasNoYear = false, Alternatives = [] };
        }

        if (At(k)?.Values[(int)DateRole.Month] is { } month && (char.IsUpper(_text[_tokens[k].Start]) || !Is(k, DateRole.AlsoAWord)))
        {
            if (Day(AfterDot(k), out _, out _))
            {
                return null;
            }

            var year = _today.Year + (shift > 0 && month <= _today.Month ? 1 : shift < 0 && month >= _today.Month ? -1 : 0);
            return MonthOf(i, AfterDot(k), year, month) is { } inYear ? inYear with { IsRelative = true } : null;
        }

        if (At(k)?.Values[(int)DateRole.Season] is { } season)
        {
            return Season(i, k + 1, season, shift);
        }

        if (Is(k, DateRole.DayPart) && modifier.Is(DateRole.This))
        {
            return new Reading { First = i, Next = k + 1, From = _today, To = _today.AddDays(1), Grain = DateGrain.DayPart, IsRelative = true };
        }

        return null;
    }

    /// <summary>Of a day and its other readings the first one behind the reference, or the last one before it.</summary>
    private DateTime? OnSide(DateTime day, ImmutableArray<WallInterval> others, bool isAhead)
    {
        var days = others.Select(a => a.From).OfType<DateTime>().Prepend(day).Where(d => isAhead ? d > _today : d < _today).ToList();
        return days.Count == 0 ? null : isAhead ? days.Min() : days.Max();
    }

    /// <summary>"next week, perhaps on Wednesday": the weekday that a comma and a few words put into the week; 0 when there is none.</summary>
    private int WeekdayBehindComma(int i)
    {
        const int MaxWords = 4;
        var hasComma = false;
        for (var k = i; k < _tokens.Count && k <= i + MaxWords + 1 && !_tokens[k].LineBefore; k++)
        {
            if (_tokens[k].Sign == ',')
            {
                hasComma = true;
            }
            else if (!_tokens[k].IsWord)
            {
                return 0;
            }
            else if (Is(k, DateRole.On) && Is(k + 1, DateRole.Weekday))
            {
                return hasComma ? k + 1 : 0;
            }
        }

        return 0;
    }

    /// <summary>"the summer of 2022", "winter 2019"; the bare word only where nothing else is said.</summary>
    private Reading? NamedSeason(int i)
    {
        var k = Is(i, DateRole.The) ? i + 1 : i;
        if (At(k)?.Values[(int)DateRole.Season] is not { } season)
        {
            return null;
        }

        if (YearBehind(k + 1, out var year, out var next) && year is >= FirstYear and < LastYear)
        {
            var from = new DateTime(year, season * 3, 1);
            return new Reading { First = i, Next = next, From = from, To = from.AddMonths(3), Grain = DateGrain.Season, IsCalendar = true };
        }

        if (!IsWholeSentence(i, k + 1))
        {
            return null;
        }

        var current = Season(i, k + 1, season, 0);
        if (current is not { From: { } begin, To: { } end } || (begin <= _today && _today < end))
        {
            return current;
        }

        var (past, future) = (Season(i, k + 1, season, -1), Season(i, k + 1, season, 1));
        return Choose(past.From!.Value, future.From!.Value, i, k + 1) == past.From
            ? past with { HasNoYear = true, Alternatives = [new WallInterval(future.From, future.To)] }
            : future with { HasNoYear = true, Alternatives = [new WallInterval(past.From, past.To)] };
    }

    /// <summary>Meteorological seasons; winter belongs to the year in which it begins.</summary>
    private Reading Season(int first, int next, int season, int shift)
    {
        var month = season * 3;
        var year = _today.Year;
        if (season == 4 && _today.Month <= 2)
        {
            year--;
        }

        if (shift > 0 && _today >= new DateTime(year, month, 1)) year++;
        if (shift < 0 && _today < new DateTime(year, month, 1).AddMonths(3)) year--;
        var from = new DateTime(year, month, 1);
        return new Reading
        {
            First = first,
            Next = next,
            From = from,
            To = from.AddMonths(3),
            Grain = DateGrain.Season,
            IsRelative = true,
            Alternatives = [new WallInterval(from.AddDays(20), from.AddMonths(3).AddDays(20))],     // by the solstices
        };
    }

    /// <summary>The whole calendar unit, counted from the one that holds the reference.</summary>
    private Reading? Whole(DateUnit unit, int shift)
    {
        var monday = _today.AddDays(1 - Iso(_today));
        var (from, to) = unit switch
        {
            DateUnit.Day or DateUnit.WorkingDay => (_today.AddDays(shift), _today.AddDays(shift + 1)),
            DateUnit.Week => (monday.AddDays(7 * shift), monday.AddDays(7 * (shift + 1))),
            DateUnit.Weekend => (monday.AddDays(5 + (7 * (shift < 0 && Iso(_today) >= 6 ? shift : shift))), monday.AddDays(7 + (7 * shift))),
            DateUnit.Fortnight => (monday, monday.AddDays(14)),
            DateUnit.Month => (new DateTime(_today.Year, _today.Month, 1).AddMonths(shift), new DateTime(_today.Year, _today.Month, 1).AddMonths(shift + 1)),
            DateUnit.Quarter => (new DateTime(_today.Year, ((_today.Month - 1) / 3 * 3) + 1, 1).AddMonths(3 * shift), new DateTime(_today.Year, ((_today.Month - 1) / 3 * 3) + 1, 1).AddMonths(3 * (shift + 1))),
            DateUnit.Year => (new DateTime(_today.Year + shift, 1, 1), new DateTime(_today.Year + shift + 1, 1, 1)),
            DateUnit.Decade => (new DateTime((_today.Year / 10 * 10) + (10 * shift), 1, 1), new DateTime((_today.Year / 10 * 10) + (10 * (shift + 1)), 1, 1)),
            _ => (default, default(DateTime)),
        };
        return from == default ? null : new Reading { First = 0, Next = 0, From = from, To = to, Grain = Grain(unit), IsRelative = true };
    }
}
