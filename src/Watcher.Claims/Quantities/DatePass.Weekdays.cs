using System.Collections.Immutable;

namespace Watcher.Claims.Quantities;

/// <summary>Days by the name they have in the week: "Tuesday", "last Friday", "Monday of next week".</summary>
internal sealed partial class DatePass
{
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
}
