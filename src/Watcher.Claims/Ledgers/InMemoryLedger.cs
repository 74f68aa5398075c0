namespace Watcher.Claims.Ledgers;

/// <summary>A ledger for replay: nothing is written anywhere. Not thread-safe.</summary>
public sealed class InMemoryLedger(ClaimComparer comparer)
{
    private readonly LedgerRecorder _recorder = new(comparer);
    private readonly Dictionary<string, List<LedgerEntry>> _byKey = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, LedgerEntry> _entries = [];
    private readonly List<Sighting> _sightings = [];

    /// <summary>In rising order of id.</summary>
    public IReadOnlyCollection<LedgerEntry> Entries => _entries.Values;

    public IReadOnlyList<Sighting> Sightings => _sightings;

    public IReadOnlyList<LedgerEntry> Under(string comparisonKey) => _byKey.TryGetValue(comparisonKey, out var entries) ? entries : [];

    public LedgerEntry? Find(EntryId id) => _entries.GetValueOrDefault(id.Value);

    /// <summary>The entry's own claim, then those of its sightings; empty for an unknown id.</summary>
    public IEnumerable<Claim> TellingsOf(EntryId id) =>
        Find(id) is { } entry ? _sightings.Where(s => s.Entry == id).Select(s => s.Claim).Prepend(entry.Claim) : [];

    public Recording Record(ArticleRef article, IReadOnlyList<Claim> claims, DateTimeOffset recordedAt, ComparisonRules rules)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return Write(article, [.. claims.Select(claim => new EditedClaim(claim, null))], recordedAt, rules);
    }

    /// <summary>Records what a new version of a known article says otherwise than the versions before it.</summary>
    /// <param name="article">The article, as it was recorded.</param>
    /// <param name="claims">All claims of the new version.</param>
    /// <param name="version">2 for the first edit.</param>
    /// <param name="recordedAt">Time of recording.</param>
    /// <param name="rules">Of the rule book in force.</param>
    /// <returns>The changes alone: claims that stand as they stood add nothing.</returns>
    public Recording RecordEdit(ArticleRef article, IReadOnlyList<Claim> claims, int version, DateTimeOffset recordedAt, ComparisonRules rules)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(claims);
        List<LedgerEntry> own = [.. _entries.Values.Where(entry => entry.Article.Id == article.Id && !entry.IsSuperseded)];
        List<Claim> retold = [.. _sightings.Where(s => s.Claim.Article == article.Id && !_entries[s.Entry.Value].IsSuperseded).Select(s => s.Claim)];
        return Write(article, ArticleEdit.Changes(article, own, retold, [.. claims.DistinctBy(claim => claim.Id)], version, rules), recordedAt, rules);
    }

    private Recording Write(ArticleRef article, IReadOnlyList<EditedClaim> claims, DateTimeOffset recordedAt, ComparisonRules rules)
    {
        List<LedgerEntry> earlier = [.. claims.Select(edit => edit.Claim.ComparisonKey).Distinct().SelectMany(Under)];
        var recording = _recorder.RecordEdit(article, claims, earlier, new EntryId(_entries.Count + 1), recordedAt, rules);
        foreach (var entry in recording.Entries)
        {
            Add(entry);
        }

        _sightings.AddRange(recording.Sightings);
        return recording;
    }

    private void Add(LedgerEntry entry)
    {
        if (entry.Supersedes is { } old && _entries.TryGetValue(old.Value, out var superseded))
        {
            Replace(superseded with { IsSuperseded = true });
        }

        _entries.Add(entry.Id.Value, entry);
        if (!_byKey.TryGetValue(entry.Claim.ComparisonKey, out var entries))
        {
            _byKey[entry.Claim.ComparisonKey] = entries = [];
        }

        entries.Add(entry);
    }

    private void Replace(LedgerEntry entry)
    {
        _entries[entry.Id.Value] = entry;
        var entries = _byKey[entry.Claim.ComparisonKey];
        entries[entries.FindIndex(e => e.Id == entry.Id)] = entry;
    }
}
