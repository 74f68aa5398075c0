using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Subjects;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.ClaimExtraction;

/// <summary>No dead entries in the English lexicons: every word of control, every cue and every word of a metric is found in a plain sentence.</summary>
public sealed class LexiconCoverageTests
{
    private static readonly PredicatesFile s_predicates = Read<PredicatesFile>("ontology/predicates.yaml");
    private static readonly CuesFile s_cues = Read<CuesFile>("lexicon/cues.en.yaml");
    private static readonly ModalityFile s_modality = Read<ModalityFile>("lexicon/modality.en.yaml");
    private static readonly GrammarFile s_grammar = Read<GrammarFile>("lexicon/grammar.en.yaml");
    private static readonly MetricsFile s_metrics = Read<MetricsFile>("ontology/metrics.yaml");

    /// <summary>A thing of each class, as it is counted.</summary>
    private static readonly Dictionary<string, string> s_things = new()
    {
        ["people"] = "people",
        ["personnel"] = "soldiers",
        ["settlement"] = "villages",
        ["vehicle"] = "tanks",
        ["weapon"] = "missiles",
        ["aircraft"] = "jets",
        ["helicopter"] = "helicopters",
        ["vessel"] = "ships",
        ["building"] = "houses",
        ["household"] = "customers",
        ["body"] = "bodies",
        ["captive"] = "prisoners",
        ["breach"] = "violations",
        ["aid-truck"] = "trucks",
    };

    /// <summary>Predicate and verb.</summary>
    public static TheoryData<string, string> Verbs => Rows(s_predicates.Predicates.SelectMany(predicate => predicate.Verbs.Select(verb => (predicate.Id, verb.Verb))));

    /// <summary>Predicate and noun.</summary>
    public static TheoryData<string, string> Nouns => Rows(s_predicates.Predicates.SelectMany(predicate => predicate.Nouns.Select(noun => (predicate.Id, noun.Noun))));

    /// <summary>Words of who did it, and whether the strike is then said to be theirs.</summary>
    public static TheoryData<string, Polarity> Responsibilities
    {
        get
        {
            var words = s_predicates.Responsibility;
            var data = new TheoryData<string, Polarity>();
            foreach (var word in words.Accuses.Concat(words.Did).Concat(words.Shares).Concat(words.Takes).Concat(words.Holds))
            {
                data.Add(word, Polarity.Positive);
            }

            foreach (var word in words.Unrelated)
            {
                data.Add(word, Polarity.Negated);
            }

            return data;
        }
    }

    public static TheoryData<string> Cues => [.. s_cues.Cues.Where(cue => cue.Content).Select(cue => cue.Verb)];

    public static TheoryData<string> Frames => [.. s_cues.Frames.Select(frame => frame.Form)];

    /// <summary>What governs an event, or is said of it, that has not happened.</summary>
    public static TheoryData<string> ToCome =>
    [
        .. s_modality.Wished.Select(word => $"Veran {word} the withdrawal of Osterian troops from Alden."), .. s_modality.PutOff.Select(word => $"The withdrawal of Osterian troops from Alden was {word}."),
        .. s_modality.Begins.Select(word => $"The withdrawal of Osterian troops from Alden will {word} in May."), .. s_modality.Mandative.Select(word => $"They {word} that Osterian troops withdraw from Alden."),
    ];

    public static TheoryData<string> Wishes => [.. s_modality.Wishes];

    public static TheoryData<string> Courtesies => [.. s_grammar.Courtesies];

    public static TheoryData<string> Rises => [.. s_grammar.Rises];

    /// <summary>What makes a name the name of an event.</summary>
    public static TheoryData<string> NamedEvents => [.. s_metrics.NamedEvents.Concat(s_metrics.OneOffEvents.SelectMany(entry => entry.Named))];

    public static TheoryData<string> Protests => [.. s_metrics.Protests];

    public static TheoryData<string> Seats => [.. s_grammar.SpeaksElsewhere];

