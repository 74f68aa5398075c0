using System.Collections.Immutable;

namespace Watcher.Claims.Quantities;

/// <summary>From one date to another, and dates that are open on one side.</summary>
internal sealed partial class DatePass
{
    /// <summary>"ALDEN, March 1 - Two trains collided", "… March 1 - 22 people died": the report begins behind the dash.</summary>
    private bool IsDateline(Reading low, int k)
    {
        if (low is not { Grain: DateGrain.Day, Weekday: 0 } || k + 1 >= _tokens.Count || !_tokens[k - 1].SpaceBefore || !_tokens[k].SpaceBefore || !(_tokens[k].IsDigits || Is(k, DateRole.Cardinal)))
        {
            return false;
        }

        // "Twelve people", "Twenty-three miners".
        var noun = _tokens[k + 1] is { Sign: '-', SpaceBefore: false } && Is(k + 2, DateRole.Cardinal) ? k + 3 : k + 1;
        return noun < _tokens.Count && _tokens[noun].IsWord && (At(noun) is null || Is(noun, DateRole.NotAYear));
    }

    /// <summary>"from 5 to 9 September", "between Monday and Wednesday", "12-15 June", "2014-2018": last day included.</summary>
    private Reading? Range(int i)
    {
        var isFrom = Is(i, DateRole.From);
        var isBetween = Is(i, DateRole.Between);
        var start = isFrom || isBetween ? i + 1 : i;
        if ((Point(start) ?? DayAlone(start)) is not { } low)
        {
            return null;
        }

        var k = low.Next;
        if (k >= _tokens.Count || _tokens[k].LineBefore)
        {
            return null;
        }

        if (_lexicon.Phrases.Longest(_tokens, k, static w => w.Is(DateRole.Now), out var nowLength) is not null && nowLength > 1)
        {
            return low.DayOnly > 0 || low.From is null ? null : low with { First = i, Next = k + nowLength, To = _today > low.From ? _today : low.To, Kind = DateKind.Window, Alternatives = [] };
        }

        var isDash = _tokens[k].Sign is '-' or '~' || (_tokens[k].Sign == '/' && _tokens[k - 1].Sign == '.');
        if (!isDash && !Is(k, DateRole.To) && !(isBetween && Is(k, DateRole.And)))
        {
            return null;
        }

        k++;
        if (isDash && IsDateline(low, k))
        {
            return null;
        }

        if (Is(k, DateRole.Now))
        {
            return low.DayOnly > 0 || low.From is null ? null : low with { First = i, Next = k + 1, To = _today > low.From ? _today : low.To, Kind = DateKind.Window };
        }

        _jointEnd = isDash ? k : -1;
        var upper = Point(k);
        if (low.DayOnly > 0)
        {
            // "5 to 9 September": the month of the second day
            if (upper is not { Grain: DateGrain.Day, From: { } lastDay, Weekday: 0 } endDay || endDay.IsRelative && !endDay.HasNoYear || !isDash && !Is(k - 1, DateRole.To) && !isBetween || low.DayOnly >= lastDay.Day)
            {
                return null;
            }

            var firstDay = new DateTime(lastDay.Year, lastDay.Month, low.DayOnly);
            return endDay with { First = i, From = firstDay, To = lastDay.AddDays(1), Kind = DateKind.Window, IsCalendar = true, Alternatives = RangeReadings(firstDay, lastDay.AddDays(1), lastDay, endDay.HasNoYear ? 12 : 0) };
        }

        if (upper is null && low.Grain == DateGrain.Day && low.From is { } lowDay && Day(Is(k, DateRole.The) ? k + 1 : k, out var dayNumber, out var dayNext) && (low.HasNoYear || low.IsCalendar)
            && dayNumber > lowDay.Day && dayNumber <= DateTime.DaysInMonth(lowDay.Year, lowDay.Month))
        {
            // "September 5 to 9", "August 10 - 22, 2012"
            var year = lowDay.Year;
            var hasYear = YearBehind(dayNext, out var written, out var afterYear);
            if (hasYear)
            {
                (year, dayNext) = (written, afterYear);
            }

            if (dayNumber > DateTime.DaysInMonth(year, lowDay.Month) || lowDay.Day > DateTime.DaysInMonth(year, lowDay.Month))
            {
                return null;
            }

            var (a, b) = (new DateTime(year, lowDay.Month, lowDay.Day), new DateTime(year, lowDay.Month, dayNumber));
            return low with { First = i, Next = dayNext, From = a, To = b.AddDays(1), Kind = DateKind.Window, HasNoYear = !hasYear, Alternatives = RangeReadings(a, b.AddDays(1), b, hasYear ? 0 : 12) };
        }

        if (upper is not { } high || low.From is null || high.To is null || low.Kind != DateKind.At || high.Kind != DateKind.At)
        {
            return null;
        }

        var from = low.From.Value;
        if (low.HasNoYear && !high.HasNoYear && !high.IsRelative)
        {
            from = Year(from, high.From!.Value.Year) is var same && same <= high.From ? same : Year(from, high.From.Value.Year - 1);
        }

        var to = high.To.Value;
        if (high.HasNoYear && !low.HasNoYear && !low.IsRelative)
        {
            to = high.From is { } h && Year(h, from.Year) is var moved && moved >= from ? to.AddYears(from.Year - h.Year) : to;
        }

        if (low.Weekday > 0 && high.Weekday > 0)
        {
            while (to <= from)
            {
                // "From Sunday to Thursday", read on a Monday: the stretch that is over, unless the days are to come.
                (from, to) = from <= _today && to.AddDays(6) > _today ? (from.AddDays(-7), to) : (from, to.AddDays(7));
            }
        }
        else if (high.HasNoYear && to <= from)
        {
            to = to.AddYears(1);
        }
        else if (low.HasNoYear && high.HasNoYear && (to - from).TotalDays > 366)
        {
            (from, to) = from is { Month: 2, Day: 29 } ? (from, to.AddYears(from.Year - high.From!.Value.Year)) : (from.AddYears(1), to);
        }

        if (to <= from || (isDash && low.Grain != high.Grain && !low.IsCalendar))
        {
            return null;
        }

        var openMonths = low.HasNoYear && high.HasNoYear ? 12 : 0;
        var lastFrom = high.From is { } h0 ? h0.AddYears(to.Year - high.To.Value.Year) : to;
        return new Reading
        {
            First = i,
            Next = high.Next,
            From = from,
            To = to,
            Grain = high.Grain,
            Kind = DateKind.Window,
            Alternatives = RangeReadings(from, to, low.Weekday > 0 ? to.AddDays(-1) : lastFrom, openMonths),
            IsRelative = low.IsRelative || high.IsRelative,
            IsCalendar = low.IsCalendar || high.IsCalendar,
            IsAmbiguousOrder = low.IsAmbiguousOrder || high.IsAmbiguousOrder,
        };
    }

