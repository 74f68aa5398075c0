using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;

namespace Watcher.Claims.Extraction;

/// <summary>Gives each quantity its metric: the event its verb or noun names, and the class of what is counted (quantities.md 5).</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>Tokens between "its" and the forces: "its elite fighters".</summary>
    private const int MaxToForces = 3;

    private const int MaxToVerb = 12;

    /// <summary>The rule of numbers whose metric is named in front: "the death toll rose to 52".</summary>
    private const string Headed = "QTY-6";

    /// <summary>Tokens of what may stand between commas behind a number.</summary>
    private const int MaxAside = 16;
    private const int MaxUnknown = 2;

    /// <summary>Tokens of the longest phrase in front of a number: "to a depth of".</summary>
    private const int MaxPhrase = 4;
    private const int MaxToToll = 28;

    /// <summary>Tokens of "about" and its like between "to" and a number.</summary>
    private const int MaxHedge = 3;

    /// <summary>Tokens between "lowered" and "from 38 to 35".</summary>
    private const int MaxToChange = 14;

    /// <summary>Tokens of "number of people who were evacuated".</summary>
    private const int MaxInNumberOf = 7;

    /// <summary>Tokens between a part and "among the" whole.</summary>
    private const int MaxToWhole = 10;

    /// <summary>Below what is mailed: nobody watches such a metric, and its name is only the text's own words.</summary>
    private const double OpenConfidence = 0.5;

    private readonly MetricTable _metrics;
    private readonly ModalityLexicon _modality;
    private readonly VerbGroupReader _verbs;
    private readonly ActorFinder _actors;
    private readonly PredicateTable _predicates;
    private readonly OpenMetricReader _open;
    private readonly CueLexicon _cues;

    public QuantityClaimReader(ClaimRules rules)
    {
        _metrics = rules.Metrics;
        _modality = rules.Modality;
        _predicates = rules.Predicates;
        _cues = rules.Cues;
        _open = new OpenMetricReader(rules.Metrics, rules.Modality);
        _verbs = new VerbGroupReader(rules.Modality);
        _actors = new ActorFinder(rules.Predicates, rules.Cues, rules.Modality);
    }

    public void Read(SentenceView sentence, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused)
    {
        var block = sentence.Block;
        if (block.Quantities.IsEmpty)
        {
            return;
        }

        var previous = Former(sentence, drafts);
        Dictionary<int, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)>? metrics = null;
        for (var number = 0; number < block.Quantities.Length; number++)
        {
            var quantity = InList(sentence, number, OfThings(block, WithoutEvent(block.Quantities[number])));
            if (!sentence.Span.Contains(quantity.Core) || IsSecondRendering(block, number))
            {
                continue;
            }

            if (quantity.Value.Hedge == Hedge.Vague)
            {
                continue;       // "many villages" is no number to claim
            }

            if (IsFormer(block, number))
            {
                Refuse(quantity, null, "former-value");
                continue;
            }

            if (IsDifference(block, quantity) || (IsOfTheWhole(sentence, quantity) && Behind(sentence, quantity, block.TokensOf(quantity.Outer).End) is null))
            {
                Refuse(quantity, null, IsDifference(block, quantity) ? "difference" : "part");
                continue;
            }

            if (quantity.Role != QuantityRole.Claim)
            {
                Refuse(quantity, null, $"role-{quantity.Role.ToString().ToLowerInvariant()}");
                continue;
            }

            if (Find(sentence, quantity, quantity.PartOf is { } whole && metrics is not null && metrics.TryGetValue(whole, out var ofWhole) ? ofWhole : null) is { } found)
            {
                (metrics ??= [])[number] = found;
                previous = Draft(sentence, quantity, found, context, previous);
                drafts.Add(previous);
            }
            else if (_open.Find(sentence, quantity) is { } open)
            {
                var draft = Draft(sentence, quantity, (open.Metric, open.Verb, 1, open.IsBefore, "QTY-8"), context, previous);
                drafts.Add(draft with { Confidence = OpenConfidence });
            }
            else
            {
                Refuse(quantity, null, "no-metric");
            }
        }

        void Refuse(QuantityMention quantity, string? metric, string refiner) =>
            refused.Add(new RefusedClaim(quantity.Outer, block.Text[quantity.Outer.Start..quantity.Outer.End], metric, refiner));
    }

    /// <summary>"1,774 deaths, with 2,487 injured": a noun that names an event is no noun of the number that borrows it.</summary>
    private QuantityMention WithoutEvent(QuantityMention quantity) =>
        quantity is { IsNounCopied: true, Noun: { } noun } && _metrics.Nouns.ContainsKey(noun.Lemma) ? quantity with { Noun = null, Modifiers = [], IsNounCopied = false } : quantity;

    /// <summary>"Rose from 38 to 45": the first of the two is what it was before.</summary>
    private bool IsFormer(BlockView block, int number)
    {
        var (first, end) = block.TokensOf(block.Quantities[number].Outer);
        if (block.Word(first - 1) != "from" || block.Word(end) != "to" || number + 1 >= block.Quantities.Length || block.TokensOf(block.Quantities[number + 1].Outer).First > end + MaxHedge)
        {
            return false;
        }

        for (var i = first - 2; i >= Math.Max(0, first - MaxToChange) && block.Word(i) is not ("." or ";" or "!" or "?"); i--)
        {
            if (_modality.Words.Changes.Contains(block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSecondRendering(BlockView block, int number)
    {
        for (var i = 0; i < number; i++)
        {
            if (block.Quantities[number].GroupId is { } group && block.Quantities[i].GroupId == group)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The metric and the token of the verb or noun that names the event (-1 when the counted noun does).</summary>
    private (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? Find(
        SentenceView sentence, QuantityMention quantity, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? whole)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(quantity.Outer);
        return Counting(sentence, quantity, first) ?? Within(quantity, block, first, end) ?? Behind(sentence, quantity, end) ?? CountedNoun(quantity) ?? Part(quantity, whole, block) ?? ActiveBehind(sentence, quantity, end) ?? InFront(sentence, quantity, first)
            ?? Heading(sentence, quantity, first) ?? Shared(sentence, quantity, end) ?? ByDimension(quantity);
    }

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
        if (closing is null || (closing == "," && !(block.Word(token + 1) is "including" or "among" or "most" or "mostly" or "mainly" or "many" or "some" or "all" or "half" or "at" or "both" or "nearly"
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
        Enumerable.Range(token, 4).Any(i => block.Word(i) == "of" && block.Word(i + 1) is "them" or "whom");

    /// <summary>"… were killed", "52 dead", "8,000 injured", "40 km from the border".</summary>
    private (MetricDefinition, int, int, bool, string)? Behind(SentenceView sentence, QuantityMention quantity, int end)
    {
        var block = sentence.Block;
        var hasBe = false;
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

            if (_metrics.Verbs.TryMatch(block.Tokens, i, out var verbs, out var verbLength) && (hasBe || isFree) && Pick(verbs, block, quantity) is { } byVerb
                && (hasBe || IsIntransitive(word) || EndsClause(sentence, i + verbLength)))
            {
                return (byVerb, i, verbLength, false, "QTY-3");
            }

            if (_modality.Auxiliaries.Contains(word) || _modality.Adverbs.Contains(word) || (hasBe && word.EndsWith("ly", StringComparison.Ordinal)) || word is "will" or "would" or "could" or "may" or "might" or "not" or "to")
            {
                hasBe |= word is "is" or "are" or "was" or "were" or "be" or "been" or "being";
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

    private (MetricDefinition, int, int, bool, string)? CountedNoun(QuantityMention quantity)
    {
        var head = quantity.Noun?.Lemma ?? "";
        foreach (var modifier in quantity.Modifiers)
        {
            if (Named($"{modifier.Lemma} {head}") is { } phrase)
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

        (MetricDefinition, int, int, bool, string)? Named(string noun)
        {
            foreach (var metric in _metrics.Nouns.GetValueOrDefault(noun, []))
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
        for (var i = first - 1; i >= sentence.First; i--)
        {
            for (var start = Math.Max(sentence.First, i - MaxPhrase + 1); start <= i; start++)
            {
                if (_metrics.Verbs.TryMatch(block.Tokens, start, out var verbs, out var length) && start + length == i + 1 && !IsPassiveAt(sentence, start, length))
                {
                    if (Pick(verbs, block, quantity) is { } metric)
                    {
                        return (metric, start, length, true, "QTY-1");
                    }
                }
            }

            var word = block.Word(i);
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
        return opening > sentence.First && _modality.Words.AreaPrepositions.Contains(block.Word(opening)) && Enumerable.Range(sentence.First, opening - sentence.First).Any(token => block.QuantityAt(token) >= 0) ? opening : -1;

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
                }
            }

            if (_metrics.Before.TryMatch(block.Tokens, i, out var said, out var words) && Pick(said, block, quantity) is { } metric)
            {
                return (metric, i, words, true, Headed);
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

            if (_metrics.Admits(metric, dimension, quantity.Noun?.Lemma) || AdmitsMore(metric, quantity) || (IsDemonym(block, quantity) && (_metrics.Admits(metric, dimension, "person") || _metrics.Admits(metric, dimension, "soldier"))))
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

    private Draft Draft(
        SentenceView sentence, QuantityMention quantity, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule) found, ArticleContext context, Draft? previous)
    {
        var block = sentence.Block;
        var metric = found.Metric;
        var speaker = context.SideAt(quantity.Core);
        var group = found.Verb >= 0 ? _verbs.Read(sentence, found.Verb, found.Length, isState: false) : null;
        var actor = group is null ? null
            : found.IsBefore ? _actors.Subject(sentence, group.First, context.Sides, speaker)
            : _actors.Agent(sentence, found.Verb + found.Length, "by", 8, context.Sides, speaker);
        if (actor is null && metric.Dimension == Dimension.Length)
        {
            actor = _actors.Subject(sentence, block.TokensOf(quantity.Outer).First, context.Sides, speaker);
        }

        // "The worst earthquake to hit Vera, killing 21 people": no land kills by an earthquake.
        if (actor is { IsForces: false, Actor.Side: not null } && metric.Dimension == Dimension.Count && ArticleSetting.OneOff(block, _metrics, sentence.First, sentence.End) is not null)
        {
            actor = null;
        }

        group = found.Rule == Headed ? Linking(sentence, quantity) : group;
        var isOwn = metric.Own || (found.Verb >= 0 && block.Word(found.Verb).StartsWith("los", StringComparison.Ordinal));
        var side = (metric.Dimension, metric.Classes) switch
        {
            // "of Russian-held territory" tells whose it was; the metric is of who took it.
            (Dimension.Area or Dimension.Length, _) => actor?.Actor.Side,
            (_, ["settlement", ..]) => actor?.Actor.Side,
            _ when SideOfCounted(block, quantity) is { } counted => counted,
            _ when OwnForces(block, quantity) is { IsSpeakers: true } => speaker,
            _ when isOwn => actor?.Actor.Side,
            _ when metric.ByObject => context.Sides.EnemyOf(actor?.Actor.Side) ?? (previous?.Sentence == sentence ? previous.Scope.Side : null) ?? context.Sides.EnemyOf(speaker),
            _ => null,
        };
        var (period, hasPeriod) = Period(sentence, quantity);
        if (!hasPeriod && period.IsUnknown && DailyGain.Of(sentence, quantity, metric, found.Verb, group, context.SpeakersAt(quantity.Core)) is { } day)
        {
            (period, hasPeriod) = (day, true);
        }

        var (area, happened) = Where(sentence, quantity, metric, context.Setting);
        var behind = block.TokensOf(quantity.Outer).End;
        var target = metric.HasTarget ? QuantityTarget.Of(sentence, Math.Max(found.Verb, behind))
            : area is null && (metric.Dimension == Dimension.Area || metric.Classes.Contains("settlement")) ? QuantityTarget.Region(sentence, behind) : null;
        area = area?.Id?.Value == target ? null : area;      // "within 5 km of X": not in X
        var rules = ImmutableArray.Create(found.Rule);
        return new Draft
        {
            Sentence = sentence,
            Highlight = quantity.Outer,
            Kind = ClaimKind.Quantity,
            Predicate = new Predicate(metric.Id),
            Subject = new ClaimSubject { Type = SubjectType.Metric, Id = new SubjectId(metric.Id), Name = Name(metric, block, quantity) },
            Actor = actor?.Actor,
            Target = target,
            Scope = new Scope { Side = side, Object = ObjectOf(metric, block, quantity), Area = area, Event = happened, Period = period },
            Quantity = quantity,
            Aggregation = quantity.Aggregation != QuantityAggregation.Unknown && !IsAnotherOutcome(sentence, quantity, metric, previous) ? quantity.Aggregation
                : hasPeriod ? QuantityAggregation.Period
                : metric.Kind == MetricKind.Cumulative ? QuantityAggregation.Cumulative : QuantityAggregation.PointInTime,
            Polarity = group?.Polarity ?? Polarity.Positive,
            Modality = IsToldBefore(sentence, quantity) ? Modality.Past : group?.Modality,
            Confidence = sentence.Block.Block.Kind is BlockKind.Headline or BlockKind.Heading or BlockKind.Caption ? 0.6 : 0.9,
            Rules = group is null ? rules : [.. rules, .. group.Rules],
        };
    }

    /// <summary>"The number of deaths could reach 18,000", "is expected to exceed 18,000": the verb in front of the number tells whether it is so.</summary>
    private VerbGroup Linking(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var verb = block.TokensOf(quantity.Outer).First;
        if (!block.Word(verb).StartsWith("exceed", StringComparison.Ordinal) && block.Word(verb) is not ("top" or "surpass" or "pass"))
        {
            do
            {
                verb--;
            }
            while (verb > sentence.First && (block.Word(verb) is "to" or "at" or "past" or "above" or "beyond" or "by" or "as" or "high" || _modality.Adverbs.Contains(block.Word(verb)) || block.IsInDate(verb)));
        }

        return _verbs.Read(sentence, Math.Max(verb, sentence.First), 1, isState: false);
    }

    /// <summary>The last number of the sentence before, across paragraphs: "… killed 120. A further 100 were injured."</summary>
    private static Draft? Former(SentenceView sentence, List<Draft> drafts) =>
        drafts.FindLast(draft => draft.Kind == ClaimKind.Quantity) is { } last && last.Sentence == (sentence.Previous ?? sentence.Block.Before) ? last : null;

    /// <summary>"Killing five and injuring another 40": the 40 are more people, of another metric, and its whole toll.</summary>
    private static bool IsAnotherOutcome(SentenceView sentence, QuantityMention quantity, MetricDefinition metric, Draft? previous) =>
        quantity is { Aggregation: QuantityAggregation.Increment, Change: QuantityChange.Increase }
        && previous is { Quantity: { } first } && previous.Predicate.Id != metric.Id && first.Outer.Start < quantity.Outer.Start && first.Change == QuantityChange.Level
        && sentence.Block.Word(sentence.Block.TokensOf(quantity.Core).First - 1) is "another" or "other" or "others" or "further";

    /// <summary>"Russian" of "52,650 Russian soldiers", also where the noun was copied.</summary>
    private static SubjectId? SideOfCounted(BlockView block, QuantityMention quantity)
    {
        var (first, end) = block.TokensOf(quantity.Outer);
        if (quantity.Noun is { } noun)
        {
            var (nounFirst, nounEnd) = block.TokensOf(noun.Span);
            if (quantity.IsNounCopied)
            {
                (first, end) = (Math.Max(0, nounFirst - 2), nounEnd);
            }
            else
            {
                end = Math.Max(end, nounEnd);
            }
        }

        for (var i = first; i < end; i++)
        {
            if (block.MentionAt(i) is { Type: SubjectType.Side } side && (!quantity.IsNounCopied || block.QuantityAt(i) >= 0))
            {
                return side.Subject;
            }
        }

        return null;
    }

    /// <summary>"12 of its soldiers", "30 of the group's fighters": forces are counted, and the speaker's own where he says "his". Null for no such words.</summary>
    private (string Noun, bool IsSpeakers)? OwnForces(BlockView block, QuantityMention quantity)
    {
        var of = block.TokensOf(quantity.Outer).End;
        if (block.Word(of) != "of" || block.Word(of + 1) is not ("its" or "their" or "his" or "her" or "our" or "the"))
        {
            return null;
        }

        for (var i = of + 2; i < of + 2 + MaxToForces; i++)
        {
            var word = block.Word(i);
            if (_metrics.IsOf(word, "personnel") || (word.EndsWith('s') && _metrics.IsOf(word[..^1], "personnel")))
            {
                return (word, block.Word(of + 1) != "the");
            }
        }

        return null;
    }

    /// <summary>A metric of many kinds of things is named by the thing, in the words of the text: "armoured vehicles destroyed".</summary>
    private static string Name(MetricDefinition metric, BlockView block, QuantityMention quantity) =>
        metric.ByObject && quantity.Noun is { Lemma.Length: > 0 } noun ? $"{OpenMetricReader.Phrase(block, quantity, noun)} {(metric.Forms.Contains(metric.Name) ? metric.Name : metric.Name.Split(' ')[^1])}" : metric.Name;

    private string? ObjectOf(MetricDefinition metric, BlockView block, QuantityMention quantity)
    {
        if (metric.Counts is not null || metric.Dimension == Dimension.Area)
        {
            return metric.Counts ?? "territory";
        }

        var lemma = quantity.Noun?.Lemma;
        if (lemma is null or "" || metric.Nouns.Contains(lemma))
        {
            return OwnForces(block, quantity) is not null ? "soldier" : metric.Classes.Contains("people") ? "person" : null;
        }

        if (IsDemonym(block, quantity))
        {
            return IsPartOfMore(block, quantity) ? lemma : "person";
        }

        var classes = _metrics.ClassesOf(lemma);
        if (!classes.Contains("personnel") && metric.Classes.Contains("people") && quantity.Noun is { } counted && CountryOf(block, counted) is { } country)
        {
            return $"{lemma} from {country}";       // a part of the toll, never to be set against the whole
        }

        return classes.Contains("settlement") ? "settlement" : classes.Contains("personnel") ? "soldier" : lemma is "people" or "other" or "more" ? "person" : lemma;
    }

    /// <summary>"Two children from Oster".</summary>
    private static SubjectId? CountryOf(BlockView block, QuantityNoun noun)
    {
        var from = block.TokensOf(noun.Span).End;
        return block.Word(from) == "from" && block.MentionAt(from + 1) is { Type: SubjectType.Side } country ? country.Subject : null;
    }

    /// <summary>"Three Osterians were among the 44 people killed": a part of the toll, never to be set against the whole.</summary>
    private static bool IsPartOfMore(BlockView block, QuantityMention quantity)
    {
        var end = block.TokensOf(quantity.Outer).End;
        for (var i = end; i < Math.Min(block.Tokens.Length, end + MaxToWhole); i++)
        {
            if (block.Word(i) is "." or ";" or "!" or "?")
            {
                return false;
            }

            if (block.Word(i) == "among" && Enumerable.Range(i + 1, 2).Any(next => next < block.Tokens.Length && block.QuantityAt(next) >= 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The time that the quantity covers, and whether it has an end.</summary>
    internal static (WallInterval Period, bool IsClosed) Period(SentenceView sentence, QuantityMention quantity)
    {
        foreach (var date in sentence.Block.Dates)
        {
            // A period before the quantity belongs to it only when it opens the sentence, not when it closes the clause of another quantity.
            if (!sentence.Span.Contains(date.Span) || (date.Span.Start < quantity.Outer.Start && sentence.HasQuantityBefore(date.Span.Start)))
            {
                continue;
            }

            if (AsOfReader.IsOfAnotherClause(sentence, quantity.Outer, null, date) || AsOfReader.OpensClauseOf(sentence, quantity.Outer, date))
            {
                continue;
            }

            if (date.Kind is DateKind.Since)
            {
                return (date.Value, false);
            }

            if ((date.Kind == DateKind.Window && date.Grain != DateGrain.DayPart) || (date.Kind == DateKind.At && date.Grain is DateGrain.Week or DateGrain.Month or DateGrain.Fuzzy or DateGrain.Year or DateGrain.Quarter))
            {
                return (date.Value, true);
            }
        }

        return (default, false);
    }

    /// <summary>Place and event. A toll that names no place belongs to the only settlement of its sentence, else to the event that the article is about.</summary>
    private (Place? Area, string? Event) Where(SentenceView sentence, QuantityMention quantity, MetricDefinition metric, ArticleSetting setting)
    {
        var area = Area(sentence, quantity);
        var ownEvent = metric.Events.FirstOrDefault(kind => Names(sentence, kind)) ?? metric.Events.LastOrDefault();
        var isToll = ownEvent is not null || metric.Daily || (metric.Dimension == Dimension.Count && metric.Classes.Contains("people"));
        if (!isToll)
        {
            return (area, ownEvent);
        }

        var happened = ArticleSetting.OneOff(sentence.Block, _metrics, sentence.First, sentence.End);
        if (setting.IsElsewhere(sentence, _modality.Words))
        {
            return (area, happened);
        }

        var towns = sentence.Block.Mentions.Where(mention => sentence.Span.Contains(mention.Span) && PlaceFinder.IsPlace(mention) && mention.Place!.Reading == PlaceReading.City && !IsGoal(sentence.Block, mention))
            .DistinctBy(mention => mention.Subject).ToList();
        towns.RemoveAll(town => metric.Dimension != Dimension.Count && IsSpeakers(sentence.Block, town));
        towns.RemoveAll(city => towns.Exists(town => town != city && setting.Nested.GetValueOrDefault(town.Subject) == city.Subject));     // "Corin, south Mellow" is Corin
        if (towns is [var only] && (only.Subject == setting.Place?.Id || !IsAttribute(sentence.Block, only)) && (area is null || (area.Reading != PlaceReading.City && only.Span.Start < quantity.Outer.Start)))
        {
            area = only.Place;
        }
        var isUnplaced = area is null && SideOfCounted(sentence.Block, quantity) is null && !IsWarlike(sentence);
        area = setting.Located(isUnplaced && towns.Count == 0 ? setting.Place : area);
        return (area, ownEvent ?? happened ?? (setting.IsThere(area) || isUnplaced || NamesTheEvent(sentence) ? setting.Event : null));
    }

    /// <summary>"… of 6.2, the observatory in Alden <b>said</b>": where the speaker is.</summary>
    private bool IsSpeakers(BlockView block, Mention town) => block.TokensOf(town.Span) is var (first, end) && block.Word(first - 1) is "in" or "of" or "at" && end < block.Tokens.Length && _cues.Cues.IsAt(block.Tokens, end);

    /// <summary>"Flown to Alden": where they went, not where it happened.</summary>
    private static bool IsGoal(BlockView block, Mention town) => block.Word(block.TokensOf(town.Span).First - 1) is "to" or "toward" or "towards" or "into";

    private static bool Names(SentenceView sentence, string kind) =>
        Enumerable.Range(sentence.First, sentence.End - sentence.First).Any(i => sentence.Block.Word(i) is var word && (word == kind || word == kind + "s"));

    /// <summary>"The accident", "this disaster": what the article is about.</summary>
    private bool NamesTheEvent(SentenceView sentence)
    {
        for (var i = sentence.First; i < sentence.End - 1; i++)
        {
            if (sentence.Block.Word(i) is "the" or "this" && _metrics.EventNouns.IsAt(sentence.Block.Tokens, i + 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"The Corin attackers": the town tells who, not where; "the Corin tram crash" tells where.</summary>
    private bool IsAttribute(BlockView block, Mention town)
    {
        var (first, end) = block.TokensOf(town.Span);
        return block.Word(first - 1) == "the" && !_modality.Words.AreaPrepositions.Contains(block.Word(first - 2)) && !Enumerable.Range(end, Math.Max(0, Math.Min(3, block.Tokens.Length - end)))
            .Any(i => _metrics.EventNouns.IsAt(block.Tokens, i) || _metrics.OneOffEvents.IsAt(block.Tokens, i));
    }

    /// <summary>"… since the war began", "during the war": a toll of more than one event.</summary>
    private static bool IsWarlike(SentenceView sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (sentence.Block.Word(i) is "war" or "invasion" or "campaign" or "offensive" or "counteroffensive" or "occupation" or "year" or "years")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The place the quantity is of: behind it in its clause ("in Kharkiv"), else at the sentence's beginning.</summary>
    private Place? Area(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(quantity.Outer);
        for (var i = end; i < Math.Min(sentence.End, end + 16); i++)
        {
            var word = block.Word(i);
            if (block.MentionAt(i) is { } mention && PlaceFinder.IsPlace(mention))
            {
                if (IsIn(sentence, i) && !IsSpeakers(block, mention))
                {
                    return mention.Place;
                }

                continue;
            }

            if (i == end && _modality.Words.AreaPrepositions.Contains(word) && word != "of" && IsUnknownPlace(sentence, i + 1))
            {
                return null;        // "eight in Alden and five in the village of Harrow"
            }

            if (_modality.Words.QuantityStops.Contains(word) || block.QuantityAt(i) >= 0 || word is "including" or "from" or "toward" or "towards" or "since" or "according")
            {
                break;
            }
        }

        for (var i = sentence.First; i < first; i++)
        {
            if (block.MentionAt(i) is { } mention && PlaceFinder.IsPlace(mention) && IsIn(sentence, i))
            {
                return mention.Place;
            }

            if (i > sentence.First + 8 || (i > sentence.First && block.Word(i) == ","))
            {
                break;
            }
        }

        return null;
    }

    private bool IsIn(SentenceView sentence, int place)
    {
        for (var i = place - 1; i >= Math.Max(sentence.First, place - 7); i--)
        {
            var word = sentence.Block.Word(i);
            if (_modality.Words.AreaPrepositions.Contains(word))
            {
                return word != "of" || sentence.Block.Word(i - 1) is not ("mayor" or "governor" or "head" or "chief" or "president" or "commissioner" or "bishop" or "university");
            }

            if (!(_predicates.SettlementNouns.Contains(word) || _predicates.AreaNouns.Contains(word) || sentence.Block.MentionAt(i) is not null
                || word is "the" or "a" or "an" or "northern" or "southern" or "eastern" or "western" or "northeastern" or "southeastern" or "northwestern" or "southwestern" or "central" or "and"
                    or "coastal" or "besieged" or "occupied" or "port" or "nearby"))
            {
                return false;
            }
        }

        return false;
    }

    private bool IsPassiveAt(SentenceView sentence, int verb, int length) =>
        _verbs.IsPassive(sentence, verb, length);

    private static bool IsIntransitive(string word) => word is "crossed" or "drowned" or "drown" or "sought" or "die" or "died" or "dies" or "dying" or "perished" or "surrendered" or "fled" or "flee" or "survived";

    /// <summary>Behind a participle that ends its clause no object follows: "with 100 vehicles destroyed last week".</summary>
    private bool EndsClause(SentenceView sentence, int token) =>
        token >= sentence.End || !sentence.Block.Tokens[token].IsWord || _modality.Words.AreaPrepositions.Contains(sentence.Block.Word(token)) || sentence.Block.IsInDate(token)
        || sentence.Block.Word(token) is "and" or "by" or "during" or "when" or "after" or "since" or "as" or "or" || _modality.Adverbs.Contains(sentence.Block.Word(token));
}
