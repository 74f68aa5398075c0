using Watcher.Claims.Quantities;

namespace Watcher.Claims.Extraction;

/// <summary>Numbers that leave out what they count, as the number before has said it: a second voice on it, or its share in another place.</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>Tokens between a number and the next place of its list.</summary>
    private const int MaxToNextPlace = 12;

    /// <summary>Sentences back to what "it" counts.</summary>
    private const int MaxBack = 4;

    /// <summary>Tokens of "their own dead" between "put" and "at".</summary>
    private const int MaxCounted = 4;

    /// <summary>A bare number that a year looks like.</summary>
    private const int FirstYear = 1900;

    private const int LastYear = 2100;

    private const string SecondVoice = "QTY-10";

    private const string Share = "QTY-11";

    /// <summary>"The ministry spoke of <b>210</b>", "rescuers put it at 190", "… put its losses at two": another voice on what the text has just counted; null for anything else.</summary>
    private Draft? Voiced(SentenceView sentence, QuantityMention quantity, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        var first = block.TokensOf(quantity.Outer).First;
        if (!IsElliptic(block, quantity) || Voicing(sentence, first) is not { } voicing || Counted(sentence, drafts, voicing.IsPronoun) is not { } counted)
        {
            return null;
        }

        var named = voicing.Metric ?? Asked(sentence, first);
        if (!_metrics.ById.TryGetValue(named ?? counted.Predicate.Id, out var metric))
        {
            return null;
        }

        var draft = Draft(sentence, quantity, (metric, -1, 0, false, SecondVoice), null, context, null);
        var ownSide = voicing.IsOwn ? context.SideAt(quantity.Core) : null;
        var isPlaced = sentence != counted.Sentence && HasPlace(sentence);
        return draft with
        {
            Subject = named is null ? counted.Subject : draft.Subject,
            Aggregation = draft.Aggregation == QuantityAggregation.Period ? draft.Aggregation : counted.Aggregation,
            Scope = draft.Scope with
            {
                Side = voicing.IsOwn ? ownSide : counted.Scope.Side,
                Object = voicing.IsOwn && ownSide is not null ? "soldier" : named is null ? counted.Scope.Object : "person",
                Area = isPlaced ? draft.Scope.Area : counted.Scope.Area,
                Event = counted.Scope.Event,
                Period = draft.Scope.Period.IsUnknown ? counted.Scope.Period : draft.Scope.Period,
            },
        };
    }

    private static bool HasPlace(SentenceView sentence)
    {
        foreach (var mention in sentence.Block.Mentions)
        {
            if (sentence.Span.Contains(mention.Span) && PlaceFinder.IsPlace(mention))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"It is not known how many are <b>missing</b>; mayors speak of 20": what the sentence itself asks for.</summary>
    private string? Asked(SentenceView sentence, int first)
    {
        var block = sentence.Block;
        var asked = Enumerable.Range(sentence.First, first - sentence.First).LastOrDefault(i => block.Word(i) == "how" && block.Word(i + 1) == "many", -1);
        for (var i = asked + 2; asked >= 0 && i < first; i++)
        {
            if (_metrics.Words.TryMatch(block.Tokens, i, out var said, out _) || _metrics.Verbs.TryMatch(block.Tokens, i, out said, out _))
            {
                return said[0].Id;
            }
        }

        return null;
    }

    /// <summary>The number that another voice may answer: the first of the sentence, else of the one before; "it" may lie further back in the paragraph.</summary>
    private static Draft? Counted(SentenceView sentence, List<Draft> drafts, bool isPronoun)
    {
        var further = isPronoun ? MaxBack : 1;
        for (var at = sentence; at is not null && further >= 0; at = at.Previous ?? at.Block.Before, further--)
        {
            if (drafts.Find(draft => draft.Sentence == at && draft is { Kind: ClaimKind.Quantity, Quantity: { PartOf: null, Value.Unit.Dimension: Dimension.Count }, Confidence: > OpenConfidence }) is { } counted)
            {
                return counted;
            }
        }

        return null;
    }

    /// <summary>A number without a noun that is no year, share or part.</summary>
    private static bool IsElliptic(BlockView block, QuantityMention quantity) =>
        quantity.Value.Unit.Dimension == Dimension.Count && (quantity.Noun is null || quantity.IsNounCopied) && block.Word(block.TokensOf(quantity.Outer).End) is not "of"
        && quantity.Value is not { Hedge: Hedge.Exact, Stated: >= FirstYear and < LastYear };

    /// <summary>How the words in front of the number give a count, and what they say it is of.</summary>
    private (string? Metric, bool IsOwn, bool IsPronoun)? Voicing(SentenceView sentence, int first)
    {
        var block = sentence.Block;
        var i = first - 1;
        while (i > sentence.First && (!block.Tokens[i].IsWord || block.Word(i) is "only" || _modality.Adverbs.Contains(block.Word(i))) && block.Word(i) is not ("." or ","))
        {
            i--;        // "spoke of 'some 100'"
        }

        // "Spoke of 210", "counted 190".
        for (var start = Math.Max(sentence.First, i - 1); start <= i; start++)
        {
            if (_cues.Cues.TryMatch(block.Tokens, start, out var cue, out var length) && cue is { NumberOnly: true, With: [] } && start + length == i + 1)
            {
                return (null, false, false);
            }
        }

        // "Put it at 190", "gave its losses as two".
        if (block.Word(i) is not ("at" or "as"))
        {
            return null;
        }

        for (var start = i - 1; start >= Math.Max(sentence.First, i - 1 - MaxCounted); start--)
        {
            if (_cues.Cues.TryMatch(block.Tokens, start, out var cue, out var length) && cue.NumberOnly && cue.With.Contains(block.Word(i)))
            {
                return Voiced(block, start + length, i);
            }
        }

        return null;
    }

    /// <summary>"It", "the toll", "its losses", "their own dead": null where something else is measured ("put the damage at").</summary>
    private (string? Metric, bool IsOwn, bool IsPronoun)? Voiced(BlockView block, int first, int end)
    {
        var isOwn = block.Word(first) is "its" or "their" or "his" or "her" or "our";
        var head = block.Word(end - 1);
        if (end == first + 1 && head is "it" or "that" or "this" || (!isOwn && head is "toll" or "figure" or "number" or "total" or "count"))
        {
            return (null, false, true);
        }

        if (isOwn && head is "losses" or "loss")
        {
            return ("killed", true, true);
        }

        return (isOwn || (block.Word(first) == "the" && end == first + 2)) && _metrics.Words.TryMatch(block.Tokens, end - 1, out var said, out _) && said[0].Classes.Contains("people") ? (said[0].Id, isOwn, true) : null;
    }

    /// <summary>"Eight died in Alden, <b>five</b> in Brook and two in the village of Harrow", "in Alden 16 people were killed, in Brook <b>ten</b>": what the number before it counts.</summary>
    private (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? ShareOf(
        SentenceView sentence, int number, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? before)
    {
        var block = sentence.Block;
        if (before is { } sum && number > 0 && IsOfThemThere(sentence, number))
        {
            return sum.Metric.Dimension == Dimension.Count ? (sum.Metric, -1, 0, false, Share) : null;
        }

        if (before is not { } known || number == 0 || !IsElliptic(block, block.Quantities[number]) || !sentence.Span.Contains(block.Quantities[number - 1].Outer) || known.Metric.Dimension != Dimension.Count)
        {
            return null;
        }

        var (first, end) = block.TokensOf(block.Quantities[number].Outer);
        var from = block.TokensOf(block.Quantities[number - 1].Outer);
        var isBehind = LeadsToPlace(sentence, end);
        if (!isBehind && (PlaceBefore(sentence, first) is not { } opening || opening <= from.End))
        {
            return null;
        }

        if (first - from.End > MaxToNextPlace || !(PlaceBefore(sentence, from.First) is not null || LeadsToPlace(sentence, from.End, first)))
        {
            return null;        // the number before has no place of its own
        }

        var isJoined = false;
        for (var i = from.End; i < first; i++)
        {
            if (i >= known.Verb && i < known.Verb + known.Length)
            {
                continue;
            }

            var word = block.Word(i);
            isJoined |= word is "," or "and" or ";";
            if (!(word is "," or "and" or ";" or "the" or "other" or "others" or "another" or "people" || block.MentionAt(i) is not null || _modality.Words.AreaPrepositions.Contains(word) || _modality.Auxiliaries.Contains(word) || _modality.Words.Reported.Contains(word)
                || _predicates.SettlementNouns.Contains(word) || _predicates.AreaNouns.Contains(word) || char.IsUpper(block.Text[block.Tokens[i].Span.Start])
                || (_metrics.Verbs.TryMatch(block.Tokens, i, out var verbs, out _) && verbs.Contains(known.Metric))))
            {
                return null;
            }
        }

        return isJoined ? (known.Metric, -1, 0, false, Share) : null;
    }

    /// <summary>"Of the deaths, <b>274</b> were in Alden": the share of one place.</summary>
    private (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? ShareOfTheWhole(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var end = block.TokensOf(quantity.Outer).End;
        while (end < sentence.End && _modality.Auxiliaries.Contains(block.Word(end)))
        {
            end++;
        }

        if (!IsElliptic(block, quantity) || !IsOfTheWhole(sentence, quantity) || !LeadsToPlace(sentence, end))
        {
            return null;
        }

        return WholeOf(sentence, quantity) is { } metric ? (metric, -1, 0, false, Share) : null;
    }

    /// <summary>"80 were injured, <b>four</b> of them seriously": the adverb that with a verb names a metric of its own.</summary>
    private (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? Graver(SentenceView sentence, QuantityMention quantity, int end)
    {
        var block = sentence.Block;
        return block.Word(end) == "of" && block.Word(end + 1) is "them" or "whom" && end + 2 < sentence.End && block.Word(end + 2).EndsWith("ly", StringComparison.Ordinal) && EndsClause(sentence, end + 3)
            && _metrics.Verbs.TryGet(block.Word(end + 2) + " injured", out var said) && Pick(said, block, quantity) is { } metric ? (metric, end + 2, 1, false, "QTY-3") : null;
    }

    /// <summary>"1,020 homes, <b>610</b> of them in Alden": a part of the number before, with a place of its own.</summary>
    private bool IsOfThemThere(SentenceView sentence, int number)
    {
        var (block, part, whole) = (sentence.Block, sentence.Block.Quantities[number], sentence.Block.Quantities[number - 1]);
        var end = block.TokensOf(part.Outer).End;
        return block.Word(end) == "of" && block.Word(end + 1) is "them" or "these" or "which" && LeadsToPlace(sentence, end + 2) && sentence.Span.Contains(whole.Outer)
            && part.Value.Unit.Dimension == Dimension.Count && whole.Value.Unit.Dimension == Dimension.Count && part.Value.Point <= whole.Value.Point;
    }

    /// <summary>"In Brook", "in the village of Harrow" begins here.</summary>
    private bool LeadsToPlace(SentenceView sentence, int token) =>
        token < sentence.End - 1 && sentence.Block.Word(token) != "of" && _modality.Words.AreaPrepositions.Contains(sentence.Block.Word(token))
        && ((IsUnknownPlace(sentence, token + 1) && !sentence.Block.HasWord(token + 1, token + 1 + MaxCounted, _isSite))
            || IsPlaceAt(sentence, token + 1) || IsPlaceAt(sentence, token + 2));

    private bool LeadsToPlace(SentenceView sentence, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (LeadsToPlace(sentence, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPlaceAt(SentenceView sentence, int token) => token < sentence.End && sentence.Block.MentionAt(token) is { } mention && PlaceFinder.IsPlace(mention);

    /// <summary>The first token of "in Brook" right in front of the token; null for none.</summary>
    private int? PlaceBefore(SentenceView sentence, int token) =>
        token > sentence.First && sentence.Block.MentionAt(token - 1) is { } mention && PlaceFinder.IsPlace(mention) && sentence.Block.TokensOf(mention.Span).First - 1 is var opening && opening >= sentence.First
        && _modality.Words.AreaPrepositions.Contains(sentence.Block.Word(opening)) && sentence.Block.Word(opening) != "of" ? opening : null;
}