    /// <summary>
    /// Whether "2014 to 2018" holds 2018 is open; news counts the last day in (quantities.md 7). Without a year the neighbouring years are
    /// other readings too.
    /// </summary>
    private static ImmutableArray<WallInterval> RangeReadings(DateTime from, DateTime to, DateTime lastFrom, int openMonths)
    {
        var others = ImmutableArray.CreateBuilder<WallInterval>();
        for (var shift = -openMonths; shift <= openMonths; shift += 12)
        {
            var first = from.AddMonths(shift);
            if (shift != 0)
            {
                others.Add(new WallInterval(first, to.AddMonths(shift)));
            }

            if (lastFrom > from && lastFrom < to)
            {
                others.Add(new WallInterval(first, lastFrom.AddMonths(shift)));
            }
        }

        return others.DrainToImmutable();
    }

    private static DateTime Year(DateTime day, int year) => new(year, day.Month, Math.Min(day.Day, DateTime.DaysInMonth(year, day.Month)));

    private Reading? DayAlone(int i)
    {
        if (Is(i, DateRole.The)) i++;
        var isDay = Day(i, out var day, out var next) && day is > 0 and < 31;
        if (isDay && _lexicon.IsInflected && next + 1 < _tokens.Count && _tokens[next] is { Sign: '.', IsGlued: true } && _tokens[next + 1].Sign is '-' or '/')
        {
            next++;             // "14. - 15.10."
        }

        return isDay
            ? new Reading { First = i, Next = next, From = null, To = null, Grain = DateGrain.Day, DayOnly = day }
            : null;
    }

