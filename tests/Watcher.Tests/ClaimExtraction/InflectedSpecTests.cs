using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Extraction.Inflected;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.ClaimExtraction;

/// <summary>Specs/claims-uk.md and claims-ru.md, and every entry of the two languages' lexicons.</summary>
public sealed class InflectedSpecTests
{
    private static readonly Dictionary<string, (EventsFile Events, CuesFile Cues)> s_files = new[] { "uk", "ru" }.ToDictionary(language => language, language => (
        RuleFile.Read<EventsFile>(Path.Combine(Repository.Config, "lexicon", $"events.{language}.yaml")), RuleFile.Read<CuesFile>(Path.Combine(Repository.Config, "lexicon", $"cues.{language}.yaml"))));

    public static TheoryData<string, string> Found => Cases("Found");

    public static TheoryData<string, string> NotFound => Cases("Not found");

    /// <summary>Language, predicate and word.</summary>
    public static TheoryData<string, string, string> ControlWords => Rows(s_files.SelectMany(file => file.Value.Events.Predicates.SelectMany(predicate =>
        predicate.Verbs.Concat(predicate.Nouns).Select(word => (file.Key, predicate.Id, word.Word)))));

    /// <summary>Language, metric and word.</summary>
    public static TheoryData<string, string, string> MetricWords => Rows(s_files.SelectMany(file => file.Value.Events.Metrics.SelectMany(metric => metric.Words.Select(word => (file.Key, metric.Id, word.Word)))));

    /// <summary>Language and cue.</summary>
    public static TheoryData<string, string> Cues => Rows(s_files.SelectMany(file => file.Value.Cues.Cues.Select(cue => (file.Key, cue.Verb))));

    /// <summary>Language and frame of attribution.</summary>
    public static TheoryData<string, string> Frames => Rows(s_files.SelectMany(file => file.Value.Cues.Frames.Select(frame => (file.Key, frame.Form))));

    [Theory]
    [MemberData(nameof(Found))]
    public void Extract_Sentence_FindsTheClaim(string language, string example)
    {
        var parts = example.Split('→');

        Assert.Contains(parts[1].Trim(), SampleWar.Claims(parts[0].Trim(), language).AsEnumerable().Select(Describe));
    }

    [Theory]
    [MemberData(nameof(NotFound))]
    public void Extract_OtherSense_ClaimsNothing(string language, string example)
    {
        var parts = example.Split('→');

        Assert.DoesNotContain(SampleWar.Claims(parts[0].Trim(), language), claim => Describe(claim).StartsWith(parts[1].Trim() + " ", StringComparison.Ordinal));
    }

    /// <summary>No dead entries.</summary>
    [Theory]
    [MemberData(nameof(ControlWords))]
    public void Lexicon_WordOfControl_GivesItsPredicate(string language, string predicate, string word)
    {
        var file = s_files[language].Events;
        var group = file.Predicates.Single(entry => entry.Id == predicate);
        var entry = group.Verbs.Concat(group.Nouns).First(known => known.Word == word);
        var isVerb = group.Verbs.Contains(entry);
        var (from, into, on, near) = language == "uk" ? ("з Альдена", "в Альден", "по Альдену", "за Альден") : ("из Альдена", "в Альден", "по Альдену", "за Альден");
        var place = (entry.At.First(), isVerb) switch
        {
            (PlaceSlots.From, _) => from,
            (PlaceSlots.To or PlaceSlots.In, true) when predicate != "contested" => into,
            (PlaceSlots.In, _) => language == "uk" ? "в Альдені" : "в Альдене",
            (PlaceSlots.On, _) => on,
            (PlaceSlots.For, _) => near,
            (PlaceSlots.Of, _) => "Альдена",
            _ => "Альден",
        };
        var (ours, theirs) = language == "uk" ? ("Верські війська", "остерські війська") : ("Верские войска", "остерские войска");
        var form = Finite(entry, file);
        string[] texts = entry.At.Contains(PlaceSlots.Subject) ? [$"Альден {form} остерських військ.", $"Альден {form} остерских войск."]
            : !isVerb ? [$"{Capital(entry.Word)} {place}."]
            : entry.Actor == ActorSlot.Object ? [$"{ours} {form} {theirs} {place}."] : [$"{ours} {form} {place}.", $"{ours} {form} {place.Replace("в Альден", language == "uk" ? "до Альдена" : "к Альдену", StringComparison.Ordinal)}."];

        Assert.Contains(texts.SelectMany(text => SampleWar.Claims(text, language).AsEnumerable()), claim => claim.Predicate.Id == predicate && claim.Subject.Id.Value == "alden");
    }

