using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>
/// Writes a file of an older version as this version writes it. Works on the text, line by line, so that comments, order and spacing stay.
/// Version 0 is what was written before files carried a version; nothing else differs.
/// </summary>
internal static class Migration
{
    /// <returns>Null when the file is of this version already, or cannot be read as YAML.</returns>
    public static string? Of(ConfigText file)
    {
        if (file.Root is not { } root)
        {
            return null;
        }

        return root.Scalar("version") switch
        {
            { Value: "0" } version => Replaced(file.Text, version),
            null when YamlChecker.Find(root, "version") is null => Inserted(file.Text, root),
            _ => null,
        };
    }

    private static string Replaced(string text, YamlScalarNode version)
    {
        var at = (int)version.Start.Index;
        return $"{text[..at]}{ConfigShapes.Version}{text[(int)version.End.Index..]}";
    }

    /// <summary>Before the first key, so that the comment at the top of the file stays there.</summary>
    private static string Inserted(string text, YamlMappingNode root)
    {
        var first = root.Children.Count == 0 ? text.Length : (int)root.Children.Keys.Min(k => k.Start.Index);
        var isFlow = first > 0 && text[..first].AsSpan().TrimEnd().EndsWith("{");
        return isFlow ? $"{text[..first]}version: {ConfigShapes.Version}, {text[first..]}" : $"{text[..first]}version: {ConfigShapes.Version}\n{text[first..]}";
    }
}
