using System.Collections.Immutable;
using static Watcher.Reading.Feeds.Vocabulary;

namespace Watcher.Reading.Feeds;

/// <summary>Atom 0.3 and 1.0, whatever namespace the feed writes for it.</summary>
internal static class AtomAdapter
{
    public static ParsedFeed Read(FeedElement root, FeedDraft draft)
    {
        var persons = Persons(All(root, "author"));

        // Programs that were taught RSS first write its name for an entry.
        foreach (var entry in All(root, "entry").Concat(All(root, "item")))
        {
            if (draft.IsFull)
            {
                break;
            }

            if (!entry.IsCutOff)
            {
                ReadEntry(entry, persons, draft);
            }
        }

        var language = root.Language() ?? (FeedText.Line(root.FirstFilled((DublinCore, "language"))) is { Length: > 0 } tag ? tag : null);
        return new ParsedFeed
        {
            Format = FeedFormat.Atom,
            Version = root.Attribute("version")?.Trim() is { Length: > 0 and <= 10 } version ? version : "1.0",
            Charset = "",
            Title = FeedText.Line(Filled(root, "title") ?? root.FirstFilled((DublinCore, "title"))),
            Url = Link(root, draft) ?? Permanent(Filled(root, "id"), draft),
            Language = language,
        };
    }

    /// <summary>"Name" or "Name (address)", joined by commas; null when nobody is named.</summary>
    public static string? Persons(IEnumerable<FeedElement> authors)
    {
        var persons = new List<string>();
        foreach (var author in authors.Take(FeedLimits.MaxAuthors))
        {
            var name = FeedText.Line(Filled(author, "name"));
            var email = FeedText.Line(Filled(author, "email"));
            var person = (name, email) switch
            {
                ("", "") when !author.HasElements => FeedText.OneLine(author.Text()),
                (_, "") => name,
                ("", _) => email,
                _ => $"{name} ({email})",
            };
            if (person.Length > 0 && !persons.Contains(person, StringComparer.Ordinal))
            {
                persons.Add(person);
            }
        }

        return persons.Count == 0 ? null : FeedText.OneLine(string.Join(", ", persons));
    }

    private static void ReadEntry(FeedElement entry, string? feedPersons, FeedDraft draft)
    {
        var id = Filled(entry, "id");
        var group = entry.First(Media, "group");
        var source = All(entry, "source").FirstOrDefault();
        var content = Filled(entry, "content");
        draft.Add(Id(id, draft), new FeedItem
        {
            Key = "",
            Title = FeedText.Line(Filled(entry, "title") ?? entry.FirstFilled((DublinCore, "title"), (Media, "title")) ?? group?.FirstFilled((Media, "title"))),
            Url = Link(entry, draft) ?? Permanent(id, draft) ?? FallbackLink(entry, draft),
            Published = Date(entry, draft, "published", "issued") ?? Date(entry, draft, "created"),
            Updated = Date(entry, draft, "updated", "modified"),
            Author = Persons(All(entry, "author")) ?? (source is null ? null : Persons(All(source, "author")))
                ?? (entry.FirstFilled((DublinCore, "creator")) is { } creator ? FeedText.OneLine(creator.Text()) : null) ?? feedPersons,
            Summary = FeedText.Fragment(Filled(entry, "summary") ?? entry.FirstFilled((Media, "description")) ?? group?.FirstFilled((Media, "description"))),
            Content = FeedText.Fragment(content),
            Enclosures = Enclosures(entry, draft),
        });
    }

    private static IEnumerable<FeedElement> All(FeedElement element, string name) =>
        element.Children.Where(child => child.Vocabulary is Atom or Core && child.Name == name);

    private static FeedElement? Filled(FeedElement element, string name) => All(element, name).FirstOrDefault(child => !child.IsBlank);

    /// <summary>The page in HTML that the entry stands for; other links are its machinery.</summary>
    private static Uri? Link(FeedElement element, FeedDraft draft)
    {
        var alternates = All(element, "link").Where(RssAdapter.IsAlternate).ToList();
        var page = alternates.Find(link => link.Attribute("type") is "text/html" or "application/xhtml+xml") ?? alternates.FirstOrDefault();
        return page is null ? null : draft.Address(page.Attribute("href") ?? page.Text(), page);
    }

    /// <summary>Without an alternate, an entry is about what it points at or encloses.</summary>
    private static Uri? FallbackLink(FeedElement entry, FeedDraft draft)
    {
        var other = All(entry, "link").FirstOrDefault(link => link.Attribute("rel")?.Trim().ToLowerInvariant() is "related" or "via" or "enclosure");
        if (other is not null)
        {
            return draft.Address(other.Attribute("href") ?? other.Text(), other);
        }

        return Filled(entry, "content") is null && All(entry, "content").FirstOrDefault(content => content.Attribute("src") is not null) is { } outside
            ? draft.Address(outside.Attribute("src"), outside) : null;
    }

    private static Uri? Permanent(FeedElement? id, FeedDraft draft) =>
        id is null ? null : Id(id, draft) is { } text && text.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? FeedAddress.Resolve(text, draft.PageBase) : null;

    /// <summary>An id is an IRI; a relative one, though forbidden, means what it means everywhere else.</summary>
    private static string? Id(FeedElement? id, FeedDraft draft)
    {
        var text = id?.Text().Trim();
        return string.IsNullOrEmpty(text) || FeedAddress.IsAbsolute(text) || FeedAddress.Resolve(text, id!.Base(draft.PageBase)) is not { } resolved   // text came from it
            ? text : resolved.OriginalString;
    }

    private static DateTimeOffset? Date(FeedElement entry, FeedDraft draft, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            // Only one is allowed; where a program added another, it added the later one last.
            if (All(entry, name).LastOrDefault(child => !child.IsBlank) is { } written && draft.Date(written.Text()) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    private static ImmutableArray<FeedEnclosure> Enclosures(FeedElement entry, FeedDraft draft)
    {
        var found = ImmutableArray.CreateBuilder<FeedEnclosure>();
        foreach (var link in All(entry, "link").Where(link => link.Attribute("rel") == "enclosure"))
        {
            RssAdapter.AddEnclosure(found, draft.Address(link.Attribute("href") ?? link.Text(), link), link.Attribute("type"), link.Attribute("length"));
        }

        foreach (var media in entry.All(Media, "content").Concat(entry.All(Media, "group").SelectMany(group => group.All(Media, "content"))))
        {
            RssAdapter.AddEnclosure(found, draft.Address(media.Attribute("url"), media), media.Attribute("type"), media.Attribute("filesize"));
        }

        return found.ToImmutable();
    }
}
