using System.Collections.Immutable;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Deliveries;

/// <summary>Tells what a recipient has muted. A muted claim silences every finding that is it, sights it, or answers it.</summary>
internal sealed class MutedFindings
{
    private readonly HashSet<string> _claims;

    private MutedFindings(HashSet<string> claims, ImmutableArray<string> over) => (_claims, Over) = (claims, over);

    /// <summary>Ids of the claims whose mute is over and was not told of yet.</summary>
    public ImmutableArray<string> Over { get; }

    public static MutedFindings Of(IReadOnlyList<Mute> mutes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(mutes);
        var at = now.ToUnixTimeMilliseconds();
        return new MutedFindings(
            mutes.Where(mute => mute.UntilAt > at).Select(mute => mute.ClaimId).ToHashSet(StringComparer.Ordinal),
            [.. mutes.Where(mute => mute.UntilAt <= at).Select(mute => mute.ClaimId)]);
    }

    public bool Holds(OwedFinding owed)
    {
        ArgumentNullException.ThrowIfNull(owed);
        return _claims.Count > 0 && (_claims.Contains(owed.Finding.Claim.Id.Value) || _claims.Contains(owed.Entry.Entry.Claim.Id.Value)
            || owed.Finding.Compared.Any(c => c.Verdict is not Verdict.DifferentScope && _claims.Contains(owed.Earlier(c.Earlier).Entry.Claim.Id.Value)));
    }
}
