using Watcher.Claims.Rules;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Cli;

/// <summary>Rule data for verbs that need no store: broken files end the verb with their place.</summary>
internal static class RuleFiles
{
    public static T OrThrow<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RuleFileException e)
        {
            throw new VerbException(ExitCodes.ConfigurationInvalid, "config_invalid", e.Message, "watcher check");
        }
        catch (IOException e)
        {
            throw new VerbException(ExitCodes.ConfigurationInvalid, "config_invalid", e.Message, "use --config DIR to name the configuration folder");
        }
    }

    /// <summary>The rule book of the configuration folder, with its own lists or with one given in their place.</summary>
    public static RuleBook Book(IConfiguration settings, string? watchFile)
    {
        var folder = Settings.ConfigDirectory(settings);
        var (book, report) = RuleBookReader.Read(folder, watchFile);
        return book ?? throw new VerbException(
            ExitCodes.ConfigurationInvalid, "config_invalid", string.Join('\n', report.Problems.Select(p => p.ToString())), $"watcher check {folder}");
    }
}
