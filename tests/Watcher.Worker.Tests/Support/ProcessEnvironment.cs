namespace Watcher.Worker.Tests.Support;

/// <summary>Tests that set environment variables: all of the process sees them, so they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessEnvironment
{
    public const string Name = "process environment";
}
