using System.Buffers;

namespace Watcher.Worker.Rules.Checks;

/// <summary>Keeps secrets out of messages: a mistake beside one must not print it.</summary>
internal static class SecretMask
{
    public const string Mask = "********";

    private static readonly string[] s_words = ["password", "passwd", "passphrase", "token", "secret", "apikey", "api_key", "api-key", "private_key"];

    private static readonly SearchValues<char> s_ends = SearchValues.Create("/ \"'?#,}");

    /// <summary>True for keys that name a secret.</summary>
    public static bool IsSecretKey(string key) => s_words.Any(word => key.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The line without what follows a secret's key and without the user of an address.</summary>
    public static string Line(string line)
    {
        foreach (var word in s_words)
        {
            var at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            var colon = at < 0 ? -1 : line.IndexOf(':', at);
            if (colon >= 0)
            {
                line = $"{line[..(colon + 1)]} {Mask}";
            }
        }

        return Address(line);
    }

    /// <summary><c>https://name:word@host</c> → <c>https://********@host</c>.</summary>
    public static string Address(string text)
    {
        var from = 0;
        while (text.IndexOf("://", from, StringComparison.Ordinal) is var scheme and >= 0)
        {
            var start = scheme + 3;
            var end = text.AsSpan(start).IndexOfAny(s_ends) is var length and >= 0 ? start + length : text.Length;
            var at = text.AsSpan(start, end - start).LastIndexOf('@');
            if (at > 0)
            {
                text = $"{text[..start]}{Mask}{text[(start + at)..]}";
                end = start + Mask.Length;
            }

            from = Math.Min(end, text.Length);
        }

        return text;
    }
}
