using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Watcher.Reading.Text;

/// <summary>
/// What two texts must share to be one text with edits: the hashes of every three words that follow each other. An agency's text that ten
/// outlets print, each with its own lead and cuts, is known by it; a shared story told in other words is not. Immutable.
/// </summary>
public sealed class TextSketch
{
    /// <summary>
    /// From this share on a text is a copy. Cuts and new leads cost a shingle or two at each seam, so texts that share 70 % of their words
    /// stand at 0.6 and more, and texts that share 30 % at 0.3 and less: measured by CopiesGate.
    /// </summary>
    public const double CopyShare = 0.45;

    /// <summary>Words of one shingle: two repeat by chance in texts on one subject, five break at every small edit.</summary>
    private const int ShingleWords = 3;

    /// <summary>Smallest hashes that copies are looked up by. Texts that share enough to be copies miss each other in all of them once in 300 times.</summary>
    private const int KeyCount = 16;

    /// <summary>Shorter texts (a flash of one sentence) are alike by chance and by form.</summary>
    private const int MinShingles = 12;

    private const uint Prime = 16777619;

    /// <summary>Distinct, in rising order.</summary>
    private readonly uint[] _hashes;

    private TextSketch(uint[] hashes) => _hashes = hashes;

    /// <summary>What to look a text up by: texts with none in common are no copies. Empty for texts too short to be told.</summary>
    public ImmutableArray<long> Keys => _hashes.Length < MinShingles ? [] : [.. _hashes.Take(KeyCount).Select(hash => (long)hash)];

    public static TextSketch Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = Words(Fold.Text(text));
        var hashes = new HashSet<uint>(words.Count);
        for (var i = 0; i + ShingleWords <= words.Count; i++)
        {
            var hash = 2166136261u;   // FNV-1a over the hashes of the words; the same on every machine
            for (var j = i; j < i + ShingleWords; j++)
            {
                hash = (hash ^ words[j]) * Prime;
                hash ^= hash >> 15;
            }

            hashes.Add(hash);
        }

        var sorted = hashes.ToArray();
        Array.Sort(sorted);
        return new TextSketch(sorted);
    }

    /// <exception cref="ArgumentException">The bytes are not from <see cref="ToBytes"/>.</exception>
    public static TextSketch FromBytes(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return bytes.Length % sizeof(uint) == 0
            ? new TextSketch(MemoryMarshal.Cast<byte, uint>(bytes).ToArray()) : throw new ArgumentException("A sketch has four bytes a shingle.", nameof(bytes));
    }

    /// <summary>For a store; little-endian machines only, as .NET runs on.</summary>
    public byte[] ToBytes() => MemoryMarshal.AsBytes(_hashes.AsSpan()).ToArray();

    /// <summary>Shared shingles over the mean number of both: 1 for equal texts, 0 for nothing in common. Symmetric.</summary>
    public double SharedWith(TextSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var (i, j, shared) = (0, 0, 0);
        while (i < _hashes.Length && j < other._hashes.Length)
        {
            var (a, b) = (_hashes[i], other._hashes[j]);
            shared += a == b ? 1 : 0;
            i += a <= b ? 1 : 0;
            j += b <= a ? 1 : 0;
        }

        var all = _hashes.Length + other._hashes.Length;
        return all == 0 ? 0 : 2.0 * shared / all;
    }

    public bool IsCopyOf(TextSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _hashes.Length >= MinShingles && other._hashes.Length >= MinShingles && SharedWith(other) >= CopyShare;
    }

    /// <summary>A hash a word. In scripts that write no spaces every character is one.</summary>
    private static List<uint> Words(string folded)
    {
        var words = new List<uint>(folded.Length / 6);
        var hash = 0u;
        foreach (var c in folded)
        {
            var isWord = char.IsLetterOrDigit(c);
            var standsAlone = c is (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');
            if (hash != 0 && (!isWord || standsAlone))
            {
                words.Add(hash);
                hash = 0;
            }

            if (isWord)
            {
                hash = ((hash == 0 ? 2166136261u : hash) ^ c) * Prime;
                if (standsAlone)
                {
                    words.Add(hash);
                    hash = 0;
                }
            }
        }

        if (hash != 0)
        {
            words.Add(hash);
        }

        return words;
    }
}
