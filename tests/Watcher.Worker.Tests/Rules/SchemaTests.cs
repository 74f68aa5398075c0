using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Worker.Cli;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Tests.Support;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Tests.Rules;

/// <summary>The editor schemas: shipped as they are generated, and of one mind with the validator wherever JSON Schema can know.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void Shipped_EachSchema_IsCurrent()
    {
        foreach (var kind in ConfigFileKind.All)
        {
            var shipped = File.ReadAllText(Path.Combine(Checkout.Config, "schema", SchemaVerb.FileName(kind)));

            Assert.True(shipped == SchemaVerb.Text(kind), $"config/schema/{SchemaVerb.FileName(kind)} is stale: watcher schema --out config/schema");
        }
    }

    [JsonSchemaFact]
    public void BrokenCorpus_IndependentValidator_AgreesWithTheCorpus()
    {
        // What is no YAML, or no mapping of one meaning to JSON, never reaches an editor's schema.
        var cases = BrokenCase.All.Where(b => Document(b.Files[0].Text) is not null).ToList();
        var said = Validate([.. cases.Select(b => (b.Kind, Document(b.Files[0].Text)!))]);
        if (Environment.GetEnvironmentVariable("WATCHER_RECORD") == "1")
        {
            var verdicts = cases.Zip(said).ToDictionary(pair => (pair.First.Group, pair.First.Name), pair => pair.Second);
            foreach (var group in BrokenCase.All.Select(b => b.Group).Distinct())
            {
                BrokenCase.Record(group, b => [.. b.Check().Select(BrokenCase.Line), $"schema {verdicts.GetValueOrDefault((b.Group, b.Name), "cannot read it")}"]);
            }
        }

        Assert.Equal(cases.Select(b => $"{b.Group}: {b.Name}: {b.Expected[^1]}"), cases.Zip(said, (b, verdict) => $"{b.Group}: {b.Name}: schema {verdict}"));
    }

    /// <summary>A code of the shape is one the schema sees; the corpus may not say otherwise.</summary>
    [Fact]
    public void BrokenCorpus_StructuralErrors_AreForTheSchemaToo()
    {
        string[] structural = [ProblemCodes.RequiredKey, ProblemCodes.WrongType, ProblemCodes.UnknownKey, ProblemCodes.NotInList, ProblemCodes.SecretInYaml, ProblemCodes.Coordinate, ProblemCodes.TwoSchedules, ProblemCodes.NewerVersion];
        foreach (var broken in BrokenCase.All.Where(b => b.Expected[^1] != "schema cannot read it"))
        {
            var isStructural = broken.Expected.Any(line => structural.Contains(line.Split(' ')[0]));
            if (isStructural)
            {
                Assert.True(broken.Expected[^1] == "schema rejects", $"{broken.Group}: {broken.Name}");
            }
        }
    }

    [JsonSchemaFact]
    public void GoodFiles_IndependentValidator_AcceptsThem()
    {
        List<(ConfigFileKind Kind, string File)> good =
        [
            (ConfigFileKind.Feeds, "feeds.yaml"), (ConfigFileKind.Recipients, "recipients.example.yaml"), (ConfigFileKind.Watcher, "watcher.yaml"),
            .. Directory.EnumerateFiles(Path.Combine(Checkout.Config, "watchlists"), "*.yaml").Select(f => (ConfigFileKind.WatchList, Path.Combine("watchlists", Path.GetFileName(f)))),
        ];
        var texts = good.Select(g => (g.Kind, File.ReadAllText(Path.Combine(Checkout.Config, g.File)))).Concat(GoodConfigurations.All).ToList();

        Assert.All(texts, t =>
        {
            var config = ConfigText.Parse(t.Item2, "config/x.yaml");
            YamlChecker.Check(config, t.Kind.Shape);
            Assert.True(config.Problems.Count == 0, string.Join('\n', config.Problems));
        });
        Assert.All(Validate([.. texts.Select(t => (t.Kind, Document(t.Item2)!))]), verdict => Assert.Equal("accepts", verdict));
    }

    /// <summary>The YAML as an editor's schema sees it: plain scalars by the core schema of YAML 1.2. Null for what is no mapping.</summary>
    private static JsonNode? Document(string text) => ConfigText.Parse(text, "x.yaml") is { Root: { } root, HasErrors: false } ? Json(root) : null;

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(pair.Key.ToString(), Json(pair.Value)))),
        YamlSequenceNode items => new JsonArray([.. items.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => plain.Value switch
        {
            null or "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            var value when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            var value when decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            var value => JsonValue.Create(value),
        },
        YamlScalarNode quoted => JsonValue.Create(quoted.Value),
        _ => null,
    };

    private static string[] Validate(IReadOnlyList<(ConfigFileKind Kind, JsonNode Document)> documents) => JsonSchemaValidator.Validate(
        [.. documents.Select(d => (Path.Combine(Checkout.Config, "schema", SchemaVerb.FileName(d.Kind)), d.Document))]).Verdicts;
}
