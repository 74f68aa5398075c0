namespace Watcher.Worker.Rules;

/// <summary>What the settings say that bears on the files of people.</summary>
/// <param name="AllowedPrivateHosts">As in <see cref="Options.HttpOptions.AllowedPrivateHosts"/>.</param>
internal sealed record SettingsFacts(IReadOnlyList<string> AllowedPrivateHosts);