    /// <summary>Metric and word.</summary>
    public static TheoryData<string, string> MetricWords => Rows(s_metrics.Metrics.SelectMany(metric => metric.Verbs.Concat(metric.Forms).Concat(metric.Words).Concat(metric.Nouns).Concat(metric.Before).Distinct().Select(word => (metric.Id, word))));

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Predicates_Verb_GivesItsPredicate(string predicate, string word)
    {
        var verb = s_predicates.Predicates.Single(entry => entry.Id == predicate).Verbs.First(entry => entry.Verb == word);
        var past = verb.Forms.Length > 1 ? verb.Forms[1] : Inflection.VerbForms(verb.Verb, verb.Forms).ElementAt(verb.Forms.Length == 1 ? 1 : 2);
        string[] texts = verb.Particles.Length > 0 ? [$"Veran troops {past} the Osterian forces {verb.Particles[0]} Alden.", $"Veran troops {past} Alden {verb.Particles[0]}."]
            :
            [
                $"Osterian forces {past} Alden.", $"Osterian forces {past} from Alden.", $"Osterian forces {past} toward Alden.", $"Osterian forces {past} in Alden.", $"Osterian forces {past} on Alden.",
                $"Alden {past}.", $"Alden {past} Osterian forces.", $"Osterian forces {past} their troops from Alden.", $"People cheered in Alden as Osterian forces {past}.",
                $"Veran troops {past} the Osterian forces from Alden.", $"Veran troops {past} the Osterian forces of Alden.", $"Osterian missiles {past} Alden.", $"Osterian forces were {past} Alden.",
            ];

        Assert.Contains(texts.SelectMany(text => SampleWar.Claims(text).AsEnumerable()), claim => claim.Predicate.Id == predicate && claim.Subject.Id == new SubjectId("alden") && claim.Frame == word);
    }

    [Theory]
    [MemberData(nameof(Nouns))]
    public void Predicates_Noun_GivesItsPredicate(string predicate, string word)
    {
        string[] texts =
        [
            .. new[] { "of", "from", "in", "on", "for", "to" }.Select(preposition => $"The Osterian {word} {preposition} Alden began on Monday."), $"Osterian forces made {word} in Alden.", $"Alden is {word} Osterian forces.",
            $"The {word} of Osterian troops from Alden began on Monday.",
            $"The {word} of Osterian troops into Alden began on Monday.", $"The {word} of Alden by Osterian troops began on Monday.", $"The Osterian {word} toward Alden began on Monday.", $"Alden is under {word}.", $"Alden was {word}.", $"{char.ToUpperInvariant(word[0])}{word[1..]} continued in Alden.", $"The {word} for Alden began on Monday.", $"The {word} of Alden began on Monday.",
            $"Vera said Oster was behind the {word} in Alden.", $"Osterian forces fired {word} Alden.",
        ];

        Assert.Contains(texts.SelectMany(text => SampleWar.Claims(text).AsEnumerable()), claim => claim.Predicate.Id == predicate && claim.Subject.Id == new SubjectId("alden"));
    }

    [Theory]
    [MemberData(nameof(Responsibilities))]
    public void Predicates_WordOfResponsibility_TellsWhoStruck(string words, Polarity polarity)
    {
        string[] texts =
        [
            $"The Harbour Institute {words} Oster for the strike on Alden.", $"Oster is {words} the strike on Alden.", $"Oster denied {words} the strike on Alden.", $"Oster had {words} the strike on Alden.", $"Oster claimed {words} the strike on Alden.",
            $"Oster {words} responsibility for the strike on Alden.", $"The Harbour Institute {words} Oster responsible for the strike on Alden.", $"Vera wants to {words} Oster for the strike on Alden.",
        ];

        Assert.Contains(texts.SelectMany(text => SampleWar.Claims(text).AsEnumerable()),
            claim => claim.Predicate == Predicate.Struck && claim.Subject.Id == new SubjectId("alden") && claim.Actor?.Side == new SubjectId("os") && claim.Polarity == polarity && claim.RuleIds.Contains("CTL-17"));
    }

