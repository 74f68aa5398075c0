using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>A metric that no ontology names: the noun phrase that is counted and the word that says what happened to it.</summary>
/// <param name="Metric">Made for this quantity; its id joins noun and event, so that only the same words are ever compared.</param>
/// <param name="Verb">Token of the event's word, -1 when there is none.</param>
/// <param name="IsBefore">The event's word stands before the quantity.</param>
internal readonly record struct OpenMetric(MetricDefinition Metric, int Verb, bool IsBefore);

/// <summary>
/// Reads what a quantity is of where no metric knows it ("recovered ten rifles", "a speed limit of 30 mph"). Such claims are kept at low
/// confidence: they answer a later text that says the same thing, and no mail is sent for them.
/// </summary>
internal sealed class OpenMetricReader(MetricTable metrics, ModalityLexicon modality)
{
    private const int MaxWordsBetween = 4;
    private const int MaxTopicWords = 2;
    private const int MaxToLimit = 8;

    /// <summary>Tokens of ", including women, children and the elderly".</summary>
    private const int MaxAside = 14;

    /// <summary>Shorter pieces are labels of pictures and maps.</summary>
    private const int MinSentenceWords = 5;

    /// <summary>Room for most nouns with their adjectives.</summary>
    private const int LettersOfPhrase = 64;

    public OpenMetric? Find(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(quantity.Outer);
        if (quantity.Value.Hedge is Hedge.Indefinite or Hedge.Vague || IsHeadless(quantity) || IsYear(block, quantity) || IsName(sentence, quantity)
            || sentence.End - sentence.First < MinSentenceWords)
        {
            return null;
        }

        var (verb, isBefore) = Event(sentence, first, end);
        return quantity.Value.Unit.Dimension switch
        {
            Dimension.Count => Counted(block, quantity, verb, isBefore),
            // "Half" and "nearly all" of something are no measurements.
            Dimension.Ratio when quantity.Value is { Hedge: Hedge.Exact, Unit.Id: "1" } or { Stated: 1, Unit.Id: "1" } => null,
            Dimension.Ratio when Move(sentence, first) is { } move => Made(move, move, quantity, -1, false),
            Dimension.Ratio => Made($"share{Topic(sentence, end)}", "share", quantity, -1, false),
            Dimension.Speed => IsLimit(sentence, first, end) ? Made("speed limit", "speed limit", quantity, -1, false) : Made("speed", "speed", quantity, -1, false),
            Dimension.Length when IsLabel(block, first, end) => null,
            Dimension.Length => Made(Extent(block.Word(end)), Extent(block.Word(end)), quantity, -1, false),
            Dimension.Currency => Made($"amount{Topic(sentence, end)}", $"amount{Topic(sentence, end)}{Said(block, verb)}", quantity, verb, isBefore),
            Dimension.Mass or Dimension.Volume when quantity.Noun is { Lemma.Length: > 0 } noun => Made("quantity", Phrase(block, quantity, noun) + Said(block, verb), quantity, verb, isBefore),
            _ => null,
        };
    }

    /// <summary>"200 FEET": the scale of a map or drawing.</summary>
    private static bool IsLabel(BlockView block, int first, int end)
    {
        var hasWord = false;
        for (var i = first; i < end; i++)
        {
            if (block.Tokens[i].IsWord)
            {
                var span = block.Tokens[i].Span;
                if (span.Length <= 2 || !IsUpper(span.Of(block.Text)))
                {
                    return false;
                }

                hasWord = true;
            }
        }

        return hasWord;
    }

