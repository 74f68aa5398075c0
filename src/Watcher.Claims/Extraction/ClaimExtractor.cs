using System.Collections.Immutable;
using Watcher.Claims.Extraction.Inflected;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>
/// Turns the sentences of a cleaned article into claims. Rules propose drafts (quantities, control, statements), then attribution, time,
/// stance and identity are added. Thread-safe; the claims come in reading order, those of a headline that the body repeats behind the body's.
/// </summary>
public static class ClaimExtractor
{
    /// <summary>In the order tried; a statement is looked for only where the others found nothing.</summary>
    private static readonly ImmutableArray<Func<ClaimRules, Proposal>> s_rules =
    [
        rules => new QuantityClaimReader(rules).Read,
        rules => new ControlReader(rules).Read,
        rules => new StatementReader(rules).Read,
        rules => new FrameReader(rules).Read,
    ];

    /// <summary>Adds what a rule finds in one sentence to the drafts, and what it refuses to the refused.</summary>
    private delegate void Proposal(SentenceView sentence, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused);

    /// <summary>The claims alone.</summary>
    public static ImmutableArray<Claim> Extract(Article article, ArticleRef reference, Detection detection, ClaimRules rules) =>
        Trace(article, reference, detection, rules).Claims;

    /// <summary>The claims, and the candidates that were refused with the refiner that refused each.</summary>
    public static ExtractionTrace Trace(Article article, ArticleRef reference, Detection detection, ClaimRules rules)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(detection);
        ArgumentNullException.ThrowIfNull(rules);
        using var tokens = new ArticleTokens(article);
        var (language, inflected) = Language(article, rules);

        detection = detection with { Mentions = PersonSides.Infer(article, detection.Mentions, rules.Sides) };
        var byPublication = AsOfReader.ByPublication(reference) with { Sides = Sides.Counted(detection.Mentions) };
        using var stated = language.Dates.Over(article.Text, byPublication);
        ImmutableArray<DateMention>[] dates = [.. article.Blocks.Select(block => stated.Read(block.Span))];
        var narrative = AsOfReader.Narrative(article, reference, byPublication, dates);
        dates = narrative.Reference == byPublication ? dates : Again(dates, article, narrative, language.Dates);
        var blocks = Blocks(article, detection, language, narrative, dates, tokens);
        var context = new ArticleContext(new Sides(rules.Sides, [.. blocks.SelectMany(block => block.Mentions.Where(mention => !ForcesOfArticle.IsLanguage(block, mention)))], ForcesOfArticle.Read(blocks, rules.Sides, rules.Predicates, rules.Modality.Words)))
        {
            Topic = PlaceFinder.Topic(detection.Mentions),
            HeadTown = PlaceFinder.OfHeadline(blocks),
            Setting = ArticleSetting.Read(blocks, rules.Metrics, narrative),
            Blocks = blocks,
            Watched = detection.Mentions.Where(mention => mention.IsWatched).Select(mention => mention.Subject).ToHashSet(),
        };
        var attribution = new AttributionReader(rules.Cues, rules.Modality, rules.Sides, rules.Predicates);
        var (memory, said) = (new SpeakerMemory(), new List<AttributedSpan>());
        foreach (var block in blocks)
        {
            said.Clear();
            if (inflected is null)
            {
                attribution.Read(block, block.Index > 0 ? blocks[block.Index - 1] : null, memory, said);
            }
            else
            {
                new InflectedAttributionReader(inflected).Read(block, memory, said);
            }

            context.Add(said);
        }

        List<Proposal> proposals = inflected is null ? [.. s_rules.Select(rule => rule(rules))]
            : [new InflectedQuantityReader(inflected, rules.Metrics).Read, new InflectedControlReader(inflected).Read, new StatementReader(rules).Read];
        var (drafts, refused) = (new List<Draft>(), new List<RefusedClaim>());
        foreach (var block in blocks)
        {
            foreach (var sentence in block.Sentences)
            {
                foreach (var propose in proposals)
                {
                    propose(sentence, context, drafts, refused);
                }
            }
        }

