using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>Holds the nodes of one file against a shape and reports every difference with its place.</summary>
internal static class YamlChecker
{
    public static void Check(ConfigText config, Shape shape)
    {
        if (config.Root is not { } root || IsNewer(config, root))
        {
            return;   // what a newer program wrote follows a newer table: its other differences say nothing
        }

        CheckNode(config, root, shape, "");
    }

    public static YamlNode? Find(YamlMappingNode map, string key)
    {
        foreach (var (name, value) in map.Children)
        {
            if (name is YamlScalarNode scalar && scalar.Value == key)
            {
                return value;
            }
        }

        return null;
    }

    private static bool IsNewer(ConfigText config, YamlMappingNode root)
    {
        if (Find(root, "version") is YamlScalarNode { Value: { } text } node && int.TryParse(text, CultureInfo.InvariantCulture, out var version))
        {
            if (version > ConfigShapes.Version)
            {
                config.Add(node, ProblemCodes.NewerVersion, $"version {version} is newer than this program reads ({ConfigShapes.Version})");
                return true;
            }

            if (version is >= 0 and < ConfigShapes.Version)
            {
                config.Add(node, ProblemCodes.OldVersion, $"version {version} is old; this program writes {ConfigShapes.Version} (watcher check --migrate prints the new file)",
                    severity: ProblemSeverity.Warning);
            }
        }

        return false;
    }

