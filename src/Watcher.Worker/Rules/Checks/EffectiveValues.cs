using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>One value in force and where it comes from.</summary>
/// <param name="Key">"Smtp:Host", "watcher.yaml mail.from", "feeds.yaml feeds[gazette-world].every".</param>
internal sealed record EffectiveValue(string Key, string Value, string Origin);

/// <summary>Every value of the files of people as it is in force: as written, inherited, or built in.</summary>
internal static class EffectiveValues
{
    private const string BuiltIn = "built-in";

    /// <param name="file">Null when the file is absent: what is built in then holds.</param>
    public static IEnumerable<EffectiveValue> Of(ConfigText? file, ConfigFileKind kind, string name)
    {
        var defaults = kind == ConfigFileKind.Feeds ? file?.Root.Map("defaults") : null;
        return Mapping(file, file?.Root, kind.Shape, "", defaults).Select(v => v with { Key = $"{name} {v.Key}" });
    }

    private static IEnumerable<EffectiveValue> Mapping(ConfigText? file, YamlMappingNode? map, Shape.Mapping shape, string path, YamlMappingNode? defaults)
    {
        foreach (var key in shape.Keys.Where(k => k.Name is not ("note" or "source")))
        {
            var keyPath = path.Length == 0 ? key.Name : $"{path}.{key.Name}";
            var node = map is null ? null : YamlChecker.Find(map, key.Name);
            if (node is null && path.StartsWith("feeds[", StringComparison.Ordinal) && defaults.Scalar(key.Name) is { } inherited)
            {
                yield return new EffectiveValue(keyPath, inherited.Value ?? "", Origin(file, inherited));
                continue;
            }

            foreach (var value in Value(file, node, key, keyPath, defaults))
            {
                yield return value;
            }
        }
    }

    private static IEnumerable<EffectiveValue> Value(ConfigText? file, YamlNode? node, Key key, string path, YamlMappingNode? defaults) => (key.Shape, node) switch
    {
        (Shape.Mapping mapping, _) when node is YamlMappingNode || mapping.Keys.Any(k => k.Default is not null) => Mapping(file, node as YamlMappingNode, mapping, path, defaults),
        (Shape.Sequence { Item: Shape.Mapping item }, YamlSequenceNode items) => items.Children.OfType<YamlMappingNode>()
            .SelectMany((entry, i) => Mapping(file, entry, item, $"{path}[{entry.Scalar("id")?.Value ?? entry.Scalar("ref")?.Value ?? FormattableString.Invariant($"{i}")}]", defaults)),
        (_, null) => BuiltInOf(key, path) is { } initial ? [new EffectiveValue(path, initial, BuiltIn)] : [],
        _ => [new EffectiveValue(path, IsPersonal(key) ? "(personal data, not shown)" : Show(node), Origin(file, node))],
    };

    /// <summary>A feed has what <c>defaults</c> would have.</summary>
    private static string? BuiltInOf(Key key, string path) =>
        key.Default ?? (path.StartsWith("feeds[", StringComparison.Ordinal) ? ConfigShapes.FeedDefaults.Keys.FirstOrDefault(k => k.Name == key.Name)?.Default : null);

    /// <summary>Addresses of recipients; those in watcher.yaml are the service's own.</summary>
    private static bool IsPersonal(Key key) => key is { Name: "address", Shape: Shape.Scalar { Kind: ScalarKind.Address } };

    private static string Show(YamlNode node) => node switch
    {
        YamlScalarNode scalar => SecretMask.Address(scalar.Value ?? ""),
        YamlSequenceNode items => $"[{string.Join(", ", items.Children.Select(Show))}]",
        YamlMappingNode map => $"{{ {string.Join(", ", map.Children.Select(pair => $"{pair.Key}: {Show(pair.Value)}"))} }}",
        _ => "",
    };

    private static string Origin(ConfigText? file, YamlNode node) => FormattableString.Invariant($"{file?.File}:{node.Start.Line}");
}
