using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>
/// Turns the drafts of one article into its claims: who says it, since when, how sure, with identity and evidence. Claims that follow each other often have the
/// same speakers, time, scope and rules; then they share them.
/// </summary>
internal sealed class ClaimFinisher
{
    /// <summary>Days before publication beyond which a number is told for comparison: "the quake of 1999 killed 17,000".</summary>
    private const int MaxAgeOfHeadline = 31;

    private readonly Article _article;
    private readonly ArticleRef _reference;
    private readonly ArticleContext _context;
    private readonly NarrativeDay _narrative;
    private readonly ClaimRules _rules;
    private readonly AttributionLink _outlet;
    private readonly Attribution _outletAlone;

    private readonly List<Claim> _told = [];
    private readonly List<string> _ruleNames = [];
    private readonly List<SubjectId> _touched = [];

    // What the claim before was given.
    private (ImmutableArray<AttributedSpan> Spans, Attribution Attribution) _attributed;
    private (SentenceView? Sentence, bool IsCorrection) _corrected;
    private ImmutableArray<string> _ruleIds = [];
    private ImmutableArray<SubjectId> _watched = [];
    private AsOf? _asOf;
    private Scope? _scope;
    private Evidence? _evidence;

    private ClaimFinisher(Article article, ArticleRef reference, ArticleContext context, NarrativeDay narrative, ClaimRules rules)
    {
        (_article, _reference, _context, _narrative, _rules) = (article, reference, context, narrative, rules);
        _outlet = new AttributionLink { Source = reference.Outlet.Name, SourceId = new SubjectId(reference.Outlet.Id), Side = OutletSide(reference), IsOutlet = true };
        _outletAlone = new Attribution([_outlet]);
        _attributed = ([], _outletAlone);
    }

    /// <summary>The claims of the drafts, in reading order, each told once.</summary>
    public static ImmutableArray<Claim> Finished(List<Draft> drafts, Article article, ArticleRef reference, ArticleContext context, NarrativeDay narrative, ClaimRules rules) =>
        drafts.Count == 0 ? [] : new ClaimFinisher(article, reference, context, narrative, rules).Finished(drafts);

    private ImmutableArray<Claim> Finished(List<Draft> drafts)
    {
        var (claims, ids, tellings) = (ImmutableArray.CreateBuilder<Claim>(drafts.Count), new HashSet<ClaimId>(drafts.Count), new HashSet<Telling>(drafts.Count));
        var retold = drafts.Where(draft => draft.Sentence.Block.Block.Kind == BlockKind.Headline && IsToldAgain(draft, drafts)).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var draft in drafts.OrderBy(retold.Contains).ThenBy(draft => draft.Sentence.Span.Start).ThenBy(draft => draft.Highlight.Start))
        {
            _told.Clear();
            Finish(draft);
            foreach (var one in _told)
            {
                var claim = retold.Contains(draft) ? AsInBody(one, claims) : one;
                if (ids.Add(claim.Id) && tellings.Add(new Telling(claim, draft.Sentence)))
                {
                    claims.Add(claim);
                }
            }
        }

