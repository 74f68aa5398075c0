using System.CommandLine;

namespace Watcher.Worker.Cli;

/// <summary>What a run finds around it: clock, zone, terminal, environment. Tests put their own in its place.</summary>
internal sealed record Surroundings
{
    /// <summary>Those of this process.</summary>
    public static Surroundings OfProcess() => new()
    {
        Columns = Console.IsOutputRedirected ? null : Math.Max(Console.WindowWidth, 1),
        IsErrorTerminal = !Console.IsErrorRedirected,
        IsInputTerminal = !Console.IsInputRedirected,
        Input = Console.In,
        Variable = Environment.GetEnvironmentVariable,
    };

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>In which people here read times.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Local;

    /// <summary>Width of the terminal behind stdout; null when stdout is a file or a pipe.</summary>
    public int? Columns { get; init; }

    public bool IsErrorTerminal { get; init; }

    public bool IsInputTerminal { get; init; }

    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>A variable of the environment, as far as it says how to print; null when it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Those that the verb of <paramref name="parsed"/> runs in.</summary>
    public static Surroundings Of(ParseResult parsed) => ((VerbInvocation)parsed.InvocationConfiguration).Around;
}

/// <summary>The library's invocation with what Watcher's verbs need besides.</summary>
internal sealed class VerbInvocation : InvocationConfiguration
{
    public required Surroundings Around { get; init; }
}
