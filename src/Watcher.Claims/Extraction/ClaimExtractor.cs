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
        rules => rules.QuantityReader.Read,
        rules => rules.ArrivalReader.Read,
        rules => rules.ControlReader.Read,
        rules => rules.StatementReader.Read,
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
        using var acting = new RentedList<Mention>(detection.Mentions.Length);
        AddActing(blocks, acting);
        var context = new ArticleContext(new Sides(rules.Sides, acting.Items, ForcesOfArticle.Read(blocks, rules.Sides, rules.Predicates, rules.Modality.Words)))
        {
            Topic = PlaceFinder.Topic(detection.Mentions),
            HeadTown = PlaceFinder.OfHeadline(blocks),
            Setting = ArticleSetting.Read(blocks, rules.Metrics, narrative),
            Blocks = blocks,
            Watched = Watched(detection.Mentions),
        };
        var (memory, said) = (new SpeakerMemory(), new List<AttributedSpan>());
        foreach (var block in blocks)
        {
            said.Clear();
            if (inflected is null)
            {
                rules.AttributionReader.Read(block, block.Index > 0 ? blocks[block.Index - 1] : null, memory, said);
            }
            else
            {
                new InflectedAttributionReader(inflected).Read(block, memory, said);
            }

            context.Add(said);
        }

        List<Proposal> proposals = inflected is null ? [.. s_rules.Select(rule => rule(rules))]
            : [new InflectedQuantityReader(inflected, rules.Metrics).Read, new InflectedControlReader(inflected).Read, rules.StatementReader.Read];
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
        return new ExtractionTrace(ClaimFinisher.Finished(drafts, article, reference, context, narrative, rules), [.. refused.OrderBy(candidate => candidate.Span.Start)]);
    }

    /// <summary>The mentions of the blocks, but for the languages that the text was "translated from".</summary>
    private static void AddActing(List<BlockView> blocks, RentedList<Mention> acting)
    {
        foreach (var block in blocks)
        {
            foreach (var mention in block.Mentions)
            {
                if (!ForcesOfArticle.IsLanguage(block, mention))
                {
                    acting.Add(mention);
                }
            }
        }
    }

    private static HashSet<SubjectId> Watched(ImmutableArray<Mention> mentions)
    {
        var watched = new HashSet<SubjectId>();
        foreach (var mention in mentions)
        {
            if (mention.IsWatched)
            {
                watched.Add(mention.Subject);
            }
        }

        return watched;
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

    /// <summary>"The recapture of X" names nobody: where the whole article has one side alone regain places, it is that side.</summary>
    private static List<Draft> Regained(List<Draft> drafts, Sides sides)
    {
        if (!drafts.Exists(static draft => draft is { Regains: true, Actor: null }))
        {
            return drafts;
        }

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
}