    private static bool IsUpper(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>"Out of 90 men, <b>26</b> were left", "31 patients were brought by boat, <b>seven others</b> came on foot", "58 graves, <b>25</b> of which were unmarked": counts what the number before counts.</summary>
    public QuantityMention OfItsWhole(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var (_, end) = block.TokensOf(quantity.Outer);
        if (!IsHeadless(quantity) || quantity.Value.Unit.Dimension != Dimension.Count || LastBefore(sentence, quantity) is not { Noun: { Lemma.Length: > 0 } noun } whole)
        {
            return quantity;
        }

        var isRest = quantity.Noun is { Lemma: "other" } && (metrics.IsOf(noun.Lemma, "people") || metrics.IsOf(noun.Lemma, "personnel"));
        var isShare = quantity.Noun is null or { Lemma.Length: 0 } && (IsWhole(block, whole) || (block.Word(end) == "of" && block.Word(end + 1) is "which" or "whom"));
        return isRest || isShare ? quantity with { Noun = noun, Modifiers = whole.Modifiers, IsNounCopied = true } : quantity;
    }

    /// <summary>The whole that the sentence has named before the number, else the last number before it; null where no comma parts the two.</summary>
    private static QuantityMention? LastBefore(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        QuantityMention? last = null, whole = null;
        foreach (var other in block.Quantities)
        {
            if (other.Outer.End <= quantity.Outer.Start && sentence.Span.Contains(other.Outer))
            {
                last = other;
                whole = other.Noun is not null && IsWhole(block, other) ? other : whole;
            }
        }

        last = whole ?? last;
        return last is not null && block.HasWord(block.TokensOf(last.Outer).End, block.TokensOf(quantity.Outer).First, static word => word is ",") ? last : null;
    }

    /// <summary>"Out of 90 men", "of the 1,500 members", "a platoon of 22 men": the whole that others are counted from.</summary>
    private static bool IsWhole(BlockView block, QuantityMention quantity)
    {
        var (first, _) = block.TokensOf(quantity.Outer);
        return (block.Word(first - 1) == "of" && block.Word(first - 2) is "out" or "strength" or "force" or "platoon" or "company" or "squad" or "battalion" or "brigade" or "regiment" or "garrison" or "crew")
            || (block.Word(first - 1) == "the" && block.Word(first - 2) == "of");
    }

    /// <summary>The way a share went: "rose more than 10 percent"; null when it is a level.</summary>
    private static string? Move(SentenceView sentence, int first)
    {
        var i = sentence.Block.Word(first - 1) is "by" or "about" ? first - 2 : first - 1;
        return sentence.Block.Word(i) switch
        {
            "rose" or "rises" or "rise" or "risen" or "rallied" or "rallies" or "jumped" or "climbed" or "gained" or "increased" or "up" or "grew" => "rise",
            "fell" or "falls" or "fall" or "fallen" or "dropped" or "declined" or "decreased" or "down" or "shrank" => "fall",
            _ => null,
        };
    }

    /// <summary>"Its 1991 borders".</summary>
    private static bool IsYear(BlockView block, QuantityMention quantity)
    {
        var digits = block.Text.AsSpan(quantity.Core.Start, Math.Min(4, quantity.Core.Length));
        return quantity.Value is { Hedge: Hedge.Exact, Stated: >= 1900 and < 2100 } && digits.Length == 4 && !digits.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>A capital inside of a sentence makes the noun a name: "40 Jane Doe/Agency".</summary>
    private static bool IsName(SentenceView sentence, QuantityMention quantity) =>
        quantity.Noun is { Lemma.Length: > 0 } noun && noun.Span.Start > sentence.Span.Start + 1 && char.IsUpper(sentence.Block.Text[noun.Span.Start])
        && !noun.Lemma.EndsWith("an", StringComparison.Ordinal) && quantity.Value.Unit.Dimension == Dimension.Count;

    private bool IsHeadless(QuantityMention quantity) =>
        quantity.Value.Unit.Dimension == Dimension.Count && (quantity.Noun is not { Lemma.Length: > 0 } noun || modality.Words.EmptyNouns.Contains(noun.Lemma));

    private OpenMetric? Counted(BlockView block, QuantityMention quantity, int verb, bool isBefore)
    {
        var noun = quantity.Noun!.Value;
        var isPeople = metrics.IsOf(noun.Lemma, "people") || metrics.IsOf(noun.Lemma, "personnel");
        if (isPeople && IsWhole(block, quantity))
        {
            return Made("strength", "strength", quantity, -1, false);
        }

        var isLoose = quantity.Value is { Hedge: Hedge.Exact, Stated: <= 2 };
        return isLoose && (verb < 0 || quantity.Value.Stated < 2) || (verb < 0 && isPeople) ? null : Made("count", Phrase(block, quantity, noun) + Said(block, verb), quantity, verb, isBefore);
    }

    private static OpenMetric Made(string kind, string name, QuantityMention quantity, int verb, bool isBefore) =>
        new(
            new MetricDefinition { Id = Predicate.OpenMetric(kind == name ? kind : $"{kind}:{name}").Id, Name = name, Kind = MetricKind.Snapshot, Dimension = quantity.Value.Unit.Dimension },
            verb, isBefore);

    /// <summary>The participle behind the quantity ("rifles were recovered", "residents sheltering"), else the verb before it.</summary>
    private (int Verb, bool IsBefore) Event(SentenceView sentence, int first, int end)
    {
        var block = sentence.Block;
        end = block.Word(end) == "of" && block.Word(end + 1) is "which" or "whom" ? end + 2 : BehindAside(sentence, end);
        for (var i = end; i < Math.Min(sentence.End, end + MaxWordsBetween); i++)
        {
            if (IsVerbal(block, i))
            {
                return (i, false);
            }

            if (!IsSkipped(block.Word(i)))
            {
                break;
            }
        }

        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxWordsBetween); i--)
        {
            if (IsVerbal(block, i))
            {
                return (i, true);
            }

            if (!IsSkipped(block.Word(i)) && block.Word(i) is not ("with" or "the" or "a" or "in" or "“" or "\"" or "of" or "its" or "their" or "some" or "up"))
            {
                break;
            }
        }

        return (-1, false);
    }

