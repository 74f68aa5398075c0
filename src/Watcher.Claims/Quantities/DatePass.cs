using System.Collections.Immutable;
using System.Globalization;
using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

/// <summary>One left-to-right pass over one text: at each token the longest date or period wins.</summary>
internal sealed class DatePass : IDisposable
{
    /// <summary>How far before and behind a date, in tokens, its sentence is asked for words of the future.</summary>
    private const int FutureReach = 20;

    /// <summary>A date has digits, a month or a unit of time at most this many tokens behind its beginning ("no later than the beginning of the …").</summary>
    private const int CoreReach = 9;

    /// <summary>A "three-day war" is over; only a long one is counted on to the day of the report.</summary>
    private const int MinEventDays = 30;
    private const int FirstYear = 1000;
    private const int LastYear = 2199;

    /// <summary>"June 44" is no year: two digits behind a bare month are one only from here on.</summary>
    private const int FirstShortYear = 50;

    private readonly DateLexicon _lexicon;
    private readonly string _text;
    private readonly DateReference _reference;
    private readonly DateTime _today;
    private readonly LexTokens _tokens;

    /// <summary>The token behind the dash of a range: digits glued there are no part of a name.</summary>
    private int _jointEnd = -1;

    public DatePass(DateLexicon lexicon, string text, DateReference reference)
    {
        (_lexicon, _text, _reference) = (lexicon, text, reference);
        _today = reference.Time.Date;
        _tokens = lexicon.Vocabulary.Scan(text);
    }

    public void Dispose() => _tokens.Dispose();

    public IReadOnlyList<DateMention> Read()
    {
        var found = new List<DateMention>();
        for (var i = 0; NextReading(ref i) is { } date;)
        {
            found.Add(Mention(date));
        }

        return found;
    }

    /// <summary>Where calendar dates stand, without a look at what they mean.</summary>
    public IReadOnlyList<TextSpan> CalendarSpans()
    {
        List<TextSpan>? spans = null;
        for (var i = 0; NextReading(ref i) is { } date;)
        {
            if (date.IsCalendar)
            {
                (spans ??= []).Add(Span(date));
            }
        }

        return spans ?? (IReadOnlyList<TextSpan>)[];
    }

    /// <summary>The next date from this token on; the token is moved behind it. Null at the end of the text.</summary>
    private Reading? NextReading(ref int i)
    {
        if (_today.Year is < 200 or > 9000)
        {
            return null;            // no room for calendar arithmetic
        }

        var core = -1;
        while (i < _tokens.Count)
        {
            core = core < i ? NextCore(i) : core;
            if (core - i > CoreReach)
            {
                i = Math.Min(core - CoreReach, _tokens.Count);
                continue;
            }

            if (!_tokens[i].IsDigits && !_lexicon.CanStart(_tokens[i].Word))
            {
                i++;
                continue;
            }

            if (Phrase(i) is { } date && date.Next > i)
            {
                i = date.Next;
                return date;
            }

            i = ImpossibleDay(i) is > 0 and var behind ? behind : SkipNumber(i);
        }

        return null;
    }

    /// <summary>The next token without which there is no date: digits, a month, a weekday, a unit of time. Far behind the end when there is none.</summary>
    private int NextCore(int i)
    {
        while (i < _tokens.Count && !_tokens[i].IsDigits && !_lexicon.IsCore(_tokens[i].Word))
        {
            i++;
        }

        return i < _tokens.Count ? i : int.MaxValue;
    }

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

    /// <summary>Behind glued digits and signs that were no date: their tail must not be read as one ("133-03-03-2020").</summary>
    private int SkipNumber(int i)
    {
        if (!_tokens[i].IsDigits)
        {
            return i + 1;
        }

        var k = i + 1;
        while (k < _tokens.Count && _tokens[k].IsGlued && (_tokens[k].IsDigits || (_tokens[k].Sign is '-' or '/' or '.' && k + 1 < _tokens.Count && _tokens[k + 1] is { IsDigits: true, IsGlued: true })))
        {
            k++;
        }

        return k;
    }

