using System.Collections.Immutable;
using System.Globalization;
using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

/// <summary>One left-to-right pass over each part of a text: at each token the longest date or period wins.</summary>
internal sealed partial class DatePass : IDisposable
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
    private readonly RentedList<LexToken> _tokens = new(64);

    /// <summary>The token behind the dash of a range: digits glued there are no part of a name.</summary>
    private int _jointEnd = -1;

    /// <summary>What <see cref="Point"/> found last.</summary>
    private (int At, int JointEnd, Reading? Reading) _point = (-1, -1, null);

    public DatePass(DateLexicon lexicon, string text, DateReference reference)
    {
        (_lexicon, _text, _reference) = (lexicon, text, reference);
        _today = reference.Time.Date;
    }

    public void Dispose() => _tokens.Dispose();

    /// <summary>The dates of a part of the text; nothing outside of it counts.</summary>
    public ImmutableArray<DateMention> Read(TextSpan part)
    {
        Begin(part);
        ImmutableArray<DateMention>.Builder? found = null;
        for (var i = 0; NextReading(ref i) is { } date;)
        {
            (found ??= ImmutableArray.CreateBuilder<DateMention>(1)).Add(Mention(date));
        }

        return found?.DrainToImmutable() ?? [];
    }

    /// <summary>Where calendar dates stand, without a look at what they mean.</summary>
    public ImmutableArray<TextSpan> CalendarSpans(TextSpan part)
    {
        Begin(part);
        ImmutableArray<TextSpan>.Builder? spans = null;
        for (var i = 0; NextReading(ref i) is { } date;)
        {
            if (date.IsCalendar)
            {
                (spans ??= ImmutableArray.CreateBuilder<TextSpan>(1)).Add(Span(date));
            }
        }

        return spans?.DrainToImmutable() ?? [];
    }

    private void Begin(TextSpan part)
    {
        (_jointEnd, _point) = (-1, (-1, -1, null));
        _tokens.Clear();
        _lexicon.Vocabulary.Scan(_text, part, _tokens);
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

            if (ImpossibleRange(i) is > 0 and var behindRange)
            {
                i = behindRange;
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
            Basis = WordPool.Get(span.Of(_text)),
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
        return ClosestWeekday(i) ?? LengthOfEvent(i) ?? LengthFrom(i) ?? Window(i) ?? Range(i) ?? Open(i) ?? (Is(i, DateRole.From) && Point(i + 1) is { } begin && Onward(begin) is { Kind: DateKind.Since } since ? since with { First = i } : (Reading?)null) ?? (Point(i) is { } point ? (Reading?)Onward(WithLength(Bracketed(point))) : null) ?? DayOfMonth(i);
    }

    /// <summary>One date or calendar period. <paramref name="weekday"/> is known from a rendering beside it and decides 10/9.</summary>
    private Reading? Point(int i, int weekday = 0)
    {
        if (i >= _tokens.Count)
        {
            return null;
        }

        // A range, an open date and a date alone all ask for what begins here.
        if (weekday == 0 && _point.At == i && _point.JointEnd == _jointEnd)
        {
            return _point.Reading;
        }

        var at = Is(i, DateRole.The) && i + 1 < _tokens.Count && Simple(i, weekday) is null ? i + 1 : i;
        Reading? found = Simple(at, weekday) is { } date ? date with { First = i } : null;
        _point = weekday == 0 ? (i, _jointEnd, found) : _point;
        return found;
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

        return Numeric(i, weekday) ?? OrdinalPeriod(i) ?? WeekdayFirst(i) ?? DayMonth(i, 0) ?? Partial(i) ?? Quarter(i) ?? Weekly(i) ?? Modified(i) ?? NamedSeason(i) ?? Named(i) ?? YearAlone(i);
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

    private static int Iso(DateTime day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    /// <summary>The one of two readings that the preference asks for.</summary>
    private DateTime Choose(DateTime past, DateTime future, int first, int next) => _reference.Preference switch
    {
        DatePreference.Past => past,
        DatePreference.Future => future,
        DatePreference.Nearest => (future - _today).Duration() < (past - _today).Duration() ? future : past,
        _ => IsFuture(first, next) ? future : past,
    };

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

        for (var k = next; !IsDayOfSaying(first) && k < _tokens.Count && k < next + (FutureReach / 4) && !_tokens[k].LineBefore && !IsSentenceEnd(k) && !IsThat(k); k++)
        {
            if (_lexicon.Phrases.Longest(_tokens, k, static w => w.Is(DateRole.Future), out _) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Fell on Monday and <b>that</b> he would go": what is said besides.</summary>
    private bool IsThat(int i) => _text.AsSpan(_tokens[i].Start, _tokens[i].Length).Equals("that", StringComparison.OrdinalIgnoreCase);

    /// <summary>"Said on Monday he would go": the day it was said, whatever is to come.</summary>
    private bool IsDayOfSaying(int first)
    {
        var k = first - 1;
        while (k > 0 && Is(k, DateRole.Preposition)) k--;
        return Is(k, DateRole.Said);
    }

    /// <summary>Nothing else is said: an answer or a caption, and "in a week" then looks ahead.</summary>
    private bool IsWholeSentence(int first, int next) =>
        (first == 0 || _tokens[first].LineBefore || IsSentenceEnd(first - 1)) && (next >= _tokens.Count || _tokens[next].LineBefore
            || (_tokens[next].Sign is '.' or '!' or '?' && !(next + 1 < _tokens.Count && _tokens[next + 1] is { IsDigits: true, IsGlued: true })));     // "The 6.8-magnitude quake"

    private bool IsSentenceEnd(int i) => _tokens[i].Sign is '.' or '!' or '?' && i + 1 < _tokens.Count && _tokens[i + 1].SpaceBefore && !(i > 0 && Is(i - 1, DateRole.Short) && !_tokens[i].SpaceBefore);

    private bool IsAlone(int i) => i >= _tokens.Count || _tokens[i].LineBefore || _tokens[i].Kind == LexKind.Symbol;

    private int SkipDayPart(int i)
    {
        while (i < _tokens.Count && !_tokens[i].LineBefore && Is(i, DateRole.DayPart)) i++;
        return i;
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

    private int AfterDot(int i) =>
        i + 1 < _tokens.Count && _tokens[i + 1] is { Sign: '.', IsGlued: true } && Is(i, DateRole.Short) && i + 2 < _tokens.Count && !_tokens[i + 2].LineBefore
        && (_tokens[i + 2].IsDigits || _tokens[i + 2].Sign == ',' || (_tokens[i + 2].IsWord && !char.IsUpper(_text[_tokens[i + 2].Start]))) ? i + 2 : i + 1;

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
