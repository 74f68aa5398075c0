using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;

namespace Watcher.Claims.Extraction.Inflected;

/// <summary>Gives each quantity the metric of the word nearest to it in its clause, when what is counted is of a class of that metric.</summary>
internal sealed class InflectedQuantityReader(InflectedLexicon lexicon, MetricTable table)
{
    private const int MaxReach = 9;

    /// <summary>Words of what is counted behind "of the 40".</summary>
    private const int MaxOfWhole = 3;

    private static readonly string[] s_verbEndings =
        ["ли", "ло", "ла", "лись", "лися", "лася", "лося", "лось", "лась", "ють", "уть", "ять", "ать", "ають", "ться", "тся", "ет", "ют", "ут", "ят", "но", "то", "ны", "ти", "ть"];

    public void Read(SentenceView sentence, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused)
    {
        var block = sentence.Block;
        var words = new InflectedSentence(lexicon, sentence);
        for (var number = 0; number < block.Quantities.Length; number++)
        {
            var quantity = Reached(block, block.Quantities[number]);
            if (!sentence.Span.Contains(quantity.Core) || quantity.Value.Hedge == Hedge.Vague || (quantity.GroupId is { } group && block.Quantities.Take(number).Any(other => other.GroupId == group)))
            {
                continue;
            }

            var refiner = quantity.Role != QuantityRole.Claim ? $"role-{quantity.Role.ToString().ToLowerInvariant()}" : "no-metric";
            if (quantity.Role == QuantityRole.Claim && !IsNone(block, quantity) && !IsSorted(words, quantity) && !words.IsFiction && Find(words, quantity) is var (metric, token, counted) && !words.IsDebunked(token) && words.Firmness(token, metric.Shape, words.Clause(token)) is var (polarity, modality, rules))
            {
                drafts.Add(Draft(words, quantity, metric.Metric, counted, context) with { Polarity = polarity, Modality = modality ?? (IsPossible(words, quantity) ? Modality.Conditional : null), Rules = [token < block.TokensOf(quantity.Outer).First ? "QTY-1" : "QTY-3", .. rules] });
            }
            else
            {
                refused.Add(new RefusedClaim(quantity.Outer, block.Text[quantity.Outer.Start..quantity.Outer.End], null, refiner));
            }
        }
    }

    /// <summary>"Two of the dead were <b>identified</b>": what was done to some of the dead is no toll.</summary>
    private bool IsSorted(InflectedSentence words, QuantityMention quantity)
    {
        var clause = words.Clause(words.Sentence.Block.TokensOf(quantity.Outer).First);
        return words.Sentence.Block.HasAt(lexicon.Sorted, clause.First, clause.End);
    }

    /// <summary>"Not one person was killed".</summary>
    private bool IsNone(BlockView block, QuantityMention quantity) => block.TokensOf(quantity.Outer).First is var first && first > 0 && lexicon.Negations.Contains(block.Word(first - 1)) && quantity.Value.Low == 1;

    /// <summary>
    /// Tokens of "<b>of the 40 wounded</b>, five …": the whole that another number is a part of. Its words make no other number one of their metric. Empty for none.
    /// </summary>
    private (int First, int End) Whole(InflectedSentence words, QuantityMention quantity)
    {
        var (sentence, block) = (words.Sentence, words.Sentence.Block);
        var (first, end) = block.TokensOf(quantity.Outer);
        if (first <= sentence.First || !lexicon.Of.Contains(block.Word(first - 1)))
        {
            return (first, first);
        }

        var behind = end;
        while (behind < sentence.End && behind < end + MaxOfWhole && block.Tokens[behind].IsWord && block.QuantityAt(behind) < 0
            && (lexicon.Counted(block.Word(behind)) is not null || InflectedSentence.IsAdjective(block.Word(behind))))
        {
            behind++;
        }

        return (first, behind);
    }

    /// <summary>"Under the rubble there may be ten people".</summary>
    private bool IsPossible(InflectedSentence words, QuantityMention quantity)
    {
        var (first, _) = words.Sentence.Block.TokensOf(quantity.Outer);
        var clause = words.Clause(first);
        return words.Sentence.Block.HasAt(lexicon.Possible, clause.First, clause.End);
    }

    /// <summary>"Rose to 15" is 15; elsewhere the same preposition bounds a number from above.</summary>
    private QuantityMention Reached(BlockView block, QuantityMention quantity)
    {
        var first = block.TokensOf(quantity.Outer).First;
        return quantity.Value is { Hedge: Hedge.AtMost, High: { } high, Unit: var unit } && first > 0 && lexicon.Reaches.Contains(block.Word(first - 1)) ? quantity with { Value = Quantity.Exactly(high, unit) } : quantity;
    }

