using System.Collections.Immutable;

namespace Watcher.Reading.Articles;

/// <summary>
/// Files that links of feeds lead to and that are no web pages, known by their first bytes (the signatures of their formats), since servers call them
/// what they like.
/// </summary>
internal static class OtherFile
{
    private static readonly ImmutableArray<byte[]> s_openings =
    [
        "%PDF-"u8.ToArray(),
        "PK\u0003\u0004"u8.ToArray(),             // zip, and with it docx and epub
        [0x89, .. "PNG\r\n"u8],
        "GIF8"u8.ToArray(),
        [0xFF, 0xD8, 0xFF],                       // JPEG
        "RIFF"u8.ToArray(),                       // WebP, WAV, AVI
        "OggS"u8.ToArray(),
        "ID3"u8.ToArray(),                        // MP3
        [0x1F, 0x8B, 0x08],                       // gzip, when it is the body itself
        "Rar!"u8.ToArray(),
        [0xD0, 0xCF, 0x11, 0xE0],                 // old Office documents
    ];

    private const int BoxAt = 4;

    public static bool Is(ReadOnlySpan<byte> bytes)
    {
        foreach (var opening in s_openings)
        {
            if (bytes.StartsWith(opening))
            {
                return true;
            }
        }

        return bytes.Length > BoxAt && bytes[BoxAt..].StartsWith("ftyp"u8);       // MP4 and its like: the name of the first box stands behind its length
    }
}
