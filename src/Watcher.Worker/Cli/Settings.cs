using System.CommandLine;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Cli;

/// <summary>appsettings.json, then the environment, then secret files, then the command line: where every setting of a run comes from.</summary>
internal static class Settings
{
    /// <summary>The settings of a verb.</summary>
    /// <exception cref="VerbException">With every problem, when one is an error.</exception>
    public static IConfigurationRoot Read(ParseResult parsed)
    {
        var reading = Examine(parsed);
        var errors = reading.Problems.Where(p => p.Severity == ProblemSeverity.Error).ToList();
        return errors.Count == 0 ? reading.Settings : throw new VerbException(
            ExitCodes.ConfigurationInvalid, "config_invalid", string.Join('\n', errors.Select(p => p.ToString())), $"watcher check --explain {errors[0].Code}");
    }

    /// <summary>The settings of a verb with their origins and problems.</summary>
    public static SettingsReading Examine(ParseResult parsed)
    {
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

        return SettingsReader.Read(SettingsFile(), overrides);
    }

    /// <summary>The configuration folder of a run: as given, or beside the program when the default is not in the current folder.</summary>
    public static string ConfigDirectory(IConfiguration settings)
    {
        var given = settings["Watcher:ConfigDirectory"] ?? "config";
        var beside = Path.Combine(AppContext.BaseDirectory, "config");
        return !Directory.Exists(given) && given == "config" && Directory.Exists(beside) ? beside : given;
    }

    public static string DataDirectory(IConfiguration settings) => settings["Watcher:DataDirectory"] ?? "data";

    /// <summary>What the files of people are checked against.</summary>
    public static SettingsFacts Facts(IConfiguration settings) =>
        new((settings.GetSection(HttpOptions.Section).Get<HttpOptions>() ?? new HttpOptions()).AllowedPrivateHosts);

    /// <summary>That of the current folder, or the one beside the program.</summary>
    public static string SettingsFile() =>
        File.Exists("appsettings.json") ? Path.GetFullPath("appsettings.json") : Path.Combine(AppContext.BaseDirectory, "appsettings.json");
}
