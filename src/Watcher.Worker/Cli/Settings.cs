using System.CommandLine;
using Watcher.Worker.Options;

namespace Watcher.Worker.Cli;

/// <summary>appsettings.json, then the environment, then secret files, then the command line: where every setting of a run comes from.</summary>
internal static class Settings
{
    /// <summary>A setting named in one of these may come from a file: Smtp:PasswordFile gives Smtp:Password.</summary>
    private static readonly string[] s_secrets = ["Smtp:Password", "Database:Password", "Web:UnsubscribeKey"];

    /// <summary>The sections that are ours; an unknown key in them is an error.</summary>
    private static readonly (string Section, Type Options)[] s_sections =
    [
        (WatcherOptions.Section, typeof(WatcherOptions)), (DatabaseOptions.Section, typeof(DatabaseOptions)),
        (MailOptions.Section, typeof(MailOptions)), (SmtpSection.Section, typeof(SmtpSection)),
        (WebOptions.Section, typeof(WebOptions)), (QuartzSection.Section, typeof(QuartzSection)),
    ];

    public static IConfigurationRoot Read(ParseResult parsed)
    {
        var builder = new ConfigurationBuilder().AddJsonFile(File(), optional: true);
        if (Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 } environment)
        {
            builder.AddJsonFile(Path.Combine(Path.GetDirectoryName(File())!, $"appsettings.{environment}.json"), optional: true);
        }

        builder.AddEnvironmentVariables();
        var overrides = new Dictionary<string, string?>();
        if (parsed.GetValue(GlobalOptions.Config) is { } config)
        {
            overrides["Watcher:ConfigDirectory"] = config;
        }

        if (parsed.GetValue(GlobalOptions.Data) is { } data)
        {
            overrides["Watcher:DataDirectory"] = data;
            overrides["Database:Path"] = "";
            overrides["Mail:PickupDirectory"] = "";
        }

        var settings = builder.AddInMemoryCollection(overrides).Build();
        ReadSecrets(settings);
        RefuseUnknownKeys(settings);
        return settings;
    }

    /// <summary>The configuration folder of a run: as given, or beside the program when the default is not in the current folder.</summary>
    public static string ConfigDirectory(IConfiguration settings)
    {
        var given = settings["Watcher:ConfigDirectory"] ?? "config";
        var beside = Path.Combine(AppContext.BaseDirectory, "config");
        return !Directory.Exists(given) && given == "config" && Directory.Exists(beside) ? beside : given;
    }

    public static string DataDirectory(IConfiguration settings) => settings["Watcher:DataDirectory"] ?? "data";

    private static string File() =>
        System.IO.File.Exists("appsettings.json") ? Path.GetFullPath("appsettings.json") : Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    private static void ReadSecrets(IConfigurationRoot settings)
    {
        foreach (var key in s_secrets)
        {
            if (settings[key + "File"] is not { Length: > 0 } path)
            {
                continue;
            }

            if (settings[key] is { Length: > 0 })
            {
                throw Invalid("W120", $"{key} and {key}File are both set", $"keep one of {Variable(key)} and {Variable(key)}File");
            }

            try
            {
                var secret = System.IO.File.ReadAllText(path);
                secret = secret.EndsWith("\r\n", StringComparison.Ordinal) ? secret[..^2] : secret.EndsWith('\n') ? secret[..^1] : secret;
                settings[key] = secret.Length > 0 ? secret : throw Invalid("W121", $"the secret file {path} of {key}File is empty", "write the secret into it");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Invalid("W121", $"the secret file {path} of {key}File cannot be read: {e.Message}", "check the path and its permissions");
            }
        }
    }

    private static void RefuseUnknownKeys(IConfiguration settings)
    {
        foreach (var (section, options) in s_sections)
        {
            var known = options.GetProperties().Select(p => p.Name).ToList();
            foreach (var child in settings.GetSection(section).GetChildren())
            {
                if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                {
                    var nearest = Rules.Checks.Suggestion.For(child.Key, known);
                    throw Invalid("W119", $"unknown setting {section}:{child.Key}" + (nearest.Count > 0 ? $"; did you mean '{nearest[0]}'?" : ""),
                        $"known in {section}: {string.Join(", ", known)}");
                }
            }
        }
    }

    private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    private static VerbException Invalid(string code, string message, string fix) =>
        new(ExitCodes.ConfigurationInvalid, "config_invalid", $"error {code} {message}", fix);
}
