using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>Holds the nodes of one file against a shape and reports every difference with its place.</summary>
internal static class YamlChecker
{
    private static readonly string[] s_secretWords = ["password", "passwd", "token", "secret", "apikey", "api_key"];

    public static void Check(ConfigText config, Shape shape)
    {
        if (config.Root is { } root)
        {
            CheckNode(config, root, shape, "");
            CheckVersion(config, root);
        }
    }

    private static void CheckVersion(ConfigText config, YamlMappingNode root)
    {
        if (Find(root, "version") is YamlScalarNode { Value: { } text } node && int.TryParse(text, CultureInfo.InvariantCulture, out var version))
        {
            if (version > ConfigShapes.Version)
            {
                config.Add(node, ProblemCodes.NewerVersion, $"version {version} is newer than this program reads ({ConfigShapes.Version})");
            }
            else if (version < ConfigShapes.Version)
            {
                config.Add(node, ProblemCodes.OldVersion, $"version {version} is old; this program writes {ConfigShapes.Version}",
                    severity: ProblemSeverity.Warning);
            }
        }
    }

    private static void CheckNode(ConfigText config, YamlNode node, Shape shape, string path)
    {
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
                    if (key is YamlScalarNode { Value: { } language } && !IsLanguage(language))
                    {
                        config.Add(key, ProblemCodes.UnknownKey, $"'{language}' in {Name(path)} is no language code (two letters, such as en, uk)");
                    }

                    CheckNode(config, value, table.Value, $"{path}.{key}");
                }

