using System.Text;
using System.Text.RegularExpressions;

namespace Watcher.Worker.Tests.Mail;

/// <summary>A small reader of MIME, written from the standards and not from the writer, to see what a client would see.</summary>
internal sealed record ParsedMail(IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public static ParsedMail Read(ReadOnlySpan<byte> bytes) => Read(Encoding.Latin1.GetString(bytes));

    /// <summary>The parts of a multipart, or none.</summary>
    public IReadOnlyList<ParsedMail> Parts
    {
        get
        {
            var boundary = Regex.Match(this["Content-Type"], "boundary=\"([^\"]+)\"");
            return boundary.Success
                ? [.. ("\r\n" + Body).Split($"\r\n--{boundary.Groups[1].Value}")[1..^1].Select(part => Read(part[2..]))]
                : [];
        }
    }

    public string MediaType => this["Content-Type"].Split(';')[0];

    /// <summary>The one value of a header, unfolded and not decoded.</summary>
    public string this[string name] => Headers.Single(header => header.Name == name).Value;

    public byte[] Content => this["Content-Transfer-Encoding"] switch
    {
        "base64" => Convert.FromBase64String(Body),
        "quoted-printable" => DecodeQuotedPrintable(Body),
        var other => throw new InvalidDataException(other),
    };

    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>RFC 2047: white space between two encoded words is no part of the text.</summary>
    public string Decoded(string name)
    {
        var joined = Regex.Replace(this[name], @"(=\?utf-8\?[bq]\?[^? ]*\?=) (?==\?utf-8\?)", "$1");
        return Regex.Replace(joined, @"=\?utf-8\?([bq])\?([^? ]*)\?=", word => Encoding.UTF8.GetString(word.Groups[1].Value == "b"
            ? Convert.FromBase64String(word.Groups[2].Value)
            : DecodeQuotedPrintable(word.Groups[2].Value.Replace('_', ' '))));
    }

    public static byte[] DecodeQuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '=')
            {
                bytes.Add((byte)text[at]);
                continue;
            }

            var pair = text.Substring(at + 1, 2);
            at += 2;
            if (pair != "\r\n")
                bytes.Add(Convert.ToByte(pair, 16));
        }

        return [.. bytes];
    }

    private static ParsedMail Read(string message)
    {
        var end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = message[..end].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n").Select(line =>
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            return (line[..colon], line[(colon + 1)..].TrimStart(' '));
        });
        return new ParsedMail([.. headers], message[(end + 4)..]);
    }
}
