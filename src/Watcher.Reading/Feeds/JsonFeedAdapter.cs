using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Watcher.Reading.Feeds;

/// <summary>JSON Feed 1.0 and 1.1.</summary>
internal static class JsonFeedAdapter
{
    private static readonly JsonDocumentOptions s_lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = FeedLimits.MaxDepth,
    };

    /// <summary>Null when the text is JSON of another kind, or no JSON.</summary>
    public static ParsedFeed? Read(ReadOnlyMemory<char> text, FeedDraft draft)
    {
        if (Document(text, draft) is not { } document)
        {
            return null;
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var version = String(root, "version") ?? "";
            var feedAuthors = Authors(root);
            foreach (var item in items.EnumerateArray())
            {
                if (draft.IsFull)
                {
                    break;
                }

                if (item.ValueKind == JsonValueKind.Object)
                {
                    ReadItem(item, feedAuthors, draft);
                }
            }

            return new ParsedFeed
            {
                Format = FeedFormat.Json,
                Version = version[(version.LastIndexOf('/') + 1)..] is { Length: <= 10 } number ? number : "",
                Charset = "",
                Title = FeedText.OneLine(String(root, "title") ?? ""),
                Url = draft.Address(String(root, "home_page_url"), null),
                Language = String(root, "language"),
            };
        }
    }

    /// <summary>Read to the letter, else repaired; null when it is no JSON.</summary>
    private static JsonDocument? Document(ReadOnlyMemory<char> text, FeedDraft draft)
    {
        try
        {
            return JsonDocument.Parse(text, s_lenient);
        }
        catch (JsonException e)
        {
            draft.Report(FeedProblemKind.IllFormed, $"line {e.LineNumber + 1}: {e.Message}");
        }

        if (JsonRepair.Repair(text.Span) is not var (repaired, isCutOff))
        {
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(repaired, s_lenient);
            if (isCutOff)
            {
                draft.Report(FeedProblemKind.Truncated, "the body ends before the feed does");
            }

            return document;
        }
        catch (JsonException)
        {
            return null;   // the first fault says why
        }
    }

    private static void ReadItem(JsonElement item, string? feedAuthors, FeedDraft draft)
    {
        var plain = String(item, "content_text");
        draft.Add(String(item, "id"), new FeedItem
        {
            Key = "",
            Title = FeedText.LineFromHtml(String(item, "title") ?? ""),
            Url = draft.Address(String(item, "url"), null) ?? draft.Address(String(item, "external_url"), null),
            Published = draft.Date(String(item, "date_published")),
            Updated = draft.Date(String(item, "date_modified")),
            Author = Authors(item) ?? feedAuthors,
            Summary = String(item, "summary") is { } summary ? FeedText.Limited(WebUtility.HtmlEncode(summary)) : null,
            Content = String(item, "content_html") is { } html ? FeedText.Limited(html) : plain is null ? null : FeedText.Limited(WebUtility.HtmlEncode(plain)),
            Enclosures = Enclosures(item, draft),
        });
    }

    private static ImmutableArray<FeedEnclosure> Enclosures(JsonElement item, FeedDraft draft)
    {
        var found = ImmutableArray.CreateBuilder<FeedEnclosure>();
        foreach (var attachment in Array(item, "attachments"))
        {
            RssAdapter.AddEnclosure(found, draft.Address(String(attachment, "url"), null), String(attachment, "mime_type"), String(attachment, "size_in_bytes"));
        }

        return found.ToImmutable();
    }

    /// <summary>1.1 has a list, 1.0 one author.</summary>
    private static string? Authors(JsonElement element)
    {
        var names = Array(element, "authors").Take(FeedLimits.MaxAuthors).Select(author => String(author, "name")).OfType<string>().ToList();
        if (names.Count == 0 && element.TryGetProperty("author", out var author) && String(author, "name") is { } name)
        {
            names.Add(name);
        }

        return names.Count == 0 ? null : FeedText.OneLine(string.Join(", ", names));
    }

    private static IEnumerable<JsonElement> Array(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Where(entry => entry.ValueKind == JsonValueKind.Object) : [];

    /// <summary>Numbers count as strings: ids are often written as numbers.</summary>
    private static string? String(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value))
        {
            return null;
        }

        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
                JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;   // an escaped half of a surrogate pair
        }
    }
}
