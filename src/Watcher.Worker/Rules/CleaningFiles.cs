using Watcher.Reading.Articles;
using Watcher.Reading.Pages;

namespace Watcher.Worker.Rules;

/// <summary>The rule files of <c>cleaning/</c>, compiled.</summary>
internal sealed record CleaningFiles(MarkerSet Markers, TrackingParams Tracking)
{
    /// <exception cref="RuleFileException">A file does not fit its record.</exception>
    public static CleaningFiles Read(string configFolder) => new(
        new MarkerSet(RuleFile.Read<MarkerFile>(Path.Combine(configFolder, "cleaning", "boilerplate.yaml"))),
        new TrackingParams(RuleFile.Read<TrackingParamsFile>(Path.Combine(configFolder, "cleaning", "tracking-params.yaml"))));
}
