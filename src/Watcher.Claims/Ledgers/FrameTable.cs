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
/// <param name="StandsAlone">True when the words need no movement beside them.</param>
public sealed record FrameTopic(string Id, string About, string MeansA, string MeansB, bool StandsAlone)
{
    public string Means(FramePole pole) => pole == FramePole.A ? MeansA : MeansB;
}

/// <summary>A wording of a topic.</summary>
/// <param name="Form">As the file gives it.</param>
/// <param name="Topic">The question it answers.</param>
/// <param name="Pole">How it answers.</param>
/// <param name="Near">One of these must stand near; empty for none.</param>
public sealed record FrameWord(string Form, FrameTopic Topic, FramePole Pole, ImmutableArray<string> Near);

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

    /// <summary>By topic and folded wording.</summary>
    private ImmutableDictionary<(string Topic, string Form), FrameWord> ByForm { get; init; } = ImmutableDictionary<(string, string), FrameWord>.Empty;

    public static FrameTable From(FramesFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        ImmutableArray<FrameWord> words =
        [
            .. file.Topics.SelectMany(entry =>
            {
                var topic = new FrameTopic(entry.Topic, entry.About, entry.A.Means, entry.B.Means, entry.StandsAlone);
                return Of(topic, FramePole.A, entry.A).Concat(Of(topic, FramePole.B, entry.B));
            }),
        ];
        return new FrameTable
        {
            Words = words,
            Movements = [.. file.Movements],
            Civilians = [.. file.Civilians],
            Reasons = [.. file.Reasons],
            ByForm = words.DistinctBy(w => (w.Topic.Id, Fold.Text(w.Form))).ToImmutableDictionary(w => (w.Topic.Id, Fold.Text(w.Form))),
        };
    }

    /// <summary>How the claim tells its topic; a negated wording tells it the other way. Null when it is no telling, or of a word no longer listed.</summary>
    public (FrameTopic Topic, FramePole Pole)? PoleOf(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (Predicate.ToldTopic(claim.Predicate) is not { } topic || claim.Frame is not { } form || !ByForm.TryGetValue((topic, Fold.Text(form)), out var word))
        {
            return null;
        }

        return (word.Topic, claim.Polarity == Polarity.Negated ? Opposite(word.Pole) : word.Pole);
    }

    public static FramePole Opposite(FramePole pole) => pole == FramePole.A ? FramePole.B : FramePole.A;

    private static IEnumerable<FrameWord> Of(FrameTopic topic, FramePole pole, FramePoleEntry entry) => entry.Words
        .Select(form => new FrameWord(form, topic, pole, []))
        .Concat(entry.Near.SelectMany(near => near.Words.Select(form => new FrameWord(form, topic, pole, [.. near.Of]))));
}
