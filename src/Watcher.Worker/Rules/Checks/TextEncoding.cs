using System.Text;

namespace Watcher.Worker.Rules.Checks;

/// <summary>Bytes of a configuration file to text: UTF-8 with or without BOM, nothing else.</summary>
internal static class TextEncoding
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null when the bytes are UTF-8, else what is wrong and where, both from 1.</returns>
    public static (string Message, int Line, int Column)? Decode(ReadOnlySpan<byte> bytes, out string text)
    {
        text = "";
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, 0, _, ..] or [_, 0, _, 0, ..])
        {
            return ("the file is UTF-16; save it as UTF-8", 1, 1);
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }

        try
        {
            text = s_strict.GetString(bytes);
            return null;
        }
        catch (DecoderFallbackException e)
        {
            var before = bytes[..Math.Clamp(e.Index, 0, bytes.Length)];
            var lineStart = before.LastIndexOf((byte)'\n') + 1;
            var wrong = e.BytesUnknown is { Length: > 0 } unknown ? $" (byte {unknown[0]:X2})" : "";
            return ($"this is not UTF-8{wrong}; save the file as UTF-8", before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
        }
    }
}