                break;
            default:
                config.Add(node, ProblemCodes.WrongType, $"{Name(path)} must be {Describe(shape)}, not {Describe(node)}");
                break;
        }
    }

    private static void CheckMapping(ConfigText config, YamlMappingNode map, Shape.Mapping mapping, string path)
    {
        foreach (var (keyNode, value) in map.Children)
        {
            var name = (keyNode as YamlScalarNode)?.Value ?? "";
            if (name.StartsWith("x-", StringComparison.Ordinal))
            {
                continue;   // shared anchors live under x- keys
            }

            var key = mapping.Keys.FirstOrDefault(k => k.Name == name);
            if (key is null)
            {
                if (s_secretWords.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase)))
                {
                    config.Add(keyNode, ProblemCodes.SecretInYaml, $"'{name}': no secret stands in YAML; use the environment or a secret file");
                    continue;
                }

                var where = path.Length == 0 ? "" : $" in {path}";
                config.Add(keyNode, ProblemCodes.UnknownKey, $"unknown key '{name}'{where}",
                    Suggestion.For(name, mapping.Keys.Select(k => k.Name)));
                continue;
            }

            CheckNode(config, value, key.Shape, path.Length == 0 ? name : $"{path}.{name}");
        }

        foreach (var key in mapping.Keys.Where(k => k.Required && Find(map, k.Name) is null && !config.HasMisspelled(map, k.Name)))
        {
            config.Add(map, ProblemCodes.RequiredKey, $"{(path.Length == 0 ? "the file" : path)} needs '{key.Name}': {key.Description}");
        }
    }

    private static void CheckScalar(ConfigText config, YamlScalarNode node, Shape.Scalar scalar, string path)
    {
        var value = node.Value ?? "";
        if (value.Length == 0 && node.Style == ScalarStyle.Plain)
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

        var problem = scalar.Kind switch
        {
            ScalarKind.Id when !IsId(value) => $"{Name(path)} '{value}' is no id (a-z, 0-9 and -, at most 40)",
            ScalarKind.Integer when !int.TryParse(value, CultureInfo.InvariantCulture, out _) => $"{Name(path)} '{value}' is no whole number",
            ScalarKind.Number when !decimal.TryParse(value, CultureInfo.InvariantCulture, out _) => $"{Name(path)} '{value}' is no number",
            ScalarKind.Boolean when value is not ("true" or "false") => $"{Name(path)} '{value}' is neither true nor false",
            ScalarKind.Date when !DateOnly.TryParseExact(value, "yyyy-MM-dd", out _) => $"{Name(path)} '{value}' is no date (2022-02-24)",
            ScalarKind.Time when !TimeOnly.TryParseExact(value, "HH:mm", out _) => $"{Name(path)} '{value}' is no time of day (\"09:00\")",
            ScalarKind.Duration when !ConfigValues.TryDuration(value, out _) => $"{Name(path)} '{value}' is no duration (30s, 10m, 2h, 7d)",
            ScalarKind.Size when !ConfigValues.TrySize(value, out _) => $"{Name(path)} '{value}' is no size (500KB, 5MB)",
            ScalarKind.Language when !IsLanguage(value) => $"{Name(path)} '{value}' is no language code (two letters, such as en, uk)",
            ScalarKind.Url when !IsFeedUrl(value) => $"{Name(path)} '{value}' is no absolute http or https address without user name",
            _ => null,
        };
        if (problem is not null)
        {
            config.Add(node, scalar.Kind == ScalarKind.Url ? ProblemCodes.BadUrl : ProblemCodes.WrongType, problem);
            return;
        }

        if (scalar.Kind == ScalarKind.Time && node.Style == ScalarStyle.Plain)
        {
            config.Add(node, ProblemCodes.UnquotedTime, $"{Name(path)} {value} stands without quotes; write \"{value}\"", severity: ProblemSeverity.Warning);
        }

        if (scalar.Kind is ScalarKind.Number or ScalarKind.Integer && decimal.TryParse(value, CultureInfo.InvariantCulture, out var number)
            && (number < scalar.Minimum || number > scalar.Maximum))
        {
            var name = path[(path.LastIndexOf('.') + 1)..];
            config.Add(node, scalar.RangeCode,
                string.Create(CultureInfo.InvariantCulture, $"{name} {number} is outside {scalar.Minimum}..{scalar.Maximum}"), MovedPoint(value, scalar));
        }
    }

    /// <summary>497.106 → 49.7106: a number out of range gets the nearest place of the decimal point that fits.</summary>
    private static IReadOnlyList<string> MovedPoint(string value, Shape.Scalar scalar)
    {
        var sign = value.StartsWith('-') ? "-" : "";
        var digits = value.Replace(".", "", StringComparison.Ordinal).TrimStart('-');
        var point = value.TrimStart('-').IndexOf('.', StringComparison.Ordinal) is var p and >= 0 ? p : digits.Length;
        foreach (var place in new[] { point - 1, point + 1, point - 2 })
        {
            if (place > 0 && place < digits.Length)
            {
                var moved = $"{sign}{digits[..place]}.{digits[place..]}";
                if (decimal.TryParse(moved, CultureInfo.InvariantCulture, out var number) && number >= scalar.Minimum && number <= scalar.Maximum)
                {
                    return [moved];
                }
            }
        }

        return [];
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

    private static bool Fits(YamlNode node, Shape shape) => (node, shape) is (YamlScalarNode, Shape.Scalar) or
        (YamlSequenceNode, Shape.Sequence) or (YamlMappingNode, Shape.Mapping or Shape.ByLanguage);

    private static bool IsId(string value) =>
        value.Length is > 0 and <= 40 && value.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    private static bool IsLanguage(string value) => value.Length is 2 or 3 && value.All(char.IsAsciiLetterLower);

    private static bool IsFeedUrl(string value) => Uri.TryCreate(value, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0;

    private static string Name(string path) => path.Length == 0 ? "the file" : path;

    private static string Describe(Shape shape) => shape switch
    {
        Shape.Scalar => "one value",
        Shape.Sequence => "a list",
        Shape.ByLanguage => "a mapping from languages",
        _ => "a mapping (key: value)",
    };

    private static string Describe(YamlNode node) => node switch
    {
        YamlScalarNode => "one value",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };
}
