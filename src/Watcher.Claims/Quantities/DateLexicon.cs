namespace Watcher.Claims.Quantities;

/// <summary>Date words of one language and the anchors ("the start of the war"), compiled for the reader. Immutable and thread-safe.</summary>
public sealed class DateLexicon
{
    private readonly bool[] _canStart;
    private readonly bool[] _isCore;

    public DateLexicon(DatesFile dates, AnchorsFile anchors, NumbersFile numbers)
    {
        ArgumentNullException.ThrowIfNull(dates);
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(numbers);
        Language = dates.Language;
        IsInflected = dates.Inflected;
        Phrases = new PhraseTable<DateWord>(Vocabulary);
        foreach (var entry in dates.Words)
        {
            foreach (var form in Inflected.Forms(entry.Forms, entry.Stems, entry.Endings))
            {
                ArgumentException.ThrowIfNullOrWhiteSpace(form);
                Phrases[form].Values[(int)entry.Role] = entry.Value;
            }
        }

        Numbers(numbers.Cardinals, DateRole.Cardinal);
        Numbers(numbers.Ordinals, DateRole.Ordinal);
        foreach (var scale in numbers.Scales)
        {
            foreach (var form in scale.Forms.Concat(scale.Alone))
            {
                if (scale.Value <= 1000)
                {
                    Phrases[form].Values[(int)DateRole.Scale] = (int)scale.Value;
                }
            }
        }

        foreach (var anchor in anchors.Anchors)
        {
            var from = DateTime.ParseExact(anchor.From, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            foreach (var term in anchor.Terms)
            {
                Phrases[term].Anchor ??= from;
                Phrases[term].Anchors.Add((from, anchor.Sides));
            }

            Anchors.Add((from, [.. anchor.Terms.SelectMany(Vocabulary.Words)], anchor.Sides));
        }

        (_canStart, _isCore) = (new bool[Vocabulary.Count], new bool[Vocabulary.Count]);
        foreach (var (words, word) in Phrases.Phrases)
        {
            _canStart[words[0]] |= word.CanStart;
            _isCore[words[0]] |= words.Length == 1 && word.IsCore;
        }

        // A phrase of several words needs one that marks it; the last is the one that the others share least.
        foreach (var (words, word) in Phrases.Phrases)
        {
            if (word.IsCore && !words.Any(IsCore))
            {
                _isCore[words[^1]] = true;
            }
        }
    }

    public string Language { get; }

    /// <inheritdoc cref="DatesFile.Inflected"/>
    internal bool IsInflected { get; }

    /// <summary>A date can begin with this word.</summary>
    internal bool CanStart(int word) => word >= 0 && _canStart[word];

    /// <summary>Every date has digits or a word like this.</summary>
    internal bool IsCore(int word) => word >= 0 && _isCore[word];

    /// <summary>The dated events with the words of their names.</summary>
    internal List<(DateTime From, HashSet<int> Words, string[] Sides)> Anchors { get; } = [];

    internal Vocabulary Vocabulary { get; } = new();

    internal PhraseTable<DateWord> Phrases { get; }

    private void Numbers(NumberWordEntry[] entries, DateRole role)
    {
        foreach (var entry in entries)
        {
            foreach (var form in entry.AllForms)
            {
                if (entry.Value <= 90 && entry.Value == decimal.Truncate(entry.Value))
                {
                    Phrases[form].Values[(int)role] = (int)entry.Value;
                }
            }
        }
    }
}

/// <summary>The parts that one word or phrase can play in a date, with the number each stands for.</summary>
internal sealed class DateWord
{
    public int?[] Values { get; } = new int?[Enum.GetValues<DateRole>().Length];

    public DateTime? Anchor { get; set; }

    /// <summary>Every war or disaster that its words may mean, with the sides of which a text must name one; no sides for any text.</summary>
    public List<(DateTime From, string[] Sides)> Anchors { get; } = [];

    public bool Is(DateRole role) => Values[(int)role] is not null;

    /// <summary>Without a word like this, or digits, there is no date.</summary>
    public bool IsCore =>
        Anchor is not null || Is(DateRole.Month) || Is(DateRole.Weekday) || Is(DateRole.DayOffset) || Is(DateRole.YearOffset) || Is(DateRole.Overnight) || Is(DateRole.Now) || Is(DateRole.Unit)
        || Is(DateRole.Season) || Is(DateRole.Holiday) || Is(DateRole.FloatingHoliday) || Is(DateRole.LunarHoliday) || Is(DateRole.Ending) || Is(DateRole.YearWord) || Is(DateRole.DayPart) || Is(DateRole.WeekOf) || Is(DateRole.Scale)
        || Values[(int)DateRole.Cardinal] is >= 13;