    /// <summary>"from 3 May onwards"; "2016 and later" where the sentence ends with it ("on Monday and later in Lviv" is no stretch).</summary>
    private Reading Onward(Reading date)
    {
        if (date.Kind != DateKind.At || _lexicon.Phrases.Longest(_tokens, date.Next, static w => w.Is(DateRole.Onward), out var length) is null
            || (length > 1 && !(date.Grain >= DateGrain.Month && IsAlone(date.Next + length))))
        {
            return date;
        }

        return date with { Next = date.Next + length, To = null, Kind = DateKind.Since, Alternatives = [.. date.Alternatives.Select(a => new WallInterval(a.From, null))] };
    }

    /// <summary>"since August", "before 2018", "until Friday", "after the year 2020", "the year to date".</summary>
    private Reading? Open(int i)
    {
        var period = Is(i, DateRole.The) ? i + 1 : i;
        if (Unit(period, out var unit, out var unitNext) && unit is DateUnit.Week or DateUnit.Month or DateUnit.Quarter or DateUnit.Year && !Is(i - 1, DateRole.Cardinal) && !(i > 0 && _tokens[i - 1].IsDigits)
            && _lexicon.Phrases.Longest(_tokens, unitNext, static w => w.Is(DateRole.Now), out var toDate) is not null && toDate > 1 && Whole(unit, 0) is { From: { } begin } && begin < _today)
        {
            return new Reading { First = i, Next = unitNext + toDate, From = begin, To = _today, Grain = Grain(unit), Kind = DateKind.Window, IsRelative = true };
        }

        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Now), out var nowLength) is not null && nowLength > 1 && !(i > 0 && _tokens[i - 1].Span.Of(_text) is "up" or "equals"))
        {
            return new Reading { First = i, Next = i + nowLength, From = null, To = _today, Grain = DateGrain.Day, Kind = DateKind.Until, IsRelative = true };
        }

        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Since) || w.Is(DateRole.Before) || w.Is(DateRole.Until) || w.Is(DateRole.After), out var length) is not { } word)
        {
            return null;
        }

        var k = i + length;
        if (Is(k, DateRole.On)) k++;
        if (Point(k) is not { From: { } from } date)
        {
            return null;
        }

        return word.Is(DateRole.Since) ? Since(i, date) : word.Is(DateRole.After) ? Behind(i, date, from) : UpTo(i, date, from, isBefore: word.Is(DateRole.Before) && date.Part != 3);
    }

    // Each in a method of its own, so that the words that open nothing pay for none of the lists.

    private static Reading Since(int first, Reading date) =>
        date with { First = first, To = null, Kind = DateKind.Since, Alternatives = [.. date.Alternatives.Select(a => new WallInterval(a.From, null))] };

    private static Reading Behind(int first, Reading date, DateTime from)
    {
        var isPeriod = date.Grain is DateGrain.Year or DateGrain.Decade or DateGrain.Century;
        return date with
        {
            First = first,
            From = isPeriod ? date.To : from,
            To = null,
            Kind = DateKind.Since,
            Alternatives = [.. date.Alternatives.Select(a => new WallInterval(isPeriod ? a.To : a.From, null)), new WallInterval(isPeriod ? from : date.To, null)],
        };
    }

    private Reading UpTo(int first, Reading date, DateTime from, bool isBefore)
    {
        var to = isBefore ? from : date.To;
        return date with
        {
            First = first,
            From = null,
            To = to,
            Kind = DateKind.Until,
            Alternatives =
            [
                .. date.Alternatives.Select(a => new WallInterval(null, isBefore ? a.From : a.To)),
                new WallInterval(null, isBefore ? date.To : from),
                .. to > _reference.Time ? [new WallInterval(_reference.Time, to)] : Array.Empty<WallInterval>(),
            ],
        };
    }
}
