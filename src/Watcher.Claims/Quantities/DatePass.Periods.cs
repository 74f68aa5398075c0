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

    /// <summary>The second quarter of 2022, Q3 2019, 2019-Q1, the first half of 2022.</summary>
    private Reading? Quarter(int i)
    {
        var k = i;
        var number = 0;
        var year = 0;
        if (_tokens[k].IsDigits && _tokens[k].Length == 4 && k + 1 < _tokens.Count)
        {
            var q = _tokens[k + 1].Sign == '-' ? k + 2 : k + 1;
            if (QNumber(q, out number))
            {
                return Quarterly(i, q + 2, Int(k), number, hasYear: true);
            }

            return null;
        }

        if (QNumber(k, out number))
        {
            k += 2;
        }
        else if (Day(k, out number, out var next) && (_tokens[k].IsWord ? Is(k, DateRole.Ordinal) : next == k + 2) && number is >= 1 and <= 4)
        {
            if (Is(next, DateRole.Half) && number <= 2)
            {
                if (!YearBehind(next + 1, out year, out var halfNext))
                {
                    return null;
                }

                var half = new DateTime(year, number == 1 ? 1 : 7, 1);
                return new Reading { First = i, Next = halfNext, From = half, To = half.AddMonths(6), Grain = DateGrain.Quarter, IsCalendar = true };
            }

            if (!(Unit(next, out var unit, out k) && unit == DateUnit.Quarter))
            {
                return null;
            }
        }
        else
        {
            return null;
        }

        if (YearBehind(k, out year, out var afterYear))
        {
            return Quarterly(i, afterYear, year, number, hasYear: true);
        }

        return Quarterly(i, k, _today.Year, number, hasYear: false);
    }

    private bool QNumber(int i, out int number)
    {
        number = 0;
        if (i + 1 >= _tokens.Count || _tokens[i].Length != 1 || _text[_tokens[i].Start] is not ('q' or 'Q') || _tokens[i + 1] is not { IsDigits: true, IsGlued: true, Length: 1 })
        {
            return false;
        }

        number = Int(i + 1);
        return number is >= 1 and <= 4;
    }

    private static Reading? Quarterly(int first, int next, int year, int number, bool hasYear)
    {
        if (year is < FirstYear or > LastYear)
        {
            return null;
        }

        var from = new DateTime(year, (3 * number) - 2, 1);
        return new Reading { First = first, Next = next, From = from, To = from.AddMonths(3), Grain = DateGrain.Quarter, IsCalendar = true, IsRelative = !hasYear };
    }

    /// <summary>The 15th century, the first Tuesday of October, the last week of July, the third month of 2021.</summary>
    private Reading? OrdinalPeriod(int i)
    {
        var (number, k) = (0, i);
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Last), out var lastLength) is not null)
        {
            (number, k) = (-1, i + lastLength);
            if (Number(k, out var several, out var unitAt) && Unit(unitAt, out var counted, out var behindUnit) && counted is DateUnit.Week or DateUnit.Month or DateUnit.Day
                && Is(behindUnit, DateRole.Of) && MonthOrYear(behindUnit + 1) is { From: { } periodFrom, To: { } periodTo } period && Add(periodTo, -several, counted) is { } lastFrom && lastFrom >= periodFrom)
            {
                return period with { First = i, From = lastFrom, Grain = Grain(counted), Kind = DateKind.Window, Alternatives = [] };
            }
        }
        else if (Is(i, DateRole.Ordinal) && At(i)!.Values[(int)DateRole.Ordinal] == 1 && Number(i + 1, out var leading, out var leadingUnit) && Unit(leadingUnit, out var each, out var behindEach)
            && each is DateUnit.Week or DateUnit.Month or DateUnit.Day && Is(behindEach, DateRole.Of) && MonthOrYear(behindEach + 1) is { From: { } opening, To: { } closing } within && Add(opening, leading, each) is { } end && end <= closing)
        {
            return within with { First = i, To = end, Grain = Grain(each), Kind = DateKind.Window, Alternatives = [] };
        }
        else if (!Day(i, out number, out k) || (_tokens[i].IsWord ? !Is(i, DateRole.Ordinal) : k != i + 2))
        {
            return null;
        }
        else if (Is(k, DateRole.Last) && number is 2 or 3)
        {
            (number, k) = (-number, k + 1);         // "the second last week of October"
        }

        if (At(k)?.Values[(int)DateRole.Weekday] is { } weekday && OfAt(k + 1) is { } monthAt && MonthOrYear(monthAt) is { Grain: DateGrain.Month, From: { } month } inMonth)
        {
            var day = NthWeekday(month, weekday, number);
            return day.Month == month.Month ? new Reading
            {
                First = i,
                Next = inMonth.Next,
                From = day,
                To = day.AddDays(1),
                Grain = DateGrain.Day,
                IsRelative = inMonth.IsRelative,
                IsCalendar = true,
                Alternatives = NthWeekdays(inMonth.Alternatives, weekday, number),
            } : null;
        }

        if (!Unit(k, out var unit, out var next))
        {
            return null;
        }

        if (unit == DateUnit.Century && number is > 10 and < 22)
        {
            var century = new DateTime((number * 100) - 100, 1, 1);
            return new Reading { First = i, Next = next, From = century, To = century.AddYears(100), Grain = DateGrain.Century, IsCalendar = true };
        }

        if (OfAt(next) is not { } wholeAt || MonthOrYear(wholeAt) is not { From: { } from, To: { } to } whole)
        {
            return null;
        }

        if (unit == DateUnit.Day && whole.Grain is DateGrain.Month && number <= (to - from).Days)
        {
            var day = number > 0 ? from.AddDays(number - 1) : to.AddDays(number);
            return whole with
            {
                First = i,
                From = day,
                To = day.AddDays(1),
                Grain = DateGrain.Day,
                Alternatives = NthDays(whole.Alternatives, number),
            };
        }

        if (unit == DateUnit.Month && whole.Grain == DateGrain.Year && number is >= 1 and <= 12)
        {
            return MonthOf(i, whole.Next, from.Year, number);
        }

        if (unit == DateUnit.Week && whole.Grain is DateGrain.Month or DateGrain.Year)
        {
            var week = NthWeek(from, to, number);
            if (Is(whole.Next, DateRole.On) && At(whole.Next + 1)?.Values[(int)DateRole.Weekday] is { } inWeek)
            {
                var day = week.AddDays(inWeek - 1);
                return new Reading { First = i, Next = whole.Next + 2, From = day, To = day.AddDays(1), Grain = DateGrain.Day, Weekday = inWeek, IsCalendar = true, IsRelative = whole.IsRelative };
            }

            return week < to ? new Reading
            {
                First = i,
                Next = whole.Next,
                From = week,
                To = week.AddDays(7),
                Grain = DateGrain.Week,
                IsCalendar = true,
                IsRelative = whole.IsRelative,
                Alternatives = NthWeeks(whole.Alternatives, number),
            } : null;
        }

        return null;
    }

    private static ImmutableArray<WallInterval> NthWeekdays(ImmutableArray<WallInterval> months, int weekday, int number) =>
        [.. months.Where(a => a.From is not null).Select(a => WallInterval.Day(NthWeekday(a.From!.Value, weekday, number)))];     // the filter keeps dated ones

    private static ImmutableArray<WallInterval> NthDays(ImmutableArray<WallInterval> periods, int number) =>
        [.. periods.Where(a => a is { From: not null, To: not null }).Select(a => WallInterval.Day(number > 0 ? a.From!.Value.AddDays(number - 1) : a.To!.Value.AddDays(number)))];

    private static ImmutableArray<WallInterval> NthWeeks(ImmutableArray<WallInterval> periods, int number) =>
        [.. periods.Where(a => a is { From: not null, To: not null }).Select(a => NthWeek(a.From!.Value, a.To!.Value, number)).Select(w => new WallInterval(w, w.AddDays(7)))];

    /// <param name="month">Its first day.</param>
    /// <param name="weekday">1 = Monday.</param>
    /// <param name="number">1 = the first one; -1 = the last one, -2 = the one before it.</param>
    private static DateTime NthWeekday(DateTime month, int weekday, int number)
    {
        var last = month.AddMonths(1).AddDays(-1);
        return number > 0 ? month.AddDays(((weekday - Iso(month) + 7) % 7) + (7 * (number - 1))) : last.AddDays(-((Iso(last) - weekday + 7) % 7) + (7 * (number + 1)));
    }

    /// <summary>The Monday of an ISO week of a period: weeks that have their Thursday in it.</summary>
    private static DateTime NthWeek(DateTime from, DateTime to, int number)
    {
        var first = from.AddDays(((4 - Iso(from) + 7) % 7) - 3);
        var last = to.AddDays(-1).AddDays(-((Iso(to.AddDays(-1)) - 4 + 7) % 7) - 3);
        return number > 0 ? first.AddDays(7 * (number - 1)) : last.AddDays(7 * (number + 1));
    }

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
