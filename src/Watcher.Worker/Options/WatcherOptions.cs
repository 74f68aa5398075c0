using System.ComponentModel.DataAnnotations;

namespace Watcher.Worker.Options;

/// <summary>Section <c>Watcher</c>: where things lie.</summary>
internal sealed record WatcherOptions
{
    public const string Section = "Watcher";

    [Required]
    public string ConfigDirectory { get; set; } = "config";

    [Required]
    public string DataDirectory { get; set; } = "data";

    [Required]
    public string InstanceName { get; set; } = "watcher";

    /// <summary>How often the configuration is looked at; zero turns the look off.</summary>
    public TimeSpan WatchConfigEvery { get; set; } = TimeSpan.FromSeconds(30);
}
