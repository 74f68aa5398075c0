using System.Globalization;
using System.Text.Json;
using Watcher.Worker.Options;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Cli;

/// <summary>Every value in force with its origin, for <c>check --effective</c>. Secrets and addresses of recipients never appear.</summary>
internal static class EffectiveText
{
    public static void Write(SettingsReading reading, string folder, bool isJson, Terminal terminal)
    {
        List<EffectiveValue> values = [.. Settings(reading), .. Files(folder)];
        if (isJson)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(
                new { schema = "watcher.effective/1", values = values.Select(v => new { key = v.Key, value = v.Value, origin = v.Origin }) }, JsonText.Indented));
            return;
        }

        foreach (var value in values)
        {
            terminal.Line($"{value.Key} = {value.Value}", new Cell($"   ({value.Origin})", Tone.Quiet));
        }
    }

    private static IEnumerable<EffectiveValue> Settings(SettingsReading reading)
    {
        foreach (var (section, type) in SettingsSections.All)
        {
            var builtIn = Activator.CreateInstance(type);   // options have an empty constructor
            foreach (var property in type.GetProperties())
            {
                var key = $"{section}:{property.Name}";
                var items = reading.Settings.GetSection(key).GetChildren().Select(c => c.Value).OfType<string>().ToList();
                var value = items.Count > 0 ? $"[{string.Join(", ", items)}]" : reading.Settings[key];
                var origin = reading.Origins.GetValueOrDefault(items.Count > 0 ? $"{key}:0" : key, "built-in");
                yield return new EffectiveValue(key,
                    SettingsSections.IsSecret(key) && value is { Length: > 0 } ? SecretMask.Mask : SecretMask.Address(value ?? Show(property.GetValue(builtIn))), origin);
            }
        }
    }

    private static IEnumerable<EffectiveValue> Files(string folder)
    {
        ConfigText? Text(string path) => File.Exists(path) ? ConfigText.Read(path, path.Replace(Path.DirectorySeparatorChar, '/')) : null;
        foreach (var kind in new[] { ConfigFileKind.Watcher, ConfigFileKind.Feeds, ConfigFileKind.Recipients })
        {
            foreach (var value in EffectiveValues.Of(Text(Path.Combine(folder, $"{kind.Name}.yaml")), kind, $"{kind.Name}.yaml"))
            {
                yield return value;
            }
        }

        var lists = Path.Combine(folder, "watchlists");
        string[] paths = Directory.Exists(lists) ? [.. Directory.EnumerateFiles(lists, "*.yaml").Order(StringComparer.Ordinal)] : [];
        foreach (var path in paths)
        {
            foreach (var value in EffectiveValues.Of(Text(path), ConfigFileKind.WatchList, $"watchlists/{Path.GetFileName(path)}"))
            {
                yield return value;
            }
        }
    }

    private static string Show(object? value) => value switch
    {
        null => "",
        string[] items => $"[{string.Join(", ", items)}]",
        bool truth => truth ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