    private readonly record struct Reading()
    {
        public required int First { get; init; }

        public required int Next { get; init; }

        public required DateTime? From { get; init; }

        public required DateTime? To { get; init; }

        public required DateGrain Grain { get; init; }

        public DateKind Kind { get; init; }

        /// <summary>Every other reading of the words; a doubt only with <see cref="IsAmbiguousOrder"/>.</summary>
        public ImmutableArray<WallInterval> Alternatives { get; init; } = [];

        /// <summary>Month and day without a year: a range lends its year.</summary>
        public bool HasNoYear { get; init; }

        /// <summary>A day without a month: "5" of "5 to 9 September".</summary>
        public int DayOnly { get; init; }

        public int Weekday { get; init; }

        public bool IsRelative { get; init; }

        public bool IsCalendar { get; init; }

        public bool IsAmbiguousOrder { get; init; }

        public bool Disagree { get; init; }

        /// <summary>3 for "the end of": "before" it means before the period is over.</summary>
        public int Part { get; init; }
    }

    private TextSpan Span(Reading date) => new(_tokens[date.First].Start, _tokens[date.Next - 1].End);

    private DateMention Mention(Reading date)
    {
        var span = Span(date);
        return new DateMention
        {
            Span = span,
            Value = new WallInterval(date.From, date.To),
            Basis = span.Of(_text).ToString(),
            Grain = date.Grain,
            Kind = date.Kind,
            Alternatives = date.IsAmbiguousOrder ? date.Alternatives : [],
            OtherReadings = date.IsAmbiguousOrder ? [] : date.Alternatives,
            IsRelative = date.IsRelative,
            IsCalendar = date.IsCalendar,
            RenderingsDisagree = date.Disagree,
        };
    }