    /// <summary>"Civilians, <b>including women, children and the elderly</b> were sheltering": the auxiliary behind the aside; the same token where there is none.</summary>
    private int BehindAside(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        if (block.Word(token) != "," || block.Word(token + 1) is not ("including" or "among" or "mostly" or "mainly" or "many"))
        {
            return token;
        }

        for (var i = token + 2; i < Math.Min(sentence.End, token + MaxAside); i++)
        {
            if (modality.Auxiliaries.Contains(block.Word(i)))
            {
                return i;
            }

            if (block.QuantityAt(i) >= 0 || block.Word(i) is "who" or "which" or "that" or ";")
            {
                break;
            }
        }

        return token;
    }

    private bool IsSkipped(string word) => modality.Auxiliaries.Contains(word) || modality.Adverbs.Contains(word);

    private bool IsVerbal(BlockView block, int token)
    {
        var word = block.Word(token);
        return block.Tokens[token].IsWord && !IsSkipped(word) && block.MentionAt(token) is null
            && (modality.Words.IrregularParticiples.Contains(word) || (word.Length > 4 && (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal))));
    }

    private static string Said(BlockView block, int verb) => verb < 0 ? "" : " " + block.Word(verb);

    /// <summary>The noun as written with its adjectives, without number, hedge and nationality: "armoured vehicles".</summary>
    public static string Phrase(BlockView block, QuantityMention quantity, QuantityNoun noun)
    {
        var (first, end) = block.TokensOf(noun.Span);
        var (modifierFirst, _) = quantity.Modifiers.IsEmpty || quantity.IsNounCopied ? (first, end) : block.TokensOf(quantity.Modifiers[0].Span);
        using var words = new RentedList<char>(LettersOfPhrase);
        for (var i = Math.Min(first, modifierFirst); i < end; i++)
        {
            if (block.Tokens[i].IsWord && block.MentionAt(i) is null && !block.IsInDate(i))
            {
                if (words.Count > 0)
                {
                    words.Add(' ');
                }

                block.Word(i).CopyTo(words.Extend(block.Word(i).Length));
            }
        }

        return words.Count > 0 ? WordPool.Get(words.Items) : noun.Lemma;
    }

    /// <summary>What a share or an amount is of: the next words behind "of" or "in".</summary>
    private static string Topic(SentenceView sentence, int end)
    {
        var block = sentence.Block;
        if (block.Word(end) is not ("of" or "in"))
        {
            return "";
        }

        var words = new List<string>();
        for (var i = end + 1; i < sentence.End && words.Count < MaxTopicWords && block.Tokens[i].IsWord; i++)
        {
            if (block.Word(i) is not ("the" or "its" or "their" or "his" or "her" or "all" or "a" or "an" or "s"))
            {
                words.Add(block.Word(i));
            }
        }

        return words.Count == 0 ? "" : " of " + string.Join(' ', words);
    }

    private static bool IsLimit(SentenceView sentence, int first, int end)
    {
        for (var i = Math.Max(sentence.First, first - MaxToLimit); i < Math.Min(sentence.End, end + 3); i++)
        {
            if (sentence.Block.Word(i) is "limit" or "limits" or "zone" or "maximum" or "permitted" or "allowed")
            {
                return true;
            }
        }

        return false;
    }

    private static string Extent(string behind) => behind switch
    {
        "long" or "of" => "length",
        "high" or "tall" => "height",
        "deep" => "depth",
        "wide" => "width",
        _ => "distance",
    };
}
