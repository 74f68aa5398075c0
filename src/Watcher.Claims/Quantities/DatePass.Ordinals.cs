using System.Collections.Immutable;

namespace Watcher.Claims.Quantities;

/// <summary>Parts of a period by their number: "the third quarter", "the first week of May", "the last Friday of the month".</summary>
internal sealed partial class DatePass
{
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
}
