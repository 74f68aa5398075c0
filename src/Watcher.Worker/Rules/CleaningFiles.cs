using System.Collections.Immutable;
using Watcher.Reading.Articles;
using Watcher.Reading.Pages;

namespace Watcher.Worker.Rules;

/// <summary>The rule files of <c>cleaning/</c>, compiled.</summary>
internal sealed record CleaningFiles(MarkerSet Markers, TrackingParams Tracking)
{
    /// <exception cref="RuleFileException">A file does not fit its record.</exception>
    public static CleaningFiles Read(string configFolder) => new(
        new MarkerSet(RuleFile.Read<MarkerFile>(Path.Combine(configFolder, "cleaning", "boilerplate.yaml"))),
        new TrackingParams(RuleFile.Read<TrackingParamsFile>(Path.Combine(configFolder, "cleaning", "tracking-params.yaml")), Mounted(configFolder)));

    /// <summary>The rules of <c>cleaning/clean-urls.json</c>, a list in the shape of Brave's that may be mounted; none when it is absent.</summary>
    /// <exception cref="RuleFileException">The file is not such a list.</exception>
    internal static ImmutableArray<CleanUrlRule> Mounted(string configFolder)
    {
        var path = Path.Combine(configFolder, "cleaning", "clean-urls.json");
        try
        {
            return File.Exists(path) ? CleanUrls.Parse(File.ReadAllText(path)) : [];
        }
        catch (FormatException e)
        {
            throw new RuleFileException(path, 1, 1, e.Message, e);
        }
    }
}
