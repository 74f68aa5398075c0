using System.Text;

namespace Watcher.Mail;

/// <summary>Writes header fields, folded at white space so that lines stay within 76 columns wherever a token allows it.</summary>
internal sealed class HeaderBlock(StringBuilder output)
{
    /// <summary>RFC 2047 §2: a line that holds an encoded word has at most 76 characters. Used for all lines.</summary>
    private const int MaxLineLength = 76;

    /// <summary>Longer text in a header is noise or an attack; our own subjects and topics end far below.</summary>
    private const int MaxTextLength = 400;

    private const int MaxNameLength = 60;

    /// <summary>Free text: Subject and the like.</summary>
    public void Text(string name, string value)
    {
        var text = HeaderText.Clean(value, MaxTextLength);
        if (text.Length == 0)
            Tokens(name, []);
        else if (StandsPlain(text, MaxLineLength - name.Length - 2))
            Tokens(name, text.Split(' '));
        else
            Tokens(name, EncodedWords.Encode(text, MaxLineLength - name.Length - 2));
    }

    /// <summary>
    /// An optional display name and what it names, as in <c>"Watcher" &lt;watcher@example.org&gt;</c>; <paramref name="always"/> with angle
    /// brackets, even when there is no display name.
    /// </summary>
    public void Named(string name, string? displayName, string target, bool always = false)
    {
        var phrase = displayName is null ? "" : HeaderText.Clean(displayName, MaxNameLength);
        if (HeaderText.LooksEncoded(phrase))
            throw new ArgumentException($"The display name in {name} looks like an encoded word; some clients would decode it.", nameof(displayName));

        if (phrase.Length == 0)
            Tokens(name, [always ? $"<{target}>" : target]);
        else if (Ascii.IsValid(phrase))
            Tokens(name, [Quoted(phrase), $"<{target}>"]);
        else
            Tokens(name, [.. EncodedWords.Encode(phrase, MaxLineLength - name.Length - 2), $"<{target}>"]);
    }

    /// <summary>Tokens that are whole in themselves; a line may break between them and nowhere else.</summary>
    public void Tokens(string name, IReadOnlyList<string> tokens)
    {
        output.Append(name).Append(':');
        var column = name.Length + 1;
        for (var at = 0; at < tokens.Count; at++)
        {
            // The first token always stands on the first line: a line of white space only is not allowed.
            if (at > 0 && column + 1 + tokens[at].Length > MaxLineLength)
            {
                output.Append("\r\n");
                column = 0;
            }

            output.Append(' ').Append(tokens[at]);
            column += 1 + tokens[at].Length;
        }

        output.Append("\r\n");
    }

    /// <summary>ASCII that no client would decode, whose every word fits its line.</summary>
    private static bool StandsPlain(string text, int firstRoom)
    {
        if (!Ascii.IsValid(text) || HeaderText.LooksEncoded(text))
            return false;

        var words = text.Split(' ');
        return words[0].Length <= firstRoom && words.All(word => word.Length < MaxLineLength);
    }

    private static string Quoted(string phrase) =>
        $"\"{phrase.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
