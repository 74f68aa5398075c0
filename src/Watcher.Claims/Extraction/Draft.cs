using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>What a rule proposes before attribution, time and identity are added.</summary>
internal sealed record Draft
{
    public required SentenceView Sentence { get; init; }

    /// <summary>The words that carry it; also decides whose words they are.</summary>
    public required TextSpan Highlight { get; init; }

    /// <summary>Where the place stands that the claim is about; null when the highlight tells.</summary>
    public TextSpan? Place { get; init; }

    public required ClaimKind Kind { get; init; }

    public required Predicate Predicate { get; init; }

    public required ClaimSubject Subject { get; init; }

    public Actor? Actor { get; init; }

    public string? Target { get; init; }

    public Scope Scope { get; init; } = new();

    public QuantityMention? Quantity { get; init; }

    public QuantityAggregation Aggregation { get; init; }

    public Polarity Polarity { get; init; }

    /// <summary>Null leaves it to the attribution.</summary>
    public Modality? Modality { get; init; }

    public string? Frame { get; init; }

    /// <summary>The wording says whose the place was before: "liberated", "retaken".</summary>
    public bool Regains { get; init; }

    public double Confidence { get; init; } = 1;

    public ImmutableArray<string> Rules { get; init; } = [];

    public static ClaimSubject Of(Mention place) => new() { Type = place.Type, Id = place.Subject, Name = place.Canonical, Place = place.Place };
}

/// <summary>What every rule may look at: the sides of the article and who speaks where.</summary>
internal sealed class ArticleContext(Sides sides)
{
    private readonly List<AttributedSpan> _spans = [];
    private readonly List<AttributedSpan> _unsaid = [];

    public Sides Sides { get; } = sides;

    /// <summary>The town the article speaks of most; null when none stands out.</summary>
    public Mention? Topic { get; init; }

    public ArticleSetting Setting { get; init; } = ArticleSetting.None;

    public void Add(IEnumerable<AttributedSpan> spans)
    {
        foreach (var span in spans)
        {
            (span.IsUnsaid ? _unsaid : _spans).Add(span);
        }
    }

    /// <summary>The words stand where the text says that nobody says them.</summary>
    public bool IsUnsaid(TextSpan words) => _unsaid.Exists(span => span.Content.Contains(words));

    /// <summary>Who speaks at a place of the text, innermost first; one speaker twice in a row counts once.</summary>
    public ImmutableArray<AttributedSpan> SpeakersAt(TextSpan words)
    {
        var around = _spans.Where(span => span.Content.Contains(words)).OrderBy(span => span.Rule == AttributionReader.DenialRule).ThenBy(span => span.Content.Length).ToList();
        var chain = ImmutableArray.CreateBuilder<AttributedSpan>();
        foreach (var span in around)
        {
            if (chain.Count == 0 || chain[^1].Speaker.Name != span.Speaker.Name)
            {
                chain.Add(span);
            }
        }

        return chain.ToImmutable();
    }

    public IReadOnlyList<AttributedSpan> Spans => _spans;

    public SubjectId? SideAt(TextSpan words) => SpeakersAt(words) is [var inner, ..] ? inner.Speaker.Side : null;
}
