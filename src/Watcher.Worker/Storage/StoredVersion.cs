using Watcher.Claims;
using Watcher.Reading.Articles;

namespace Watcher.Worker.Storage;

/// <summary>An article as it was read at one time, cleaned.</summary>
/// <param name="Number">1 for the first reading; each edit in place counts one up.</param>
/// <param name="ReadAt">When the ledger learned of it.</param>
internal sealed record StoredVersion(ArticleRef Reference, Article Article, int Number, DateTimeOffset ReadAt)
{
    /// <summary>When a reader met it: as published, or, for a later version, when it was read again.</summary>
    public DateTimeOffset Moment => Number == 1 ? Reference.PublishedAt : ReadAt;

    /// <summary>All versions of all articles, as rows with <c>id</c>, <c>version</c>, <c>body</c> and <c>published_at</c> to choose by.</summary>
    public const string Select = $"""
        select * from (
            select {ArticleRow.Columns}, a.id, a.body, 1 as version, a.recorded_at as read_at from article a
            union all
            select {ArticleRow.Columns}, a.id, e.body, e.version, e.read_at from article_edit e join article a on a.id = e.article_id) v
        """;

    public sealed class Row : ArticleRow
    {
        public int Version { get; init; }

        public long ReadAt { get; init; }

        public StoredVersion ToVersion()
        {
            var stored = ToStored();
            return new StoredVersion(stored.Reference, stored.Article, Version, DateTimeOffset.FromUnixTimeMilliseconds(ReadAt));
        }
    }
}
