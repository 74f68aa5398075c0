using System.Collections.Immutable;

namespace Watcher.Claims.Quantities;

/// <summary>Lengths of time before, behind or from a moment: "the past 24 hours", "two weeks ago", "for three days from Monday".</summary>
internal sealed partial class DatePass
{
    /// <summary>
    /// "the 200-day war": no date but a check (quantities.md 7). It fits when the reference stands that many days, give or take one, behind
    /// an anchor that bears this name; when anchors of the name have begun and none fits, the number or the date is wrong.
    /// </summary>
    private Reading? LengthOfEvent(int i)
    {
        var k = Is(i, DateRole.The) ? i + 1 : i;
        if (!Number(k, out var count, out var next) || count < MinEventDays || next + 1 >= _tokens.Count)
        {
            return null;
        }

        next += _tokens[next].Sign == '-' ? 1 : 0;
        if (!Unit(next, out var unit, out var noun) || unit != DateUnit.Day || !Is(noun, DateRole.Event))
        {
            return null;
        }

        DateTime? fitting = null;
        var hasBegun = false;
        foreach (var (from, words, _) in _lexicon.Anchors)
        {
            if (words.Contains(_tokens[noun].Word) && from < _today)
            {
                hasBegun = true;
                fitting = Math.Abs((_today - from).Days - count) <= 1 ? from : fitting;
            }
        }

        return new Reading
        {
            First = i,
            Next = noun + 1,
            From = fitting,
            To = fitting is null ? null : _today,
            Grain = DateGrain.Day,
            Kind = DateKind.Duration,
            IsRelative = true,
            Disagree = hasBegun && fitting is null,
        };
    }

    /// <summary>"for three days from Monday", "two weeks starting on 20 December": a stretch that begins with the date.</summary>
    private Reading? LengthFrom(int i)
    {
        var isFor = Is(i, DateRole.For);
        if (!Length(isFor ? i + 1 : i, out var count, out var unit, out var k))
        {
            return null;
        }

        var hasComma = k < _tokens.Count && _tokens[k].Sign == ',';
        var at = hasComma ? k + 1 : k;
        var isStarting = _lexicon.Phrases.Longest(_tokens, at, static w => w.Is(DateRole.Since), out var length) is not null && length > 0 && !_tokens[at].Span.Of(_text).Equals("since", StringComparison.OrdinalIgnoreCase);
        if (!isStarting && !(isFor && Is(at, DateRole.From)))
        {
            return null;
        }

        at += isStarting ? length : 1;
        return Point(Is(at, DateRole.From) || Is(at, DateRole.On) ? at + 1 : at) is { Grain: DateGrain.Day } start ? Stretched(start, i, start.Next, count, unit) : null;
    }

    /// <summary>"from 18 December for ten days".</summary>
    private Reading WithLength(Reading date)
    {
        if (date.Grain != DateGrain.Day || date.Kind != DateKind.At || !Is(date.Next, DateRole.For) || !Length(date.Next + 1, out var count, out var unit, out var next))
        {
            return date;
        }

        return Stretched(date, date.First, next, count, unit) ?? date;
    }

    private static Reading? Stretched(Reading start, int first, int next, int count, DateUnit unit) =>
        Add(start.From, count, unit) is { } end && end > start.From
            ? start with
            {
                First = first,
                Next = next,
                To = end,
                Kind = DateKind.Window,
                Alternatives = [.. start.Alternatives.Where(a => Add(a.From, count, unit) is not null).Select(a => new WallInterval(a.From, Add(a.From, count, unit)))],
            }
            : null;

    private bool Length(int i, out int count, out DateUnit unit, out int next)
    {
        (unit, next) = (DateUnit.None, i);
        return Number(i, out count, out var unitAt) && Unit(unitAt, out unit, out next) && unit is DateUnit.Day or DateUnit.Week or DateUnit.Fortnight or DateUnit.Month or DateUnit.Year;
    }

