using System.Collections.Frozen;
using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>What a rule proposes before attribution, time and identity are added.</summary>
internal sealed record Draft
{
    private static readonly Scope s_anywhere = new();

    public required SentenceView Sentence { get; init; }

    /// <summary>The words that carry it; also decides whose words they are.</summary>
    public required TextSpan Highlight { get; init; }

    /// <summary>Where the place stands that the claim is about; null when the highlight tells.</summary>
    public TextSpan? Place { get; init; }

    /// <summary>"V blamed S for the strike; S denied any part in it": told again in the sentence, and denied.</summary>
    public bool IsDenied { get; init; }

    public required ClaimKind Kind { get; init; }

    public required Predicate Predicate { get; init; }

    public required ClaimSubject Subject { get; init; }

    public Actor? Actor { get; init; }

    public string? Target { get; init; }

    public Scope Scope { get; init; } = s_anywhere;

    public QuantityMention? Quantity { get; init; }

    public QuantityAggregation Aggregation { get; init; }

    public Polarity Polarity { get; init; }

    /// <summary>Null leaves it to the attribution.</summary>
    /// <summary>A count that goes on since a day: it holds when the article reports.</summary>
    public bool IsRunning { get; init; }

    public Modality? Modality { get; init; }

    public string? Frame { get; init; }

    /// <summary>The wording says that the count goes on: "rose to 61".</summary>
    public bool IsRise { get; init; }

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
    private readonly List<AttributedSpan> _hearsay = [];
    private readonly List<AttributedSpan> _refusals = [];

    /// <summary>The spans as <see cref="SpeakersAt"/> tries them.</summary>
    private AttributedSpan[]? _innermostFirst;

    private AttributedSpan[]? _widestFirst;

    /// <summary>The speakers at hand.</summary>
    private readonly List<AttributedSpan> _chain = [];

    public Sides Sides { get; } = sides;

    /// <summary>The town the article speaks of most; null when none stands out.</summary>
    public Mention? Topic { get; init; }

    /// <summary>The one town of the headline, when the article names no other as often.</summary>
    public Mention? HeadTown { get; init; }

    public ArticleSetting Setting { get; init; } = ArticleSetting.None;

    public IReadOnlyList<BlockView> Blocks { get; init; } = [];

    /// <summary>The watched subjects that the article mentions.</summary>
    public IReadOnlySet<SubjectId> Watched { get; init; } = FrozenSet<SubjectId>.Empty;

    public void Add(List<AttributedSpan> spans)
    {
        (_innermostFirst, _widestFirst) = (null, null);
        foreach (var span in spans)
        {
            (span.IsUnsaid ? _unsaid : span.IsHearsay ? _hearsay : span.Rule == AttributionReader.DenialRule ? _refusals : _spans).Add(span);
        }
    }

    /// <summary>One of the words stands in the article, alone or in the plural.</summary>
    public bool Names(string[] words) =>
        Blocks.Any(block => block.HasWord(0, block.Tokens.Length, word => words.Contains(word) || (word is [.. var stem, 's'] && words.Contains(stem))));

    /// <summary>The words stand where the text says that nobody says them.</summary>
    public bool IsUnsaid(TextSpan words) => Hold(_unsaid, words);

    /// <summary>The words stand where the text says that they are reported, and not by whom.</summary>
    public bool IsHearsay(TextSpan words) => Hold(_hearsay, words);

    private static bool Hold(List<AttributedSpan> spans, TextSpan words)
    {
        foreach (var span in spans)
        {
            if (span.Content.Contains(words))
            {
                return true;
            }
        }

        return false;
    }

    private AttributedSpan[] InnermostFirst => _innermostFirst ??= [.. _spans.OrderBy(span => span.Content.Length).ThenBy(span => span.Rule != AttributionReader.AllegationRule)];

    /// <summary>What is said anywhere in the article, the longest first.</summary>
    public ReadOnlySpan<AttributedSpan> WidestFirst => _widestFirst ??= [.. _spans.OrderByDescending(span => span.Content.Length)];

    /// <summary>Who speaks at a place of the text, innermost first; one speaker twice in a row counts once.</summary>
    public ImmutableArray<AttributedSpan> SpeakersAt(TextSpan words)
    {
        _chain.Clear();
        foreach (var span in InnermostFirst)
        {
            if (span.Content.Contains(words) && (_chain.Count == 0 || _chain[^1].Speaker.Name != span.Speaker.Name))
            {
                _chain.Add(span);
            }
        }

        return [.. _chain];
    }

    /// <summary>The first of <see cref="SpeakersAt"/>; null for nobody.</summary>
    public AttributedSpan? InnermostAt(TextSpan words)
    {
        foreach (var span in InnermostFirst)
        {
            if (span.Content.Contains(words))
            {
                return span;
            }
        }

        return null;
    }

    /// <summary>Who denies what another sentence says: "S. The army denied it."</summary>
    public List<AttributedSpan> Refusals => _refusals;

    public List<AttributedSpan> Spans => _spans;

    public SubjectId? SideAt(TextSpan words) => InnermostAt(words)?.Speaker.Side;
}
