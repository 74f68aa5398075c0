using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Ledgers;

/// <summary>One of the two opposite ways in which a topic is told.</summary>
public enum FramePole { A, B }

/// <summary>A question about a movement and what its two poles answer.</summary>
/// <param name="Id">"motive".</param>
/// <param name="About">"why they left".</param>
/// <param name="MeansA">"as planned".</param>
/// <param name="MeansB">"forced".</param>
public sealed record FrameTopic(string Id, string About, string MeansA, string MeansB)
{
    /// <summary>True when the words need no movement beside them.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Both poles may be true: one may confirm another, and none contradicts.</summary>
    public bool AgreesOnly { get; init; }

    /// <summary>B follows from A as the movement goes on: "left a part", then "left nearly all".</summary>
    public bool Grows { get; init; }

    /// <summary>The poles exclude each other of one and the same place alone.</summary>
    public bool OnePlace { get; init; }

    /// <inheritdoc cref="FrameTopicEntry.PerPlace"/>
    public bool PerPlace { get; init; }

    /// <summary>Where a movement leads tells the pole.</summary>
    public bool Destinations { get; init; }

    /// <summary>The words themselves name whose it is.</summary>
    public bool NamesItsSide { get; init; }

    public string Means(FramePole pole) => pole == FramePole.A ? MeansA : MeansB;
}

/// <summary>A wording of a topic.</summary>
/// <param name="Form">As the file gives it.</param>
/// <param name="Topic">The question it answers.</param>
/// <param name="Pole">How it answers.</param>
/// <param name="Near">One of these must stand near; empty for none.</param>
/// <param name="Within">At most this many words behind; null for anywhere near.</param>
public sealed record FrameWord(string Form, FrameTopic Topic, FramePole Pole, ImmutableArray<string> Near, int? Within = null);

/// <summary>Wordings of one and the same movement, and which of them tell it the opposite way (claims.md 6). Immutable.</summary>
public sealed record FrameTable
{
    public static FrameTable Empty { get; } = new();

    public ImmutableArray<FrameWord> Words { get; init; } = [];

    /// <summary>Words that name the movement itself.</summary>
    public ImmutableArray<string> Movements { get; init; } = [];

    public ImmutableArray<string> Civilians { get; init; } = [];

    /// <summary>Words of intention that give the reason of what happened: "decided to".</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>Words that tell of a share of the forces alone, folded: "some of".</summary>
    public ImmutableArray<string> Shares { get; init; } = [];

    /// <summary>Words that may stand between "to" and the place a movement leads to.</summary>
    public ImmutableArray<string> Leading { get; init; } = [];

    public ImmutableArray<FrameTopic> Topics { get; init; } = [];

    /// <summary>By topic and folded wording.</summary>
    private ImmutableDictionary<(string Topic, string Form), FrameWord> ByForm { get; init; } = ImmutableDictionary<(string, string), FrameWord>.Empty;

    public static FrameTable From(FramesFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        ImmutableArray<(FrameTopicEntry Entry, FrameTopic Topic)> topics = [.. file.Topics.Select(entry => (entry, new FrameTopic(entry.Topic, entry.About, entry.A.Means, entry.B.Means)
        {
            StandsAlone = entry.StandsAlone,
            AgreesOnly = entry.AgreesOnly,
            Grows = entry.Grows,
            OnePlace = entry.OnePlace,
            PerPlace = entry.PerPlace,
            Destinations = entry.Destinations,
            NamesItsSide = entry.NamesItsSide,
        }))];
        ImmutableArray<FrameWord> words = [.. topics.SelectMany(t => Of(t.Topic, FramePole.A, t.Entry.A).Concat(Of(t.Topic, FramePole.B, t.Entry.B)))];
        return new FrameTable
        {
            Words = words,
            Movements = [.. file.Movements],
            Civilians = [.. file.Civilians],
            Reasons = [.. file.Reasons],
            Shares = [.. file.Shares.Select(Fold.Text)],
            Leading = [.. file.Leading],
            Topics = [.. topics.Select(t => t.Topic)],
            ByForm = words.DistinctBy(w => (w.Topic.Id, Fold.Text(w.Form))).ToImmutableDictionary(w => (w.Topic.Id, Fold.Text(w.Form))),
        };
    }

    /// <summary>How the claim tells its topic; a negated wording tells it the other way. Null when it is no telling, or of a word no longer listed.</summary>
    public (FrameTopic Topic, FramePole Pole)? PoleOf(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (Predicate.ToldTopic(claim.Predicate) is not { } id || claim.Frame is not { } form)
        {
            return null;
        }

        if (ByForm.TryGetValue((id, Fold.Text(form)), out var word))
        {
            return (word.Topic, claim.Polarity == Polarity.Negated ? Opposite(word.Pole) : word.Pole);
        }

        // A place tells the pole, and no word.
        return Topics.FirstOrDefault(topic => topic.Id == id && topic.Destinations) is { } read && (form == read.MeansA || form == read.MeansB)
            ? (read, form == read.MeansA ? FramePole.A : FramePole.B) : null;
    }

    /// <summary>The sentence speaks of some of the forces, and leaves open what the others did.</summary>
    public bool IsOfSome(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var quote = $" {Fold.Text(claim.Evidence.Quote)} ";
        return Shares.Any(share => quote.Contains($" {share} ", StringComparison.Ordinal));
    }

    public static FramePole Opposite(FramePole pole) => pole == FramePole.A ? FramePole.B : FramePole.A;

    private static IEnumerable<FrameWord> Of(FrameTopic topic, FramePole pole, FramePoleEntry entry) => entry.Words
        .Select(form => new FrameWord(form, topic, pole, []))
        .Concat(entry.Near.SelectMany(near => near.Words.Select(form => new FrameWord(form, topic, pole, [.. near.Of], near.Within))));
}
