using System.Reflection;

namespace Watcher.Worker.Options;

/// <summary>The sections of appsettings.json that are ours, and the record each binds to.</summary>
internal static class SettingsSections
{
    public static IReadOnlyList<(string Section, Type Options)> All { get; } =
    [
        (WatcherOptions.Section, typeof(WatcherOptions)), (DatabaseOptions.Section, typeof(DatabaseOptions)),
        (MailOptions.Section, typeof(MailOptions)), (SmtpSection.Section, typeof(SmtpSection)), (HttpOptions.Section, typeof(HttpOptions)),
        (WebOptions.Section, typeof(WebOptions)), (QuartzSection.Section, typeof(QuartzSection)),
    ];

    /// <summary>Keys whose value is a secret: every <c>X</c> that has an <c>XFile</c> beside it, as <c>Smtp:Password</c>.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
    [
        .. All.SelectMany(s => s.Options.GetProperties().Where(p => s.Options.GetProperty(p.Name + "File") is not null).Select(p => $"{s.Section}:{p.Name}")),
    ];

    public static bool IsSecret(string key) => Secrets.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The property a key such as <c>Smtp:Port</c> or <c>Http:AllowedPrivateHosts:0</c> sets; null when there is none.</summary>
    public static PropertyInfo? PropertyOf(string key)
    {
        var parts = key.Split(':');
        var options = parts.Length < 2 ? null : All.FirstOrDefault(s => s.Section.Equals(parts[0], StringComparison.OrdinalIgnoreCase)).Options;
        var property = options?.GetProperties().FirstOrDefault(p => p.Name.Equals(parts[1], StringComparison.OrdinalIgnoreCase));
        return property is not null && (parts.Length == 2 || (parts.Length == 3 && property.PropertyType.IsArray)) ? property : null;
    }
}