        return claims.DrainToImmutable();
    }

    /// <summary>A headline's claim that the body of its own article makes: the body knows better who said it.</summary>
    private static bool IsToldAgain(Draft draft, List<Draft> drafts) =>
        drafts.Exists(body => body.Sentence.Block.Block.Kind != BlockKind.Headline && body.Predicate == draft.Predicate && body.Kind == draft.Kind
            && body.Subject.Id == draft.Subject.Id && body.Polarity == draft.Polarity
            && IsSameNumber(draft.Quantity?.Value, body.Quantity?.Value));

    /// <summary>What the headline states, if it states a number, the body tells.</summary>
    private static bool IsSameNumber(Quantity? stated, Quantity? told) =>
        stated is null || (told is not null && (told.Point == stated.Point || told.AgreesWith(stated)));

    /// <summary>
    /// The headline says it shortest, and the body says who says it, of whom, where and when: the headline's claim takes that from the body's, so that it is
    /// that claim again and no news of the day of publication.
    /// </summary>
    private Claim AsInBody(Claim headline, IEnumerable<Claim> body)
    {
        if (body.FirstOrDefault(claim => claim.Predicate == headline.Predicate && claim.Subject.Id == headline.Subject.Id && claim.Polarity == headline.Polarity && claim.Stance == headline.Stance
            && (headline.Actor?.Side is not { } one || claim.Actor?.Side is not { } other || one == other) && (headline.Value is null || (IsToCome(claim) == IsToCome(headline) && !IsHistory(claim))) && IsSameNumber(headline.Value, claim.Value)) is not { } known)
        {
            return headline;
        }

        return headline with
        {
            Scope = known.Scope,
            AsOf = known.AsOf,
            Actor = headline.Actor ?? known.Actor,
            Attribution = known.Attribution,
            Modality = known.Modality,
            OriginKey = OriginKeys.For(known.Attribution, _reference.Outlet, known.AsOf, headline.Subject, headline.Predicate, known.Scope.Area),
        };
    }

    private bool IsHistory(Claim claim) =>
        claim.AsOf is { IsStated: true, Interval.From: { } day } && (_reference.PublishedAt.DateTime - day).TotalDays > MaxAgeOfHeadline;

    /// <summary>"May rise to 20,000" is no news of what a headline states.</summary>
    private static bool IsToCome(Claim claim) => claim.Modality is Modality.Future or Modality.Conditional;

    /// <summary>One claim, or two when a reporting link denies or doubts what it relays, or somebody denies what the outlet tells: the inner speaker's and the denier's.</summary>
    private void Finish(Draft draft)
    {
        var words = draft.Quantity?.Core ?? draft.Highlight;
        var spans = draft.Kind == ClaimKind.Statement ? SpeakersOf(draft) : _context.SpeakersAt(words);
        var attribution = AttributionOf(spans);
        var links = attribution.Chain;
        _told.Add(Build(draft, attribution, spans, links[0].Stance ?? Stance.Asserts));
        for (var i = 0; i < spans.Length; i++)
        {
            // The link outside of a distanced cue denies what the inner one says.
            var outer = i + 1 < spans.Length ? spans[i + 1] : null;
            var isDenied = spans[i].IsDistanced || outer?.Group == CueGroup.Deny;
            var isDoubted = outer?.Group == CueGroup.Doubt;
            if (isDenied || isDoubted)
            {
                var chain = links.RemoveRange(0, i + 1);
                var against = isDenied ? Stance.Denies : Stance.Doubts;
                chain = chain.SetItem(0, chain[0] with { Stance = against });
                _told.Add(Build(draft with { Rules = [.. draft.Rules, "ATT-6"] }, new Attribution(chain), [.. spans.Skip(i + 1)], against));
            }
        }

        foreach (var refuser in _context.Refusals)
        {
            if (refuser.Content.Contains(words))
            {
                _told.Add(Build(draft with { Rules = [.. draft.Rules, "ATT-6"] }, new Attribution([Link(refuser, isInnermost: true), _outlet]), [refuser], Stance.Denies, refuser.Elsewhere));
            }
        }
    }

    /// <summary>Who says a statement: its own speaker, whoever else speaks round it.</summary>
    private ImmutableArray<AttributedSpan> SpeakersOf(Draft statement)
    {
        var spans = _context.SpeakersAt(statement.Highlight);
        return spans.Any(span => span.Speaker.Id == statement.Subject.Id || span.Speaker.Side == statement.Subject.Id) ? spans
            : [.. _context.Spans.Where(span => span.Content.Overlaps(statement.Highlight) && span.Speaker.Id == statement.Subject.Id).Take(1)];
    }

    private Attribution AttributionOf(ImmutableArray<AttributedSpan> spans)
    {
        if (spans.IsEmpty)
        {
            return _outletAlone;
        }

        if (!spans.AsSpan().SequenceEqual(_attributed.Spans.AsSpan()))
        {
            var links = new AttributionLink[spans.Length + 1];
            for (var i = 0; i < spans.Length; i++)
            {
                links[i] = Link(spans[i], isInnermost: i == 0);
            }

            links[^1] = _outlet;
            _attributed = (spans, new Attribution(ImmutableCollectionsMarshal.AsImmutableArray(links)));
        }

        return _attributed.Attribution;
    }

    private static AttributionLink Link(AttributedSpan span, bool isInnermost) => new()
    {
        Source = span.Speaker.Name,
        SourceId = span.Speaker.Id,
        Side = span.Speaker.Side,
        Cue = span.Cue,
        Stance = span.Group switch
        {
            CueGroup.Deny => Stance.Denies,
            CueGroup.Doubt => Stance.Doubts,
            CueGroup.Confirm when !isInnermost => Stance.Confirms,
            _ => isInnermost ? Stance.Asserts : null,
        },
    };

    private static SubjectId? OutletSide(ArticleRef reference) => reference.Outlet.Party is { } party && party != "none" ? new SubjectId(party) : null;

    private Claim Build(Draft draft, Attribution attribution, ImmutableArray<AttributedSpan> spans, Stance stance, (SentenceView Sentence, TextSpan Words)? denial = null)
    {
        var isToll = draft.Kind == ClaimKind.Quantity && (draft.Scope.Period.IsUnknown || draft.IsRunning) && draft.Aggregation is QuantityAggregation.Cumulative or QuantityAggregation.PointInTime
            && _rules.Metrics.ById.TryGetValue(draft.Predicate.Id, out var metric) && metric is { Dimension: Dimension.Count, Daily: false } && !metric.Classes.Contains("settlement");
        // "Повідомляє", "утверждают": whoever is quoted in the present speaks on the day of the report, whatever day the lead tells of.
        var day = spans is [{ Cue: var cue }, ..] && Inflected.InflectedSentence.IsPresent(cue) ? _narrative with { Day = _narrative.Report, Rule = "DATE-4" } : _narrative;
        var (asOf, dateRule, eventDay) = AsOfReader.For(draft.Sentence, draft.Highlight, spans is [var inner, ..] ? inner.Content : null, day, draft.Kind, isToll, draft.Place, draft.Modality == Modality.Future,
            draft.Predicate == Predicate.HeldBy || draft.Predicate == Predicate.Surrounded || draft.Modality == Modality.Past);
        asOf = Shared(asOf, ref _asOf);
        var (modality, modalityRule) = ModalityOf(draft, attribution, spans);
        var evidence = denial is { } words ? EvidenceOf(words.Sentence, words.Words) : EvidenceOf(draft.Sentence, draft.Highlight);
        var surface = draft.Quantity is { } quantity ? _article.Text[quantity.Outer.Start..quantity.Outer.End] : null;
        return new Claim
        {
            Id = ClaimIds.For(_reference.Id, evidence, draft.Subject, draft.Predicate, draft.Actor, surface, stance, draft.Polarity),
            Article = _reference.Id,
            Evidence = evidence,
            Kind = draft.Kind,
            Subject = draft.Subject,
            Actor = draft.Actor,
            Predicate = draft.Predicate,
            Target = draft.Target,
            Watched = WatchedIn(draft, attribution),
            Value = draft.Quantity?.Value,
            ValueSurface = surface,
            Aggregation = draft.Aggregation,
            Suspects = draft.Quantity is { Suspects.IsEmpty: false } doubted ? [.. doubted.Suspects.Select(suspect => SuspectName(suspect.Kind))] : [],
            Hypothesis = draft.Quantity is { Suspects.IsEmpty: false } guessed ? guessed.Suspects.FirstOrDefault(suspect => suspect.Hypothesis is not null)?.Hypothesis : null,
            Scope = Shared(eventDay is null ? draft.Scope : draft.Scope with { EventDay = eventDay }, ref _scope),
            AsOf = asOf,
            PublishedAt = _reference.PublishedAt,
            Attribution = attribution,
            Stance = stance,
            Polarity = draft.Polarity,
            Modality = modality,
            Frame = draft.Frame,
            OriginKey = OriginKeys.For(attribution, _reference.Outlet, asOf, draft.Subject, draft.Predicate, draft.Scope.Area),
            IsCorrection = IsCorrection(draft.Sentence),
            IsRise = draft.IsRise,
            Confidence = draft.Confidence * (attribution.Source is { SourceId: null } ? 0.9 : 1),
            RuleIds = RuleIds(draft, spans, dateRule, modalityRule),
        };
    }

    private Evidence EvidenceOf(SentenceView sentence, TextSpan highlight)
    {
        var words = new TextSpan(Math.Clamp(highlight.Start, sentence.Span.Start, sentence.Span.End), Math.Clamp(highlight.End, sentence.Span.Start, sentence.Span.End));
        return _evidence is { } last && last.Span == sentence.Span && last.Highlight == words ? last : _evidence = new Evidence(sentence.Span, sentence.Quote, words);
    }

    /// <summary>In the order the rules worked, each once.</summary>
    private ImmutableArray<string> RuleIds(Draft draft, ImmutableArray<AttributedSpan> spans, string dateRule, string? modalityRule)
    {
        _ruleNames.Clear();
        foreach (var rule in draft.Rules)
        {
            Add(rule);
        }

        foreach (var span in spans)
        {
            Add(span.Rule);
        }

        Add(dateRule);
        Add(modalityRule);
        return Shared(_ruleNames, ref _ruleIds);

        void Add(string? rule)
        {
            if (rule is not null && !_ruleNames.Contains(rule))
            {
                _ruleNames.Add(rule);
            }
        }
    }

    /// <summary>"<b>“The army no longer holds X,”</b> reads the wall": what stands between quotation marks is somebody's, whoever it is.</summary>
    private static bool IsQuoted(Draft draft)
    {
        foreach (var quote in draft.Sentence.Block.Quotes)
        {
            if (draft.Place is { } place && quote.Contains(draft.Highlight) && quote.Contains(place))
            {
                return true;
            }
        }

        return false;
    }

    private (Modality Modality, string? Rule) ModalityOf(Draft draft, Attribution attribution, ImmutableArray<AttributedSpan> spans)
    {
        if (draft.Modality is { } given)
        {
            return (given, null);
        }

        if (_context.IsHearsay(draft.Quantity?.Core ?? draft.Highlight) && spans is not [{ Group: CueGroup.Deny or CueGroup.Confirm or CueGroup.Doubt } or { Rule: AttributionReader.AllegationRule }, ..])
        {
            return (Modality.Likely, "MOD-11");
        }

        if (spans.IsEmpty || attribution.Source is not { } source)
        {
            return IsQuoted(draft) ? (Modality.Likely, "MOD-12") : (Modality.Asserted, null);
        }

        var place = draft.Subject.Place ?? draft.Scope.Area;
        var isOwn = source.Side is { } side && (side == draft.Actor?.Side || side == draft.Scope.Side || (place is not null && _context.Sides.OwnerOf(place) == side)
            || (_context.Sides.IsParty(side) && _context.Sides.IsParty(draft.Actor?.Side ?? draft.Scope.Side)));
        return spans[0].Group switch
        {
            CueGroup.Claim => (Modality.Claimed, "MOD-6"),
            CueGroup.Assess when !isOwn => (Modality.Asserted, "MOD-7"),
            _ when isOwn && draft.Kind != ClaimKind.Statement => (Modality.Claimed, "MOD-6"),
            _ => (Modality.Asserted, null),
        };
    }

    private ImmutableArray<SubjectId> WatchedIn(Draft draft, Attribution attribution)
    {
        _touched.Clear();
        Add(draft.Subject.Id);
        Add(draft.Scope.Area?.Id);
        Add(draft.Actor?.Id);
        foreach (var link in attribution.Chain)
        {
            Add(link.IsOutlet ? null : link.SourceId);
        }

        foreach (var mention in draft.Kind == ClaimKind.Statement ? draft.Sentence.Block.Mentions : [])
        {
            Add(mention is { IsWatched: true, IsEmbedded: false } && draft.Sentence.Span.Contains(mention.Span) ? mention.Subject : null);
        }

        return Shared(_touched, ref _watched);

        void Add(SubjectId? subject)
        {
            if (subject is { } id && (_context.Watched.Contains(id) || (draft.Kind == ClaimKind.Quantity && id == draft.Subject.Id)) && !_touched.Contains(id))
            {
                _touched.Add(id);
            }
        }
    }

    private bool IsCorrection(SentenceView sentence)
    {
        if (_corrected.Sentence != sentence)
        {
            _corrected = (sentence, HasCorrection(sentence));
        }

        return _corrected.IsCorrection;
    }

    private bool HasCorrection(SentenceView sentence)
    {
        foreach (var words in _rules.Corrections)
        {
            for (var i = sentence.First; i < sentence.End; i++)
            {
                if (words.IsAt(sentence.Block.Tokens, i))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static string SuspectName(SuspectKind kind) => kind switch
    {
        SuspectKind.UnitSuspectArea => "unit-suspect-area",
        SuspectKind.UnitSuspectLength => "unit-suspect-length",
        _ => "rendering-mismatch",
    };

    private static T Shared<T>(T value, ref T? last)
        where T : class => last is not null && value.Equals(last) ? last : last = value;

    private static ImmutableArray<T> Shared<T>(List<T> values, ref ImmutableArray<T> last)
    {
        if (!CollectionsMarshal.AsSpan(values).SequenceEqual(last.AsSpan()))
        {
            last = [.. values];
        }

        return last;
    }

    /// <summary>Two claims of one article are one telling when they say one thing in one sentence, however often the article tells it.</summary>
    private readonly record struct Telling(Claim Claim, SentenceView Sentence)
    {
        private int? At => Claim.Evidence.Highlight?.Start - Claim.Evidence.Span.Start;

        /// <summary>Two sentences are one when their words are; only those that tell the same are compared, so hardly one is folded.</summary>
        public bool Equals(Telling other) =>
            Claim.Subject.Id == other.Claim.Subject.Id && Claim.Predicate == other.Claim.Predicate && Claim.ValueSurface == other.Claim.ValueSurface && At == other.At
            && Claim.Stance == other.Claim.Stance && Claim.Actor?.Side == other.Claim.Actor?.Side && (Sentence == other.Sentence || Sentence.FoldedQuote == other.Sentence.FoldedQuote);

        public override int GetHashCode() => HashCode.Combine(Claim.Subject.Id, Claim.Predicate, Claim.ValueSurface, At, Claim.Stance, Claim.Actor?.Side);
    }
}
