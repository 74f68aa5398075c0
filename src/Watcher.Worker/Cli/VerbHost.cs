using System.CommandLine;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Cli;

/// <summary>The worker's services for a verb that does one thing: the settings, log level and clock of its run.</summary>
internal static class VerbHost
{
    /// <summary>For verbs that look at the store, or change single rows of it: they may run beside the service.</summary>
    /// <param name="rules">The configuration when the verb has read it already.</param>
    /// <exception cref="VerbException">With the code <see cref="Storage.Stores.NoStore"/> when there is no store yet.</exception>
    public static Task<WebApplication> OpenAsync(ParseResult parsed, CancellationToken cancellationToken, RulesInForce? rules = null) =>
        BuildAsync(parsed, Settings.Read(parsed), isReader: true, also: null, cancellationToken, rules);

    /// <summary>For verbs that work as the service does: they hold the store.</summary>
    /// <param name="settings">Of the verb, or what it makes of them.</param>
    public static Task<WebApplication> HoldAsync(
        ParseResult parsed, IConfigurationRoot settings, CancellationToken cancellationToken, Action<IServiceCollection>? also = null) =>
        BuildAsync(parsed, settings, isReader: false, also, cancellationToken);

    private static Task<WebApplication> BuildAsync(
        ParseResult parsed, IConfigurationRoot settings, bool isReader, Action<IServiceCollection>? also, CancellationToken cancellationToken,
        RulesInForce? rules = null) => WatcherHost.BuildAsync(
            settings, isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken,
            services =>
            {
                services.AddSingleton(Surroundings.Of(parsed).Time);
                also?.Invoke(services);
            },
            isReader, rules);
}