    /// <summary>The nearest word of a metric that admits the quantity; in front of it before behind it when both are as near.</summary>
    private (InflectedMetric Metric, int Token, CountedEntry? Counted)? Find(InflectedSentence words, QuantityMention quantity)
    {
        var (sentence, block) = (words.Sentence, words.Sentence.Block);
        var (first, end) = block.TokensOf(quantity.Outer);
        var counted = Counted(sentence, first, end);
        var isOfUnknown = counted is null && IsOfUnknown(words, quantity);
        (InflectedMetric, int, CountedEntry?)? best = null;
        var nearest = int.MaxValue;
        var whole = Whole(words, quantity);
        var wholes = block.Quantities.Where(other => other.Outer != quantity.Outer && sentence.Span.Contains(other.Core)).Select(other => Whole(words, other)).Where(other => other.End > other.First).ToList();
        void Try(int token, int distance)
        {
            // A whole has the metric that its own words give ("of the 40 wounded"), and lends it to none of its parts.
            var isElsewhere = whole.End > whole.First ? token < whole.First || token >= whole.End : wholes.Exists(other => token >= other.First && token < other.End);
            if (!isElsewhere && distance < nearest && lexicon.Metrics.TryMatch(block.Tokens, token, out var metrics, out _) && metrics.FirstOrDefault(metric => Admits(metric.Metric, quantity, counted, isOfUnknown)) is { } metric)
            {
                (best, nearest) = ((metric, token, counted), distance);
            }
        }

        for (var i = first; i < end; i++)
        {
            Try(i, 0);      // "of magnitude 6.4": the unit is the word
        }

        var isOwn = HasOwnVerb(words, end) || (counted?.Noun is null or "person" && IsOfThem(words, first, end));
        var isOthers = false;
        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxReach); i--)
        {
            isOthers |= block.QuantityAt(i) >= 0;
            if (isOwn && isOthers)
            {
                break;
            }

            Try(i, 2 * (first - 1 - i));
            if (words.IsEdge(i) && block.Word(i) != "-")
            {
                break;
            }
        }

        for (var i = end; i < Math.Min(sentence.End, end + MaxReach); i++)
        {
            if (words.IsEdge(i) || block.QuantityAt(i) >= 0)
            {
                break;
            }

            Try(i, (2 * (i - end)) + 1);
        }

        return best;
    }

    /// <summary>"120 were killed, 1,2 million <b>have moved</b>": a verb behind the number is its own, and what stands beside an earlier number is not.</summary>
    private bool HasOwnVerb(InflectedSentence words, int end)
    {
        for (var i = end; i < Math.Min(words.Sentence.End, end + MaxReach) && !words.IsEdge(i); i++)
        {
            if (words.Sentence.Block.Tokens[i].IsWord && words.Sentence.Block.Word(i).Length > 3 && IsVerbal(words.Sentence.Block.Word(i)) && lexicon.Counted(words.Sentence.Block.Word(i)) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Seven <b>of them</b> are badly hurt", "<b>of them</b> seven": a part of the number before.</summary>
    private bool IsOfThem(InflectedSentence words, int first, int end)
    {
        var block = words.Sentence.Block;
        bool IsThem(int token) => token > words.Sentence.First && token < words.Sentence.End && block.Word(token) == "них" && lexicon.Of.Contains(block.Word(token - 1));
        return IsThem(end + 1) || IsThem(first - 1);
    }

    /// <summary>What is counted: a noun in the quantity, or right behind it.</summary>
    private CountedEntry? Counted(SentenceView sentence, int first, int end)
    {
        for (var i = first; i < Math.Min(sentence.End, end + 3); i++)
        {
            if (i >= end && (!sentence.Block.Tokens[i].IsWord || sentence.Block.QuantityAt(i) >= 0))
            {
                return null;
            }

            if (lexicon.Counted(sentence.Block.Word(i)) is { } counted)
            {
                return counted;
            }
        }

        return null;
    }

    private bool Admits(MetricDefinition metric, QuantityMention quantity, CountedEntry? counted, bool isOfUnknown) =>
        metric.Dimension == quantity.Value.Unit.Dimension
        && (metric.Dimension != Dimension.Count || metric.Classes.Length == 0
            || (counted is null ? !isOfUnknown && metric.Classes.Contains("people") : metric.Classes.Contains(counted.Class) || table.ClassesOf(counted.Noun).AsSpan().ContainsAny(metric.Classes)));

    /// <summary>"Врятовано 20 дерев": a word right behind the number that is no verb, no small word and no name is a thing that no list counts.</summary>
    private bool IsOfUnknown(InflectedSentence words, QuantityMention quantity)
    {
        var block = words.Sentence.Block;
        var noun = quantity.Noun is { Span: var read } ? block.TokensOf(read).First : block.TokensOf(quantity.Outer).End;
        while (noun < words.Sentence.End && InflectedSentence.IsAdjective(block.Word(noun)) && !lexicon.Metrics.IsAt(block.Tokens, noun))
        {
            noun++;
        }

        return noun < words.Sentence.End && block.Tokens[noun].IsWord && block.MentionAt(noun) is null && (block.QuantityAt(noun) < 0 || quantity.Outer.Contains(block.Tokens[noun].Span)) && !block.IsInDate(noun) && block.Word(noun).Length > 3
            && !lexicon.Metrics.IsAt(block.Tokens, noun) && !lexicon.Triggers.IsAt(block.Tokens, noun) && !lexicon.Cues.Cues.IsAt(block.Tokens, noun) && !lexicon.Prepositions.ContainsKey(block.Word(noun))
            && !lexicon.And.Contains(block.Word(noun)) && !lexicon.Adverbs.Contains(block.Word(noun)) && !lexicon.Boundaries.IsAt(block.Tokens, noun) && !lexicon.Possible.IsAt(block.Tokens, noun) && !IsVerbal(block.Word(noun));
    }

    /// <summary>Endings of finite verbs and short participles in the two languages.</summary>
    private static bool IsVerbal(string word) => s_verbEndings.Any(ending => word.EndsWith(ending, StringComparison.Ordinal));

    private static Draft Draft(InflectedSentence words, QuantityMention quantity, MetricDefinition metric, CountedEntry? counted, ArticleContext context)
    {
        var (sentence, block) = (words.Sentence, words.Sentence.Block);
        var (first, end) = block.TokensOf(quantity.Outer);
        var side = Enumerable.Range(first, Math.Min(block.Tokens.Length, end + 1) - first).Select(block.MentionAt).Where(mention => mention is { Type: SubjectType.Side }).Select(mention => mention!.Side ?? mention.Subject).Cast<SubjectId?>().FirstOrDefault();
        var (period, isClosed, _) = QuantityClaimReader.Period(sentence, quantity);
        return new Draft
        {
            Sentence = sentence,
            Highlight = quantity.Outer,
            Kind = ClaimKind.Quantity,
            Predicate = new Predicate(metric.Id),
            Subject = new ClaimSubject
            {
                Type = SubjectType.Metric,
                Id = new SubjectId(metric.Id),
                Name = metric.ByObject && counted is not null ? $"{counted.Noun}s {metric.Name.Split(' ')[^1]}" : metric.Name,
            },
            Scope = new Scope { Side = side, Object = ObjectOf(metric, counted), Area = Area(words, first, end, metric.Id is "evacuated" or "displaced"), Period = period },
            Quantity = quantity,
            IsRunning = period is { From: not null, To: null },
            // "Five were killed, another ten wounded" adds to the five of its own sentence and to no earlier number.
            Aggregation = quantity.Aggregation != QuantityAggregation.Unknown && !(quantity.Aggregation == QuantityAggregation.Increment && sentence.HasQuantityBefore(quantity.Outer.Start)) ? quantity.Aggregation
                : isClosed ? QuantityAggregation.Period
                : metric.Kind == MetricKind.Cumulative ? QuantityAggregation.Cumulative : QuantityAggregation.PointInTime,
            Confidence = block.Block.Kind is BlockKind.Headline or BlockKind.Heading or BlockKind.Caption ? 0.6 : 0.8,
        };
    }

    private static string? ObjectOf(MetricDefinition metric, CountedEntry? counted) =>
        metric.Counts ?? (metric.Dimension == Dimension.Area ? "territory"
            : metric.Dimension != Dimension.Count ? null
            : counted is null ? metric.Classes.Contains("people") ? "person" : null
            : counted.Class == "personnel" ? "soldier" : counted.Noun);

    /// <summary>The place behind "in", or behind "from" of those who had to leave; the nearest behind the quantity, else the first of its clause.</summary>
    private static Place? Area(InflectedSentence words, int first, int end, bool isLeft)
    {
        var block = words.Sentence.Block;
        var clause = words.Clause(first);
        var places = block.Mentions.Where(mention => PlaceFinder.IsPlace(mention) && words.Sentence.Span.Contains(mention.Span))
            .Select(mention => (Mention: mention, Token: block.TokensOf(mention.Span).First))
            .Where(named => (named.Token >= clause.First && named.Token < clause.End || named.Token < clause.First) && words.Governing(named.Token) is { } slot && (slot & (PlaceSlots.In | PlaceSlots.On | (isLeft ? PlaceSlots.From : 0))) != 0).ToList();
        return (places.Find(named => named.Token >= end) is { Mention: { } behind } ? behind : places.Find(named => named.Token < first).Mention)?.Place;
    }
}
