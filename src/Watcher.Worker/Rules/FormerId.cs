namespace Watcher.Worker.Rules;

/// <summary>What an id is the id of.</summary>
internal enum FormerIdKind
{
    List,

    /// <summary>A settlement, person or metric.</summary>
    Subject,
    Outlet,
    Feed,
    Recipient,
}

/// <summary>An id that changed: <c>was:</c> of an entry.</summary>
/// <param name="Old">What the store may still know it by.</param>
/// <param name="Present">What it is called now.</param>
internal sealed record FormerId(FormerIdKind Kind, string Old, string Present);