    private static void CheckNode(ConfigText config, YamlNode node, Shape shape, string path)
    {
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific && !node.Tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal))
        {
            config.Add(node, ProblemCodes.Syntax, $"{Name(path)} carries the tag {node.Tag.Value}; tags mean nothing here");
            return;
        }

        switch (shape)
        {
            case Shape.AnyOf any:
                CheckNode(config, node, any.Shapes.FirstOrDefault(s => Fits(node, s)) ?? any.Shapes[0], path);
                break;
            case Shape.Scalar scalar when node is YamlScalarNode value:
                CheckScalar(config, value, scalar, path);
                break;
            case Shape.Sequence sequence when node is YamlSequenceNode items:
                for (var i = 0; i < items.Children.Count; i++)
                {
                    CheckNode(config, items.Children[i], sequence.Item, $"{path}[{i}]");
                }

                break;
            case Shape.Mapping mapping when node is YamlMappingNode map:
                CheckMapping(config, map, mapping, path);
                break;
            case Shape.ByLanguage table when node is YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                {
                    if (key is not YamlScalarNode { Value: { } language } || !ConfigValues.IsLanguage(language))
                    {
                        config.Add(key, ProblemCodes.UnknownKey, $"'{key}' in {Name(path)} is no language code (two letters, such as en, uk)", ScalarProblem.LanguageOf(key.ToString()));
                    }

                    CheckNode(config, value, table.Value, $"{path}.{key}");
                }

                break;
            case Shape.Table table when node is YamlMappingNode map:
                foreach (var (key, value) in map.Children)
                {
                    CheckNode(config, value, table.Value, $"{path}.{key}");
                }

                break;
            default:
                config.Add(node, ProblemCodes.WrongType, $"{Name(path)} must be {Describe(shape)}, not {Describe(node)}{Hint(node, shape)}");
                break;
        }
    }

    private static void CheckMapping(ConfigText config, YamlMappingNode map, Shape.Mapping mapping, string path)
    {
        foreach (var (keyNode, value) in map.Children)
        {
            if (keyNode is not YamlScalarNode { Value: { } name })
            {
                config.Add(keyNode, ProblemCodes.WrongType, $"a key in {Name(path)} must be one word, not {Describe(keyNode)}");
                continue;
            }

            if (name.StartsWith("x-", StringComparison.Ordinal))
            {
                continue;   // shared anchors live under x- keys
            }

            var key = mapping.Keys.FirstOrDefault(k => k.Name == name);
            if (key is null)
            {
                UnknownKey(config, keyNode, name, mapping, path);
                continue;
            }

            CheckNode(config, value, key.Shape, path.Length == 0 ? name : $"{path}.{name}");
        }

        foreach (var key in mapping.Keys.Where(k => k.Required && Find(map, k.Name) is null && !config.HasMisspelled(map, k.Name)))
        {
            config.Add(map, ProblemCodes.RequiredKey, $"{Name(path)} needs '{key.Name}': {key.Description}");
        }

        CheckNeeds(config, map, mapping, path);
        if (mapping.IsChoice && mapping.Keys.Count(k => Find(map, k.Name) is not null) != 1
            && !mapping.Keys.Any(k => config.HasMisspelled(map, k.Name)))
        {
            config.Add(map, ProblemCodes.TwoSchedules, $"{Name(path)} needs exactly one of {string.Join(", ", mapping.Keys.Select(k => k.Name))}");
        }
    }

    private static void UnknownKey(ConfigText config, YamlNode keyNode, string name, Shape.Mapping mapping, string path)
    {
        var where = path.Length == 0 ? "" : $" in {path}";
        if (SecretMask.IsSecretKey(name))
        {
            config.Add(keyNode, ProblemCodes.SecretInYaml, $"'{name}'{where}: no secret stands in YAML; use a secret file (Smtp__PasswordFile)");
            return;
        }

        var message = name == "<<" ? $"merge keys (<<){where} are not read; repeat the keys, or repeat a whole value with *anchor" : $"unknown key '{name}'{where}";
        var nearest = Suggestion.For(name, mapping.Keys.Select(k => k.Name));
        config.Add(keyNode, ProblemCodes.UnknownKey, nearest.Count > 0 || name == "<<" ? message : $"{message} (known: {string.Join(", ", mapping.Keys.Select(k => k.Name))})", nearest);
    }

    /// <summary>The set of keys that is nearest to complete is the one that was meant.</summary>
    private static void CheckNeeds(ConfigText config, YamlMappingNode map, Shape.Mapping mapping, string path)
    {
        bool IsThere(string key) => Find(map, key) is not null || config.HasMisspelled(map, key);
        if (mapping.Needs.Length == 0 || mapping.Needs.Any(set => set.All(IsThere)))
        {
            return;
        }

        var begun = mapping.Needs.FirstOrDefault(set => set.Any(IsThere));
        var missing = begun?.First(key => !IsThere(key));
        config.Add(map, ProblemCodes.RequiredKey, missing is not null
            ? $"{Name(path)} needs '{missing}': {mapping.Keys.First(k => k.Name == missing).Description}"
            : $"{Name(path)} needs {string.Join(", or ", mapping.Needs.Select(set => string.Join(" and ", set.Select(k => $"'{k}'"))))}");
    }

    private static void CheckScalar(ConfigText config, YamlScalarNode node, Shape.Scalar scalar, string path)
    {
        var value = node.Value ?? "";
        if (IsNull(node))
        {
            config.Add(node, ProblemCodes.WrongType, $"{Name(path)} has no value");
            return;
        }

        if (scalar.Values.Length > 0)
        {
            if (!scalar.Values.Contains(value, StringComparer.Ordinal))
            {
                config.Add(node, ProblemCodes.NotInList, $"{Name(path)} is '{value}'; it can be {string.Join(", ", scalar.Values)}",
                    Suggestion.For(value, scalar.Values));
            }

            return;
        }

        if (ScalarProblem.Of(node, scalar.Kind, value) is { } problem)
        {
            config.Add(node, problem.Code, $"{Name(path)} {problem.Message}", problem.Suggestions);
            return;
        }

        if (scalar.Kind == ScalarKind.Time && node.Style == ScalarStyle.Plain)
        {
            config.Add(node, ProblemCodes.UnquotedTime, $"{Name(path)} {value} stands without quotes; write \"{value}\"", severity: ProblemSeverity.Warning);
        }

        if (ScalarRange.Outside(value, scalar) is { } outside)
        {
            config.Add(node, scalar.RangeCode, $"{(scalar.RangeCode == ProblemCodes.OutOfRange ? Name(path) : path[(path.LastIndexOf('.') + 1)..])} {outside.Message}", outside.Suggestions);
        }
    }

    /// <summary>Nothing, <c>~</c> and <c>null</c> say "no value" in YAML 1.2; every other word is itself.</summary>
    private static bool IsNull(YamlScalarNode node) => node.Style == ScalarStyle.Plain && node.Value is null or "" or "~" or "null" or "Null" or "NULL";

    private static bool Fits(YamlNode node, Shape shape) => (node, shape) is (YamlScalarNode, Shape.Scalar) or
        (YamlSequenceNode, Shape.Sequence) or (YamlMappingNode, Shape.Mapping or Shape.ByLanguage or Shape.Table);

    private static string Name(string path) => path.Length == 0 ? "the file" : path;

    private static string Hint(YamlNode node, Shape shape) => (node, shape) switch
    {
        (YamlScalarNode { Value: { Length: > 0 } value }, Shape.Sequence { Item: Shape.Scalar }) => $"; write [{value}]",
        (YamlMappingNode, Shape.Sequence { Item: Shape.Mapping }) => "; each entry begins with '- '",
        (YamlScalarNode { Value: null or "" }, Shape.Sequence) => "; write [] for none",
        _ => "",
    };

    private static string Describe(Shape shape) => shape switch
    {
        Shape.Scalar => "one value",
        Shape.Sequence => "a list",
        Shape.ByLanguage => "a mapping from languages (en: [...])",
        _ => "a mapping (key: value)",
    };

    private static string Describe(YamlNode node) => node switch
    {
        YamlScalarNode scalar when IsNull(scalar) => "nothing",
        YamlScalarNode => "one value",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };
}
