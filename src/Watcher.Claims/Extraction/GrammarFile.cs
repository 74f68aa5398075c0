namespace Watcher.Claims.Extraction;

/// <summary><c>lexicon/grammar.*.yaml</c>: the function words that the rules of a language turn on.</summary>
public sealed record GrammarFile
{
    public required string Language { get; init; }

    /// <summary>Prepositions in front of a noun phrase that does not act.</summary>
    public required string[] Prepositions { get; init; }

    /// <summary>The same for a noun phrase that does not speak.</summary>
    public required string[] SpeakerPrepositions { get; init; }

    /// <summary>Determiners of a noun that stands for a body named before: "the agency".</summary>
    public required string[] Definite { get; init; }

    /// <summary>Capitals at the start of a sentence that begin no name.</summary>
    public required string[] NoNames { get; init; }

    /// <summary>Small words inside of names.</summary>
    public required string[] Particles { get; init; }

    /// <summary>Last words of nouns that only one class of bodies bears.</summary>
    public required string[] ClassedBodies { get; init; }

    /// <summary>Nouns that only a body with them in its name is called by: "the defence ministry" is no observatory.</summary>
    public required string[] KindsOfBodies { get; init; }

    /// <summary>Bodies that speak of other places than the one they sit in: "the consulate in X".</summary>
    public required string[] SpeaksElsewhere { get; init; }

    /// <summary>In front of a cue they make it a noun: "the claim".</summary>
    public required string[] Determiners { get; init; }

    /// <summary>Behind "S, X said" they go on without another statement.</summary>
    public required string[] Trailers { get; init; }

    /// <summary>Conjunctions and relatives behind which no place of the verb stands.</summary>
    public required string[] ClauseOpeners { get; init; }

    /// <summary>Between a number and its event they part the two.</summary>
    public required string[] QuantityStops { get; init; }

    /// <summary>They lead from what a number was to what it is: "rose from 38 to 45".</summary>
    public required string[] Changes { get; init; }

    /// <summary>In front of a number they say that it was lower before: "the toll rose to 61".</summary>
    public required string[] Rises { get; init; }

    /// <summary>Between the auxiliary and the verb of what is reported: "are confirmed as having died".</summary>
    public required string[] Reported { get; init; }

    /// <summary>They lead from a number to where it is of.</summary>
    public required string[] AreaPrepositions { get; init; }

    /// <summary>Buildings, streets and stops: a name in front of one is inside of a town, not another town.</summary>
    public required string[] SiteNouns { get; init; }

    /// <summary>Thanks, greetings, wishes: said, and nothing that could be checked.</summary>
    public required string[] Greetings { get; init; }

    /// <summary>Condolences and the like, anywhere in what is said.</summary>
    public required string[] Courtesies { get; init; }

    /// <summary>Nouns that structure a text or a time and name no countable fact.</summary>
    public required string[] EmptyNouns { get; init; }

    /// <summary>Participles that regular endings do not show.</summary>
    public required string[] IrregularParticiples { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}
