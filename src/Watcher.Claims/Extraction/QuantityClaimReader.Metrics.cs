using System.Collections.Immutable;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Which metric a number is of: by the words around it, its noun or its unit.</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>Characters of a noun with the word in front of it; no table has a longer one.</summary>
    private const int MaxNounPhrase = 100;

    /// <summary>The metric and the token of the verb or noun that names the event (-1 when the counted noun does).</summary>
    private (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? Find(
        SentenceView sentence, QuantityMention quantity, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? whole)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(quantity.Outer);
        return Counting(sentence, quantity, first) ?? Split(sentence, quantity, first, end) ?? NumberBehind(sentence, quantity, first, end) ?? Object(sentence, quantity, first) ?? Graver(sentence, quantity, end) ?? Within(quantity, block, first, end) ?? Behind(sentence, quantity, end) ?? CountedNoun(quantity, block.Word(first - 1)) ?? Part(quantity, whole, block) ?? ActiveBehind(sentence, quantity, end) ?? InFront(sentence, quantity, first)
            ?? Heading(sentence, quantity, first) ?? Shared(sentence, quantity, end) ?? Reached(sentence, quantity, first) ?? Named(sentence, quantity, first) ?? Participle(sentence, quantity, first) ?? ByDimension(quantity);
    }

    /// <summary>"A man convicted of <b>killing</b> 12 people was released": they are the object of the gerund, whatever verb stands behind.</summary>
    private (MetricDefinition, int, int, bool, string)? Object(SentenceView sentence, QuantityMention quantity, int first) =>
        first - 2 >= sentence.First && sentence.Block.Word(first - 1).EndsWith("ing", StringComparison.Ordinal) && sentence.Block.Word(first - 2) is "of" or "for" or "with" or "in" or "to"
        && _metrics.Verbs.TryMatch(sentence.Block.Tokens, first - 1, out var said, out var length) && length == 1 && Pick(said, sentence.Block, quantity) is { } metric ? (metric, first - 1, 1, true, "QTY-1") : null;

    /// <summary>"Within 5 km of X" is a distance, whatever X is.</summary>
    private (MetricDefinition, int, int, bool, string)? Within(QuantityMention quantity, BlockView block, int first, int end) =>
        block.Word(first) == "within" && block.Word(end) == "of" && _metrics.All.FirstOrDefault(metric => metric is { HasTarget: true, Verbs: [] } && metric.Dimension == quantity.Value.Unit.Dimension) is { } metric
            ? (metric, end, 1, false, "QTY-2") : null;

    /// <summary>"The bodies of 12 miners were taken to hospital": bodies are counted, whatever happened to them.</summary>
    private (MetricDefinition, int, int, bool, string)? Counting(SentenceView sentence, QuantityMention quantity, int first)
    {
        for (var start = Math.Max(sentence.First, first - 3); start < first; start++)
        {
            if (_metrics.Verbs.TryMatch(sentence.Block.Tokens, start, out var said, out var length) && start + length == first && said[0].Counts is not null && Pick(said, sentence.Block, quantity) is { } metric)
            {
                return (metric, start, length, true, "QTY-1");
            }
        }

        return null;
    }

    /// <summary>"12 people, including three children, were killed": what happened to the whole happened to its part.</summary>
    private (MetricDefinition, int, int, bool, string)? Part(
        QuantityMention quantity, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? whole, BlockView block) =>
        whole is { } known && Pick([known.Metric], block, quantity) is { } metric ? (metric, known.Verb, known.Length, known.IsBefore, "QTY-9") : null;

    /// <summary>"…, including three children, …": the token that closes the aside which begins here; -1 for none.</summary>
    private static int Aside(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var closing = block.IsDash(token) ? "-" : block.Word(token) switch { "," => ",", "(" => ")", _ => null };
        if (closing is null || (closing == "," && !(block.Word(token + 1) is "including" or "not" or "among" or "most" or "mostly" or "mainly" or "many" or "some" or "all" or "half" or "at" or "both" or "nearly"
            || (token + 1 < block.Tokens.Length && block.QuantityAt(token + 1) >= 0 && HasOfThem(block, token + 1)))))
        {
            return -1;
        }

        for (var i = token + 1; i < Math.Min(sentence.End, token + MaxAside); i++)
        {
            if (closing == "-" ? block.IsDash(i) : block.Word(i) == closing)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool HasOfThem(BlockView block, int token) =>
        (block.Word(token) == "of" && block.Word(token + 1) is "them" or "whom") || (block.Word(token + 1) == "of" && block.Word(token + 2) is "them" or "whom")
        || (block.Word(token + 2) == "of" && block.Word(token + 3) is "them" or "whom") || (block.Word(token + 3) == "of" && block.Word(token + 4) is "them" or "whom");

    /// <summary>"… were killed", "52 dead", "8,000 injured", "40 km from the border".</summary>
    private (MetricDefinition, int, int, bool, string)? Behind(SentenceView sentence, QuantityMention quantity, int end)
    {
        var block = sentence.Block;
        var (hasBe, isPerfect) = (false, false);
        var isFree = true;      // nothing but auxiliaries and adverbs so far
        var isAmong = false;
        var head = end;         // behind the counted noun
        var reach = Math.Min(sentence.End, end + MaxToVerb);
        for (var i = end; i < reach; i++)
        {
            var word = block.Word(i);
            if (isFree && _metrics.Words.TryMatch(block.Tokens, i, out var said, out var length) && Pick(said, block, quantity) is { } byWord)
            {
                return (byWord, i, length, false, "QTY-2");
            }

            if (_metrics.Verbs.TryMatch(block.Tokens, i, out var verbs, out var verbLength) && !block.IsInDate(i) && (hasBe || isFree) && Pick(verbs, block, quantity) is { } byVerb
                && (hasBe || IsIntransitive(word) || (!(isPerfect && block.Word(i + verbLength - 1) == "out") && EndsClause(sentence, i + verbLength))))
            {
                return (byVerb, i, verbLength, false, "QTY-3");
            }

            if (_modality.Auxiliaries.Contains(word) || _modality.Adverbs.Contains(word) || (hasBe && word.EndsWith("ly", StringComparison.Ordinal)) || word is "will" or "would" or "could" or "may" or "might" or "not" or "to")
            {
                isPerfect |= word is "has" or "have" or "had";      // "had pulled out of the town": they left it
                hasBe |= word is "is" or "are" or "was" or "were" or "be" or "been" or "being";
                continue;
            }

            if (hasBe && word == "left" && i + 1 < reach && _metrics.Words.IsAt(block.Tokens, i + 1))
            {
                continue;       // "homes were left without electricity"
            }

            // "24,000 people across 68 towns were forced from their homes": where they are, counted too.
            if (isFree && i == head && word is "across" or "in" && block.QuantityAt(i + 1) is var places and >= 0)
            {
                i = block.TokensOf(block.Quantities[places].Outer).End - 1;
                continue;
            }

            if (word is "remain" or "remains" or "remained")
            {
                hasBe = true;       // "41 remain in hospital"
                continue;
            }

            // "Two women passengers died": a second noun of people belongs to the first.
            if (i == head && word.EndsWith('s') && _metrics.IsOf(word[..^1], "people"))
            {
                head = i + 1;
                continue;
            }

            if (_modality.Words.Reported.Contains(word) || (isFree && (Skipped(block, i, isFirst: i == head) is var skipped and > 0 || (i == head && (skipped = Attribute(sentence, i)) > 0)) && (i += skipped - 1) >= 0))
            {
                continue;
            }

            // "three Danes were among the 84 people killed": the whole stands between the part and its verb.
            if (isFree && Aside(sentence, i) is var close and > 0)
            {
                (i, reach) = (close, Math.Min(sentence.End, close + MaxToVerb));
                continue;
            }

            isAmong |= hasBe && word == "among";
            if (isAmong && (word is "among" or "the" || block.QuantityAt(i) >= 0))
            {
                continue;
            }

            if (isFree && word == "who" && OpensWithMetric(sentence, i + 1, quantity))
            {
                continue;       // "270,000 people who fled need help"
            }

            if (_modality.Words.QuantityStops.Contains(word) || word is "," or "and" or "or" or "(" || hasBe || block.QuantityAt(i) >= 0)
            {
                return null;
            }

            isFree = word is "people" or "others" or "more" or "of" or "them";
        }

        return null;
    }

    /// <summary>Tokens of what may stand between the counted and its verb: "from Osteria", "of those trapped", "and the driver"; 0 for none.</summary>
    private static int Skipped(BlockView block, int token, bool isFirst)
    {
        var (word, next) = (block.Word(token), block.Word(token + 1));
        if (word == "of" && next is "those" or "whom" or "the" or "his" or "her" or "its" or "their")
        {
            return next == "whom" ? 2 : 3;
        }

        if (word == "and" && isFirst && next is "the" or "a" or "an" or "his" or "her" or "its" or "their")
        {
            return 3;
        }

        if (!isFirst || word is not ("from" or "of" or "in" or "at" or "aboard" or "near"))
        {
            return 0;
        }

        var i = next == "the" ? token + 2 : token + 1;
        var first = i;
        while (i < block.Tokens.Length && (block.MentionAt(i) is not null || (block.Tokens[i].IsWord && char.IsUpper(block.Text[block.Tokens[i].Span.Start]))))
        {
            i++;
        }

        return i == first ? 0 : i - token;
    }

    /// <summary>"hundreds of square miles it has retaken".</summary>
    private (MetricDefinition, int, int, bool, string)? ActiveBehind(SentenceView sentence, QuantityMention quantity, int end)
    {
        var block = sentence.Block;
        var i = block.Word(end) is "that" or "which" ? end + 1 : end;
        var hasSubject = false;
        for (; i < Math.Min(sentence.End, end + 8); i++)
        {
            var word = block.Word(i);
            if (hasSubject && _metrics.Verbs.TryMatch(block.Tokens, i, out var verbs, out var length))
            {
                return Pick(verbs, block, quantity) is { } metric ? (metric, i, length, true, "QTY-4") : null;
            }

            if (word is "it" or "they" or "he" or "we" || block.MentionAt(i) is { Type: SubjectType.Side or SubjectType.Body })
            {
                hasSubject = true;
            }
            else if (!_modality.Auxiliaries.Contains(word) && !_modality.Adverbs.Contains(word) && word != "the" && !_predicates.ForcesNouns.Contains(word))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>"52 deaths", "cost 52 lives": the counted noun, with the verb in front of it where the noun alone says nothing.</summary>
    private (MetricDefinition, int, int, bool, string)? CountedNoun(QuantityMention quantity, string before)
    {
        var head = quantity.Noun?.Lemma ?? "";
        if (NamedBy(before, head) is { } governed)
        {
            return governed;
        }

        foreach (var modifier in quantity.Modifiers)
        {
            if (NamedBy(modifier.Lemma, head) is { } phrase)
            {
                return phrase;
            }
        }

        if (Named(head) is { } found)
        {
            return found;
        }

        foreach (var noun in quantity.MoreNouns)
        {
            if (Named(noun.Lemma) is { } further)
            {
                return further;
            }
        }

        return null;

        (MetricDefinition, int, int, bool, string)? NamedBy(string word, string noun)
        {
            Span<char> phrase = stackalloc char[MaxNounPhrase];
            return phrase.TryWrite($"{word} {noun}", out var length) ? Named(phrase[..length]) : null;
        }

        (MetricDefinition, int, int, bool, string)? Named(ReadOnlySpan<char> noun)
        {
            foreach (var metric in _metrics.Nouns.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(noun, out var named) ? named : [])
            {
                if (metric.Dimension == quantity.Value.Unit.Dimension)
                {
                    return (metric, -1, 0, false, "QTY-5");
                }
            }

            return null;
        }
    }

    /// <summary>"killed 410 soldiers and destroyed 19 tanks, 7 guns": one verb governs a list.</summary>
    private (MetricDefinition, int, int, bool, string)? InFront(SentenceView sentence, QuantityMention quantity, int first)
    {
        var block = sentence.Block;
        var unknown = 0;
        var isAnother = false;
        for (var i = first - 1; i >= sentence.First; i--)
        {
            for (var start = Math.Max(sentence.First, i - MaxPhrase + 1); start <= i; start++)
            {
                if (_metrics.Verbs.TryMatch(block.Tokens, start, out var verbs, out var length) && start + length == i + 1 && !IsPassiveAt(sentence, start, length))
                {
                    if (Pick(verbs, block, quantity) is { } metric)
                    {
                        return isAnother && metric.Classes.Contains("people") ? null : (metric, start, length, true, "QTY-1");
                    }
                }
            }

            var word = block.Word(i);
            // "Killing 12 and sending thousands into the streets": what an unknown verb does to people is no toll.
            isAnother |= word.EndsWith("ing", StringComparison.Ordinal) && word is not "including" && block.Word(i - 1) is "and" or ",";
            if (word.EndsWith("ed", StringComparison.Ordinal) && block.Word(i - 1) is "and" or "," or "or" or "also" && block.QuantityAt(i) < 0 && !(i - 2 >= sentence.First && _metrics.Verbs.IsAt(block.Tokens, i - 2)))
            {
                return null;    // "killed 12 people and forced 8,500 from their homes": another verb governs
            }

            if (block.QuantityAt(i) >= 0 || word is "," or "and" or "or" or "as" or "another" or "further" or "least" or "(" or ")" or "by" or "into" or "the" or "some" or "an" or "a" or "of" or "its" or "their" or "at" or "than"
                || _modality.Adverbs.Contains(word) || block.MentionAt(i) is { Type: SubjectType.Side })
            {
                continue;
            }

            // "killed 12 in Alden and 15 in Brook": a place of the number before.
            if (Distributed(sentence, i, block.TokensOf(quantity.Outer).End) is var opening and >= 0)
            {
                i = opening;
                continue;
            }

            if (_modality.Words.QuantityStops.Contains(word) || word is "in" or "on" or "from" or "for" or "with" or "near" || _modality.Auxiliaries.Contains(word) || ++unknown > MaxUnknown)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>
    /// The preposition of a place that ends at the token and belongs to the number in front of it; -1 for none. The number itself must have a
    /// place of its own, or two numbers of one list would seem to be of one. Days are left alone: sums of single days are no toll.
    /// </summary>
    private int Distributed(SentenceView sentence, int end, int behind)
    {
        var block = sentence.Block;
        if (!IsPlace(end) || !_modality.Words.AreaPrepositions.Contains(block.Word(behind)) || !IsPlace(behind + 1))
        {
            return -1;
        }

        var opening = block.TokensOf(block.MentionAt(end)!.Span).First - 1;
        return opening > sentence.First && _modality.Words.AreaPrepositions.Contains(block.Word(opening)) && block.HasQuantity(sentence.First, opening) ? opening : -1;

        bool IsPlace(int token) => block.MentionAt(token) is { } mention && PlaceFinder.IsPlace(mention);
    }

    /// <summary>A toll is often named far in front of its number: "the death toll in the attack on X, in which …, rose to 52".</summary>
    private (MetricDefinition, int, int, bool, string)? Heading(SentenceView sentence, QuantityMention quantity, int first)
    {
        var block = sentence.Block;
        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxToToll); i--)
        {
            if (block.Word(i) is ";")
            {
                return null;
            }

            if (block.QuantityAt(i) is var other and >= 0 && block.Quantities[other].Role == QuantityRole.Claim && !IsFormer(block, other))
            {
                if (!IsListedWith(sentence, block.Quantities[other], quantity))
                {
                    return null;
                }

                i = block.TokensOf(block.Quantities[other].Outer).First;       // "the toll stands at 860 rebels and 165 soldiers"
                continue;
            }

            // "The number of people evacuated has reached 8,000."
            if (block.Word(i) == "number" && block.Word(i + 1) == "of")
            {
                for (var at = i + 2; at < Math.Min(first, i + MaxInNumberOf); at++)
                {
                    if ((_metrics.Verbs.TryMatch(block.Tokens, at, out var counted, out var length) || _metrics.Words.TryMatch(block.Tokens, at, out counted, out length)) && Pick(counted, block, quantity) is { } byParticiple)
                    {
                        return (byParticiple, at, length, true, Headed);
                    }

                    if (Pick(NamedByPlural(block.Word(at)), block, quantity) is { } byNoun)
                    {
                        return (byNoun, at, 1, true, Headed);       // "the number of fatalities"
                    }
                }
            }

            if (_metrics.Before.TryMatch(block.Tokens, i, out var said, out var words) && Pick(said, block, quantity) is { } metric)
            {
                return (metric, i, words, true, Headed);
            }
        }

        return null;
    }

    /// <summary>"Deaths from cholera have reached <b>333</b>", "injuries rose to 40": what is counted is the subject.</summary>
    private (MetricDefinition, int, int, bool, string)? Reached(SentenceView sentence, QuantityMention quantity, int first)
    {
        var block = sentence.Block;
        var verb = block.Word(first - 1) is "to" or "at" or "past" ? first - 2 : first - 1;
        if (quantity.Noun is not null || !_modality.Words.Changes.Contains(block.Word(verb)) && block.Word(verb) is not ("reached" or "reach" or "hit" or "passed" or "topped" or "totalled" or "totaled" or "stood" or "stand" or "stands"))
        {
            return null;
        }

        for (var i = verb - 1; i >= Math.Max(sentence.First, verb - MaxInNumberOf) && (block.Tokens[i].IsWord || block.Word(i) is "-"); i--)
        {
            if (Pick(NamedByPlural(block.Word(i)), block, quantity) is { } metric)
            {
                return (metric, -1, 0, false, Headed);
            }
        }

        return null;
    }

    /// <summary>"Fatalities", "deaths".</summary>
    private ImmutableArray<MetricDefinition> NamedByPlural(string word) =>
        word is [.. var stem, 's'] ? _metrics.Nouns.GetValueOrDefault(stem.EndsWith("ie", StringComparison.Ordinal) ? stem[..^2] + "y" : stem, []) : [];

    /// <summary>"A litre of petrol (unleaded) costs <b>300 shillings</b>": what a watch list calls it, in front of the number in its clause.</summary>
    private (MetricDefinition, int, int, bool, string)? Named(SentenceView sentence, QuantityMention quantity, int first)
    {
        var block = sentence.Block;
        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxToTerm); i--)
        {
            if (_metrics.Terms.TryMatch(block.Tokens, i, out var said, out var words) && i + words <= first && Pick(said, block, quantity) is { } metric)
            {
                return (metric, i, words, true, Headed);
            }

            // Another clause, or another number that the word may be of.
            if (block.Word(i) is "," or ";" or "and" or "but" or "while" or "or" || (block.QuantityAt(i) is var other and >= 0 && block.Quantities[other].Value.Unit.Dimension == quantity.Value.Unit.Dimension))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>"Counted <b>1,020 destroyed homes</b>", "recorded 30 injured people": buildings, and people whom somebody counted; who treats or moves 30 wounded people tells of some.</summary>
    private (MetricDefinition, int, int, bool, string)? Participle(SentenceView sentence, QuantityMention quantity, int first)
    {
        var block = sentence.Block;
        var isCounted = Enumerable.Range(first - MaxHedge, MaxHedge).Any(i => i >= sentence.First && block.Word(i) is "counted" or "recorded" or "registered" or "listed" or "confirmed" or "documented");
        foreach (var modifier in quantity.Modifiers)
        {
            var at = block.TokensOf(modifier.Span).First;
            if (_metrics.Verbs.TryMatch(block.Tokens, at, out var said, out var length) && length == 1 && block.Word(at).EndsWith("ed", StringComparison.Ordinal)
                && Pick(said, block, quantity) is { } metric && (metric.ByObject || isCounted))
            {
                return (metric, -1, 0, false, "QTY-5");
            }
        }

        return null;
    }

    private (MetricDefinition, int, int, bool, string)? ByDimension(QuantityMention quantity) =>
        quantity.Value.Unit.Dimension == Dimension.Magnitude && _metrics.All.FirstOrDefault(metric => metric.Dimension == Dimension.Magnitude) is { } metric
            ? (metric, -1, 0, false, "QTY-7") : null;

    /// <summary>"Two Danes", "10,000 Osterians": a nationality that is counted is people.</summary>
    private static bool IsDemonym(BlockView block, QuantityMention quantity) =>
        quantity.Noun is { Lemma.Length: > 3 } noun && char.IsUpper(block.Text[noun.Span.Start])
        && (noun.Lemma.EndsWith("an", StringComparison.Ordinal) || noun.Lemma.EndsWith("ese", StringComparison.Ordinal)
            || block.MentionAt(block.TokensOf(noun.Span).First) is { Type: SubjectType.Side });

    /// <summary>"270,000 Rohingya": a name in the singular that is counted is a people's.</summary>
    private bool IsPeople(BlockView block, QuantityMention quantity) =>
        quantity.Noun is { Lemma.Length: > 3 } noun && quantity.Value.Unit.Dimension == Dimension.Count && _metrics.ClassesOf(noun.Lemma).IsEmpty && char.IsUpper(block.Text[noun.Span.Start]) && block.MentionAt(block.TokensOf(noun.Span).First) is null && quantity.Value.Stated > 1;

    private MetricDefinition? Pick(ImmutableArray<MetricDefinition> metrics, BlockView block, QuantityMention quantity)
    {
        if (quantity.Value is { Unit.Dimension: Dimension.Count, Point: { } value } && value != decimal.Truncate(value))
        {
            return null;        // "a quake measured at 7.2 killed": nobody counts in parts
        }

        var isSuspect = quantity.Suspects.Any(suspect => suspect.Kind == SuspectKind.UnitSuspectArea);
        foreach (var metric in metrics)
        {
            var dimension = quantity.Value.Unit.Dimension;
            if (metric.AlsoLength && dimension == Dimension.Length && !isSuspect)
            {
                continue;
            }

            if (_metrics.Admits(metric, dimension, quantity.Noun?.Lemma) || AdmitsMore(metric, quantity) || (IsDemonym(block, quantity) && (_metrics.Admits(metric, dimension, "person") || _metrics.Admits(metric, dimension, "soldier")))
                || (IsPeople(block, quantity) && metric.Classes.Contains("people") && _metrics.Admits(metric, dimension, "person")))
            {
                return metric;
            }
        }

        return null;
    }

    private bool AdmitsMore(MetricDefinition metric, QuantityMention quantity)
    {
        foreach (var noun in quantity.MoreNouns)
        {
            if (_metrics.Admits(metric, quantity.Value.Unit.Dimension, noun.Lemma))
            {
                return true;
            }
        }

        return false;
    }
}
