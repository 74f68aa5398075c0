using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Watcher.Claims.Extraction;

/// <summary>What each rule id of extraction means, for <c>claims explain</c>.</summary>
public static class RuleNames
{
    public static FrozenDictionary<string, string> Meaning { get; } = new Dictionary<string, string>
    {
        ["ATT-1"] = "the speaker stands before the cue: X said that S",
        ["ATT-2"] = "the speaker stands behind the statement: S, X said",
        ["ATT-3"] = "the cue stands before the speaker: S, said X",
        ["ATT-4"] = "according to X",
        ["ATT-6"] = "the reporter denies it: falsely claimed",
        ["ATT-7"] = "a quotation without a cue belongs to who spoke beside it",
        ["ATT-8"] = "a colon announces the statement",
        ["ATT-9"] = "the whole sentence is denied: S, which X denied",
        ["ATT-10"] = "said of the sentence before: this was said by X",
        ["ATT-11"] = "nobody says it: did not confirm that",
        ["ATT-12"] = "a turn in the transcript of an interview: NOVAK: S",
        ["ATT-13"] = "who shares a picture of an event says it: shared a video of",
        ["ATT-14"] = "the noun of saying names the speaker: a claim by X that S",
        ["ATT-15"] = "who holds somebody responsible says so: S was blamed on Y by X",
        ["ATT-16"] = "reported, and nobody is named: reports that S",
        ["CTL-1"] = "a verb of control with its place",
        ["CTL-2"] = "a noun of control with its place",
        ["CTL-3"] = "a participle that describes the place: the liberated town of X",
        ["CTL-4"] = "a side's hold: Russian-held X, under Ukrainian control",
        ["CTL-5"] = "a flag raised in the place",
        ["CTL-6"] = "a passive without a named place as subject: retaken by S in X",
        ["CTL-7"] = "forces around or stationed in the place",
        ["CTL-8"] = "only a part of the place: entered, not captured",
        ["CTL-9"] = "the place named last in the sentence",
        ["CTL-10"] = "the place a relative clause is about: a town that S took",
        ["CTL-11"] = "a movement whose purpose is to take the place",
        ["CTL-12"] = "it or them: the place the sentence told of before",
        ["CTL-13"] = "somebody driven out of the place",
        ["CTL-14"] = "a withdrawal without a place, in a sentence about one place",
        ["CTL-17"] = "declared so: X declared the town liberated",
        ["CTL-18"] = "the place that opens the clause: in X, S shelled a market",
        ["CTL-19"] = "all of the places that the article has just named: all three villages",
        ["CTL-20"] = "a part of the place told of before: the northern districts",
        ["CTL-21"] = "a garrison's own town",
        ["CTL-22"] = "where a capture led up to: to the outskirts of X",
        ["CTL-23"] = "a clause without a place: the one town that the sentence before is about, or the subject of the sentence",
        ["CTL-16"] = "where an attack was repelled",
        ["CTL-15"] = "nobody named has regained the place, and one side alone regains places in the article",
        ["QTY-1"] = "the verb before the quantity names the event",
        ["QTY-2"] = "a word right behind the quantity names the event",
        ["QTY-3"] = "the quantity is the subject of the verb behind it",
        ["QTY-4"] = "a relative clause behind the quantity names the event",
        ["QTY-5"] = "the counted noun names the event",
        ["QTY-6"] = "a noun before the quantity names the event: the death toll rose to",
        ["QTY-7"] = "the unit names the metric",
        ["QTY-8"] = "no metric is known; the counted noun and its verb name one",
        ["QTY-9"] = "part of a quantity whose event is known: including three children",
        ["QTY-10"] = "a second voice that leaves out what it counts: the ministry spoke of 210",
        ["QTY-11"] = "the share of a place in a list of shares",
        ["SAY-1"] = "a statement that no other predicate fits",
        ["FRM-1"] = "a wording of a movement that its sentence names",
        ["FRM-2"] = "a wording of a movement named just before",
        ["DATE-1"] = "a date in the sentence",
        ["DATE-2"] = "the article's dateline",
        ["DATE-3"] = "the day the lead names",
        ["DATE-4"] = "the day of publication",
        ["DATE-5"] = "the day a text about the past named last",
        ["DATE-6"] = "nobody knows when it was published",
        ["DATE-7"] = "counted back from the main clause: two weeks after",
        ["NEG-1"] = "a negation in the verb group",
        ["NEG-2"] = "a negated noun",
        ["NEG-3"] = "a subject that is nobody: no army, none of the rebels",
        ["MOD-1"] = "a modal or an adverb of likelihood",
        ["MOD-2"] = "a bare infinitive: a purpose or plan",
        ["MOD-3"] = "a condition",
        ["MOD-4"] = "a state that has ended",
        ["MOD-5"] = "a planned or possible event",
        ["MOD-6"] = "a party speaks about itself or its enemy, or a cue of claiming",
        ["MOD-7"] = "a cue of assessing",
        ["MOD-8"] = "an attempt or a wish",
        ["MOD-9"] = "the modality of the verb it depends on",
        ["MOD-11"] = "reported, and nobody is named: reports that",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ImmutableArray<string>> s_alone = Meaning.Keys.ToFrozenDictionary(rule => rule, rule => ImmutableArray.Create(rule), StringComparer.Ordinal);

    /// <summary>The rule as a list of its own.</summary>
    internal static ImmutableArray<string> Alone(string rule) => s_alone.TryGetValue(rule, out var known) ? known : [rule];
}