        drafts = Regained(Said(drafts, context, refused), context.Sides);
        return new ExtractionTrace(Finished(drafts, article, reference, context, narrative, rules), [.. refused.OrderBy(candidate => candidate.Span.Start)]);
    }

    /// <summary>What somebody says: not what is asked, nor what stands where the text says that nobody says it.</summary>
    private static List<Draft> Said(List<Draft> drafts, ArticleContext context, List<RefusedClaim> refused)
    {
        var said = new List<Draft>(drafts.Count);
        foreach (var draft in drafts)
        {
            var text = draft.Sentence.Block.Text;
            if ((context.IsUnsaid(draft.Quantity?.Core ?? draft.Highlight) ? "not-said" : IsAsked(text, draft) ? "question" : null) is { } refiner)
            {
                refused.Add(new RefusedClaim(draft.Highlight, text[draft.Highlight.Start..draft.Highlight.End], draft.Predicate.Id, refiner));
            }
            else
            {
                said.Add(draft);
            }
        }

        return said;
    }

    /// <summary>The claims of the drafts, in reading order, each told once.</summary>
    private static ImmutableArray<Claim> Finished(List<Draft> drafts, Article article, ArticleRef reference, ArticleContext context, NarrativeDay narrative, ClaimRules rules)
    {
        var (claims, ids, tellings) = (ImmutableArray.CreateBuilder<Claim>(drafts.Count), new HashSet<ClaimId>(drafts.Count), new HashSet<Telling>(drafts.Count));
        var outlet = new AttributionLink { Source = reference.Outlet.Name, SourceId = new SubjectId(reference.Outlet.Id), Side = OutletSide(reference), IsOutlet = true };
        var told = new List<Claim>();
        var retold = drafts.Where(draft => draft.Sentence.Block.Block.Kind == BlockKind.Headline && IsToldAgain(draft, drafts)).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var draft in drafts.OrderBy(retold.Contains).ThenBy(draft => draft.Sentence.Span.Start).ThenBy(draft => draft.Highlight.Start))
        {
            told.Clear();
            Finish(draft, article, reference, outlet, context, narrative, rules, told);
            foreach (var one in told)
            {
                var claim = retold.Contains(draft) ? AsInBody(one, claims, reference) : one;
                if (ids.Add(claim.Id) && tellings.Add(Telling.Of(claim, draft.Sentence)))
                {
                    claims.Add(claim);
                }
            }
        }

        return claims.DrainToImmutable();
    }

    /// <summary>The readers of the article's language; a language without words of events is read like the first one.</summary>
    private static (LanguageReader Language, InflectedLexicon? Inflected) Language(Article article, ClaimRules rules)
    {
        var read = rules.Readers.For(article.Language, article.Text);
        if (rules.Inflected.TryGetValue(read.Language, out var stated))
        {
            return (read, stated);
        }

        // A headline of a few words holds no letter that only one language has: the words of events tell.
        if (string.IsNullOrEmpty(article.Language) && article.Text.Any(c => c is >= '\u0400' and <= '\u04FF'))
        {
            using var list = new RentedList<Token>((article.Text.Length / 4) + 16);
            var tokens = Tokenizer.Tokenize(article.Text, new TextSpan(0, article.Text.Length), list);
            var best = rules.Inflected.Values.Select(words => (Words: words, Known: words.Known(tokens))).Where(known => known.Known > 0)
                .OrderByDescending(known => known.Known).ThenBy(known => known.Words.Language, StringComparer.Ordinal).FirstOrDefault().Words;
            if (best is not null)
            {
                return (rules.Readers[best.Language], best);
            }
        }

        return (rules.Readers[null], null);
    }

    /// <summary>"Has the town fallen?" claims nothing.</summary>
    private static bool IsAsked(string text, Draft draft) => draft.Sentence.Span.Of(text).TrimEnd(" \n\"”’»)") is [.., '?'];

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
    private static Claim AsInBody(Claim headline, IEnumerable<Claim> body, ArticleRef reference)
    {
        if (body.FirstOrDefault(claim => claim.Predicate == headline.Predicate && claim.Subject.Id == headline.Subject.Id && claim.Polarity == headline.Polarity && claim.Stance == headline.Stance
            && (headline.Actor?.Side is not { } one || claim.Actor?.Side is not { } other || one == other) && (headline.Value is null || (IsToCome(claim) == IsToCome(headline) && !IsHistory(claim, reference))) && IsSameNumber(headline.Value, claim.Value)) is not { } known)
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
            OriginKey = OriginKeys.For(known.Attribution, reference.Outlet, known.AsOf, headline.Subject, headline.Predicate, known.Scope.Area),
        };
    }

    /// <summary>Days before publication beyond which a number is told for comparison: "the quake of 1999 killed 17,000".</summary>
    private const int MaxAgeOfHeadline = 31;

    private static bool IsHistory(Claim claim, ArticleRef reference) =>
        claim.AsOf is { IsStated: true, Interval.From: { } day } && (reference.PublishedAt.DateTime - day).TotalDays > MaxAgeOfHeadline;

    /// <summary>"May rise to 20,000" is no news of what a headline states.</summary>
    private static bool IsToCome(Claim claim) => claim.Modality is Modality.Future or Modality.Conditional;

    /// <summary>"The recapture of X" names nobody: where the whole article has one side alone regain places, it is that side.</summary>
    private static List<Draft> Regained(List<Draft> drafts, Sides sides)
    {
        var regaining = drafts.Where(draft => draft.Regains).Select(draft => draft.Actor?.Side).OfType<SubjectId>().Distinct().Take(2).ToList();
        return regaining is not [var side] ? drafts
            : [.. drafts.Select(draft => draft is { Regains: true, Actor: null } ? draft with { Actor = sides.ActorOf(side), Scope = draft.Scope with { Side = side }, Rules = [.. draft.Rules, "CTL-15"] } : draft)];
    }

    /// <summary>The dates as an article means them whose dateline gives another day than that of publication. Where dates stand does not depend on the day.</summary>
    private static ImmutableArray<DateMention>[] Again(ImmutableArray<DateMention>[] dates, Article article, NarrativeDay narrative, DateReader reader)
    {
        using var pass = reader.Over(article.Text, narrative.Reference);
        return [.. dates.Select((found, index) => found.IsEmpty ? found : pass.Read(article.Blocks[index].Span))];
    }

    private static List<BlockView> Blocks(Article article, Detection detection, LanguageReader language, NarrativeDay narrative, ImmutableArray<DateMention>[] numbered, ArticleTokens tokens)
    {
        var blocks = new List<BlockView>(article.Blocks.Length);
        IReadOnlyList<ImmutableArray<DateMention>> allDates = narrative.IsUndated ? [.. numbered.Select(narrative.Dated)] : numbered;
        var isChronicle = !narrative.IsUndated && Chronicle.IsOne(allDates, narrative.Reference.Time);
        allDates = isChronicle ? Chronicle.Retell(article, allDates, language.Dates, narrative.Reference) : allDates;
        using var quantities = language.Quantities.Over(article.Text);
        DateMention? told = null;
        var mention = 0;
        foreach (var block in article.Blocks)
        {
            var found = quantities.Read(block.Span, numbered[blocks.Count]);
            var dates = allDates[blocks.Count];
            var mentions = Inside(detection.Mentions, block.Span, ref mention);
            blocks.Add(new BlockView(article, block, blocks.Count, mentions, found, dates, blocks.Count > 0 && blocks[^1].EndsInQuote, tokens) { Told = told, Before = blocks is [.., { Sentences: [.., var last] }] ? last : null });
            told = isChronicle ? Chronicle.LastDay(dates) ?? told : null;
        }

        return blocks;
    }

    /// <summary>The mentions of a block, which stand together: all of them are in reading order. <paramref name="next"/> is moved behind them.</summary>
    private static ImmutableArray<Mention> Inside(ImmutableArray<Mention> mentions, TextSpan block, ref int next)
    {
        while (next < mentions.Length && mentions[next].Span.Start < block.Start)
        {
            next++;
        }

        var first = next;
        while (next < mentions.Length && block.Contains(mentions[next].Span))
        {
            next++;
        }

        return next == first ? [] : mentions.Slice(first, next - first);
    }

    /// <summary>One claim, or two when a reporting link denies or doubts what it relays, or somebody denies what the outlet tells: the inner speaker's and the denier's.</summary>
    private static void Finish(
        Draft draft, Article article, ArticleRef reference, AttributionLink outlet, ArticleContext context, NarrativeDay narrative, ClaimRules rules, List<Claim> claims)
    {
        var words = draft.Quantity?.Core ?? draft.Highlight;
        var spans = draft.Kind == ClaimKind.Statement ? SpeakersOf(draft, context) : context.SpeakersAt(words);
        var links = Chain(spans, outlet);
        claims.Add(Build(draft, article, reference, new Attribution(links), spans, links[0].Stance ?? Stance.Asserts, context, narrative, rules));
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
                claims.Add(Build(
                    draft with { Rules = [.. draft.Rules, "ATT-6"] }, article, reference, new Attribution(chain), [.. spans.Skip(i + 1)], against, context, narrative, rules));
            }
        }

        foreach (var refuser in context.Refusals)
        {
            if (refuser.Content.Contains(words))
            {
                claims.Add(Build(
                    draft with { Rules = [.. draft.Rules, "ATT-6"] }, article, reference, new Attribution([Link(refuser, isInnermost: true), outlet]), [refuser], Stance.Denies, context, narrative, rules, refuser.Elsewhere));
            }
        }
    }

    /// <summary>Who says a statement: its own speaker, whoever else speaks round it.</summary>
    private static ImmutableArray<AttributedSpan> SpeakersOf(Draft statement, ArticleContext context)
    {
        var spans = context.SpeakersAt(statement.Highlight);
        return spans.Any(span => span.Speaker.Id == statement.Subject.Id || span.Speaker.Side == statement.Subject.Id) ? spans
            : [.. context.Spans.Where(span => span.Content.Overlaps(statement.Highlight) && span.Speaker.Id == statement.Subject.Id).Take(1)];
    }

    private static ImmutableArray<AttributionLink> Chain(ImmutableArray<AttributedSpan> spans, AttributionLink outlet)
    {
        if (spans.IsEmpty)
        {
            return [outlet];
        }

        var links = ImmutableArray.CreateBuilder<AttributionLink>(spans.Length + 1);
        foreach (var span in spans)
        {
            links.Add(Link(span, isInnermost: links.Count == 0));
        }

        links.Add(outlet);
        return links.MoveToImmutable();
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

    private static Claim Build(
        Draft draft, Article article, ArticleRef reference, Attribution attribution, ImmutableArray<AttributedSpan> spans, Stance stance,
        ArticleContext context, NarrativeDay narrative, ClaimRules rules, (SentenceView Sentence, TextSpan Words)? denial = null)
    {
        var span = draft.Sentence.Span;
        var isToll = draft.Kind == ClaimKind.Quantity && (draft.Scope.Period.IsUnknown || draft.IsRunning) && draft.Aggregation is QuantityAggregation.Cumulative or QuantityAggregation.PointInTime
            && rules.Metrics.ById.TryGetValue(draft.Predicate.Id, out var metric) && metric is { Dimension: Dimension.Count, Daily: false } && !metric.Classes.Contains("settlement");
        // "Повідомляє", "утверждают": whoever is quoted in the present speaks on the day of the report, whatever day the lead tells of.
        var day = spans is [{ Cue: var cue }, ..] && Inflected.InflectedSentence.IsPresent(cue) ? narrative with { Day = narrative.Report, Rule = "DATE-4" } : narrative;
        var (asOf, dateRule, eventDay) = AsOfReader.For(draft.Sentence, draft.Highlight, spans is [var inner, ..] ? inner.Content : null, day, draft.Kind, isToll, draft.Place, draft.Modality == Modality.Future,
            draft.Predicate == Predicate.HeldBy || draft.Predicate == Predicate.Surrounded || draft.Modality == Modality.Past);
        var (modality, modalityRule) = ModalityOf(draft, attribution, spans, context);
        var evidence = denial is { } words ? new Evidence(words.Sentence.Span, words.Sentence.Quote, Inside(words.Words, words.Sentence.Span)) : new Evidence(span, draft.Sentence.Quote, Inside(draft.Highlight, span));
        var surface = draft.Quantity is { } quantity ? article.Text[quantity.Outer.Start..quantity.Outer.End] : null;
        return new Claim
        {
            Id = ClaimIds.For(reference.Id, evidence, draft.Subject, draft.Predicate, draft.Actor, surface, stance, draft.Polarity),
            Article = reference.Id,
            Evidence = evidence,
            Kind = draft.Kind,
            Subject = draft.Subject,
            Actor = draft.Actor,
            Predicate = draft.Predicate,
            Target = draft.Target,
            Watched = Watched(draft, attribution, context.Watched),
            Value = draft.Quantity?.Value,
            ValueSurface = surface,
            Aggregation = draft.Aggregation,
            Suspects = draft.Quantity is { Suspects.IsEmpty: false } doubted ? [.. doubted.Suspects.Select(suspect => SuspectName(suspect.Kind))] : [],
            Hypothesis = draft.Quantity?.Suspects.FirstOrDefault(suspect => suspect.Hypothesis is not null)?.Hypothesis,
            Scope = eventDay is null ? draft.Scope : draft.Scope with { EventDay = eventDay },
            AsOf = asOf,
            PublishedAt = reference.PublishedAt,
            Attribution = attribution,
            Stance = stance,
            Polarity = draft.Polarity,
            Modality = modality,
            Frame = draft.Frame,
            OriginKey = OriginKeys.For(attribution, reference.Outlet, asOf, draft.Subject, draft.Predicate, draft.Scope.Area),
            IsCorrection = IsCorrection(draft.Sentence, rules),
            IsRise = draft.IsRise,
            Confidence = draft.Confidence * (attribution.Source is { SourceId: null } ? 0.9 : 1),
            RuleIds = RuleIds(draft, spans, dateRule, modalityRule),
        };
    }

    /// <summary>In the order the rules worked, each once.</summary>
    private static ImmutableArray<string> RuleIds(Draft draft, ImmutableArray<AttributedSpan> spans, string dateRule, string? modalityRule)
    {
        using var ids = new RentedList<string>(16);
        foreach (var rule in draft.Rules)
        {
            Add(rule);
        }

        foreach (var span in spans)
        {
            Add(span.Rule);
        }

        Add(dateRule);
        if (modalityRule is not null)
        {
            Add(modalityRule);
        }

        return [.. ids.Items];

        void Add(string rule)
        {
            if (!ids.Items.Contains(rule))
            {
                ids.Add(rule);
            }
        }
    }

    private static TextSpan Inside(TextSpan highlight, TextSpan sentence) =>
        new(Math.Clamp(highlight.Start, sentence.Start, sentence.End), Math.Clamp(highlight.End, sentence.Start, sentence.End));

    private static (Modality Modality, string? Rule) ModalityOf(Draft draft, Attribution attribution, ImmutableArray<AttributedSpan> spans, ArticleContext context)
    {
        if (draft.Modality is { } given)
        {
            return (given, null);
        }

        if (context.IsHearsay(draft.Quantity?.Core ?? draft.Highlight) && spans is not [{ Group: CueGroup.Deny or CueGroup.Confirm or CueGroup.Doubt } or { Rule: AttributionReader.AllegationRule }, ..])
        {
            return (Modality.Likely, "MOD-11");
        }

        if (spans.IsEmpty || attribution.Source is not { } source)
        {
            return (Modality.Asserted, null);
        }

        var place = draft.Subject.Place ?? draft.Scope.Area;
        var isOwn = source.Side is { } side && (side == draft.Actor?.Side || side == draft.Scope.Side || (place is not null && context.Sides.OwnerOf(place) == side)
            || (context.Sides.IsParty(side) && context.Sides.IsParty(draft.Actor?.Side ?? draft.Scope.Side)));
        return spans[0].Group switch
        {
            CueGroup.Claim => (Modality.Claimed, "MOD-6"),
            CueGroup.Assess when !isOwn => (Modality.Asserted, "MOD-7"),
            _ when isOwn && draft.Kind != ClaimKind.Statement => (Modality.Claimed, "MOD-6"),
            _ => (Modality.Asserted, null),
        };
    }

    private static ImmutableArray<SubjectId> Watched(Draft draft, Attribution attribution, IReadOnlySet<SubjectId> watched)
    {
        ImmutableArray<SubjectId> touched = [];
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

        return touched;

        void Add(SubjectId? subject)
        {
            if (subject is { } id && (watched.Contains(id) || (draft.Kind == ClaimKind.Quantity && id == draft.Subject.Id)) && !touched.Contains(id))
            {
                touched = touched.Add(id);
            }
        }
    }

    private static bool IsCorrection(SentenceView sentence, ClaimRules rules)
    {
        foreach (var words in rules.Corrections)
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

    /// <summary>What two claims of one article share when they say one thing in one sentence, however often the article tells it.</summary>
    private readonly record struct Telling(SubjectId Subject, Predicate Predicate, string? ValueSurface, int? At, Stance Stance, SubjectId? Side, SameWords Words)
    {
        public static Telling Of(Claim claim, SentenceView sentence) =>
            new(claim.Subject.Id, claim.Predicate, claim.ValueSurface, claim.Evidence.Highlight?.Start - claim.Evidence.Span.Start, claim.Stance, claim.Actor?.Side, new SameWords(sentence));
    }

    /// <summary>Two sentences are one when their words are; only sentences that tell the same are compared, so hardly one is folded.</summary>
    private readonly record struct SameWords(SentenceView Sentence)
    {
        public bool Equals(SameWords other) => Sentence == other.Sentence || Sentence.FoldedQuote == other.Sentence.FoldedQuote;

        public override int GetHashCode() => 0;
    }
}
