using Watcher.Claims.Rules;

namespace Watcher.Worker.Rules;

/// <summary>One immutable snapshot of everything a pass needs of config/. A pass keeps the one it began with.</summary>
/// <param name="Configuration">Feeds, recipients, mail policy.</param>
/// <param name="Book">What Watcher knows.</param>
internal sealed record RulesInForce(WatcherConfiguration Configuration, RuleBook Book)
{
    public static RulesInForce Of(LoadedConfiguration loaded) => new(loaded.Settings, loaded.Book);
}
