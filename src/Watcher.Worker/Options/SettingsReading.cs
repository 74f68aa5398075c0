using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Options;

/// <summary>The settings of a run, where each comes from, and everything that is wrong with them.</summary>
/// <param name="Settings">With secrets read from their files.</param>
/// <param name="Origins">Key → "appsettings.json", "environment Smtp__Host", "command line", "file /run/secrets/smtp_password".</param>
internal sealed record SettingsReading(IConfigurationRoot Settings, IReadOnlyDictionary<string, string> Origins, IReadOnlyList<ConfigProblem> Problems);