    /// <summary>A bounded, open or plain date.</summary>
    private Reading? Phrase(int i)
    {
        return LengthOfEvent(i) ?? LengthFrom(i) ?? Window(i) ?? Range(i) ?? Open(i) ?? (Point(i) is { } point ? (Reading?)WithLength(Bracketed(point)) : null) ?? DayOfMonth(i);
    }

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
        foreach (var (from, words) in _lexicon.Anchors)
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
                    return Stretch(start, behind, direction * count, unit, isCalendar: !isPastWord);
                }

                if (Shifted(start, behind, count, unit) is { } shifted)
                {
                    return shifted;
                }

                // "24 hours to Monday morning"
                if (Is(behind, DateRole.To) && unit is DateUnit.Hour or DateUnit.Day && Point(behind + 1) is { From: { } end } to)
                {
                    return to with { First = start, From = Add(end, -count, unit), To = end, Kind = DateKind.Window, IsCalendar = false };
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
            && !Is(aheadNext, DateRole.Of) && (IsFuture(i, aheadNext) || IsWholeSentence(i, aheadNext)))
        {
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
            if (word.Is(DateRole.Afterwards) && Is(i + length, DateRole.This))
            {
                return null;        // "30 minutes later this week"
            }

            var shift = word.Is(DateRole.Ago) ? -count : count;
            return Add(_reference.Time, shift, unit) is { } day ? DayOrHour(first, i + length, day, unit) : null;
        }

        var isBefore = Is(i, DateRole.Before);
        if ((isBefore || Is(i, DateRole.After) || Is(i, DateRole.From)) && Point(i + 1) is { From: { } from } anchor && anchor.Grain is DateGrain.Day)
        {
            return Add(from, isBefore ? -count : count, unit) is { } day
                ? new Reading
                {
                    First = first,
                    Next = anchor.Next,
                    From = day.Date,
                    To = day.Date.AddDays(1),
                    Grain = DateGrain.Day,
                    IsRelative = true,
                    Alternatives = [.. anchor.Alternatives.Select(a => Add(a.From, isBefore ? -count : count, unit)).Where(a => a is not null).Select(a => WallInterval.Day(a!.Value.Date))],
                }
                : null;
        }

        return null;
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

    private static Reading DayOrHour(int first, int next, DateTime day, DateUnit unit)
    {
        if (unit is DateUnit.Minute or DateUnit.Hour)
        {
            return new Reading { First = first, Next = next, From = day, To = unit == DateUnit.Hour ? day.AddHours(1) : day.AddMinutes(1), Grain = DateGrain.Hour, IsRelative = true };
        }

        var month = new DateTime(day.Year, day.Month, 1);
        return new Reading
        {
            First = first,
            Next = next,
            From = day.Date,
            To = day.Date.AddDays(1),
            Grain = DateGrain.Day,
            IsRelative = true,
            Alternatives = unit is DateUnit.Month or DateUnit.Year
                ? [new WallInterval(month, month.AddMonths(1)), new WallInterval(new DateTime(day.Year, 1, 1), new DateTime(day.Year, 1, 1).AddYears(1))]
                : [],
        };
    }

    /// <summary>N units before or behind the reference; the reference day itself is in neither.</summary>
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
        else if (isCalendar && unit is DateUnit.Month or DateUnit.Quarter && Whole(unit, 0) is { From: { } first0, To: { } last0 })
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
        DateUnit.Week or DateUnit.Weekend or DateUnit.Fortnight => DateGrain.Week,
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
            DateUnit.Week => count / 52,
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
            DateUnit.Week => day.AddDays(7 * count),
            DateUnit.Fortnight => day.AddDays(14 * count),
            DateUnit.Month => day.AddMonths(count),
            DateUnit.Quarter => day.AddMonths(3 * count),
            DateUnit.Year => day.AddYears(count),
            DateUnit.Decade => day.AddYears(10 * count),
            DateUnit.Century => day.AddYears(100 * count),
            _ => day.AddDays(count),
        };
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
            while (to <= from) to = to.AddDays(7);
        }
        else if (high.HasNoYear && to <= from)
        {
            to = to.AddYears(1);
        }
        else if (low.HasNoYear && high.HasNoYear && (to - from).TotalDays > 366)
        {
            from = from.AddYears(1);
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

        if (word.Is(DateRole.Since))
        {
            return date with { First = i, To = null, Kind = DateKind.Since, Alternatives = [.. date.Alternatives.Select(a => new WallInterval(a.From, null))] };
        }

        if (word.Is(DateRole.After))
        {
            var isPeriod = date.Grain is DateGrain.Year or DateGrain.Decade or DateGrain.Century;
            return date with
            {
                First = i,
                From = isPeriod ? date.To : from,
                To = null,
                Kind = DateKind.Since,
                Alternatives = [.. date.Alternatives.Select(a => new WallInterval(isPeriod ? a.To : a.From, null)), new WallInterval(isPeriod ? from : date.To, null)],
            };
        }

        var isBefore = word.Is(DateRole.Before) && date.Part != 3;
        var to = isBefore ? from : date.To;
        return date with
        {
            First = i,
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

    /// <summary>"on the 15th": a day of the month at hand; without "on" only where nothing follows that it could number.</summary>
    private Reading? DayOfMonth(int i)
    {
        var isOn = Is(i, DateRole.On);
        var k = isOn && Is(i + 1, DateRole.The) ? i + 2 : i + 1;
        if ((!isOn && !Is(i, DateRole.The)) || k >= _tokens.Count || !_tokens[k].IsDigits || !Day(k, out var day, out var next, needsSuffix: true) || !IsAlone(next))
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

    /// <summary>One date or calendar period. <paramref name="weekday"/> is known from a rendering beside it and decides 10/9.</summary>
    private Reading? Point(int i, int weekday = 0)
    {
        if (i >= _tokens.Count)
        {
            return null;
        }

        var start = i;
        if (Is(i, DateRole.The) && i + 1 < _tokens.Count && Simple(i, weekday) is null) i++;
        return Simple(i, weekday) is { } date ? date with { First = start } : null;
    }

    private Reading? Simple(int i, int weekday)
    {
        if (i >= _tokens.Count)
        {
            return null;
        }

        if (_tokens[i].IsDigits && IsInsideName(i))
        {
            return null;
        }

        return Numeric(i, weekday) ?? OrdinalPeriod(i) ?? WeekdayFirst(i) ?? DayMonth(i, 0) ?? Partial(i) ?? Quarter(i) ?? Weekly(i) ?? Modified(i) ?? Named(i) ?? YearAlone(i);
    }

    /// <summary>Digits glued to letters or signs before them: M03, v1.10, $5.</summary>
    private bool IsInsideName(int i)
    {
        if (i == 0 || _tokens[i].SpaceBefore || i == _jointEnd)
        {
            return false;
        }

        var before = _tokens[i - 1];
        return before.IsWord && !Is(i - 1, DateRole.Month) && !Is(i - 1, DateRole.YearWord) || before.Sign is '$' or '.' or '#' or '_' || (before.Sign == ':' && !(i >= 2 && _tokens[i - 2].IsWord)) || (before.Sign is '-' or '/' && i >= 2 && _tokens[i - 1].IsGlued && _tokens[i - 2].IsDigits && _tokens[i - 2].Length != 4 && !Is(i - 2, DateRole.Month));
    }

    /// <summary>Where the period of "the first week of …" begins: behind the "of", or here where the case says it. Null when neither.</summary>
    private int? OfAt(int i) => Is(i, DateRole.Of) ? i + 1 : _lexicon.IsInflected && i < _tokens.Count && !_tokens[i].LineBefore ? i : null;

    private DateWord? At(int i) => i < _tokens.Count && i >= 0 ? _lexicon.Phrases.At(_tokens[i]) : null;

    private bool Is(int i, DateRole role) => At(i)?.Is(role) == true;

    private int Int(int i) => _tokens[i].Length <= 8 ? int.Parse(_tokens[i].Span.Of(_text), CultureInfo.InvariantCulture) : -1;

    private static Reading? Single(int first, int next, int year, int month, int day)
    {
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var date = new DateTime(year, month, day);
        return new Reading { First = first, Next = next, From = date, To = date.AddDays(1), Grain = DateGrain.Day, IsCalendar = true };
    }

    private static Reading? MonthOf(int first, int next, int year, int month)
    {
        if (year is < FirstYear or > LastYear || month is < 1 or > 12)
        {
            return null;
        }

        var date = new DateTime(year, month, 1);
        return new Reading { First = first, Next = next, From = date, To = date.AddMonths(1), Grain = DateGrain.Month, IsCalendar = true };
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

        if (sign is not ('-' or '/' or '.') || !_tokens[i + 2].IsDigits && !(Is(i + 2, DateRole.Month) && sign != '.'))
        {
            return null;
        }

        var isSpaced = _tokens[i + 1].SpaceBefore || _tokens[i + 2].SpaceBefore;
        if (isSpaced)
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

    private static int Iso(DateTime day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    /// <summary>Two digits are the nearest year that is not far in the future.</summary>
    private int LongYear(int year, int length) => length > 2 ? year : year + (year > (_today.Year % 100) + 10 ? 1900 : 2000);

    /// <summary>A month and day in the year that the preference asks for; the other year is kept beside it.</summary>
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

    /// <summary>The news rule: the past, unless the sentence speaks of what is to come.</summary>
    private DateTime Choose(DateTime past, DateTime future, int first, int next) => IsFuture(first, next) ? future : past;

    /// <summary>Words of the future in the same sentence.</summary>
    private bool IsFuture(int first, int next)
    {
        // A reporting verb between the two belongs to the date: "will fight on, he said on Saturday".
        for (var k = first - 1; k >= 0 && k >= first - FutureReach && !_tokens[k + 1].LineBefore && !IsSentenceEnd(k) && !Is(k, DateRole.Said); k--)
        {
            if (_lexicon.Phrases.Longest(_tokens, k, static w => w.Is(DateRole.Future), out _) is not null)
            {
                return true;
            }
        }

        for (var k = next; k < _tokens.Count && k < next + (FutureReach / 4) && !_tokens[k].LineBefore && !IsSentenceEnd(k); k++)
        {
            if (_lexicon.Phrases.Longest(_tokens, k, static w => w.Is(DateRole.Future), out _) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Nothing else is said: an answer or a caption, and "in a week" then looks ahead.</summary>
    private bool IsWholeSentence(int first, int next) =>
        (first == 0 || _tokens[first].LineBefore || IsSentenceEnd(first - 1)) && (next >= _tokens.Count || _tokens[next].LineBefore || _tokens[next].Sign is '.' or '!' or '?');

    private bool IsSentenceEnd(int i) => _tokens[i].Sign is '.' or '!' or '?' && i + 1 < _tokens.Count && _tokens[i + 1].SpaceBefore && !(i > 0 && Is(i - 1, DateRole.Short) && !_tokens[i].SpaceBefore);

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
            if ((at > next || _tokens[at].IsDigits) && Day(at, out var number, out var numberNext, needsSuffix: false) && (at > next || !Is(numberNext, DateRole.Unit) && IsAlone(numberNext)) && WithWeekday(number, weekday, isFuture: IsFuture(i, numberNext)) is { } day)
            {
                return new Reading { First = i, Next = numberNext, From = day, To = day.AddDays(1), Grain = DateGrain.Day, Weekday = weekday, IsRelative = true, IsCalendar = true, Alternatives = WithWeekday(number, weekday, !IsFuture(i, numberNext)) is { } mirrored ? [WallInterval.Day(mirrored)] : [] };
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

    private bool IsAlone(int i) => i >= _tokens.Count || _tokens[i].LineBefore || _tokens[i].Kind == LexKind.Symbol;

    private int SkipDayPart(int i)
    {
        while (i < _tokens.Count && !_tokens[i].LineBefore && Is(i, DateRole.DayPart)) i++;
        return i;
    }

    /// <summary>The day of this number that falls on the weekday, nearest in the preferred direction.</summary>
    private DateTime? WithWeekday(int number, int weekday, bool isFuture)
    {
        var month = new DateTime(_today.Year, _today.Month, 1);
        for (var step = 0; step <= 24; step++)
        {
            for (var side = 0; side < (step == 0 ? 1 : 2); side++)
            {
                var isLater = (side == 0) == isFuture;
                var candidate = month.AddMonths(isLater ? step : -step);
                if (number <= DateTime.DaysInMonth(candidate.Year, candidate.Month) && new DateTime(candidate.Year, candidate.Month, number) is var day && Iso(day) == weekday)
                {
                    return day;
                }
            }
        }

        return null;
    }

    /// <summary>Whether "may", "march", "sun" is meant as a date: by itself, behind a preposition, or in capitals with a number.</summary>
    private bool IsName(int i, bool hasCompany)
    {
        if (!Is(i, DateRole.AlsoAWord) || hasCompany && (char.IsUpper(_text[_tokens[i].Start]) || Is(i - 1, DateRole.Preposition) || _tokens[i].Length <= 3 || Is(i, DateRole.Month)))
        {
            return !(i > 0 && _tokens[i].IsGlued && _tokens[i - 1].Kind == LexKind.Symbol && _tokens[i - 1].Sign is '$' or '@' or '#' or '_');
        }

        if (_tokens.Count <= 2)
        {
            return true;
        }

        var isCapital = char.IsUpper(_text[_tokens[i].Start]);
        var hasPreposition = i > 0 && !_tokens[i].LineBefore && Is(i - 1, DateRole.Preposition) && !(At(i - 1)!.Is(DateRole.To) && !isCapital);
        if (i > 0 && _tokens[i - 1].Sign is '$' or '@' or '#')
        {
            return false;
        }

        return hasPreposition && (isCapital || Is(i, DateRole.Month)) && !(i + 1 < _tokens.Count && _tokens[i + 1].IsWord && !Is(i + 1, DateRole.Of) && !isCapital && Is(i - 1, DateRole.Article))
            || (isCapital && i > 0 && !_tokens[i].LineBefore && _tokens[i].Length == 6 && Is(i, DateRole.Month));
    }

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
            if (_tokens[i].Length > 2 || IsInsideName(i))
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

        return IsName(i, hasCompany: false) && weekday == 0 ? OpenMonth(start, next, named) : null;
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

    private int AfterDot(int i) =>
        i + 1 < _tokens.Count && _tokens[i + 1] is { Sign: '.', IsGlued: true } && Is(i, DateRole.Short) && i + 2 < _tokens.Count && !_tokens[i + 2].LineBefore
        && (_tokens[i + 2].IsDigits || _tokens[i + 2].Sign == ',' || (_tokens[i + 2].IsWord && !char.IsUpper(_text[_tokens[i + 2].Start]))) ? i + 2 : i + 1;

    private Reading? Dated(int start, int next, int month, int day, int weekday)
    {
        if (YearBehind(next, out var year, out var afterYear))
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

    /// <summary>", 2022", "of 2022", "in 2022", "'22", "two thousand and fifteen" is read as words by nobody.</summary>
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
            return k > i && IsYearOfReference(k, out year, out next);
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
                Alternatives = [.. inMonth.Alternatives.Where(a => a.From is not null).Select(a => WallInterval.Day(NthWeekday(a.From!.Value, weekday, number)))],
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
            var day = number > 0 ? from.AddDays(number - 1) : to.AddDays(-1);
            return whole with
            {
                First = i,
                From = day,
                To = day.AddDays(1),
                Grain = DateGrain.Day,
                Alternatives = [.. whole.Alternatives.Where(a => a is { From: not null, To: not null }).Select(a => WallInterval.Day(number > 0 ? a.From!.Value.AddDays(number - 1) : a.To!.Value.AddDays(-1)))],
            };
        }

        if (unit == DateUnit.Month && whole.Grain == DateGrain.Year && number is >= 1 and <= 12)
        {
            return MonthOf(i, whole.Next, from.Year, number);
        }

        if (unit == DateUnit.Week && whole.Grain is DateGrain.Month or DateGrain.Year)
        {
            var week = NthWeek(from, to, number);
            return week < to ? new Reading
            {
                First = i,
                Next = whole.Next,
                From = week,
                To = week.AddDays(7),
                Grain = DateGrain.Week,
                IsCalendar = true,
                IsRelative = whole.IsRelative,
                Alternatives = [.. whole.Alternatives.Where(a => a is { From: not null, To: not null }).Select(a => NthWeek(a.From!.Value, a.To!.Value, number)).Select(w => new WallInterval(w, w.AddDays(7)))],
            } : null;
        }

        return null;
    }

    /// <param name="month">Its first day.</param>
    /// <param name="weekday">1 = Monday.</param>
    /// <param name="number">1 = the first one; -1 = the last one.</param>
    private static DateTime NthWeekday(DateTime month, int weekday, int number)
    {
        var last = month.AddMonths(1).AddDays(-1);
        return number > 0 ? month.AddDays(((weekday - Iso(month) + 7) % 7) + (7 * (number - 1))) : last.AddDays(-((Iso(last) - weekday + 7) % 7));
    }

    /// <summary>The Monday of an ISO week of a period: weeks that have their Thursday in it.</summary>
    private static DateTime NthWeek(DateTime from, DateTime to, int number)
    {
        var first = from.AddDays(((4 - Iso(from) + 7) % 7) - 3);
        var last = to.AddDays(-1).AddDays(-((Iso(to.AddDays(-1)) - 4 + 7) % 7) - 3);
        return number > 0 ? first.AddDays(7 * (number - 1)) : last;
    }

    /// <summary>ISO week 31, the week after next, the weekend.</summary>
    private Reading? Weekly(int i)
    {
        var k = Is(i, DateRole.The) ? i + 1 : i;
        if (!Unit(k, out var unit, out var next) || unit is not (DateUnit.Week or DateUnit.Weekend) || (k > 0 && (_tokens[k - 1].IsDigits || Is(k - 1, DateRole.Cardinal) || Is(k - 1, DateRole.Ordinal))))
        {
            return null;
        }

        if (unit == DateUnit.Weekend)
        {
            var saturday = _today.AddDays(6 - Iso(_today));
            var other = saturday.AddDays(-7);
            if (saturday > _today && !IsFuture(i, next))
            {
                (saturday, other) = (other, saturday);
            }

            return new Reading { First = i, Next = next, From = saturday, To = saturday.AddDays(2), Grain = DateGrain.Week, IsRelative = true, Alternatives = [new WallInterval(other, other.AddDays(2))] };
        }

        if (Is(next, DateRole.After) && Is(next + 1, DateRole.Next) && Whole(DateUnit.Week, 2) is { } second)
        {
            return second with { First = i, Next = next + 2 };
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

            return whole with { First = i, Next = next };
        }

        if (At(k)?.Values[(int)DateRole.Month] is { } month && (char.IsUpper(_text[_tokens[k].Start]) || !Is(k, DateRole.AlsoAWord)))
        {
            if (Day(AfterDot(k), out _, out _))
            {
                return null;
            }

            var year = _today.Year + (shift > 0 && month <= _today.Month ? 1 : shift < 0 && month >= _today.Month ? -1 : 0);
            return MonthOf(i, AfterDot(k), year, month) is { } named ? named with { IsRelative = true } : null;
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

    /// <summary>yesterday, overnight, Christmas, the start of the war.</summary>
    private Reading? Named(int i)
    {
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Anchor is not null, out var length) is { Anchor: { } anchor })
        {
            return new Reading { First = i, Next = i + length, From = anchor, To = anchor.AddDays(1), Grain = DateGrain.Day };
        }

        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.DayOffset), out length) is { } offset && !(i > 0 && _tokens[i].IsGlued && _tokens[i - 1].Kind == LexKind.Symbol && _tokens[i - 1].Sign is '.' or '@'))
        {
            if (length > 1 && offset.Values[(int)DateRole.DayOffset] is 1 or -1 && _tokens[i].Span.Of(_text) is "the" or "The" && !IsAlone(i + length))
            {
                return null;        // "the day after the attack"
            }

            var day = _today.AddDays(offset.Values[(int)DateRole.DayOffset]!.Value);
            return new Reading { First = i, Next = SkipDayPart(i + length), From = day, To = day.AddDays(1), Grain = DateGrain.Day, IsRelative = true };
        }

        if (Is(i, DateRole.Overnight))
        {
            return new Reading { First = i, Next = i + 1, From = _today.AddHours(-6), To = _today.AddHours(6), Grain = DateGrain.DayPart, IsRelative = true, Kind = DateKind.Window };
        }

        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Holiday), out length) is { } holiday)
        {
            var code = holiday.Values[(int)DateRole.Holiday]!.Value;
            if (YearBehind(i + length, out var year, out var next))
            {
                var day = code == 0 ? Easter(year) : new DateTime(year, code / 100, code % 100);
                return new Reading { First = i, Next = next, From = day, To = day.AddDays(1), Grain = DateGrain.Day, IsCalendar = true };
            }

            return code == 0 ? NearEaster(i, i + length) : Yearless(i, i + length, code / 100, code % 100) is { } open ? open with { IsCalendar = false } : null;
        }

        return null;
    }

    private Reading NearEaster(int first, int next)
    {
        var (before, behind) = (Easter(_today.Year), Easter(_today.Year));
        if (before > _today) before = Easter(_today.Year - 1);
        if (behind < _today) behind = Easter(_today.Year + 1);
        var chosen = Choose(before, behind, first, next);
        var other = chosen == before ? behind : before;
        return new Reading { First = first, Next = next, From = chosen, To = chosen.AddDays(1), Grain = DateGrain.Day, HasNoYear = true, IsRelative = true, Alternatives = [new WallInterval(other, other.AddDays(1))] };
    }

    /// <summary>Western Easter by the Gregorian computus.</summary>
    private static DateTime Easter(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var epact = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * golden) + 15) % 30;
        var moon = epact - (epact / 28 * (1 - (epact / 28 * (29 / (epact + 1)) * ((21 - golden) / 11))));
        var sunday = moon - ((year + (year / 4) + moon + 2 - century + (century / 4)) % 7);
        var month = 3 + ((sunday + 40) / 44);
        return new DateTime(year, month, sunday + 28 - (31 * (month / 4)));
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

    private bool Unit(int i, out DateUnit unit, out int next)
    {
        (unit, next) = (DateUnit.None, i);
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Unit), out var length) is not { } word || i >= _tokens.Count)
        {
            return false;
        }

        (unit, next) = ((DateUnit)word.Values[(int)DateRole.Unit]!.Value, i + length);
        return !(_tokens[i].Length == 1 && _tokens[i].SpaceBefore && length == 1);
    }

    private bool NumberOrArticle(int i, out int count, out int next)
    {
        if (Number(i, out count, out next))
        {
            return true;
        }

        (count, next) = (1, i + 1);
        return Is(i, DateRole.Article);
    }

    /// <summary>A small count in digits or words; "few" and "several" stand for three, "a" for one.</summary>
    private bool Number(int i, out int count, out int next)
    {
        (count, next) = (0, i);
        if (i >= _tokens.Count)
        {
            return false;
        }

        if (_tokens[i].IsDigits)
        {
            count = _tokens[i].Length <= 4 && !IsInsideName(i) ? Int(i) : 0;
            next = i + 1;
            return count > 0;
        }

        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.VagueNumber), out var length) is { } vague)
        {
            count = _tokens[i + length - 1].Span.Of(_text) is "of" or "couple" ? 2 : vague.Values[(int)DateRole.VagueNumber]!.Value;
            next = i + length;
            return true;
        }

        if (At(i)?.Values[(int)DateRole.Cardinal] is { } cardinal)
        {
            (count, next) = (cardinal, i + 1);
            var k = next < _tokens.Count && _tokens[next].Sign == '-' ? next + 1 : next;
            if (cardinal >= 20 && At(k)?.Values[(int)DateRole.Cardinal] is > 0 and < 10 and var unit)
            {
                (count, next) = (cardinal + unit, k + 1);
            }

            return count > 0;
        }

        if (Is(i, DateRole.Article) && Is(i + 1, DateRole.Unit))
        {
            (count, next) = (1, i + 1);
            return true;
        }

        return false;
    }
}
