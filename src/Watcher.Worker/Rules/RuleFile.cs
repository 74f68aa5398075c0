using Watcher.Worker.Rules.Checks;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Watcher.Worker.Rules;

/// <summary>Reads one YAML rule file into its file record. File records are plain records with arrays and snake_case keys.</summary>
internal static class RuleFile
{
    /// <summary>Strict in every way the library knows: a misspelt key would otherwise read as a rule that is not there.</summary>
    private static readonly IDeserializer s_strict = new DeserializerBuilder()
        .WithNamingConvention(UnderscoredNamingConvention.Instance).WithEnumNamingConvention(UnderscoredNamingConvention.Instance)
        .WithDuplicateKeyChecking().WithEnforceRequiredMembers().WithEnforceNullability()
        .Build();

    /// <summary>Parses <paramref name="yaml"/>.</summary>
    /// <exception cref="RuleFileException">With file, line and column when the text does not fit the record.</exception>
    public static T Parse<T>(string yaml, string file)
    {
        try
        {
            return s_strict.Deserialize<T>(yaml);
        }
        catch (YamlException e)
        {
            throw new RuleFileException(file, e.Start.Line, e.Start.Column, e.InnerException?.Message ?? e.Message, e);
        }
        catch (InvalidOperationException e)
        {
            throw new RuleFileException(file, 1, 1, "the text is no YAML: a quote, bracket or comma is missing", e);   // the library's scanner gave up
        }
    }

    /// <summary>Binds a text whose nodes were checked; <c>x-</c> keys are left out.</summary>
    /// <exception cref="RuleFileException">What only the binder sees.</exception>
    public static T Bind<T>(ConfigText config)
    {
        try
        {
            return s_strict.Deserialize<T>(config.ToParser());
        }
        catch (YamlException e)
        {
            throw new RuleFileException(config.File, e.Start.Line, e.Start.Column, e.InnerException?.Message ?? e.Message, e);
        }
    }

    public static T Read<T>(string path) => Parse<T>(System.IO.File.ReadAllText(path), path);
}

/// <summary>A rule file that could not be read; the message begins with file:line:column.</summary>
internal sealed class RuleFileException(string file, long line, long column, string problem, Exception inner)
    : Exception($"{file}:{line}:{column}: {problem}", inner)
{
    public string File { get; } = file;

    public long Line { get; } = line;

    public long Column { get; } = column;

    public string Problem { get; } = problem;
}
