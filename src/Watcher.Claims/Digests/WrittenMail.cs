using System.Collections.Immutable;

namespace Watcher.Claims.Digests;

/// <summary>A mail with its parts, before headers and encoding.</summary>
public sealed record WrittenMail
{
    /// <summary>With the prefix; at most <see cref="DigestSubject.MaxLength"/> characters.</summary>
    public required string Subject { get; init; }

    /// <summary>Complete: what the HTML says stands here too.</summary>
    public required string Text { get; init; }

    /// <summary>Null when the recipient wants none.</summary>
    public string? Html { get; init; }

    /// <summary>Shown by the HTML part; empty for all mails but digests and the test mail.</summary>
    public ImmutableArray<MailImage> Images { get; init; } = [];

    /// <summary>Goes with the mail as a file of its own; null for none.</summary>
    public MailFile? Attached { get; init; }

    /// <summary>The HTML for a browser, which knows no content ids: the pictures stand in it. For previews only; mail clients show no such pictures.</summary>
    public string? Preview()
    {
        var html = Html;
        foreach (var image in Images)
        {
            html = html?.Replace($"src=\"cid:{image.Cid}\"", $"src=\"data:image/png;base64,{Convert.ToBase64String(image.Png.Span)}\"", StringComparison.Ordinal);
        }

        return html;
    }
}

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">ASCII, with its ending.</param>
/// <param name="MediaType">As in <c>text/csv</c>.</param>
/// <param name="Content">Text is UTF-8.</param>
public sealed record MailFile(string Name, string MediaType, ImmutableArray<byte> Content);

/// <summary>A picture in a mail.</summary>
/// <param name="Cid">Content id, <c>left@right</c>: unique in the mail, and the same in each mail of equal input.</param>
/// <param name="Png">The file.</param>
/// <param name="Alt">The numbers that it shows, in words.</param>
/// <param name="Width">CSS pixels; the file has twice as many.</param>
/// <param name="Height">CSS pixels.</param>
public sealed record MailImage(string Cid, ReadOnlyMemory<byte> Png, string Alt, int Width, int Height);