    [Theory]
    [MemberData(nameof(Cues))]
    public void Cues_Verb_NamesItsSpeaker(string word)
    {
        var cue = s_cues.Cues.Single(entry => entry.Verb == word);
        var past = cue.Forms.Length > 1 ? cue.Forms[1] : Inflection.VerbForms(cue.Verb, cue.Forms).ElementAt(cue.Forms.Length == 1 ? 1 : 2);
        string[] texts =
        [
            $"Milan Kovar {past} that Veran troops had captured Alden.", $"\"Veran troops have captured Alden,\" Milan Kovar {past}.", $"Milan Kovar {past} Veran troops for the capture of Alden.", $"Milan Kovar {past} the capture of Alden.",
            $"Milan Kovar {past} reporters that Veran troops had captured Alden.", $"Milan Kovar {past} 12 dead.", .. cue.With.Select(lead => $"Milan Kovar {past} the death toll {lead} 12."),
        ];

        Assert.Contains(texts.SelectMany(text => SampleWar.Claims(text).AsEnumerable()), claim => claim.Attribution.Chain.Any(link => link.Source == "Milan Kovar" && link.Cue == past));
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void Cues_Frame_NamesItsSpeaker(string form) =>
        Assert.Contains(SampleWar.Claims($"{char.ToUpperInvariant(form[0])}{form[1..]} Milan Kovar, Veran troops captured Alden."), claim => claim.Attribution.Source?.Source == "Milan Kovar");

    [Theory]
    [MemberData(nameof(ToCome))]
    public void Modality_WordBesideAnEvent_SaysItIsToCome(string text) =>
        Assert.Contains(SampleWar.Claims(text), claim => claim is { Predicate.Id: "withdrawn-from", Modality: Modality.Future });

    [Theory]
    [MemberData(nameof(Wishes))]
    public void Modality_WishToAdvance_IsNoAdvance(string words) =>
        Assert.DoesNotContain(SampleWar.Claims($"Veran forces have {words} advance on Alden."), claim => claim.Predicate == Predicate.AdvanceToward);

    [Theory]
    [MemberData(nameof(Courtesies))]
    public void Statements_Courtesy_IsNone(string words)
    {
        Assert.DoesNotContain(SampleWar.Claims($"Milan Kovar said that {words} the families of everybody who suffered while waiting for the trains."), claim => claim.Predicate == Predicate.Said);
        Assert.Contains(SampleWar.Claims("Milan Kovar said that the families of everybody who suffered while waiting for the trains would be paid."), claim => claim.Predicate == Predicate.Said);
    }

    [Theory]
    [MemberData(nameof(Rises))]
    public void Quantities_WordOfACountThatGoesOn_IsARise(string word)
    {
        string[] texts = [$"The death toll {word} to 61.", $"The death toll has {word} to 61.", $"The death toll {word} 61.", $"The death toll is {word} 61.", $"The {word} of the dead is 61.", $"The {word} is 61."];

        Assert.Contains(texts.SelectMany(text => SampleWar.Claims(text).AsEnumerable()), claim => claim is { Predicate.Id: "killed", IsRise: true });
    }

    [Theory]
    [MemberData(nameof(NamedEvents))]
    public void Quantities_WordBehindAName_NamesTheEvent(string word) =>
        Assert.Contains(SampleWar.Claims($"Twenty people died in the Oak Plaza {word}."), claim => claim is { Predicate.Id: "killed", Scope.EventName: "oak plaza" });

    [Theory]
    [MemberData(nameof(Protests))]
    public void Quantities_WordOfAProtest_IsItsEvent(string word) =>
        Assert.Contains(SampleWar.Claims($"Police spoke of {word} in Alden and said that 20 people were hurt."), claim => claim is { Predicate.Id: "wounded", Scope.Event: "protest" });

    [Theory]
    [MemberData(nameof(Seats))]
    public void Quantities_BodyThatSpeaksOfOtherPlaces_GivesNoPlace(string body) =>
        Assert.Contains(SampleWar.Claims($"The {body} in Alden said two tourists were killed."), claim => claim is { Predicate.Id: "killed", Scope.Area: null });

    [Theory]
    [MemberData(nameof(MetricWords))]
    public void Metrics_Word_GivesItsMetric(string id, string word)
    {
        var metric = s_metrics.Metrics.Single(entry => entry.Id == id);
        string[] things = metric.Dimension switch
        {
            Watcher.Claims.Quantities.Dimension.Area => ["acres", "acres of land"],
            Watcher.Claims.Quantities.Dimension.Length => ["kilometres", "mm", "metres"],
            Watcher.Claims.Quantities.Dimension.Speed => ["km/h"],
            Watcher.Claims.Quantities.Dimension.Ratio => ["percent"],
            Watcher.Claims.Quantities.Dimension.Currency => ["million dollars"],
            _ => [.. metric.Classes.Select(name => s_things.GetValueOrDefault(name)).OfType<string>()],
        };
        var forms = metric.Verbs.Contains(word) ? Inflection.VerbForms(word).Append(word) : [word];
        string[] texts =
        [
            .. things.SelectMany(thing => forms.SelectMany(form => new[]
            {
                $"They {form} 12 {thing} on Monday.", $"At least 12 {thing} {form} on Monday.", $"At least 12 {thing} were {form} on Monday.", $"The {form} 12 {thing}, officials said.", $"The {form} rose to 12 {thing} on Monday.",
                $"The {form} 12.", $"Some 12 {thing} {form} the town were counted.", $"A {form} 12 {thing} was measured there.",
            })),
            $"There were 12 {word}s on Monday.", $"At least 12 {word} on Monday.", $"12 {Plural(word)} were counted.", $"The {word} rose to 12.",
        ];

        string[] settings = metric.Needs.Length == 0 ? [""] : [.. metric.Needs.Select(need => $"A {need} was reported at dawn. ")];
        Assert.All(settings, setting => Assert.Contains(texts.SelectMany(text => SampleWar.Claims(setting + text).AsEnumerable()), claim => claim.Predicate.Id == id));
    }

    /// <summary>"They saved 12": of things as likely as of people.</summary>
    public static TheoryData<string> FormsOfThings => [.. s_metrics.SaidOfThings];

    [Theory]
    [MemberData(nameof(FormsOfThings))]
    public void Metrics_FormSaidOfThings_NeedsANounOfPeople(string form)
    {
        string[] frames = ["They {0} 12{1} on Monday.", "At least 12{1} were {0} on Monday.", "Some 12{1} have {0} on Monday."];

        var bare = frames.SelectMany(frame => SampleWar.Claims(string.Format(CultureInfo.InvariantCulture, frame, form, "")).AsEnumerable());
        var ofPeople = frames.SelectMany(frame => SampleWar.Claims(string.Format(CultureInfo.InvariantCulture, frame, form, " people")).AsEnumerable());

        Assert.DoesNotContain(bare, claim => claim.Subject.Type == SubjectType.Metric && s_metrics.Metrics.Any(metric => metric.Id == claim.Predicate.Id));
        Assert.Contains(ofPeople, claim => s_metrics.Metrics.Any(metric => metric.Id == claim.Predicate.Id && metric.Classes.Contains("people")));
    }

    private static string Plural(string noun) => noun.EndsWith('y') ? noun[..^1] + "ies" : noun + "s";

    private static TheoryData<string, string> Rows(IEnumerable<(string, string)> rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var (one, other) in rows.Distinct())
        {
            data.Add(one, other);
        }

        return data;
    }

    private static T Read<T>(string path) => RuleFile.Read<T>(Path.Combine(Repository.Config, path));
}
