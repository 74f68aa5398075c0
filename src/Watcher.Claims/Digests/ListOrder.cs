using Watcher.Claims.Subjects;

namespace Watcher.Claims.Digests;

/// <summary>The order of a watch list: what its author put first is told first.</summary>
internal sealed class ListOrder
{
    private readonly Dictionary<SubjectId, int> _places = [];
    private readonly HashSet<SubjectId> _primary;

    public ListOrder(DigestList list)
    {
        foreach (var subject in list.Subjects)
        {
            _places.TryAdd(subject, _places.Count);
        }

        _primary = [.. list.Primary];
    }

    public int Of(OwedFinding owed)
    {
        var first = int.MaxValue;
        foreach (var subject in owed.Finding.Claim.Watched)
        {
            first = Math.Min(first, Of(subject));
        }

        return first;
    }

    public int Of(SubjectId subject) => _places.GetValueOrDefault(subject, int.MaxValue);

    public bool IsPrimary(OwedFinding owed) => owed.Finding.Claim.Watched.Any(_primary.Contains);

    /// <summary>Order of the list, then time, then claim id.</summary>
    public IEnumerable<Story> Sort(IEnumerable<Story> stories) => stories
        .OrderBy(s => s.Findings.Min(Of))
        .ThenBy(s => s.Lead.RecordedAt)
        .ThenBy(s => s.Lead.Finding.Claim.Id.Value, StringComparer.Ordinal);
}
