using System.Collections.Frozen;

namespace Watcher.Claims.Extraction;

/// <summary>The control ontology, compiled. Immutable and thread-safe.</summary>
public sealed class PredicateTable
{
    private readonly FrozenDictionary<string, ClaimKind> _kinds;

    public PredicateTable(PredicatesFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        _kinds = file.Predicates.ToFrozenDictionary(predicate => predicate.Id, predicate => predicate.Kind, StringComparer.Ordinal);
        foreach (var predicate in file.Predicates)
        {
            foreach (var verb in predicate.Verbs)
            {
                var trigger = new Trigger(new Predicate(predicate.Id), predicate.Kind, IsVerb: true, Slots(verb.At), verb.Actor, verb.NeedsActor)
                {
                    Frame = verb.Verb,
                    Regains = verb.Regains,
                    TowardOnly = verb.TowardOnly,
                    NeedsForcesObject = verb.NeedsForcesObject,
                    NotBefore = verb.NotBefore.ToFrozenSet(StringComparer.Ordinal),
                    EndsClause = verb.EndsClause,
                    NeedsForces = verb.NeedsForces,
                    Yields = verb.Yields,
                    Particles = PhraseTable.Of(verb.Particles),
                };
                var table = verb.Particles.Length > 0 ? Split : Triggers;
                foreach (var form in Inflection.VerbForms(verb.Verb, verb.Forms))
                {
                    table.Add(form, trigger);
                }
            }

            foreach (var noun in predicate.Nouns)
            {
                Nouns.Add(noun.Noun, new Trigger(new Predicate(predicate.Id), predicate.Kind, IsVerb: false, Slots(noun.At), noun.Actor, noun.NeedsActor)
                {
                    Frame = noun.Noun,
                    Regains = noun.Regains,
                    NeedsForces = noun.NeedsForces,
                    TowardOnly = noun.TowardOnly,
                    Far = noun.Far,
                    Passive = noun.Passive,
                    NeedsCulprit = noun.NeedsCulprit,
                });
            }

            if (predicate.Flags is { } flags)
            {
                FlagTrigger = new Trigger(new Predicate(predicate.Id), predicate.Kind, IsVerb: false, PlaceSlots.In | PlaceSlots.On | PlaceSlots.To, ActorSlot.Subject, false)
                {
                    Frame = "flag raised",
                    Far = true,
                    Regains = true,
                };
                FlagNouns = flags.Nouns.ToFrozenSet(StringComparer.Ordinal);
                FlagVerbs = flags.Verbs.ToFrozenSet(StringComparer.Ordinal);
            }
        }

        ExcludedObjects = file.ExcludedObjects.ToFrozenSet(StringComparer.Ordinal);
        SettlementNouns = file.SettlementNouns.ToFrozenSet(StringComparer.Ordinal);
        AreaNouns = file.AreaNouns.ToFrozenSet(StringComparer.Ordinal);
        LeftOut = PhraseTable.Of(file.LeftOut);
        Surroundings = PhraseTable.Of(file.Surroundings);
        NotPlaces = file.NotPlaces.ToFrozenSet(StringComparer.Ordinal);
        Preventives = file.Preventives.ToFrozenSet(StringComparer.Ordinal);
        Hyphenated = file.Hyphenated.ToFrozenSet(StringComparer.Ordinal);
        ForcesNouns = file.ForcesNouns.ToFrozenSet(StringComparer.Ordinal);
        EnemyNouns = file.EnemyNouns.ToFrozenSet(StringComparer.Ordinal);
        OwnNouns = file.OwnNouns.ToFrozenSet(StringComparer.Ordinal);
        Weapons = file.Weapons.ToFrozenSet(StringComparer.Ordinal);
        NaturalEvents = PhraseTable.Of(file.NaturalEvents);
        LightVerbs = file.LightVerbs.ToFrozenSet(StringComparer.Ordinal);
        Walkouts = PhraseTable.Of(file.Walkouts);
        foreach (var words in file.Responsibility.Accuses) Responsibility.Add(words, Extraction.Responsibility.Accuses);
        foreach (var words in file.Responsibility.Did) Responsibility.Add(words, Extraction.Responsibility.Did);
        foreach (var words in file.Responsibility.Shares) Responsibility.Add(words, Extraction.Responsibility.Shares);
        foreach (var words in file.Responsibility.Unrelated) Responsibility.Add(words, Extraction.Responsibility.Unrelated);
        Takes = file.Responsibility.Takes.ToFrozenSet(StringComparer.Ordinal);
        Holds = file.Responsibility.Holds.ToFrozenSet(StringComparer.Ordinal);
        foreach (var noun in file.Insurgents) Unnamed.Add(noun, UnnamedForces.Insurgents);
        foreach (var noun in file.Regulars) Unnamed.Add(noun, UnnamedForces.Regulars);
        foreach (var noun in file.AnyForces) Unnamed.Add(noun, UnnamedForces.Any);
        foreach (var noun in file.Rulers) Rulers.Add(noun, true);
        Onlookers = file.Onlookers.ToFrozenSet(StringComparer.Ordinal);
        Polls = file.Polls.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The kind of a predicate's claims; null for an unknown predicate.</summary>
    public ClaimKind? KindOf(string predicate) => _kinds.TryGetValue(predicate, out var kind) ? kind : null;

    internal PhraseTable<Trigger> Triggers { get; } = new();

    internal PhraseTable<Trigger> Nouns { get; } = new();

    /// <summary>Verbs whose object stands before their particle: "drove … out of".</summary>
    internal PhraseTable<Trigger> Split { get; } = new();

    /// <summary>Forces that need no side to act.</summary>
    internal PhraseTable<UnnamedForces> Unnamed { get; } = new();

    /// <summary>Who holds and loses towns and is no force: "the government".</summary>
    internal PhraseTable<bool> Rulers { get; } = new();

    /// <summary>Who captures a town in a picture or a story.</summary>
    internal FrozenSet<string> Onlookers { get; }

    /// <summary>Words of elections, in which rulers win and lose towns otherwise.</summary>
    internal FrozenSet<string> Polls { get; }

    internal FrozenSet<string> Weapons { get; }

    internal PhraseTable<bool> NaturalEvents { get; }

    internal PhraseTable<bool> Walkouts { get; }

    /// <summary>Words in front of a noun of strikes that tell who did it.</summary>
    internal PhraseTable<Responsibility> Responsibility { get; } = new();

    /// <summary>Verbs that take responsibility on.</summary>
    internal FrozenSet<string> Takes { get; }

    /// <summary>Verbs in front of whom somebody holds responsible.</summary>
    internal FrozenSet<string> Holds { get; }

    internal FrozenSet<string> LightVerbs { get; }

    internal Trigger? FlagTrigger { get; }

    internal FrozenSet<string> FlagNouns { get; } = FrozenSet<string>.Empty;

    internal FrozenSet<string> FlagVerbs { get; } = FrozenSet<string>.Empty;

    internal FrozenSet<string> ExcludedObjects { get; }

    internal FrozenSet<string> SettlementNouns { get; }

    internal FrozenSet<string> AreaNouns { get; }

    internal PhraseTable<bool> LeftOut { get; }

    internal PhraseTable<bool> Surroundings { get; }

    internal FrozenSet<string> NotPlaces { get; }

    internal FrozenSet<string> Preventives { get; }

    internal FrozenSet<string> Hyphenated { get; }

    internal FrozenSet<string> ForcesNouns { get; }

    internal FrozenSet<string> EnemyNouns { get; }

    internal FrozenSet<string> OwnNouns { get; }

    private static PlaceSlots Slots(PlaceSlots[] slots) => slots.Aggregate(PlaceSlots.None, (all, slot) => all | slot);
}

/// <summary>Whom forces belong to that the text gives no side.</summary>
internal enum UnnamedForces { Any, Insurgents, Regulars }

/// <summary>What words in front of a noun of strikes tell of who did it.</summary>
internal enum Responsibility { Accuses, Did, Shares, Unrelated }

/// <summary>One way to say a predicate of a place.</summary>
internal sealed record Trigger(Predicate Predicate, ClaimKind Kind, bool IsVerb, PlaceSlots At, ActorSlot Actor, bool NeedsActor)
{
    private static readonly PhraseTable<bool> s_none = new();

    public required string Frame { get; init; }

    public bool Regains { get; init; }

    public bool TowardOnly { get; init; }

    public bool NeedsForcesObject { get; init; }

    public bool EndsClause { get; init; }

    public bool NeedsForces { get; init; }

    public bool Yields { get; init; }

    public PhraseTable<bool> Particles { get; init; } = s_none;

    public bool Far { get; init; }

    public bool Passive { get; init; }

    public bool NeedsCulprit { get; init; }

    public FrozenSet<string> NotBefore { get; init; } = FrozenSet<string>.Empty;
}
