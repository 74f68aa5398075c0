using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Watcher.Mail;

/// <summary>
/// Turns a <see cref="MailContent"/> into the bytes of one message (RFC 5322, 2045-2047, 2387, 8058). Pure: the same content gives the same
/// bytes.
/// </summary>
public static partial class MimeWriter
{
    /// <summary>RFC 5322 allows 998 characters in a line, and a URI cannot be folded.</summary>
    private const int MaxUriLength = 900;

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly string[] s_ownExtraNames = ["X-Auto-Response-Suppress"];

    /// <exception cref="ArgumentException">The content cannot be obeyed: a header name, link, image or display name that is not allowed.</exception>
    public static byte[] Write(MailContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        RequireSoundImages(content);

        var output = new StringBuilder();
        WriteHeaders(new HeaderBlock(output), content);
        if (content.Attached is { } file)
        {
            WriteMixed(output, content, file);
        }
        else
        {
            WriteBody(output, content);
            if (output[^1] != '\n')
                output.Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(output.ToString());
    }

    private static void WriteBody(StringBuilder output, MailContent content)
    {
        if (content.Html is { } html)
            WriteAlternative(output, content, html);
        else
            WriteText(output, "plain", content.Text);
    }

    private static void WriteMixed(StringBuilder output, MailContent content, AttachedFile file)
    {
        if (!FileName().IsMatch(file.Name) || !MediaType().IsMatch(file.MediaType))
            throw new ArgumentException("An attached file needs a plain name and a media type.", nameof(content));

        var boundary = Boundary(content, "mixed");
        output.Append("Content-Type: multipart/mixed;\r\n boundary=\"").Append(boundary).Append("\"\r\n");
        Delimit(output, boundary);
        WriteBody(output, content);
        Delimit(output, boundary);
        var headers = new HeaderBlock(output);
        headers.Tokens("Content-Type", [$"{file.MediaType};", .. file.MediaType.StartsWith("text/", StringComparison.Ordinal) ? ["charset=utf-8;"] : Array.Empty<string>(), $"name=\"{file.Name}\""]);
        headers.Tokens("Content-Transfer-Encoding", ["base64"]);
        headers.Tokens("Content-Disposition", ["attachment;", $"filename=\"{file.Name}\""]);
        output.Append("\r\n").Append(TransferEncoding.Base64(file.Content.Span));
        Close(output, boundary);
    }

    private static void WriteHeaders(HeaderBlock headers, MailContent content)
    {
        headers.Named("From", content.FromName, content.From.ToString());
        headers.Tokens("To", [content.To.ToString()]);
        if (content.ReplyTo is { } replyTo)
            headers.Tokens("Reply-To", [replyTo.ToString()]);

        headers.Text("Subject", content.Subject);
        headers.Tokens("Date", [Rfc5322(content.Date)]);
        headers.Tokens("Message-ID", [content.MessageId.ToString()]);
        if (content.Thread is { } thread)
        {
            // Gmail threads only when References points consistently to one id, so it holds the root and nothing else.
            headers.Tokens("In-Reply-To", [thread.Root.ToString()]);
            headers.Tokens("References", [thread.Root.ToString()]);
            if (thread.Topic is { } topic)
            {
                headers.Text("Thread-Topic", topic);
                headers.Tokens("Thread-Index", [ThreadIndex.For(thread)]);
            }
        }

        headers.Tokens("MIME-Version", ["1.0"]);
        WriteListHeaders(headers, content);
        headers.Tokens("Auto-Submitted", ["auto-generated"]);
        headers.Tokens("X-Auto-Response-Suppress", ["All"]);

        var names = new HashSet<string>(s_ownExtraNames, StringComparer.OrdinalIgnoreCase);
        foreach (var extra in content.ExtraHeaders)
        {
            if (!ExtraName().IsMatch(extra.Name) || !names.Add(extra.Name))
                throw new ArgumentException($"Not an extra header, or there twice: {HeaderText.Clean(extra.Name, 80)}", nameof(content));

            headers.Text(extra.Name, extra.Value);
        }
    }

    private static void WriteListHeaders(HeaderBlock headers, MailContent content)
    {
        if (content.List is { } list)
        {
            var id = MailAddress.AsciiDomain(list.Id) ?? throw new ArgumentException("A list id is a domain name.", nameof(content));
            headers.Named("List-Id", list.Title, id, always: true);
        }

        if (content.Unsubscribe is { Count: > 0 } ways)
        {
            headers.Tokens("List-Unsubscribe", [.. ways.Select((way, at) => Link(way, "https", "mailto") + (at < ways.Count - 1 ? "," : ""))]);

            // RFC 8058: a promise that a POST to the https link unsubscribes at once, so never without one.
            if (ways.Any(way => way.Scheme == Uri.UriSchemeHttps))
                headers.Tokens("List-Unsubscribe-Post", ["List-Unsubscribe=One-Click"]);
        }

        if (content.Archive is { } archive)
            headers.Tokens("List-Archive", [Link(archive, "https", "http")]);
    }

    private static string Link(Uri uri, params ReadOnlySpan<string> schemes)
    {
        if (!uri.IsAbsoluteUri || !schemes.Contains(uri.Scheme))
            throw new ArgumentException($"A list link must be absolute and one of {string.Join(", ", schemes)}.", nameof(uri));

        var text = uri.AbsoluteUri;
        if (uri.Host != uri.IdnHost)
            text = text.Replace(uri.Host, uri.IdnHost, StringComparison.OrdinalIgnoreCase);

        // %0D and %0A would become line breaks in the mail that a mailto link prepares.
        if (text.Length > MaxUriLength || !Ascii.IsValid(text) || NotInLinks().IsMatch(text))
            throw new ArgumentException("A list link is too long or holds characters that a header or a prepared mail must not hold.", nameof(uri));

        return $"<{text}>";
    }

    private static void WriteAlternative(StringBuilder output, MailContent content, string html)
    {
        var boundary = Boundary(content, "alternative");
        output.Append("Content-Type: multipart/alternative;\r\n boundary=\"").Append(boundary).Append("\"\r\n");
        Delimit(output, boundary);
        WriteText(output, "plain", content.Text);
        Delimit(output, boundary);
        if (content.Images.Count == 0)
            WriteText(output, "html", html);
        else
            WriteRelated(output, content, html);
        Close(output, boundary);
    }

    private static void WriteRelated(StringBuilder output, MailContent content, string html)
    {
        var boundary = Boundary(content, "related");
        output.Append("Content-Type: multipart/related; type=\"text/html\";\r\n boundary=\"").Append(boundary).Append("\"\r\n");
        Delimit(output, boundary);
        WriteText(output, "html", html);
        for (var at = 0; at < content.Images.Count; at++)
        {
            var image = content.Images[at];
            var name = string.Create(CultureInfo.InvariantCulture, $"image-{at + 1}.png");
            Delimit(output, boundary);
            var headers = new HeaderBlock(output);
            headers.Tokens("Content-Type", ["image/png;", $"name=\"{name}\""]);
            headers.Tokens("Content-Transfer-Encoding", ["base64"]);
            headers.Tokens("Content-ID", [image.Cid.ToString()]);
            headers.Tokens("Content-Disposition", ["inline;", $"filename=\"{name}\""]);
            headers.Text("Content-Description", image.Alt);
            output.Append("\r\n").Append(TransferEncoding.Base64(image.Png.Span));
        }

        Close(output, boundary);
    }

    private static void WriteText(StringBuilder output, string subtype, string text)
    {
        var (encoding, body) = TransferEncoding.Encode(text);
        output.Append("Content-Type: text/").Append(subtype).Append("; charset=utf-8\r\n");
        output.Append("Content-Transfer-Encoding: ").Append(encoding).Append("\r\n\r\n").Append(body);
    }

    /// <summary>The line break before a delimiter belongs to the delimiter, so every part is read back exactly.</summary>
    private static void Delimit(StringBuilder output, string boundary) => output.Append("\r\n--").Append(boundary).Append("\r\n");

    private static void Close(StringBuilder output, string boundary) => output.Append("\r\n--").Append(boundary).Append("--\r\n");

    /// <summary>
    /// <c>=_</c> can occur in no body: quoted-printable writes every "=" of a text as =3D, and base64 knows no underscore. The rest ties the
    /// boundary to the mail, so a forwarded mail inside another does not share it.
    /// </summary>
    private static string Boundary(MailContent content, string part) =>
        $"=_{part}_{MessageIds.Letters(SHA256.HashData(Encoding.UTF8.GetBytes($"{part}:{content.MessageId.Value}")))}";

    private static string Rfc5322(DateTimeOffset time) =>
        time.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture)
        + time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);

    private static void RequireSoundImages(MailContent content)
    {
        if (content.Images.Count > 0 && content.Html is null)
            throw new ArgumentException("Images are shown by an HTML part, and there is none.", nameof(content));
        if (content.Images.DistinctBy(image => image.Cid).Count() != content.Images.Count)
            throw new ArgumentException("Two images bear the same content id.", nameof(content));
        if (content.Images.Any(image => !image.Png.Span.StartsWith(PngSignature)))
            throw new ArgumentException("An image is not a PNG.", nameof(content));
    }

    [GeneratedRegex(@"^(X-[A-Za-z0-9](-?[A-Za-z0-9]){0,37}|Feedback-ID)\z", RegexOptions.NonBacktracking)]
    private static partial Regex ExtraName();

    [GeneratedRegex(@"^[A-Za-z0-9-]{1,100}\.[a-z]{2,5}\z", RegexOptions.NonBacktracking)]
    private static partial Regex FileName();

    [GeneratedRegex(@"^[a-z]+/[a-z0-9.+-]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex MediaType();

    [GeneratedRegex("[\\s<>\"]|%0[0AaDd]", RegexOptions.NonBacktracking)]
    private static partial Regex NotInLinks();
}
