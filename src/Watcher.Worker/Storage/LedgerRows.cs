using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Reading.Articles;

namespace Watcher.Worker.Storage;

/// <summary>A ledger entry with its article as the store gives them.</summary>
internal sealed class EntryRow
{
    /// <summary>The select list for this row, over <c>ledger_entry e join article a</c>.</summary>
    public const string Columns = """
        e.id, e.claim, e.recorded_at, e.supersedes,
        exists (select 1 from ledger_entry s where s.supersedes = e.id) as is_superseded,
        a.id as article_id, a.canonical_url, a.outlet, a.title, a.language, a.published_at, a.published_offset, a.is_publication_known
        """;

    public long Id { get; init; }

    public string Claim { get; init; } = "";

    public long RecordedAt { get; init; }

    public long? Supersedes { get; init; }

    public bool IsSuperseded { get; init; }

    public string ArticleId { get; init; } = "";

    public string? CanonicalUrl { get; init; }

    public string Outlet { get; init; } = "";

    public string Title { get; init; } = "";

    public string? Language { get; init; }

    public long PublishedAt { get; init; }

    /// <summary>Minutes east of Greenwich.</summary>
    public long PublishedOffset { get; init; }

    public bool IsPublicationKnown { get; init; }

    public LedgerEntry ToEntry() => ToEntry([]);

    /// <param name="articles">Those read already, by id: many entries stand in one article.</param>
    public LedgerEntry ToEntry(Dictionary<string, ArticleRef> articles) => new()
    {
        Id = new EntryId(Id),
        Claim = ClaimJson.Read<Claim>(Claim),
        Article = articles.TryGetValue(ArticleId, out var known) ? known : articles[ArticleId] = ToArticleRef(),
        RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(RecordedAt),
        Supersedes = Supersedes is { } earlier ? new EntryId(earlier) : null,
        IsSuperseded = IsSuperseded,
    };

    private ArticleRef ToArticleRef() => new()
    {
        Id = new ArticleId(ArticleId),
        Outlet = ClaimJson.Read<Outlet>(Outlet),
        Url = CanonicalUrl is null ? null : new Uri(CanonicalUrl),
        Title = Title,
        Language = Language,
        PublishedAt = DateTimeOffset.FromUnixTimeMilliseconds(PublishedAt).ToOffset(TimeSpan.FromMinutes(PublishedOffset)),
        IsPublicationKnown = IsPublicationKnown,
    };
}

/// <summary>An article as the store gives it.</summary>
internal class ArticleRow
{
    /// <summary>The select list for this row, over <c>article a</c>; the text is chosen beside it as <c>body</c>.</summary>
    public const string Columns =
        "a.id as article_id, a.canonical_url, a.outlet, a.title, a.language, a.published_at, a.published_offset, a.is_publication_known";

    public string ArticleId { get; init; } = "";

    public string? CanonicalUrl { get; init; }

    public string Outlet { get; init; } = "";

    public string Title { get; init; } = "";

    public string? Language { get; init; }

    public long PublishedAt { get; init; }

    public long PublishedOffset { get; init; }

    public bool IsPublicationKnown { get; init; }

    /// <summary>Null after its retention.</summary>
    public string? Body { get; init; }

    /// <summary>With a body only.</summary>
    public StoredArticle ToStored()
    {
        var reference = ToReference();
        return new StoredArticle(reference, ClaimJson.Read<ArticleBody>(Body!).ToArticle(reference.Url, Title, Language));   // callers looked
    }

    public ArticleRef ToReference() => new()
    {
        Id = new ArticleId(ArticleId),
        Outlet = ClaimJson.Read<Outlet>(Outlet),
        Url = CanonicalUrl is null ? null : new Uri(CanonicalUrl),
        Title = Title,
        Language = Language,
        PublishedAt = DateTimeOffset.FromUnixTimeMilliseconds(PublishedAt).ToOffset(TimeSpan.FromMinutes(PublishedOffset)),
        IsPublicationKnown = IsPublicationKnown,
    };
}

/// <summary>What a finding keeps beside its claim.</summary>
internal sealed record FindingBody(Verdict Verdict, string Why, Comparison[] Compared)
{
    /// <summary>The finding of a row: its own columns and the two JSON ones.</summary>
    public static Finding ToFinding(string body, string claim, string rule)
    {
        var read = ClaimJson.Read<FindingBody>(body);
        return new Finding { Claim = ClaimJson.Read<Claim>(claim), Verdict = read.Verdict, Rule = rule, Why = read.Why, Compared = [.. read.Compared] };
    }
}

/// <summary>An article as the store keeps it for replay: blocks only, the text is their join.</summary>
internal sealed record ArticleBody
{
    public required BodyBlock[] Blocks { get; init; }

    public string? SiteName { get; init; }

    public string[] Authors { get; init; } = [];

    public DateTimeOffset? PublishedAt { get; init; }

    public DateTimeOffset? ModifiedAt { get; init; }

    public static ArticleBody Of(Article article) => new()
    {
        Blocks = [.. article.Blocks.Select(block => new BodyBlock(block.Kind, block.Text, block.SourceStart))],
        SiteName = article.SiteName,
        Authors = [.. article.Authors],
        PublishedAt = article.PublishedAt,
        ModifiedAt = article.ModifiedAt,
    };

    public Article ToArticle(Uri? url, string title, string? language)
    {
        var (text, blocks) = Article.Join(Blocks.Select(block => (block.Kind, block.Text, (int?)block.SourceStart)));
        return new Article
        {
            Url = url,
            Title = title,
            Language = language,
            SiteName = SiteName,
            Authors = [.. Authors],
            PublishedAt = PublishedAt,
            ModifiedAt = ModifiedAt,
            Text = text,
            Blocks = blocks,
        };
    }
}

internal sealed record BodyBlock(BlockKind Kind, string Text, int SourceStart);