    /// <summary>Plays a part with which a date can begin; the others stand inside or around it.</summary>
    public bool CanStart
    {
        get
        {
            if (Anchor is not null)
            {
                return true;
            }

            for (var role = 0; role < Values.Length; role++)
            {
                if (Values[role] is not null && (DateRole)role is not (DateRole.And or DateRole.Of or DateRole.To or DateRole.Said or DateRole.NotAYear or DateRole.Future
                    or DateRole.Preposition or DateRole.Scale or DateRole.Hence or DateRole.Ago or DateRole.Afterwards or DateRole.AlsoAWord or DateRole.Short or DateRole.DayPart or DateRole.Half or DateRole.Onward or DateRole.DaySuffix or DateRole.Event))
                {
                    return true;
                }
            }

            return false;
        }
    }
}

/// <summary>What a word does in a date.</summary>
public enum DateRole
{
    /// <summary>1 = January.</summary>
    Month,

    /// <summary>1 = Monday.</summary>
    Weekday,

    /// <summary>march, may, sun: also another word.</summary>
    AlsoAWord,

    /// <summary>May end in a full stop.</summary>
    Short,

    /// <summary>Days from the reference day.</summary>
    DayOffset,

    /// <summary>Years from the running one, in one word: "торік".</summary>
    YearOffset,
    Overnight,
    Now,
    This,
    Last,
    Next,
    Past,
    Recent,

    /// <summary>The number is a <see cref="DateUnit"/>.</summary>
    Unit,
    VagueNumber,
    Half,

    /// <summary>1 early, 2 middle, 3 late.</summary>
    Part,

    /// <summary>EOY: the end of the running <see cref="DateUnit"/>.</summary>
    Ending,
    Earlier,
    Later,
    DayPart,

    /// <summary>1 spring … 4 winter.</summary>
    Season,

    /// <summary>Month × 100 + day; 0 = Easter.</summary>
    Holiday,

    /// <summary>Month × 1000 + weekday × 100 + which of them × 10 + days behind it; the ninth is the last: Thanksgiving = 11440.</summary>
    FloatingHoliday,

    /// <summary>Month × 100 + day of the Islamic calendar.</summary>
    LunarHoliday,
    Since,
    Before,
    Until,
    After,
    From,
    Between,
    To,
    And,
    Of,
    The,
    On,
    In,
    For,
    Article,
    Ago,
    Hence,
    Afterwards,
    YearWord,
    WeekOf,

    /// <summary>Words that make a month out of "may" or "march".</summary>
    Preposition,

    /// <summary>The sentence speaks of what is to come.</summary>
    Future,

    /// <summary>said, announced: what was said is in the past.</summary>
    Said,

    /// <summary>Behind four digits: they count something.</summary>
    NotAYear,
    Cardinal,
    Ordinal,

    /// <summary>st, th; -го, -е: behind the digits of a day.</summary>
    DaySuffix,

    /// <summary>war, siege: what an anchor dates, and what "the 200-day war" counts the days of.</summary>
    Event,

    /// <summary>"more than two weeks ago": some time before that day.</summary>
    MoreThan,

    /// <summary>"2016 onwards", "2016 and later".</summary>
    Onward,

    /// <summary>"the Monday closest to 5 October".</summary>
    Closest,

    /// <summary>через: so long from the reference on.</summary>
    AheadBy,

    /// <summary>hundred, thousand: in years written as words.</summary>
    Scale,
}

internal enum DateUnit { None, Minute, Hour, Day, Week, Month, Quarter, Year, Decade, Century, Weekend, Fortnight, WorkingDay, WorkingWeek }

/// <summary><c>lexicon/dates.*.yaml</c>.</summary>
public sealed record DatesFile
{
    public required string Language { get; init; }

    /// <summary>
    /// The language has cases: "the first Wednesday of October" has no word for "of", "a week ago" none for "a", "2014 року" names its year,
    /// and 24.02 is a day and month.
    /// </summary>
    public bool Inflected { get; init; }

    /// <summary>Every word or phrase with the part it plays.</summary>
    public required DateWordEntry[] Words { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record DateWordEntry
{
    public required DateRole Role { get; init; }

    /// <summary>The number the role asks for: March = 3, Monday = 1, yesterday = -1.</summary>
    public int Value { get; init; }

    public string[] Forms { get; init; } = [];

    public string[] Stems { get; init; } = [];

    public string[] Endings { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary><c>ontology/anchors.yaml</c>: dated starts of wars and disasters, and days with names.</summary>
public sealed record AnchorsFile
{
    public required AnchorEntry[] Anchors { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record AnchorEntry
{
    public required string Id { get; init; }

    /// <summary>First day, <c>yyyy-MM-dd</c>.</summary>
    public required string From { get; init; }

    /// <summary>Day after the last one, for what has ended.</summary>
    public string? To { get; init; }

    /// <summary>Wordings: "the start of the war", "the full-scale invasion".</summary>
    public required string[] Terms { get; init; }

    /// <summary>Its parties: only a text that names one of them can mean it. None for an event that its wordings name in full.</summary>
    public string[] Sides { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}
