using System.Text.Json;

namespace Watcher.Reading.Articles;

/// <summary>The article object of a page's JSON-LD, as far as Watcher needs it. Broken JSON gives nothing, never an exception.</summary>
internal sealed class LinkedData
{
    /// <summary>Larger blobs are product catalogues.</summary>
    private const int MaxLength = 1_000_000;

    /// <summary>Objects in a graph that are looked at.</summary>
    private const int MaxVisited = 2_000;

    private int _visited;

    public string? Headline { get; private set; }

    public string? Published { get; private set; }

    public string? Modified { get; private set; }

    /// <summary>The date of the page object, for pages that describe no article.</summary>
    public string? PagePublished { get; private set; }

    public string? PageModified { get; private set; }

    public string? Body { get; private set; }

    public string? Language { get; private set; }

    public string? Publisher { get; private set; }

    public string? Section { get; private set; }

    public string? Image { get; private set; }

    /// <summary>False when the page says that its article is not free to read.</summary>
    public bool? IsFree { get; private set; }

    public List<string> Authors { get; } = [];

    /// <summary>Authors that are declared to be an organisation; they are in <see cref="Authors"/> too.</summary>
    public HashSet<string> Organizations { get; } = new(StringComparer.Ordinal);

    /// <summary>Persons of the graph by @id, for authors that are given by reference.</summary>
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private readonly List<string> _authorIds = [];

    public void Read(string json)
    {
        if (json.Length > MaxLength)
        {
            return;
        }

        using var document = Parse(json) ?? Parse(Unbroken(json));
        if (document is not null)
        {
            Visit(document.RootElement, 0);
        }
    }

    public void Resolve()
    {
        foreach (var id in _authorIds)
        {
            if (_names.TryGetValue(id, out var name) && !Authors.Contains(name))
            {
                Authors.Add(name);
            }
        }
    }

    private static JsonDocument? Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Line breaks inside strings are the usual mistake; between values they mean nothing, so all become spaces.</summary>
    private static string Unbroken(string json)
    {
        var text = string.Create(json.Length, json, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = char.IsControl(from[i]) ? ' ' : from[i];
            }
        }).Trim();
        if (text.StartsWith("//<![CDATA[", StringComparison.Ordinal))
        {
            text = text[11..].Replace("//]]>", "", StringComparison.Ordinal);
        }

        return text.TrimEnd(';', ' ');
    }

    private void Visit(JsonElement element, int depth)
    {
        if (depth > 12 || ++_visited > MaxVisited)
        {
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Visit(item, depth + 1);
            }

            return;
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (Text(element, "@id") is { } id && Text(element, "name") is { } name)
        {
            _names.TryAdd(id, name);
        }

        if (IsArticle(element))
        {
            ReadArticle(element);
        }
        else if (Text(element, "@type") is "WebPage" or "ItemPage" or "FAQPage" or "AboutPage")
        {
            PagePublished ??= Text(element, "datePublished");
            PageModified ??= Text(element, "dateModified");
        }

        else if (Text(element, "@type") is "VideoObject")
        {
            PagePublished ??= Text(element, "uploadDate");
        }

        foreach (var key in (ReadOnlySpan<string>)["@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"])
        {
            if (element.TryGetProperty(key, out var inner) && inner.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
            {
                Visit(inner, depth + 1);
            }
        }
    }

    private static bool IsArticle(JsonElement element)
    {
        if (!element.TryGetProperty("@type", out var type))
        {
            return false;
        }

        return type.ValueKind switch
        {
            JsonValueKind.String => Named(type.GetString()!),
            JsonValueKind.Array => type.EnumerateArray().Any(t => t.ValueKind == JsonValueKind.String && Named(t.GetString()!)),
            _ => false,
        };

        static bool Named(string name) => name.EndsWith("Article", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("Posting", StringComparison.OrdinalIgnoreCase) && !name.Equals("JobPosting", StringComparison.OrdinalIgnoreCase)
            || name is "Report" or "Review" or "Recipe" or "NewsStory";
    }

    private void ReadArticle(JsonElement article)
    {
        if (Published is not null && Text(article, "datePublished") is not null && Headline is not null)
        {
            return;   // the first article object is the page's own, later ones are teasers
        }

        Headline ??= Text(article, "headline") ?? Text(article, "name");
        Published ??= Text(article, "datePublished") ?? Text(article, "dateCreated");
        Modified ??= Text(article, "dateModified");
        Body ??= Text(article, "articleBody");
        Language ??= Text(article, "inLanguage");
        Section ??= Text(article, "articleSection");
        Image ??= article.TryGetProperty("image", out var image) ? Address(image) : null;
        IsFree ??= Flag(article, "isAccessibleForFree");
        if (article.TryGetProperty("author", out var author))
        {
            ReadAuthor(author, 0);
        }

        if (article.TryGetProperty("publisher", out var publisher) && publisher.ValueKind == JsonValueKind.Object)
        {
            Publisher ??= Text(publisher, "name");
        }
    }

    private void ReadAuthor(JsonElement author, int depth)
    {
        if (depth > 2)
        {
            return;
        }

        switch (author.ValueKind)
        {
            case JsonValueKind.String:
                Authors.Add(author.GetString()!);
                break;
            case JsonValueKind.Array:
                foreach (var item in author.EnumerateArray())
                {
                    ReadAuthor(item, depth + 1);
                }

                break;
            case JsonValueKind.Object:
                if (Text(author, "name") is { } name)
                {
                    Authors.Add(name);
                    if (Text(author, "@type") is { } type && type.EndsWith("Organization", StringComparison.OrdinalIgnoreCase))
                    {
                        Organizations.Add(name);
                    }
                }
                else if (author.TryGetProperty("name", out var names))
                {
                    ReadAuthor(names, depth + 1);
                }
                else if (Text(author, "@id") is { } id)
                {
                    _authorIds.Add(id);
                }

                break;
        }
    }

    /// <summary>An image is an address, an object with one, or a list of either.</summary>
    private static string? Address(JsonElement image) => image.ValueKind switch
    {
        JsonValueKind.String => image.GetString(),
        JsonValueKind.Object => Text(image, "url") ?? Text(image, "contentUrl"),
        JsonValueKind.Array when image.GetArrayLength() > 0 && image[0].ValueKind != JsonValueKind.Array => Address(image[0]),
        _ => null,
    };

    /// <summary>Sites write truth values as such or as words.</summary>
    private static bool? Flag(JsonElement element, string key) => !element.TryGetProperty(key, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
        _ => null,
    };

    private static string? Text(JsonElement element, string key)
    {
        if (!element.TryGetProperty(key, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            value = value[0];
        }

        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
    }
}
