using System.Text;

namespace Watcher.Reading.Pages;

/// <summary>
/// Tells the two-byte encodings of East Asia from each other and from single-byte alphabets, by the bytes alone. Each has rows that hold what
/// is written most (kana, the first level of Chinese characters, Hangul); a text of another kind falls outside of them, or breaks a pair.
/// </summary>
internal static class EastAsianCharset
{
    /// <summary>Fewer pairs than these can be anything.</summary>
    private const int MinPairs = 6;

    /// <summary>Of all pairs, those in the rows of the language.</summary>
    private const double MinCommon = 0.75;

    /// <summary>Japanese without kana does not exist, and nothing else has them.</summary>
    private const double MinKana = 0.15;

    /// <summary>Broken pairs of all: a file patched together has a few.</summary>
    private const double MaxBroken = 0.02;

    /// <summary>Pairs that stand beside another pair. Accented letters of Latin alphabets stand among ASCII, CJK characters in rows.</summary>
    private const double MinJoined = 0.6;

    /// <summary>Second bytes below C0 of all; a third of them by the make of the tables.</summary>
    private const double MinLowTrails = 0.15;

    /// <summary>Null when the bytes are none of them.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        var euc = Count(bytes, static lead => lead is >= 0xA1 and <= 0xFE, static trail => trail is >= 0xA1 and <= 0xFE, isSingle: null);
        if (euc.IsSound)
        {
            if (euc.Share(0xA4, 0xA5) >= MinKana && euc.Share(0xA4, 0xA5) + euc.Share(0xB0, 0xCF) >= MinCommon)
            {
                return Encoding.GetEncoding(51932);   // EUC-JP
            }

            // Cyrillic words of even length look like pairs too, but they have no letter down there.
            if (euc.LowTrails < euc.All * MinLowTrails)
            {
                return null;
            }

            // Chinese uses all of B0 to D7; a text without any of the upper rows is Korean.
            if (euc.Share(0xB0, 0xC8) >= 0.9)
            {
                return Encoding.GetEncoding(51949);   // EUC-KR
            }

            if (euc.Share(0xB0, 0xD7) >= MinCommon)
            {
                return Encoding.GetEncoding(54936);   // GB 18030, which holds GB 2312
            }
        }

        var shiftJis = Count(
            bytes, static lead => lead is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC), static trail => trail is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC),
            static single => single is >= 0xA1 and <= 0xDF);
        if (shiftJis.IsSound && shiftJis.Share(0x82, 0x83) >= MinKana && shiftJis.Share(0x81, 0x83) + shiftJis.Share(0x88, 0x97) >= MinCommon)
        {
            return Encoding.GetEncoding(932);
        }

        var big5 = Count(
            bytes, static lead => lead is >= 0xA1 and <= 0xF9, static trail => trail is (>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE), isSingle: null);
        return big5.IsSound && big5.Share(0xA4, 0xC6) >= MinCommon ? Encoding.GetEncoding(950) : null;
    }

    /// <summary>How the bytes fall into pairs.</summary>
    private sealed class Pairs
    {
        public int[] ByLead { get; } = new int[256];

        public int All { get; set; }

        public int Joined { get; set; }

        public int Broken { get; set; }

        public int LowTrails { get; set; }

        public bool IsSound => All >= MinPairs && Broken <= All * MaxBroken && Joined >= All * MinJoined;

        public double Share(int from, int to)
        {
            var (inside, counted) = (0, 0);
            for (var lead = 0x81; lead <= 0xFE; lead++)
            {
                counted += ByLead[lead];
                inside += lead >= from && lead <= to ? ByLead[lead] : 0;
            }

            return counted == 0 ? 0 : (double)inside / counted;
        }
    }

    private static Pairs Count(ReadOnlySpan<byte> bytes, Func<byte, bool> isLead, Func<byte, bool> isTrail, Func<byte, bool>? isSingle)
    {
        var pairs = new Pairs();
        var lastEnd = -1;
        for (var i = 0; i < bytes.Length; i++)
        {
            var c = bytes[i];
            if (c < 0x80 || isSingle?.Invoke(c) == true)
            {
                continue;
            }

            if (!isLead(c) || (i + 1 < bytes.Length && !isTrail(bytes[i + 1])))
            {
                pairs.Broken++;
                continue;
            }

            if (i + 1 == bytes.Length)
            {
                break;   // cut off
            }

            pairs.All++;
            pairs.ByLead[c]++;
            pairs.LowTrails += bytes[i + 1] < 0xC0 ? 1 : 0;

            // A pair joins the one before it, and so does that one.
            pairs.Joined += lastEnd == i ? 1 : 0;
            lastEnd = i + 2;
            i++;
        }

        return pairs;
    }
}
