using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>Short ways into a tree of YAML nodes that may have any shape: what does not fit is simply not there.</summary>
internal static class Nodes
{
    public static IEnumerable<YamlMappingNode> Items(this YamlMappingNode? map, string key) =>
        map is not null && YamlChecker.Find(map, key) is YamlSequenceNode items ? items.Children.OfType<YamlMappingNode>() : [];

    public static IEnumerable<YamlScalarNode> Texts(this YamlMappingNode? map, string key) =>
        map is not null && YamlChecker.Find(map, key) is YamlSequenceNode items ? items.Children.OfType<YamlScalarNode>() : [];

    public static YamlScalarNode? Scalar(this YamlMappingNode? map, string key) =>
        map is not null ? YamlChecker.Find(map, key) as YamlScalarNode : null;

    public static YamlMappingNode? Map(this YamlMappingNode? map, string key) =>
        map is not null ? YamlChecker.Find(map, key) as YamlMappingNode : null;

    /// <summary>Every (language, text) of a mapping from languages to lists.</summary>
    public static IEnumerable<(string Language, YamlScalarNode Text)> ByLanguage(this YamlMappingNode? map, string key)
    {
        if (map.Map(key) is not { } languages)
        {
            yield break;
        }

        foreach (var (language, value) in languages.Children)
        {
            foreach (var text in (value as YamlSequenceNode)?.Children.OfType<YamlScalarNode>() ?? [])
            {
                yield return ((language as YamlScalarNode)?.Value ?? "", text);
            }
        }
    }

    /// <summary>The node a path such as <c>settlements[3].aliases.uk</c> leads to, or the last one on the way that exists.</summary>
    public static YamlNode At(this YamlMappingNode root, string path)
    {
        YamlNode node = root;
        foreach (var step in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            var next = node switch
            {
                YamlMappingNode map => YamlChecker.Find(map, step),
                YamlSequenceNode items when int.TryParse(step.TrimEnd(']'), CultureInfo.InvariantCulture, out var i) && i >= 0 && i < items.Children.Count =>
                    items.Children[i],
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            node = next;
        }

        return node;
    }
}
