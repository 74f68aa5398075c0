using System.Collections.Immutable;
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

    /// <summary>Tokens from what was counted to "counted twice".</summary>
    private const int MaxToTwice = 7;

    /// <summary>Tokens from "war" to what it has done: "the war in the north has killed".</summary>
    private const int MaxToWarsVerb = 6;

    /// <summary>Tokens from a cue to the town of its speaker: "according to the Osterian Consulate General in".</summary>
    private const int MaxToSpeaker = 10;

    /// <summary>Tokens of the longest phrase in front of a number: "to a depth of".</summary>
    private const int MaxPhrase = 4;
    private const int MaxToToll = 28;

    /// <summary>Tokens from what a watch list calls a metric to its number.</summary>
    private const int MaxToTerm = 12;

    /// <summary>Tokens of "about" and its like between "to" and a number.</summary>
    private const int MaxHedge = 3;

    /// <summary>Tokens between "lowered" and "from 38 to 35".</summary>
    private const int MaxToChange = 14;

    /// <summary>Tokens from "rose" or "the final toll" to the number.</summary>
    private const int MaxToCount = 10;

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
    private readonly Func<string, bool> _isSite;

    public QuantityClaimReader(ClaimRules rules)
    {
        _metrics = rules.Metrics;
        _modality = rules.Modality;
        _predicates = rules.Predicates;
        _cues = rules.Cues;
        _open = new OpenMetricReader(rules.Metrics, rules.Modality);
        _verbs = new VerbGroupReader(rules.Modality);
        _actors = new ActorFinder(rules.Predicates, rules.Cues, rules.Modality);
        _isSite = rules.Modality.Words.SiteNouns.Contains;
    }

    public void Read(SentenceView sentence, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused)
    {
        var block = sentence.Block;
        if (block.Quantities.IsEmpty || _verbs.IsFiction(sentence))
        {
            return;
        }

        var previous = Former(sentence, drafts);
        List<(int Number, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule) Found)>? metrics = null;
        for (var number = 0; number < block.Quantities.Length; number++)
        {
            var quantity = InList(sentence, number, OfThings(block, WithoutEvent(block, block.Quantities[number])));
            if (!sentence.Span.Contains(quantity.Core) || IsSecondRendering(block, number) || IsCountedTwice(sentence, quantity))
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

            var share = ShareOf(sentence, number, MetricOf(number - 1, metrics)) ?? ShareOfTheWhole(sentence, quantity) ?? PartOf(sentence, quantity, previous);
            if (NoCount(sentence, quantity, share is not null) is { } reason)
            {
                Refuse(quantity, null, reason);
                continue;
            }

            if (quantity.Role != QuantityRole.Claim)
            {
                Refuse(quantity, null, $"role-{quantity.Role.ToString().ToLowerInvariant()}");
                continue;
            }

            var of = WholeBehind(sentence, number);
            var isPart = of >= 0 && IsToll(sentence, block.Quantities[of]);
            if (isPart && share is null)
            {
                Refuse(quantity, null, "part");         // "six of the 16 injured are children"
                continue;
            }

            if (number > 0 && WholeBehind(sentence, number - 1) == number && !IsToll(sentence, quantity))
            {
                Refuse(quantity, null, "whole");        // "six of the 16 passengers were killed"
                continue;
            }

            quantity = of >= 0 && !isPart && block.Quantities[of] is { Noun: { } noun } all ? quantity with { Noun = noun, Modifiers = all.Modifiers, IsNounCopied = true } : quantity;
            var whole = quantity.PartOf is { } sum ? MetricOf(sum, metrics) : null;
            var metric = share ?? Find(sentence, of >= 0 && !isPart ? block.Quantities[of] : quantity, whole);
            if (metric is { } state && (metric = Lasting(sentence, quantity, state)) is null)
            {
                Refuse(quantity, state.Metric.Id, "ended");     // "the 12 people missing have been located"
                continue;
            }

            var misread = metric is { } candidate ? Misread(sentence, quantity, candidate, context) : "no-metric";
            if (metric is { } found && misread is null)
            {
                (metrics ??= []).Add((number, found));
                var group = found.Rule == Headed ? Linking(sentence, quantity) : found.Verb >= 0 && !_metrics.Terms.IsAt(block.Tokens, found.Verb) ? _verbs.Read(sentence, found.Verb, found.Length, isState: false) : null;
                if (group is { IsCondition: true })
                {
                    Refuse(quantity, found.Metric.Id, "condition");     // "nearly killed 12", "reports that 40 had died were false"
                    continue;
                }

                previous = Draft(sentence, quantity, found, group, context, previous);
                drafts.Add(previous);
            }
            else if (Voiced(sentence, quantity, context, drafts) is { } voiced)
            {
                drafts.Add(voiced);
            }
            else if (_open.OfItsWhole(sentence, quantity) is var counted && _open.Find(sentence, counted) is { } open)
            {
                var group = open.Verb >= 0 ? _verbs.Read(sentence, open.Verb, 1, isState: false) : null;
                var draft = Draft(sentence, counted, (open.Metric, open.Verb, 1, open.IsBefore, "QTY-8"), group, context, previous);
                drafts.Add(draft with { Confidence = OpenConfidence });
            }
            else
            {
                Refuse(quantity, null, misread!);
            }
        }

        void Refuse(QuantityMention quantity, string? metric, string refiner) =>
            refused.Add(new RefusedClaim(quantity.Outer, block.Text[quantity.Outer.Start..quantity.Outer.End], metric, refiner));
    }

    /// <summary>The metric that a number of the sentence turned out to be of; null for none.</summary>
    private static (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? MetricOf(
        int number, List<(int Number, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule) Found)>? metrics)
    {
        for (var i = 0; i < metrics?.Count; i++)
        {
            if (metrics[i].Number == number)
            {
                return metrics[i].Found;
            }
        }

        return null;
    }

    /// <summary>"1,774 deaths, with 2,487 injured", "four children among the 30 injured": a noun that names an event, or a part, is no noun of the number that borrows it.</summary>
    private QuantityMention WithoutEvent(BlockView block, QuantityMention quantity) =>
        quantity is { IsNounCopied: true, Noun: { } noun } && (_metrics.Nouns.ContainsKey(noun.Lemma) || IsAmong(block, quantity)) ? quantity with { Noun = null, Modifiers = [], IsNounCopied = false } : quantity;

    private static bool IsAmong(BlockView block, QuantityMention quantity)
    {
        var first = block.TokensOf(quantity.Outer).First;
        return block.Word(block.Word(first - 1) is "the" or "some" ? first - 2 : first - 1) == "among";
    }

    /// <summary>"Three bodies had been counted twice": an error in a count, and no count.</summary>
    private static bool IsCountedTwice(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var end = block.TokensOf(quantity.Outer).End;
        for (var i = end; i < Math.Min(sentence.End, end + MaxToTwice) && block.Tokens[i].IsWord; i++)
        {
            if (block.Word(i) == "twice" && block.Word(i - 1) is "counted" or "recorded" or "listed")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Rose from 38 to 45": the first of the two is what it was before; "the toll, previously put at 38, …"; "<b>not 12</b> but 20".</summary>
    private bool IsFormer(BlockView block, int number)
    {
        var (first, end) = block.TokensOf(block.Quantities[number].Outer);
        if (IsCorrected(block, first) || (block.Word(first - 1) == "not" && block.Word(end) is "but" or "," or "." or "as"))
        {
            return true;
        }

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

    /// <summary>", previously put at", "(first given as": what the number was.</summary>
    private static bool IsCorrected(BlockView block, int first)
    {
        if (block.Word(first - 1) is not ("at" or "as"))
        {
            return false;
        }

        for (var i = first - 2; i >= Math.Max(0, first - MaxHedge - 2) && block.Tokens[i].IsWord; i--)
        {
            if (block.Word(i) is "previously" or "earlier" or "initially" or "originally" or "first" or "formerly")
            {
                return block.Word(i - 1) is "," or "(";
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

    private Draft Draft(
        SentenceView sentence, QuantityMention quantity, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule) found, VerbGroup? group, ArticleContext context, Draft? previous)
    {
        var block = sentence.Block;
        var metric = found.Metric;
        var speaker = context.SideAt(quantity.Core);
        var actor = group is null || found.Verb < 0 ? null
            : found.IsBefore ? _actors.Subject(sentence, group.First, context.Sides, speaker)
            : _actors.Agent(sentence, found.Verb + found.Length, "by", 8, context.Sides, speaker);
        if (actor is null && metric.Dimension == Dimension.Length)
        {
            actor = _actors.Subject(sentence, block.TokensOf(quantity.Outer).First, context.Sides, speaker);
        }

        // "Vera tanker explosion toll climbs to 60": a toll has no subject that kills.
        if (found.Rule == Headed && metric.Classes.Contains("people"))
        {
            actor = null;
        }

        // "The worst earthquake to hit Vera, killing 21 people": no land kills by an earthquake.
        if (actor is { IsForces: false, Actor.Side: not null } && metric.Dimension == Dimension.Count && ArticleSetting.OneOff(block, _metrics, sentence.First, sentence.End) is not null)
        {
            actor = null;
        }

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
        var (period, hasPeriod, covered) = Period(sentence, quantity);
        var isOneEvent = hasPeriod && covered is not null && (IsWhenItHappened(sentence, quantity, covered) || IsOfAnotherStatement(sentence, quantity, covered));
        if (isOneEvent)
        {
            (period, hasPeriod) = (default, false);
        }

        if (!hasPeriod && period.IsUnknown && DailyGain.Of(sentence, quantity, metric, found.Verb, group, context.SpeakersAt(quantity.Core)) is { } day)
        {
            (period, hasPeriod) = (day, true);
        }

        var (area, happened, isTheArticles) = Where(sentence, quantity, metric, context.Setting);
        var behind = block.TokensOf(quantity.Outer).End;
        var target = metric.HasTarget ? QuantityTarget.Of(sentence, Math.Max(found.Verb, behind))
            : area is null && (metric.Dimension == Dimension.Area || metric.Classes.Contains("settlement") || found.Rule == Share) ? QuantityTarget.Region(sentence, behind) : null;
        area = area?.Id?.Value == target ? null : area;      // "within 5 km of X": not in X
        target ??= area is null && metric.Terms.Length > 0 ? QuantityTarget.Region(sentence, behind) ?? Land(sentence, context.Setting) : null;
        var rules = RuleNames.Alone(found.Rule);
        return new Draft
        {
            Sentence = sentence,
            Highlight = quantity.Outer,
            Kind = ClaimKind.Quantity,
            Predicate = new Predicate(metric.Id),
            Subject = new ClaimSubject { Type = SubjectType.Metric, Id = new SubjectId(metric.Id), Name = found.Rule == Share && quantity.Noun is null && previous?.Predicate.Id == metric.Id ? previous.Subject.Name : Name(metric, block, quantity) },
            Actor = actor?.Actor,
            Target = target,
            Scope = new Scope { Side = side, Object = found.Rule == PartOfToll ? PartNoun(sentence, quantity) + Scope.AmongThem : ObjectInFront(block, quantity, found) ?? ObjectOf(metric, block, quantity) ?? (found.Rule == Share && previous?.Sentence == sentence ? previous.Scope.Object : null), Area = area, Event = happened, Period = period, EventName = isTheArticles ? context.Setting.EventName : null, Names = isTheArticles ? context.Setting.Names : [] },
            Quantity = quantity,
            // "Costs 6,000, twice the price of last week": no price is the sum of a week.
            Aggregation = metric is { Kind: MetricKind.Snapshot, Dimension: not Dimension.Count } && !hasPeriod ? QuantityAggregation.PointInTime
                : quantity.Aggregation != QuantityAggregation.Unknown && !(isOneEvent && quantity.Aggregation == QuantityAggregation.Period) && !IsAnotherOutcome(sentence, quantity, metric, previous) ? quantity.Aggregation
                : hasPeriod ? QuantityAggregation.Period
                : metric.Kind == MetricKind.Cumulative ? QuantityAggregation.Cumulative : QuantityAggregation.PointInTime,
            IsRise = found.Rule == Headed && IsRise(sentence, quantity),
            Polarity = group?.Polarity ?? Polarity.Positive,
            Modality = IsToldBefore(sentence, quantity) ? Modality.Past : group?.Modality ?? (IsHeld(block, found.Verb - 1) || IsHeld(block, found.Verb) ? Modality.Likely : null),
            Confidence = sentence.Block.Block.Kind is BlockKind.Headline or BlockKind.Heading or BlockKind.Caption ? 0.6 : 0.9,
            Rules = group is null || group.Rules.Length == 0 ? rules : [.. rules, .. group.Rules],
        };
    }

    /// <summary>"<b>Feared</b> dead", "<b>presumed</b> drowned".</summary>
    private bool IsHeld(BlockView block, int token) => token >= 0 && _modality.Modals.TryMatch(block.Tokens, token, out var how, out var words) && words == 1 && how == Modality.Likely;

    /// <summary>"The toll <b>rose to</b> 61", "is <b>now</b> 119", "the <b>final</b> toll is 301": it was lower before.</summary>
    private bool IsRise(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var first = block.TokensOf(quantity.Outer).First;
        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxToCount); i--)
        {
            if (_modality.Words.Rises.TryMatch(block.Tokens, i, out _, out var length) && i + length <= first)
            {
                return true;
            }

            if (block.Word(i) is "," or ";" or "and" or "but" or "while" || block.QuantityAt(i) >= 0)
            {
                return false;
            }
        }

        return false;
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

        // "Put the number of missing at 192": a noun, no gerund that has yet to happen.
        var group = _verbs.Read(sentence, Math.Max(verb, sentence.First), 1, isState: false);
        return block.Word(verb) == "missing" ? group with { IsCondition = false } : group;
    }

    /// <summary>The last number of the sentence before, across paragraphs: "… killed 120. A further 100 were injured."</summary>
    private static Draft? Former(SentenceView sentence, List<Draft> drafts) =>
        drafts.FindLast(draft => draft.Kind == ClaimKind.Quantity) is { } last && last.Sentence == (sentence.Previous ?? sentence.Block.Before) ? last : null;

    /// <summary>"Killing five and injuring another 40": the 40 are more people, of another metric, and its whole toll.</summary>
    private static bool IsAnotherOutcome(SentenceView sentence, QuantityMention quantity, MetricDefinition metric, Draft? previous) =>
        quantity is { Aggregation: QuantityAggregation.Increment, Change: QuantityChange.Increase }
        && previous is { Quantity: { } first } && previous.Predicate.Id != metric.Id && first.Outer.Start < quantity.Outer.Start && first.Change == QuantityChange.Level
        && sentence.Block.Word(sentence.Block.TokensOf(quantity.Core).First - 1) is "another" or "other" or "others" or "further";

    /// <summary>The time that the quantity covers, whether it has an end, and the words that tell it.</summary>
    internal static (WallInterval Period, bool IsClosed, DateMention? Told) Period(SentenceView sentence, QuantityMention quantity)
    {
        foreach (var date in sentence.Block.Dates)
        {
            // A period before the quantity belongs to it only when it opens the sentence, not when it closes the clause of another quantity.
            if (!sentence.Span.Contains(date.Span) || (date.Span.Start < quantity.Outer.Start && sentence.HasQuantityBefore(date.Span.Start)))
            {
                continue;
            }

            if (AsOfReader.IsNextDay(sentence.Block, date) || AsOfReader.IsOfAnotherClause(sentence, quantity.Outer, null, date) || AsOfReader.OpensClauseOf(sentence, quantity.Outer, date)
                || AsOfReader.IsCompared(sentence, date) || IsRanked(sentence, quantity, date))
            {
                continue;
            }

            if (date.Kind is DateKind.Since)
            {
                return (date.Value, false, date);
            }

            if ((date.Kind == DateKind.Window && date.Grain != DateGrain.DayPart) || (date.Kind == DateKind.At && date.Grain is DateGrain.Week or DateGrain.Month or DateGrain.Fuzzy or DateGrain.Year or DateGrain.Quarter))
            {
                return (date.Value, true, date);
            }
        }

        return (default, false, null);
    }

    /// <summary>"In which 65 died, was the deadliest this year": the year is that of the comparison.</summary>
    private static bool IsRanked(SentenceView sentence, QuantityMention quantity, DateMention date)
    {
        var block = sentence.Block;
        var end = block.TokensOf(date.Span).First;
        for (var i = block.TokensOf(quantity.Outer).End; i < end; i++)
        {
            if (block.Word(i) is "deadliest" or "bloodiest" or "worst" or "biggest" or "largest" or "heaviest")
            {
                return true;
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
        || sentence.Block.Word(token) is "and" or "by" or "during" or "when" or "after" or "since" or "as" or "or" or "according" || _modality.Adverbs.Contains(sentence.Block.Word(token));
}
