using System.Collections.Frozen;

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
        ["QTY-1"] = "the verb before the quantity names the event",
        ["QTY-2"] = "a word right behind the quantity names the event",
        ["QTY-3"] = "the quantity is the subject of the verb behind it",
        ["QTY-4"] = "a relative clause behind the quantity names the event",
        ["QTY-5"] = "the counted noun names the event",
        ["QTY-6"] = "a noun before the quantity names the event: the death toll rose to",
        ["QTY-7"] = "the unit names the metric",
        ["QTY-8"] = "no metric is known; the counted noun and its verb name one",
        ["SAY-1"] = "a statement that no other predicate fits",
        ["FRM-1"] = "a wording of a movement that its sentence names",
        ["FRM-2"] = "a wording of a movement named just before",
        ["DATE-1"] = "a date in the sentence",
        ["DATE-2"] = "the article's dateline",
        ["DATE-3"] = "the day the lead names",
        ["DATE-4"] = "the day of publication",
        ["DATE-5"] = "the day a text about the past named last",
        ["NEG-1"] = "a negation in the verb group",
        ["NEG-2"] = "a negated noun",
        ["MOD-1"] = "a modal or an adverb of likelihood",
        ["MOD-2"] = "a bare infinitive: a purpose or plan",
        ["MOD-3"] = "a condition",
        ["MOD-4"] = "a state that has ended",
        ["MOD-5"] = "a planned or possible event",
        ["MOD-6"] = "a party speaks about itself or its enemy, or a cue of claiming",
        ["MOD-7"] = "a cue of assessing",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
