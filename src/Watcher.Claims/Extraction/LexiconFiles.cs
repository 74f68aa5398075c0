using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary><c>lexicon/cues.*.yaml</c>: the words that attribute, and who can speak without a name.</summary>
public sealed record CuesFile
{
    public required string Language { get; init; }

    public required CueEntry[] Cues { get; init; }

    public required CueFrameEntry[] Frames { get; init; }

    /// <summary>Adverbs before a cue that put its speaker at a distance: "falsely claimed".</summary>
    public required string[] Distance { get; init; }

    /// <summary>Nouns for a statement told before, which somebody denies: "the claim".</summary>
    public string[] Retold { get; init; } = [];

    public required SpeakersEntry Speakers { get; init; }

    public required PronounsEntry Pronouns { get; init; }

    /// <summary>Words of a sentence that corrects or withdraws an earlier statement.</summary>
    public required string[] Corrections { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public enum CueGroup { Say, Claim, Assess, Confirm, Deny, Doubt }

public sealed record CueEntry
{
    public required string Verb { get; init; }

    public required CueGroup Group { get; init; }

    /// <summary>Irregular forms; left out, the regular ones are made from the verb.</summary>
    public string[] Forms { get; init; } = [];

    /// <summary>A noun phrase can be what is said: "announced the withdrawal".</summary>
    public bool Object { get; init; }

    /// <summary>A cue only beside a quotation.</summary>
    public bool QuoteOnly { get; init; }

    /// <summary>A cue only before a clause.</summary>
    public bool ClauseOnly { get; init; }

    /// <summary>A cue only before "that", a colon or a quotation: rules are maintained, bodies found.</summary>
    public bool ThatOnly { get; init; }

    /// <summary>A cue only after a named speaker: many things show and indicate.</summary>
    public bool SpeakerOnly { get; init; }

    /// <summary>With one of these behind it, it is no cue: "adding to".</summary>
    public string[] NotBefore { get; init; } = [];

    /// <summary>A cue only before a number: "counted 12 dead".</summary>
    public bool NumberOnly { get; init; }

    /// <summary>What leads to that number, where something may stand between: "put the toll at 12". Empty where it follows at once.</summary>
    public string[] With { get; init; } = [];

    /// <summary>The base form is as often a noun: "state emergency officials".</summary>
    public bool AlsoNoun { get; init; }

    /// <summary>False when what follows is not the speaker's own claim ("cited images").</summary>
    public bool Content { get; init; } = true;

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record CueFrameEntry
{
    public required string Form { get; init; }

    public required CueGroup Group { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record SpeakersEntry
{
    public required string[] People { get; init; }

    public required string[] Bodies { get; init; }

    public required string[] Documents { get; init; }

    /// <summary>Last words of the names of bodies that no list holds.</summary>
    public string[] Organisations { get; init; } = [];

    /// <summary>Nouns that with an article stand for an armed group or an organisation named before: "the group".</summary>
    public string[] Groups { get; init; } = [];

    /// <summary>Nouns of saying that name their speaker: "a claim by X that S".</summary>
    public string[] Allegations { get; init; } = [];

    /// <summary>What shows an event and can be shared: "video".</summary>
    public string[] Pictures { get; init; } = [];

    /// <summary>Verbs that share it: who shares a video of an event says that it happened.</summary>
    public string[] Shares { get; init; } = [];

    /// <summary>Nouns that speak for a side when the text gives them one: "Osterian officials".</summary>
    public string[] Mouths { get; init; } = [];
}

public sealed record PronounsEntry
{
    public required string[] Person { get; init; }

    public required string[] Body { get; init; }

    public required string[] Any { get; init; }

    /// <summary>"His" between the two words of a frame: "за його словами".</summary>
    public string[] Possessives { get; init; } = [];
}

/// <summary><c>lexicon/negation.*.yaml</c>.</summary>
public sealed record NegationFile
{
    public required string Language { get; init; }

    public required string[] Negations { get; init; }

    /// <summary>Wordings that look like negations and are none: "not only".</summary>
    public required string[] Exceptions { get; init; }

    /// <summary>The state existed and has ended: "no longer".</summary>
    public required string[] Ended { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary><c>lexicon/modality.*.yaml</c>.</summary>
public sealed record ModalityFile
{
    public required string Language { get; init; }

    public required ModalityEntry[] Entries { get; init; }

    /// <summary>After these an infinitive tells what happened: "managed to take".</summary>
    public required string[] Implicative { get; init; }

    /// <summary>Purposes and attempts: what follows has not happened.</summary>
    public required string[] Attempts { get; init; }

    /// <summary>"Hoped to", "have yet to": what follows was not even tried.</summary>
    public required string[] Wishes { get; init; }

    /// <summary>"Nearly took X": it was not taken.</summary>
    public required string[] NearMisses { get; init; }

    /// <summary>"It is not true that": what follows is not so.</summary>
    public required string[] Untrue { get; init; }

    /// <summary>Verbs that say that what stands behind their "that" is so: "learned that".</summary>
    public required string[] Factives { get; init; }

    /// <summary>Words that leave open what stands behind their "that", where their ending does not show it: "hopes that".</summary>
    public required string[] Opens { get; init; }

    /// <summary>"Reports that … were false".</summary>
    public required string[] Debunked { get; init; }

    /// <summary>What is debunked, and what is only heard where nobody is said to tell it: "reports that".</summary>
    public required string[] Rumours { get; init; }

    /// <summary>"The figure of 900 dead was exaggerated": nouns of numbers that are debunked.</summary>
    public required string[] Tallies { get; init; }

    /// <summary>"In the film, …": nothing of it happened.</summary>
    public required string[] Fictions { get; init; }

    /// <summary>What stands in front of a gerund that tells of nothing that happened.</summary>
    public required GerundsEntry Gerunds { get; init; }

    /// <summary>Verbs whose object does what the infinitive behind it says: "forced them to leave".</summary>
    public required string[] Causatives { get; init; }

    /// <summary>Nouns whose infinitive is announced: "the decision to leave".</summary>
    public required string[] Decisions { get; init; }

    /// <summary>Words before "for" that say it is done: "thanked them for the liberation".</summary>
    public required string[] Thanks { get; init; }

    /// <summary>What they govern is wanted, feared or talked about: "demanded the withdrawal".</summary>
    public required string[] Wished { get; init; }

    /// <summary>With "that" and a bare verb they ask for it: "demanded that the troops leave".</summary>
    public required string[] Mandative { get; init; }

    /// <summary>Behind "was" they say that the event of the subject has yet to happen: "was postponed".</summary>
    public required string[] PutOff { get; init; }

    /// <summary>Behind "will" they say that the event of the subject has yet to happen: "will begin".</summary>
    public required string[] Begins { get; init; }

    public required string[] Conditions { get; init; }

    public required string[] Past { get; init; }

    public required string[] Auxiliaries { get; init; }

    public required string[] Adverbs { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record ModalityEntry
{
    public required Modality Modality { get; init; }

    public required string[] Forms { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary><c>ontology/predicates.yaml</c>: the control ontology of claims.md 5.</summary>
public sealed record PredicatesFile
{
    public required PredicateEntry[] Predicates { get; init; }

    public required string[] ExcludedObjects { get; init; }

    public required string[] SettlementNouns { get; init; }

    public required string[] AreaNouns { get; init; }

    /// <summary>Before a town they leave it out of what is told: "except for".</summary>
    public required string[] LeftOut { get; init; }

    /// <summary>Before a town they speak of the land around it: "the vicinity of".</summary>
    public required string[] Surroundings { get; init; }

    public required string[] NotPlaces { get; init; }

    /// <summary>Verbs that say what follows did not happen: "prevent the fall of".</summary>
    public required string[] Preventives { get; init; }

    /// <summary>Behind a hyphen they make a place name an adjective.</summary>
    public required string[] Hyphenated { get; init; }

    public required string[] ForcesNouns { get; init; }

    /// <summary>Whoever says these means the other side.</summary>
    public required string[] EnemyNouns { get; init; }

    /// <summary>With "our", these are the speaker's side.</summary>
    public required string[] OwnNouns { get; init; }

    /// <summary>Forces that fight a state, when the text names no side: "the rebels".</summary>
    public required string[] Insurgents { get; init; }

    /// <summary>Forces of the state, when the text names no side: "government troops".</summary>
    public required string[] Regulars { get; init; }

    /// <summary>Forces of any side: "fighters".</summary>
    public required string[] AnyForces { get; init; }

    /// <summary>Who holds and loses towns and is no force: "the government". They act in no sentence that holds one of <see cref="Polls"/>.</summary>
    public required string[] Rulers { get; init; }

    /// <summary>Who captures a town in a picture or a story.</summary>
    public required string[] Onlookers { get; init; }

    /// <summary>Words of elections.</summary>
    public required string[] Polls { get; init; }

    /// <summary>What strikes a town when no side does: "missiles hit X".</summary>
    public required string[] Weapons { get; init; }

    /// <summary>What hits a town and is no strike: "a quake struck X".</summary>
    public required string[] NaturalEvents { get; init; }

    /// <summary>In front of a noun of movement they only say that it happened: "made a retreat".</summary>
    public required string[] LightVerbs { get; init; }

    /// <summary>Words in front of a noun of strikes that tell who did it.</summary>
    public required ResponsibilityEntry Responsibility { get; init; }

    /// <summary>A strike of people who stop work or eating: "joined the strike", "on hunger strike".</summary>
    public required string[] Walkouts { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>Who is said to have done what a noun of strikes names.</summary>
public sealed record ResponsibilityEntry
{
    /// <summary>Their object did it: "blamed S for the strike".</summary>
    public required string[] Accuses { get; init; }

    /// <summary>With a form of "be" their subject did it: "S was behind the strike".</summary>
    public required string[] Did { get; init; }

    /// <summary>What one takes on or denies: "denied any part in the strike".</summary>
    public required string[] Shares { get; init; }

    /// <summary>Their subject did not do it: "had nothing to do with the strike".</summary>
    public required string[] Unrelated { get; init; }

    /// <summary>Verbs that take it on: "claimed responsibility".</summary>
    public required string[] Takes { get; init; }

    /// <summary>Verbs in front of whom somebody holds to it: "held S responsible for the strike".</summary>
    public required string[] Holds { get; init; }
}

/// <summary>"Ruled out taking X", "spoke of taking X": nothing was taken.</summary>
public sealed record GerundsEntry
{
    /// <summary>Right in front of the gerund.</summary>
    public required string[] AfterVerbs { get; init; }

    /// <summary>Prepositions in front of the gerund.</summary>
    public required string[] AfterPrepositions { get; init; }

    /// <summary>A few words in front of the preposition they say that it happened: "accused S of shelling X".</summary>
    public required string[] ToldOf { get; init; }
}

public sealed record PredicateEntry
{
    public required string Id { get; init; }

    public required ClaimKind Kind { get; init; }

    public TriggerVerbEntry[] Verbs { get; init; } = [];

    public TriggerNounEntry[] Nouns { get; init; } = [];

    public FlagsEntry? Flags { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>How a trigger leads to its place.</summary>
[Flags]
public enum PlaceSlots
{
    None = 0,
    Object = 1,
    Subject = 1 << 1,
    From = 1 << 2,
    To = 1 << 3,
    In = 1 << 4,
    On = 1 << 5,
    Of = 1 << 6,
    For = 1 << 7,
    Against = 1 << 8,

    /// <summary>Forces around or stationed in the place are the subject.</summary>
    NearSubject = 1 << 9,

    /// <summary>Forces around or stationed in the place are the object.</summary>
    NearObject = 1 << 10,

    /// <summary>The place named last before the trigger: "as troops moved in".</summary>
    Last = 1 << 11,

    /// <summary>The place is the subject and "under" stands before the noun: "is under shelling".</summary>
    SubjectUnder = 1 << 12,
}

public enum ActorSlot { Subject, Object }

public sealed record TriggerVerbEntry
{
    public required string Verb { get; init; }

    public string[] Forms { get; init; } = [];

    public required PlaceSlots[] At { get; init; }

    public ActorSlot Actor { get; init; }

    /// <summary>The verb is too common to mean this without an acting side, body or force.</summary>
    public bool NeedsActor { get; init; }

    /// <summary>"pulled its troops": only with forces as the object.</summary>
    public bool NeedsForcesObject { get; init; }

    /// <summary>The verb is about forces: "returned to X" is nothing when a president does.</summary>
    public bool NeedsForces { get; init; }

    /// <summary>With "to" behind it somebody else takes the place: "surrendered X to the rebels".</summary>
    public bool Yields { get; init; }

    /// <summary>Words that stand behind the object: "drove the rebels out of X"; empty for none.</summary>
    public string[] Particles { get; init; } = [];

    /// <summary>Only where nothing follows that could be its object: "X fell."; not "X fell silent".</summary>
    public bool EndsClause { get; init; }

    /// <summary>Only with "toward", not with "to".</summary>
    public bool TowardOnly { get; init; }

    /// <summary>The wording gives a place back to whom it belonged: "liberated".</summary>
    public bool Regains { get; init; }

    /// <summary>With one of these behind it the verb means something else: "took office".</summary>
    public string[] NotBefore { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record TriggerNounEntry
{
    public required string Noun { get; init; }

    public required PlaceSlots[] At { get; init; }

    public ActorSlot Actor { get; init; }

    public bool Regains { get; init; }

    /// <summary>The noun is too common to mean this without an acting side: "attack on X".</summary>
    public bool NeedsActor { get; init; }

    /// <summary>The noun is a strike only where somebody is said to be behind it: "explosion".</summary>
    public bool NeedsCulprit { get; init; }

    /// <summary>The noun is about forces: "the departure of the troops from X", not of a train.</summary>
    public bool NeedsForces { get; init; }

    /// <summary>Only with "toward", not with "to".</summary>
    public bool TowardOnly { get; init; }

    /// <summary>The place may stand behind a verb: "fighting continues around X".</summary>
    public bool Far { get; init; }

    /// <summary>The side named with it loses: "the fall of X".</summary>
    public bool Passive { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record FlagsEntry
{
    public required string[] Nouns { get; init; }

    public required string[] Verbs { get; init; }
}

/// <summary><c>ontology/metrics.yaml</c>.</summary>
public sealed record MetricsFile
{
    public required ObjectClassEntry[] Classes { get; init; }

    public required MetricDefinition[] Metrics { get; init; }

    /// <summary>Event nouns of kinds that do not come back within weeks: two tolls of one place are of one event.</summary>
    public required OneOffEventEntry[] OneOffEvents { get; init; }

    /// <summary>Words of a protest, whose toll is its own.</summary>
    public string[] Protests { get; init; } = [];

    /// <summary>Behind the name of a ship, firm or building they make it the name of an event: "the Corina disaster".</summary>
    public string[] NamedEvents { get; init; } = [];

    /// <summary>Other words for what happens at a place and takes lives.</summary>
    public required string[] Events { get; init; }

    /// <summary>Verb forms of metrics of people that are said of things as often: a number without a noun beside one counts nobody.</summary>
    public required string[] SaidOfThings { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>A kind of event and the words that tell of it.</summary>
public sealed record OneOffEventEntry
{
    public required string Event { get; init; }

    public required string[] Words { get; init; }

    /// <summary>Words that tell of it behind a name alone: "the Oak Plaza collapse" is of a building, "the collapse" of anything.</summary>
    public string[] Named { get; init; } = [];

    /// <summary>An article is about it only where headline or lead name it: a report of a war tells of cholera, too.</summary>
    public bool LeadOnly { get; init; }

    /// <summary>Nouns that with one of <see cref="In"/> beside them tell of the event: "a <b>fire</b> tore through a shoe factory". Empty for none.</summary>
    public string[] Heads { get; init; } = [];

    /// <summary>What the event befalls, beside one of <see cref="Heads"/>.</summary>
    public string[] In { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record ObjectClassEntry
{
    public required string Id { get; init; }

    /// <summary>Lemmas, singular; an empty one admits a number without a noun.</summary>
    public required string[] Nouns { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record MetricDefinition
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required MetricKind Kind { get; init; }

    public required Quantities.Dimension Dimension { get; init; }

    /// <summary>Ids of the object classes it counts; empty for measures of any thing.</summary>
    public string[] Classes { get; init; } = [];

    public string[] Verbs { get; init; } = [];

    /// <summary>Irregular forms and phrases with a verb.</summary>
    public string[] Forms { get; init; } = [];

    /// <summary>Event nouns that are counted themselves: "52 deaths".</summary>
    public string[] Nouns { get; init; } = [];

    /// <summary>Words right behind the quantity: "52 dead".</summary>
    public string[] Words { get; init; } = [];

    /// <summary>Wordings in front of it: "the death toll rose to 52".</summary>
    public string[] Before { get; init; } = [];

    /// <summary>What a watch list calls it, wherever that stands in the clause of its number: "a litre of petrol costs 300 shillings".</summary>
    public string[] Terms { get; init; } = [];

    /// <summary>Its words lead to what it is measured to: "12 km from X". Two such values are compared only of one such thing.</summary>
    public bool HasTarget { get; init; }

    /// <summary>Verb forms of those who have come to what it is measured to, so that none is left: "reached the border".</summary>
    public string[] Arrivals { get; init; } = [];

    /// <summary>Where such an arrival leads.</summary>
    public string[] Goals { get; init; } = [];

    /// <summary>A length that is suspected to be an area counts too.</summary>
    public bool AlsoLength { get; init; }

    /// <summary>Each counted noun is a series of its own: tanks and guns destroyed.</summary>
    public bool ByObject { get; init; }

    /// <summary>What is counted, whatever noun says so: "the bodies of 12 miners" counts bodies.</summary>
    public string? Counts { get; init; }

    /// <summary>The actor loses what is counted: "abandoned 20 tanks".</summary>
    public bool Own { get; init; }

    /// <summary>Counted by the day: what is told of Tuesday is Tuesday's own number, not a toll that is counted on.</summary>
    public bool Daily { get; init; }

    /// <summary>The kinds of event the metric measures, the last where the sentence names none of them: a magnitude is an aftershock's, else an earthquake's. Empty for any.</summary>
    public string[] Events { get; init; } = [];

    /// <summary>One of these words stands in an article that tells of the metric: nothing else is as deep as an earthquake.</summary>
    public string[] Needs { get; init; } = [];

    /// <summary>Verbs of the subject itself that say so: people displaced "returned".</summary>
    public string[] EndsAlone { get; init; } = [];

    /// <summary>Verbs behind "were" or "have" that say that the state is over: people missing are "found".</summary>
    public string[] Ends { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}
