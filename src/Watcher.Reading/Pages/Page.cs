namespace Watcher.Reading.Pages;

/// <summary>The bytes fetched for an item or a feed, with the addresses and the few headers that change how they are read.</summary>
public sealed record Page
{
    /// <summary>The body after decompression.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Where the bytes came from in the end: the address after all redirects.</summary>
    public required Uri Url { get; init; }

    /// <summary>What was asked for; the same as <see cref="Url"/> when nothing redirected.</summary>
    public required Uri RequestedUrl { get; init; }

    /// <summary>The media type in lower case without parameters ("text/html"); null when the server named none.</summary>
    public string? ContentType { get; init; }

    /// <summary>The <c>charset</c> parameter of the Content-Type header, as sent.</summary>
    public string? Charset { get; init; }

    /// <summary>The ETag exactly as sent, quotes and weakness mark included: it is only ever sent back.</summary>
    public string? EntityTag { get; init; }

    /// <summary>The Last-Modified header exactly as sent: it is only ever sent back.</summary>
    public string? LastModified { get; init; }

    /// <summary>The Content-Location header, absolute.</summary>
    public Uri? ContentLocation { get; init; }

    /// <summary>What relative links of the body are relative to, until the body itself says otherwise.</summary>
    public Uri BaseUrl => ContentLocation ?? Url;

    /// <summary>This page with <see cref="ContentType"/> and <see cref="Charset"/> read from a Content-Type header, however sloppy.</summary>
    public Page WithContentType(string? header)
    {
        var parts = (header ?? "").Split(';', StringSplitOptions.TrimEntries);
        string? charset = null;
        foreach (var part in parts.AsSpan(1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && part.AsSpan(0, equals).Trim().Equals("charset", StringComparison.OrdinalIgnoreCase))
            {
                charset = part[(equals + 1)..].Trim();
            }
        }

        return this with { ContentType = parts[0].Length == 0 ? null : parts[0].ToLowerInvariant(), Charset = charset };
    }
}
