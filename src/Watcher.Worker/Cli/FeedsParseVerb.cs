using System.Text.Json;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;

namespace Watcher.Worker.Cli;

/// <summary>
/// <c>watcher feeds parse FILE|DIR --jsonl</c>: reads feed files offline and prints one JSON object a line. Summary and
/// content are printed as text, since that is what is looked at and compared. Needs no store and no network.
/// </summary>
internal static class FeedsParseVerb
{
    /// <summary>Stands for the place of a file that no address is given for.</summary>
    private const string UnknownPlace = "http://localhost/";

    private static readonly string[] s_endings = [".xml", ".rss", ".atom", ".rdf", ".json"];

    /// <param name="path">A feed file, or a folder of them.</param>
    /// <param name="headersFile">JSON lines with <c>file</c> and <c>headers</c>; null for none.</param>
    /// <param name="baseAddress">Prefix of the addresses the files are taken to come from; null for a made-up one.</param>
    /// <param name="output">One line a file.</param>
    /// <param name="errors">Files and header lines that could not be read.</param>
    /// <param name="advance">Is called before each file.</param>
    /// <returns>The exit code: 3 when some input was unusable.</returns>
    /// <exception cref="VerbException">There is no input.</exception>
    public static int Run(string path, string? headersFile, string? baseAddress, TextWriter output, TextWriter errors, Action? advance = null)
    {
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            throw new VerbException(ExitCodes.NotFound, "not_found", $"{path}: no such file or folder", "give a feed file, or a folder of them");
        }

        if (!Uri.TryCreate(baseAddress ?? UnknownPlace, UriKind.Absolute, out _))
        {
            throw new VerbException(ExitCodes.WrongUsage, "usage", $"{baseAddress}: not an absolute address", "--base https://example.org/");
        }

        var exit = ExitCodes.Done;
        var headers = headersFile is null ? [] : ReadHeaders(headersFile, errors, ref exit);
        var root = isFolder ? path : Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        string[] files = isFolder ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Where(file => s_endings.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Order(StringComparer.Ordinal)] : [path];
        foreach (var file in files)
        {
            advance?.Invoke();
            var name = Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/');
            try
            {
                var page = PageOf(File.ReadAllBytes(file), new Uri((baseAddress ?? UnknownPlace) + name), headers.GetValueOrDefault(name) ?? []);
                output.WriteLine(JsonSerializer.Serialize(Line(name, FeedParser.Parse(page)), JsonText.Compact));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or UriFormatException)
            {
                errors.WriteLine($"{file}: {e.Message}");
                exit = ExitCodes.PartlyDone;
            }
        }

        return exit;
    }

    private static Dictionary<string, Dictionary<string, string>> ReadHeaders(string headersFile, TextWriter errors, ref int exit)
    {
        var headers = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in File.ReadLines(headersFile))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                var entry = JsonSerializer.Deserialize<HeadersLine>(line, JsonSerializerOptions.Web);
                if (entry?.File is { } file)
                {
                    headers[file] = new(entry.Headers ?? [], StringComparer.OrdinalIgnoreCase);
                }
            }
            catch (JsonException e)
            {
                errors.WriteLine($"{headersFile}:{number}: {e.Message}");
                exit = ExitCodes.PartlyDone;
            }
        }

        return headers;
    }

    private static Page PageOf(byte[] bytes, Uri address, Dictionary<string, string> headers)
    {
        return new Page
        {
            Bytes = bytes,
            Url = address,
            RequestedUrl = address,
            EntityTag = headers.GetValueOrDefault("etag"),
            LastModified = headers.GetValueOrDefault("last-modified"),
            ContentLocation = headers.GetValueOrDefault("content-location") is { } location && Uri.TryCreate(address, location, out var resolved) ? resolved : null,
        }.WithContentType(headers.GetValueOrDefault("content-type"));
    }

    private static FeedLine Line(string file, ParsedFeed feed) => new(
        file,
        feed.Format.ToString().ToLowerInvariant() + feed.Version,
        feed.Charset,
        new FeedPart(feed.Title.Length == 0 ? null : feed.Title, feed.Url?.AbsoluteUri, feed.Language),
        [.. feed.Items.Select(item => new ItemPart(
            item.Key,
            item.Title.Length == 0 ? null : item.Title,
            item.Url?.AbsoluteUri,
            Instant(item.Published),
            Instant(item.Updated),
            item.Author,
            Words(item.Summary),
            Words(item.Content),
            [.. item.Enclosures.Select(enclosure => enclosure.Url.AbsoluteUri)]))],
        [.. feed.Problems.Select(problem => new ProblemPart(JsonNamingPolicy.SnakeCaseLower.ConvertName(problem.Kind.ToString()), problem.Message))]);

    private static string? Words(string? fragment) => fragment is null || FeedFragment.Text(fragment) is not { Length: > 0 } text ? null : text;

    private static string? Instant(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record HeadersLine(string? File, Dictionary<string, string>? Headers);

    private sealed record FeedLine(string File, string Format, string Encoding, FeedPart Feed, ItemPart[] Items, ProblemPart[] Problems);

    private sealed record FeedPart(string? Title, string? Link, string? Language);

    private sealed record ItemPart(
        string Key, string? Title, string? Url, string? Published, string? Updated, string? Author, string? Summary, string? Content, string[] Enclosures);

    private sealed record ProblemPart(string Kind, string Message);
}
