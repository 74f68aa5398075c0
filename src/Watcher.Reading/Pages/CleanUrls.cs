using System.Collections.Immutable;
using System.Text.Json;

namespace Watcher.Reading.Pages;

/// <summary>One entry of a list in the shape of Brave's <c>clean-urls</c>: on which addresses which parameters only track.</summary>
/// <param name="Include">Address patterns, such as <c>*://*.post.example/*</c>.</param>
/// <param name="Exclude">Patterns of addresses that keep the parameters although included.</param>
/// <param name="Params">Names of parameters, as written in the query.</param>
public sealed record CleanUrlRule(ImmutableArray<string> Include, ImmutableArray<string> Exclude, ImmutableArray<string> Params)
{
    public bool Covers(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return Include.Any(p => Fits(p, url)) && !Exclude.Any(p => Fits(p, url));
    }

    /// <summary>
    /// scheme://host/path, each with stars: a star for the scheme is http or https, <c>*.post.example</c> is the domain and all below it, a
    /// star in the path is any run of characters.
    /// </summary>
    private static bool Fits(string pattern, Uri url)
    {
        var at = pattern.IndexOf("://", StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        var scheme = pattern.AsSpan(0, at);
        var rest = pattern.AsSpan(at + 3);
        var slash = rest.IndexOf('/');
        var host = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? "/*" : rest[slash..];
        var hostFits = host is "*" || (host.StartsWith("*.")
            ? url.IdnHost.AsSpan().Equals(host[2..], StringComparison.OrdinalIgnoreCase) || url.IdnHost.AsSpan().EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
            : url.IdnHost.AsSpan().Equals(host, StringComparison.OrdinalIgnoreCase));
        return hostFits && (scheme is "*" || scheme.Equals(url.Scheme, StringComparison.OrdinalIgnoreCase)) && FitsPath(path, url.PathAndQuery);
    }

    private static bool FitsPath(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, t);
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}

/// <summary>Reads <c>cleaning/clean-urls.json</c>, a list that an operator may mount beside the own table.</summary>
public static class CleanUrls
{
    /// <exception cref="FormatException">The text is not a JSON array of objects with the lists include and params.</exception>
    public static ImmutableArray<CleanUrlRule> Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                throw new FormatException("expected an array of rules");
            }

            var rules = ImmutableArray.CreateBuilder<CleanUrlRule>();
            foreach (var rule in document.RootElement.EnumerateArray())
            {
                rules.Add(new CleanUrlRule(Texts(rule, "include", rules.Count, required: true), Texts(rule, "exclude", rules.Count, required: false),
                    Texts(rule, "params", rules.Count, required: true)));
            }

            return rules.ToImmutable();
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static ImmutableArray<string> Texts(JsonElement rule, string key, int index, bool required)
    {
        if (rule.ValueKind == JsonValueKind.Object && !rule.TryGetProperty(key, out _) && !required)
        {
            return [];
        }

        if (rule.ValueKind != JsonValueKind.Object || !rule.TryGetProperty(key, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException($"rule {index} has no list \"{key}\"");
        }

        return [.. list.EnumerateArray().Select(t => t.ValueKind == JsonValueKind.String ? t.GetString()! : throw new FormatException($"rule {index}: \"{key}\" holds something that is no text"))];
    }
}
