using System.Text.RegularExpressions;

namespace Watcher.Mail;

/// <summary>One reply as it was read: a code, and the lines without it.</summary>
internal sealed partial record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>As it goes to the outbox: lines joined, enhanced code apart.</summary>
    public RelayReply ToRelayReply()
    {
        var enhanced = EnhancedCode(Lines[0]);
        var text = string.Join(' ', Lines.Select(line => EnhancedCode(line) is { } code ? line[code.Length..] : line));
        return new RelayReply(Code, enhanced, HeaderText.Clean(text, RelayReply.MaxTextLength));
    }

    /// <summary>RFC 2034: only when its class is the class of the reply; "250 2.0 GB free" is not one.</summary>
    private string? EnhancedCode(string line)
    {
        var match = Enhanced().Match(line);
        return match.Success && match.Value[0] - '0' == Code / 100 ? match.Groups[1].Value : null;
    }

    [GeneratedRegex(@"^([245]\.[0-9]{1,3}\.[0-9]{1,3})( |\z)", RegexOptions.NonBacktracking)]
    private static partial Regex Enhanced();
}
