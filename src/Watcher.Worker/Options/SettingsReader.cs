using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Options;

/// <summary>
/// appsettings.json, then that of the environment's name, then environment variables, then the command line; then secret files. Reports every
/// problem instead of the first.
/// </summary>
internal static class SettingsReader
{
    /// <param name="file">Path of appsettings.json; it may be absent.</param>
    /// <param name="overrides">What the command line says.</param>
    public static SettingsReading Read(string file, IReadOnlyDictionary<string, string?> overrides)
    {
        var problems = new List<ConfigProblem>();
        List<JsonPlaces> files = [.. Files(file).Select(JsonPlaces.Read).OfType<JsonPlaces>()];
        problems.AddRange(files.SelectMany(f => f.Problems));
        var builder = new ConfigurationBuilder();
        foreach (var json in files.Where(f => f.Problems.Count == 0))
        {
            builder.AddJsonFile(json.Path, optional: true);
        }

        var settings = builder.AddEnvironmentVariables().AddInMemoryCollection(overrides).Build();
        var origins = Origins(settings, files);
        ReadSecrets(settings, origins, problems);
        problems.AddRange(SettingsCheck.Check(settings, key => Place(key, origins, files)));
        problems.AddRange(SettingsCheck.Strays(files));
        problems.AddRange(SettingsCheck.SecretsInFiles(files));
        ToTimeSpans(settings);
        return new SettingsReading(settings, origins, [.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)]);
    }

    private static IEnumerable<string> Files(string file)
    {
        yield return file;
        if (Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 } environment)
        {
            yield return Path.Combine(Path.GetDirectoryName(file)!, $"appsettings.{environment}.json");   // the file's path is absolute
        }
    }

    /// <summary>The provider that has the last word on each of our keys.</summary>
    private static Dictionary<string, string> Origins(IConfigurationRoot settings, IReadOnlyList<JsonPlaces> files)
    {
        var origins = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, _) in SettingsSections.All.SelectMany(s => settings.GetSection(s.Section).AsEnumerable()).Where(pair => pair.Value is not null))
        {
            origins[key] = settings.Providers.LastOrDefault(p => p.TryGet(key, out _)) switch
            {
                JsonConfigurationProvider json => files.First(f => Path.GetFileName(f.Path) == json.Source.Path).Where(key),
                EnvironmentVariablesConfigurationProvider => $"environment {Variable(key)}",
                _ => "command line",
            };
        }

        return origins;
    }

    private static void ReadSecrets(IConfigurationRoot settings, Dictionary<string, string> origins, List<ConfigProblem> problems)
    {
        foreach (var key in SettingsSections.Secrets)
        {
            if (settings[key + "File"] is not { Length: > 0 } path)
            {
                continue;
            }

            if (settings[key] is { Length: > 0 })
            {
                problems.Add(Problem(key, ProblemCodes.KeyAndKeyFile, $"{key} and {key}File are both set; keep one of {Variable(key)} and {Variable(key)}File"));
                continue;
            }

            if (Secret(path, out var secret) is { } wrong)
            {
                problems.Add(Problem(key + "File", ProblemCodes.UnreadableSecret, $"the secret file {path} of {key}File {wrong}"));
                continue;
            }

            settings[key] = secret;
            origins[key] = $"file {path}";
        }
    }

    /// <returns>Null when the secret was read, else what is wrong.</returns>
    private static string? Secret(string path, out string secret)
    {
        const int MaxBytes = 64 * 1024;   // a secret is a line, not a disk image
        secret = "";
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                return "is larger than 64 KB";
            }

            var text = File.ReadAllText(path);
            secret = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
            return secret.Length > 0 ? null : "is empty; write the secret into it";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {e.Message}";
        }
    }

    /// <summary>10m means the same in settings as in YAML; the binder knows hh:mm:ss only.</summary>
    private static void ToTimeSpans(IConfigurationRoot settings)
    {
        foreach (var key in SettingsSections.All.SelectMany(s => s.Options.GetProperties().Where(p => p.PropertyType == typeof(TimeSpan)).Select(p => $"{s.Section}:{p.Name}")))
        {
            if (settings[key] is { } text && !text.Contains(':', StringComparison.Ordinal) && ConfigValues.TryDuration(text, out var duration))
            {
                settings[key] = duration.ToString("c", System.Globalization.CultureInfo.InvariantCulture);
            }
        }
    }

    private static ConfigProblem Place(string key, Dictionary<string, string> origins, IReadOnlyList<JsonPlaces> files) =>
        files.LastOrDefault(f => origins.GetValueOrDefault(key) == f.Where(key)) is { } file ? file.At(key) : Problem(key, "", "");

    private static ConfigProblem Problem(string key, string code, string message) => new()
    {
        File = $"environment {Variable(key)}",
        Line = 1,
        Column = 1,
        EndColumn = 1,
        Code = code,
        Message = message,
    };

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
