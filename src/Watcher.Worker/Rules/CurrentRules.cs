using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Rules;

/// <summary>The configuration in force. Swapped as a whole; whoever took one keeps it to the end of its work.</summary>
/// <param name="first">Read at start.</param>
/// <param name="loadedAt">When it was.</param>
internal sealed class CurrentRules(RulesInForce first, DateTimeOffset loadedAt = default)
{
    /// <summary>When what is in force was read.</summary>
    public DateTimeOffset LoadedAt { get; private set; } = loadedAt;

    private volatile RulesInForce _current = first;

    public RulesInForce Current => _current;

    /// <summary>What is wrong with the folder as it is now; null when it is what is in force.</summary>
    public ConfigReport? Refused { get; private set; }

    public void Replace(RulesInForce rules, DateTimeOffset now)
    {
        LoadedAt = now;
        _current = rules;
        Refused = null;
    }

    public void Refuse(ConfigReport report) => Refused = report;
}