    /// <summary>"the past 24 hours", "24 hours to Monday morning", "in recent days", "the next two weeks", "three weeks ago".</summary>
    private Reading? Window(int i)
    {
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.MoreThan), out var moreLength) is not null)
        {
            // "more than two days before yesterday", "more than a year ago": some time before
            if (!Number(i + moreLength, out var atLeast, out var moreUnitAt) && _lexicon.IsInflected)
            {
                (atLeast, moreUnitAt) = (1, i + moreLength);        // "больше чем месяц назад"
            }

            return atLeast > 0 && Unit(moreUnitAt, out var moreUnit, out var moreBehind) && moreUnit is not (DateUnit.Weekend or DateUnit.Minute or DateUnit.Hour)
                && Shifted(i, moreBehind, atLeast, moreUnit) is { From: { } reached } limit && reached < _today
                ? limit with { From = null, To = reached, Kind = DateKind.Until, Alternatives = [new WallInterval(limit.From, limit.To), .. limit.Alternatives] }
                : null;
        }

        var start = i;
        var k = i;
        if (Is(k, DateRole.The) && !Is(k, DateRole.Past) && !Is(k, DateRole.Last)) k++;

        // in/over recent days
        if (Is(k, DateRole.Recent) && Unit(k + 1, out var fuzzy, out var fuzzyNext) && fuzzy is DateUnit.Day or DateUnit.Week or DateUnit.Month or DateUnit.Year or DateUnit.Hour)
        {
            var days = fuzzy switch { DateUnit.Hour => 1, DateUnit.Day => 7, DateUnit.Week => 28, DateUnit.Month => 90, _ => 3 * 365 };
            return new Reading { First = k, Next = fuzzyNext, From = _today.AddDays(-days), To = _today, Grain = DateGrain.Fuzzy, Kind = DateKind.Window, IsRelative = true };
        }

        var direction = 0;
        var isPastWord = false;
        if (_lexicon.Phrases.Longest(_tokens, start, static w => w.Is(DateRole.Last) || w.Is(DateRole.Past) || w.Is(DateRole.Next), out var length) is { } modifier)
        {
            (direction, isPastWord) = (modifier.Is(DateRole.Next) ? 1 : -1, modifier.Is(DateRole.Past));
            k = start + length;
        }
        else
        {
            k = start;
            if (Is(k, DateRole.The)) k++;
        }

        if (Number(k, out var count, out var next) || (direction != 0 && isPastWord && (count = 1) == 1 && (next = k) == k))
        {
            // "5 upcoming years", "the 3 next weeks"
            if (direction == 0 && _lexicon.Phrases.Longest(_tokens, next, static w => w.Is(DateRole.Last) || w.Is(DateRole.Past) || w.Is(DateRole.Next), out length) is { } inner)
            {
                direction = inner.Is(DateRole.Next) ? 1 : -1;
                next += length;
            }

            if (next < _tokens.Count && _tokens[next].Sign == '-') next++;
            if (direction == 0 && At(next)?.Values[(int)DateRole.Weekday] is { } counted && CountedWeekday(start, next + 1, count, counted) is { } onWeekday)
            {
                return onWeekday;
            }

            if (Unit(next, out var unit, out var behind) && unit != DateUnit.Weekend)
            {
                if (direction == 0 && Composite(start, behind, count, unit) is { } composite)
                {
                    return composite;
                }

                // "only 3 next week": the number counts something else
                var isLoose = count > 1 && next > k + 1 && _tokens[behind - 1].Span.Of(_text)[^1] != 's' && _tokens[next - 1].Span.Of(_text) is "next" or "last";
                if (direction != 0 && !isLoose && !Is(behind, DateRole.Of) && !(isPastWord && next == k && unit == DateUnit.Weekend))
                {
                    var isLabel = unit is DateUnit.Week or DateUnit.Year && start + length == k && !Is(k, DateRole.VagueNumber) && IsWholeSentence(start, behind);
                    return Stretch(start, behind, direction * count, unit, isCalendar: !isPastWord && (isLabel || unit is DateUnit.Month or DateUnit.Quarter));
                }

                if (Shifted(start, behind, count, unit) is { } shifted)
                {
                    return shifted;
                }

                // "24 hours to Monday morning"
                if (Is(behind, DateRole.To) && unit is DateUnit.Hour or DateUnit.Day && Point(behind + 1) is { From: { } end } to)
                {
                    var last = unit == DateUnit.Day && to.Grain == DateGrain.Day ? end.AddDays(1) : end;        // "five days to Sunday": Sunday is one of them
                    return to with { First = start, From = Add(last, -count, unit), To = last, Kind = DateKind.Window, IsCalendar = false };
                }
            }
        }

        if (Is(i, DateRole.AheadBy) && (Number(i + 1, out count, out next) || ((count = 1) == 1 && (next = i + 1) > i)) && Unit(next, out var later, out var laterNext) && later != DateUnit.Weekend)
        {
            return Add(_reference.Time, count, later) is { } reached ? DayOrHour(i, laterNext, reached, later) : null;
        }

        // "тиждень тому": one week ago
        if (_lexicon.IsInflected && Unit(i, out var single, out var singleNext) && single != DateUnit.Weekend && _lexicon.Phrases.Longest(_tokens, singleNext, static w => w.Is(DateRole.Ago), out var agoLength) is not null)
        {
            return Add(_reference.Time, -1, single) is { } before ? DayOrHour(i, singleNext + agoLength, before, single) : null;
        }

        // in two weeks, within 5 minutes
        if (Is(i, DateRole.In) && !Is(i, DateRole.The) && NumberOrArticle(i + 1, out count, out next) && Unit(next, out var ahead, out var aheadNext) && ahead != DateUnit.Weekend
            && !Is(aheadNext, DateRole.Of) && (_reference.Preference == DatePreference.Future || IsFuture(i, aheadNext) || IsWholeSentence(i, aheadNext)))
        {
            if (_lexicon.Phrases.Longest(_tokens, aheadNext, static w => w.Is(DateRole.Hence), out var hence) is not null)
            {
                aheadNext += hence;         // "in two days from today"
            }

            var day = Add(_reference.Time, count, ahead);
            if (ahead is DateUnit.Minute or DateUnit.Hour && day is { } limit && _tokens[i].Length > 2)
            {
                return new Reading { First = i, Next = aheadNext, From = _reference.Time, To = limit, Grain = Grain(ahead), Kind = DateKind.Window, IsRelative = true };
            }

            return day is { } d ? DayOrHour(i, aheadNext, d, ahead) : null;
        }

        return null;
    }

    /// <summary>"three days ago", "two weeks from now", "a week later", "2 weeks before Christmas", "two weeks after 3 March".</summary>
    private Reading? Shifted(int first, int i, int count, DateUnit unit)
    {
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Ago) || w.Is(DateRole.Hence) || w.Is(DateRole.Afterwards), out var length) is { } word)
        {
            if ((word.Is(DateRole.Afterwards) && Is(i + length, DateRole.This)) || (unit is DateUnit.Minute or DateUnit.Hour && Is(i + length - 1, DateRole.DayOffset)))
            {
                return null;        // "30 minutes later this week", "3 minutes from today"
            }

            var shift = word.Is(DateRole.Ago) ? -count : count;
            return Add(_reference.Time, shift, unit) is { } day ? DayOrHour(first, i + length, day, unit) : null;
        }

        var isBefore = Is(i, DateRole.Before);
        if ((isBefore || Is(i, DateRole.After) || Is(i, DateRole.From)) && Point(i + 1) is { From: { } from } anchor && anchor.Grain is DateGrain.Day)
        {
            return From(first, anchor, from, isBefore ? -count : count, unit);
        }

        return null;
    }

    /// <summary>So many units from a date on, or back when negative.</summary>
    private Reading? From(int first, Reading anchor, DateTime from, int count, DateUnit unit)
    {
        var days = anchor.Alternatives.Select(a => a.From).Prepend(from).Select(a => Add(a, count, unit)?.Date).OfType<DateTime>().ToList();
        if (days.Count == 0)
        {
            return null;
        }

        // It is the day reached that lies ahead: "a year from Christmas" is the year that has begun.
        var day = _reference.Preference == DatePreference.Future && anchor.HasNoYear ? days.Where(d => d >= _today).DefaultIfEmpty(days[0]).Min() : days[0];
        return new Reading
        {
            First = first,
            Next = anchor.Next,
            From = day,
            To = day.AddDays(1),
            Grain = DateGrain.Day,
            IsRelative = true,
            Alternatives = [.. days.Where(d => d != day).Select(WallInterval.Day)],
        };
    }

    /// <summary>"2 years 1 month and 21 days ago": further, finer units are added to the first.</summary>
    private Reading? Composite(int first, int i, int count, DateUnit unit)
    {
        var (parts, k) = (new List<(int Count, DateUnit Unit)> { (count, unit) }, i);
        while (parts.Count < 4 && Number(Is(k, DateRole.And) || (k < _tokens.Count && _tokens[k].Sign == ',') ? k + 1 : k, out var more, out var next) && Unit(next, out var finer, out var behind) && finer < parts[^1].Unit)
        {
            parts.Add((more, finer));
            k = behind;
        }

        if (parts.Count == 1 || _lexicon.Phrases.Longest(_tokens, k, static w => w.Is(DateRole.Ago) || w.Is(DateRole.Hence) || w.Is(DateRole.Afterwards), out var length) is not { } word)
        {
            return null;
        }

        DateTime? day = _reference.Time;
        foreach (var part in parts)
        {
            day = Add(day, word.Is(DateRole.Ago) ? -part.Count : part.Count, part.Unit);
        }

        return day is { } reached ? DayOrHour(first, k + length, reached, parts[^1].Unit) : null;
    }

    /// <summary>"three Fridays from now", "two Thursdays ago".</summary>
    private Reading? CountedWeekday(int first, int i, int count, int weekday)
    {
        if (count > 60 || _lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Ago) || w.Is(DateRole.Hence), out var length) is not { } word)
        {
            return null;
        }

        var behind = (Iso(_today) - weekday + 7) % 7;
        var day = word.Is(DateRole.Ago)
            ? _today.AddDays(-(behind == 0 ? 7 : behind) - (7 * (count - 1)))
            : _today.AddDays((7 - behind) + (7 * (count - 1)));
        return new Reading { First = first, Next = i + length, From = day, To = day.AddDays(1), Grain = DateGrain.Day, IsRelative = true };
    }

    /// <summary>What "… ago" and "in …" reach. A count of years names a year: "two years ago" is no day.</summary>
    private static Reading DayOrHour(int first, int next, DateTime day, DateUnit unit)
    {
        if (unit is DateUnit.Minute or DateUnit.Hour)
        {
            return new Reading { First = first, Next = next, From = day, To = unit == DateUnit.Hour ? day.AddHours(1) : day.AddMinutes(1), Grain = DateGrain.Hour, IsRelative = true };
        }

        var (year, month) = (new DateTime(day.Year, 1, 1), new DateTime(day.Year, day.Month, 1));
        var inMonth = new WallInterval(month, month.AddMonths(1));
        return unit is DateUnit.Year or DateUnit.Decade or DateUnit.Century
            ? new Reading { First = first, Next = next, From = year, To = year.AddYears(1), Grain = DateGrain.Year, IsRelative = true, Alternatives = [WallInterval.Day(day.Date), inMonth] }
            : new Reading
            {
                First = first,
                Next = next,
                From = day.Date,
                To = day.Date.AddDays(1),
                Grain = DateGrain.Day,
                IsRelative = true,
                Alternatives = unit == DateUnit.Month ? [inMonth, new WallInterval(year, year.AddYears(1))] : [],
            };
    }

    /// <summary>N units before or behind the reference; the reference day itself is in neither.</summary>
    /// <param name="isCalendar">Whole calendar units, as "last week" is one: months, and weeks where the words are a heading of their own.</param>
    private Reading? Stretch(int first, int next, int count, DateUnit unit, bool isCalendar = false)
    {
        DateTime? from, to;
        ImmutableArray<WallInterval> other = [];
        if (unit is DateUnit.Minute or DateUnit.Hour)
        {
            (from, to) = count < 0 ? (Add(_reference.Time, count, unit), (DateTime?)_reference.Time) : ((DateTime?)_reference.Time, Add(_reference.Time, count, unit));
        }
        else if (unit == DateUnit.WorkingDay)
        {
            var (day, left) = (_today, Math.Min(Math.Abs(count), 2000));
            for (; left > 0; left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1)
            {
                day = day.AddDays(Math.Sign(count));
            }

            (from, to) = count < 0 ? (day, _today) : (_today.AddDays(1), day.AddDays(1));
        }
        else if (isCalendar && Whole(unit, 0) is { From: { } first0, To: { } last0 })
        {
            (from, to) = count < 0 ? (Add(first0, count, unit), (DateTime?)first0) : ((DateTime?)last0, Add(last0, count, unit));
            if (Add(_today, count, unit) is { } rolled)
            {
                other = count < 0 ? [new WallInterval(rolled, _today)] : [new WallInterval(_today, rolled)];
            }
        }
        else
        {
            (from, to) = count < 0 ? (Add(_today, count, unit), (DateTime?)_today) : ((DateTime?)_today.AddDays(1), Add(_today.AddDays(1), count, unit));
            if (unit is DateUnit.Week or DateUnit.Month or DateUnit.Quarter or DateUnit.Year && Whole(unit, 0) is { From: { } thisFrom, To: { } thisTo })
            {
                // whole calendar units are the other reading
                var (a, b) = count < 0 ? (Add(thisFrom, count, unit), (DateTime?)thisFrom) : ((DateTime?)thisTo, Add(thisTo, count, unit));
                other = a is { } x && b is { } y && x <= y ? [new WallInterval(x, y)] : [];
            }
        }

        return from is null || to is null || from > to ? null : new Reading
        {
            First = first,
            Next = next,
            From = from,
            To = to,
            Grain = Grain(unit),
            Kind = DateKind.Window,
            IsRelative = true,
            Alternatives = other,
        };
    }

    private static DateGrain Grain(DateUnit unit) => unit switch
    {
        DateUnit.Minute => DateGrain.Minute,
        DateUnit.Hour => DateGrain.Hour,
        DateUnit.Day or DateUnit.WorkingDay => DateGrain.Day,
        DateUnit.Week or DateUnit.Weekend or DateUnit.Fortnight or DateUnit.WorkingWeek => DateGrain.Week,
        DateUnit.Month => DateGrain.Month,
        DateUnit.Quarter => DateGrain.Quarter,
        DateUnit.Decade => DateGrain.Decade,
        DateUnit.Century => DateGrain.Century,
        _ => DateGrain.Year,
    };

    /// <summary>Null when it leaves the years that a calendar has.</summary>
    private static DateTime? Add(DateTime? start, int count, DateUnit unit)
    {
        if (start is not { } day)
        {
            return null;
        }

        // About a year for each: enough to keep every product inside the calendar's nine thousand years.
        var years = unit switch
        {
            DateUnit.Minute => count / 525600,
            DateUnit.Hour => count / 8760,
            DateUnit.Day or DateUnit.WorkingDay => count / 365,
            DateUnit.Week or DateUnit.WorkingWeek => count / 52,
            DateUnit.Fortnight => count / 26,
            DateUnit.Month => count / 12,
            DateUnit.Quarter => count / 4,
            DateUnit.Year => count,
            DateUnit.Decade => Math.Clamp(count, -10000, 10000) * 10,
            _ => Math.Clamp(count, -10000, 10000) * 100,
        };
        if (Math.Abs(years) > 5000 || day.Year + years is < 200 or > 9000)
        {
            return null;
        }

        return unit switch
        {
            DateUnit.Minute => day.AddMinutes(count),
            DateUnit.Hour => day.AddHours(count),
            DateUnit.Week or DateUnit.WorkingWeek => day.AddDays(7 * count),
            DateUnit.Fortnight => day.AddDays(14 * count),
            DateUnit.Month => day.AddMonths(count),
            DateUnit.Quarter => day.AddMonths(3 * count),
            DateUnit.Year => day.AddYears(count),
            DateUnit.Decade => day.AddYears(10 * count),
            DateUnit.Century => day.AddYears(100 * count),
            _ => day.AddDays(count),
        };
    }
}