    [Theory]
    [MemberData(nameof(MetricWords))]
    public void Lexicon_WordOfMetric_GivesItsMetric(string language, string metric, string word)
    {
        var entry = s_files[language].Events.Metrics.Single(known => known.Id == metric).Words.First(known => known.Word == word);
        var definition = TestRules.Claims.Metrics.ById[metric];
        var things = language == "uk"
            ? new[] { ("people", "людей"), ("personnel", "солдатів"), ("vehicle", "танків"), ("weapon", "ракет"), ("building", "будинків"), ("settlement", "сіл"), ("household", "абонентів"), ("area", "гектарів") }
            : [("people", "человек"), ("personnel", "солдат"), ("vehicle", "танков"), ("weapon", "ракет"), ("building", "домов"), ("settlement", "сел"), ("household", "абонентов"), ("area", "гектаров")];
        var thing = things.FirstOrDefault(known => definition.Classes.Contains(known.Item1)).Item2 ?? (definition.Dimension == Watcher.Claims.Quantities.Dimension.Length ? "км" : "");
        var form = Finite(entry, s_files[language].Events);
        string[] texts = [$"{Capital(form)} 12 {thing}.", $"12 {thing} {form}.", $"Поштовх {form} 6,4 у неділю.", $"Толчок {form} 6,4 в воскресенье."];

        Assert.Contains(texts.SelectMany(text => SampleWar.Claims(text, language).AsEnumerable()), claim => claim.Predicate.Id == metric);
    }

    [Theory]
    [MemberData(nameof(Cues))]
    public void Lexicon_Cue_NamesItsSpeaker(string language, string verb)
    {
        var cue = s_files[language].Cues.Cues.Single(known => known.Verb == verb);
        var text = language == "uk" ? $"Мілан Ковар {cue.Forms[0]}, що верські війська звільнили Альден." : $"Милан Ковар {cue.Forms[0]}, что верские войска освободили Альден.";

        var claim = Assert.Single(SampleWar.Claims(text, language), claim => claim.Predicate == Predicate.CapturedBy);

        Assert.Equal("Milan Kovar", claim.Attribution.Source?.Source);
        Assert.Equal(cue.Group == CueGroup.Deny ? Stance.Denies : Stance.Asserts, claim.Stance);
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void Lexicon_Frame_NamesItsSpeaker(string language, string form)
    {
        var text = language == "uk" ? $"{Capital(form)} Мілана Ковара, верські війська звільнили Альден." : $"{Capital(form)} Милана Ковара, верские войска освободили Альден.";

        Assert.Equal("Milan Kovar", Assert.Single(SampleWar.Claims(text, language), claim => claim.Predicate == Predicate.CapturedBy).Attribution.Source?.Source);
    }

    /// <summary>What is counted carries a noun that the metric's class knows, so that claims of two languages can meet.</summary>
    [Fact]
    public void Lexicon_Counted_IsOfAKnownClass()
    {
        var classes = RuleFile.Read<MetricsFile>(Path.Combine(Repository.Config, "ontology", "metrics.yaml")).Classes.ToDictionary(entry => entry.Id, entry => entry.Nouns);

        Assert.All(s_files.Values.SelectMany(file => file.Events.Counted), entry => Assert.Contains(entry.Noun, classes[entry.Class]));
    }

    private static TheoryData<string, string> Cases(string section) =>
        Rows(new[] { "uk", "ru" }.SelectMany(language => SpecCases.Of($"claims-{language}.md", section).Cast<object[]>().Select(row => (language, (string)row[0]))));

    private static TheoryData<string, string> Rows(IEnumerable<(string, string)> rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var (one, other) in rows)
        {
            data.Add(one, other);
        }

        return data;
    }

    private static TheoryData<string, string, string> Rows(IEnumerable<(string, string, string)> rows)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var (one, two, three) in rows)
        {
            data.Add(one, two, three);
        }

        return data;
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Finite(InflectedWordEntry word, EventsFile file)
    {
        var space = word.Word.IndexOf(' ', StringComparison.Ordinal);
        return word.Past.Length > 0 ? word.Past[0] + file.Endings.Past[^1] + (space < 0 ? "" : word.Word[space..])
            : word.Passive.Length > 0 ? word.Passive[0] + file.Endings.Passive[^1]
            : IsNoun(word) || word.Forms.Length == 0 ? word.Word
            : word.Forms.FirstOrDefault(form => form.Split(' ')[0] is var head && (head.EndsWith("ли", StringComparison.Ordinal) || head.EndsWith("лися", StringComparison.Ordinal) || head.EndsWith("лись", StringComparison.Ordinal))) ?? word.Forms[0];
    }

    private static bool IsNoun(InflectedWordEntry word) => !new[] { "ти", "ть", "тися", "ться" }.Any(word.Word.Split(' ')[0].EndsWith);

    private static string Describe(Claim claim)
    {
        var source = claim.Attribution.Source?.Source ?? "outlet";
        var head = claim.Kind == ClaimKind.Quantity ? $"{claim.Predicate} {claim.Value?.Stated?.ToString("0.##", CultureInfo.InvariantCulture)} by {source}"
            : $"{claim.Predicate} {claim.Subject.Id} {claim.Actor?.Side?.Value ?? "-"} by {source}";
        var differs = new[]
        {
            claim.Stance == Stance.Asserts ? "" : " " + claim.Stance.ToString().ToLowerInvariant(),
            claim.Polarity == Polarity.Positive ? "" : " negated",
            claim.Modality is Modality.Asserted or Modality.Claimed ? "" : " " + claim.Modality.ToString().ToLowerInvariant(),
        };
        return head + string.Concat(differs);
    }
}
