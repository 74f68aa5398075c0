namespace Watcher.Claims.Extraction.Inflected;

/// <summary>
/// <c>lexicon/events.*.yaml</c>: the words of control, movement, strikes and tolls in a language whose word order is free and whose cases and
/// verb endings say what English says by order. What the words mean stands in <c>ontology/predicates.yaml</c> and <c>metrics.yaml</c>.
/// </summary>
public sealed record EventsFile
{
    public required string Language { get; init; }

    public required EndingsEntry Endings { get; init; }

    public required InflectedPredicateEntry[] Predicates { get; init; }

    public required InflectedMetricEntry[] Metrics { get; init; }

    /// <summary>What is counted, by the beginnings of its forms.</summary>
    public required CountedEntry[] Counted { get; init; }

    public required ClauseWordsEntry Clauses { get; init; }

    public required PrepositionsEntry Prepositions { get; init; }

    /// <summary>A flag raised over a town: it is taken. Every form.</summary>
    public required FlagsEntry Flags { get; init; }

    /// <summary>Every form of "village", "town", "settlement".</summary>
    public required string[] SettlementNouns { get; init; }

    /// <summary>Every form of "outskirts", "part", "centre": a part taken is no place taken.</summary>
    public required string[] PartNouns { get; init; }

    /// <summary>Forces without a side: "rebels", "army".</summary>
    public required string[] Insurgents { get; init; }

    public required string[] Regulars { get; init; }

    public required string[] AnyForces { get; init; }

    /// <summary>Whoever says these means the other side.</summary>
    public required string[] EnemyNouns { get; init; }

    /// <summary>"Our": the forces behind it are the speaker's.</summary>
    public required string[] OwnWords { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>Endings that are put behind the stems of the entries.</summary>
public sealed record EndingsEntry
{
    public required string[] Past { get; init; }

    public required string[] Passive { get; init; }
}

/// <summary>Words that part clauses and say how firmly a clause is put.</summary>
public sealed record ClauseWordsEntry
{
    /// <summary>"That": what is said follows.</summary>
    public required string[] That { get; init; }

    /// <summary>Conjunctions and relatives that begin another clause.</summary>
    public required string[] Boundaries { get; init; }

    public required string[] And { get; init; }

    public required string[] Conditions { get; init; }

    /// <summary>Purposes, plans and attempts: the infinitive behind them has not happened.</summary>
    public required string[] Attempts { get; init; }

    /// <summary>The infinitive behind them has happened: "managed to".</summary>
    public required string[] Implicative { get; init; }

    /// <summary>"Can", "could".</summary>
    public required string[] Possible { get; init; }

    /// <summary>"Will" before an infinitive.</summary>
    public required string[] Future { get; init; }

    public required string[] Likely { get; init; }

    public required string[] Negations { get; init; }

    /// <summary>"About it", "this": what was said stands in the sentence before.</summary>
    public required string[] About { get; init; }

    /// <summary>"As": opens "as X reported, S".</summary>
    public required string[] As { get; init; }

    public required string[] Adverbs { get; init; }

    /// <summary>"False", "a fake": what a report of a capture is called that is none.</summary>
    public required string[] Debunked { get; init; }

    /// <summary>"Of", "about" in front of what a report tells: "reports of the capture of X".</summary>
    public required string[] Telling { get; init; }

    /// <summary>"Threat", "attempt", "plan", "for": what a noun behind them names has not happened.</summary>
    public string[] Feared { get; init; } = [];

    /// <summary>Hearsay that nobody stands for.</summary>
    public string[] Rumours { get; init; } = [];

    /// <summary>"In the drill", "in a video game", "tournament": what is done there is done to no town.</summary>
    public string[] Fictions { get; init; } = [];

    /// <summary>What is fought for without arms: a seat, a title.</summary>
    public string[] Prizes { get; init; } = [];

    /// <summary>"Repelled": an attack that was is one on the ground.</summary>
    public string[] Repelled { get; init; } = [];

    /// <summary>"Identified", "buried": done to some of the dead, whose number is no toll.</summary>
    public string[] Sorted { get; init; } = [];

    /// <summary>"Of", "among" in front of a whole: "of the 40 wounded, five …".</summary>
    public string[] Of { get; init; } = [];

    /// <summary>"Rose", "reached": "to 15" behind them is 15, not up to 15.</summary>
    public required string[] Reaches { get; init; }
}

/// <summary>Prepositions by what they make of the place behind them.</summary>
public sealed record PrepositionsEntry
{
    public required string[] From { get; init; }

    public required string[] To { get; init; }

    public required string[] In { get; init; }

    public required string[] On { get; init; }

    public required string[] For { get; init; }

    public required string[] Other { get; init; }
}

/// <summary>Ways to say one predicate of <c>predicates.yaml</c>.</summary>
public sealed record InflectedPredicateEntry
{
    public required string Id { get; init; }

    public InflectedWordEntry[] Verbs { get; init; } = [];

    public InflectedWordEntry[] Nouns { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>One verb or noun with all its forms.</summary>
public sealed record InflectedWordEntry
{
    /// <summary>The infinitive of a verb, the nominative of a noun. May be a phrase.</summary>
    public required string Word { get; init; }

    /// <summary>Stems of the past tense; the endings stand at the head of the file.</summary>
    public string[] Past { get; init; } = [];

    /// <summary>Stems of the passive participle.</summary>
    public string[] Passive { get; init; } = [];

    /// <summary>Further forms: the present, irregular pasts, cases of a noun.</summary>
    public string[] Forms { get; init; } = [];

    public string[] Future { get; init; } = [];

    public PlaceSlots[] At { get; init; } = [];

    public ActorSlot Actor { get; init; }

    public bool NeedsActor { get; init; }

    /// <summary>The English wording it stands for in a claim's frame, where comparison asks for one ("defend"); null for none.</summary>
    public string? Means { get; init; }

    /// <summary>It gives a place back to whom it belonged.</summary>
    public bool Regains { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>Words that make a number one of a metric of <c>metrics.yaml</c>.</summary>
public sealed record InflectedMetricEntry
{
    public required string Id { get; init; }

    public InflectedWordEntry[] Words { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>A thing that is counted.</summary>
public sealed record CountedEntry
{
    /// <summary>Its English lemma, as <c>metrics.yaml</c> has it in its classes: claims of two languages count one thing.</summary>
    public required string Noun { get; init; }

    /// <summary>Id of its class in <c>metrics.yaml</c>.</summary>
    public required string Class { get; init; }

    public required string[] Stems { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}
