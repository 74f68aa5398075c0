using System.Buffers;

namespace Watcher.Reading.Feeds;

/// <summary>Addresses as feeds write them: relative, with white space inside, or no addresses at all.</summary>
internal static class FeedAddress
{
    private static readonly char[] s_breaks = ['\r', '\n', '\t'];

    private static readonly SearchValues<char> s_schemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>Absolute, http or https; null when the text is nothing of the kind.</summary>
    public static Uri? Resolve(string? written, Uri pageBase)
    {
        if (string.IsNullOrWhiteSpace(written) || written.Length > FeedLimits.MaxLineLength)
        {
            return null;
        }

        if (IsPlain(written))
        {
            return Uri.TryCreate(written, UriKind.Absolute, out var absolute) ? absolute : null;
        }

        // Feeds break long addresses over lines; a space inside one is part of it, a line break never is.
        var trimmed = string.Concat(written.Split(s_breaks, StringSplitOptions.TrimEntries));

        // Escaped once too often; no real address has this in it.
        trimmed = trimmed.Replace("&amp;", "&", StringComparison.OrdinalIgnoreCase);
        if (trimmed.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
        {
            trimmed = "//" + trimmed;   // meant as a host, read as a folder
        }

        return Uri.TryCreate(pageBase, trimmed, out var resolved) && (resolved.Scheme is "http" or "https") && resolved.Host.Length > 0
            ? resolved : null;
    }

    /// <summary>As nearly all are: absolute, and nothing in it to put right.</summary>
    private static bool IsPlain(string written) =>
        (written.StartsWith("https://", StringComparison.Ordinal) || written.StartsWith("http://", StringComparison.Ordinal))
        && !written.Contains(":///", StringComparison.Ordinal) && !written.AsSpan().ContainsAnyExceptInRange('!', '~') && !written.Contains("&amp;", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text names a scheme, so that nothing need be added to it ("tag:…", "urn:…", "https://…").</summary>
    public static bool IsAbsolute(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(text[0])
            && !text.AsSpan(0, colon).ContainsAnyExcept(s_schemeCharacters);
    }
}
