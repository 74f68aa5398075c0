using System.Text;

namespace Watcher.Benchmarks.Mutations;

/// <summary>A damaged document, and what was done to it.</summary>
/// <param name="Damage">The kinds of damage in the order they were done, joined by a plus sign.</param>
internal readonly record struct Mutant(byte[] Bytes, string Damage);

/// <summary>
/// Damages documents the way networks, editors and enemies do. The same seed gives the same documents on every machine: a seeded
/// <see cref="Random"/> keeps its algorithm across versions.
/// </summary>
/// <param name="documents">Sound documents to begin with, at least one.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> documents, int seed)
{
    /// <summary>How often an element is opened inside itself: far beyond any real page and any parser's stack.</summary>
    private const int Depth = 10_000;

    private const int Megabyte = 1 << 20;

    /// <summary>Damage done to one document: most bugs need one kind, some need two that meet.</summary>
    private const int MostDamage = 3;

    private static readonly string[] s_tags =
        ["div", "a", "b", "p", "span", "ul", "li", "table", "td", "blockquote", "section", "form", "font", "article", "item", "entry", "x:y"];

    private static readonly string[] s_openers =
        ["<!--", "<![CDATA[", "<script>", "<style>", "<textarea>", "<title>", "<!DOCTYPE ", "<?xml ", "<svg>", "<template>", "<a href='", "<div class=\"", "</", "<", "]]>", "-->"];

    private static readonly string[] s_entities =
        ["&", "&amp", "&#", "&#x", "&#x110000;", "&#99999999999999999999;", "&#0;", "&#xD800;", "&lt;&lt;", "&unknown;", "&&&&&&&&", "&amp;amp;amp;lt;", "&#x1F600"];

    private static readonly string[] s_labels =
        ["windows-1251", "koi8-r", "iso-8859-1", "utf-16", "utf-16be", "utf-32", "gb2312", "shift_jis", "euc-jp", "iso-2022-jp", "big5", "utf-7", "x-unknown", ""];

    private static readonly (byte[] Opening, byte[] Closing)[] s_items =
    [
        ("<item"u8.ToArray(), "</item>"u8.ToArray()), ("<entry"u8.ToArray(), "</entry>"u8.ToArray()), ("{\"id\""u8.ToArray(), "}"u8.ToArray()),
        ("<article"u8.ToArray(), "</article>"u8.ToArray()), ("<li"u8.ToArray(), "</li>"u8.ToArray()), ("<p"u8.ToArray(), "</p>"u8.ToArray()),
    ];

    private readonly Random _random = new(seed);

    private (string Name, Func<byte[], byte[]> Do)[] Kinds => field ??=
    [
        ("flipped", Flip), ("cut", Cut), ("holed", Hole), ("doubled", Double), ("nested", Nest), ("long attribute", LongAttribute), ("long word", LongWord),
        ("entities", Entities), ("nulls", Nulls), ("mixed encodings", MixEncodings), ("unclosed", Unclosed), ("spliced", Splice), ("repeated piece", RepeatPiece),
        ("cut in an item", CutInItem), ("another encoding", Reencode), ("escaped again", EscapeAgain), ("items in items", NestItems), ("attribute flood", FloodAttributes),
    ];

    /// <summary>The next damaged document.</summary>
    public Mutant Next()
    {
        var bytes = Pick(documents);
        var damage = new List<string>();
        for (var left = 1 + _random.Next(MostDamage); left > 0; left--)
        {
            var (name, act) = Pick(Kinds);
            bytes = act(bytes);
            damage.Add(name);
        }

        return new Mutant(bytes, string.Join(" + ", damage));
    }

    private byte[] Flip(byte[] bytes)
    {
        byte[] flipped = [.. bytes];
        for (var left = _random.Next(1, 200); left > 0 && flipped.Length > 0; left--)
        {
            flipped[_random.Next(flipped.Length)] = (byte)_random.Next(256);
        }

        return flipped;
    }

    private byte[] Cut(byte[] bytes) => bytes[..Place(bytes)];

    private byte[] Hole(byte[] bytes)
    {
        var (start, end) = Stretch(bytes, bytes.Length);
        return [.. bytes.AsSpan(0, start), .. bytes.AsSpan(end)];
    }

    private byte[] Double(byte[] bytes) => bytes.Length > Megabyte ? bytes : [.. bytes, .. bytes];

    private byte[] Nest(byte[] bytes)
    {
        var tag = Pick(s_tags);
        var opened = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"<{tag}>", Depth)));
        var closed = _random.Next(2) == 0 ? [] : Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"</{tag}>", Depth)));
        var (start, end) = Stretch(bytes, bytes.Length);
        return [.. bytes.AsSpan(0, start), .. opened, .. bytes.AsSpan(start, end - start), .. closed, .. bytes.AsSpan(end)];
    }

    private byte[] LongAttribute(byte[] bytes)
    {
        var from = Place(bytes);
        var at = bytes.AsSpan(from).IndexOf((byte)'>');
        var value = new byte[Megabyte];
        value.AsSpan().Fill((byte)"x \"&<"[_random.Next(5)]);
        return Insert(bytes, at < 0 ? from : from + at, [.. " class=\""u8, .. value, .. "\""u8]);
    }

    private byte[] LongWord(byte[] bytes)
    {
        var word = new byte[Megabyte];
        word.AsSpan().Fill((byte)"a.,-(1'<&"[_random.Next(9)]);
        return Insert(bytes, Place(bytes), word);
    }

    private byte[] Entities(byte[] bytes)
    {
        for (var left = _random.Next(1, 40); left > 0; left--)
        {
            bytes = Insert(bytes, Place(bytes), Encoding.ASCII.GetBytes(Pick(s_entities)));
        }

        return bytes;
    }

    private byte[] Nulls(byte[] bytes)
    {
        for (var left = _random.Next(1, 40); left > 0; left--)
        {
            bytes = Insert(bytes, Place(bytes), new byte[_random.Next(1, 9)]);
        }

        return bytes;
    }

    /// <summary>A stretch in another encoding, or the mark of another in front of everything.</summary>
    private byte[] MixEncodings(byte[] bytes)
    {
        if (_random.Next(3) == 0)
        {
            byte[][] marks = [[0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0, 0, 0xFE, 0xFF], [0x2B, 0x2F, 0x76, 0x38]];
            return [.. Pick(marks), .. bytes];
        }

        Encoding[] others = [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1, Encoding.UTF32];
        var (start, end) = Stretch(bytes, Math.Min(bytes.Length, 20_000));
        var stretch = Pick(others).GetBytes(Encoding.UTF8.GetString(bytes, start, end - start));
        return [.. bytes.AsSpan(0, start), .. stretch, .. bytes.AsSpan(end)];
    }

    private byte[] Unclosed(byte[] bytes)
    {
        for (var left = _random.Next(1, 4); left > 0; left--)
        {
            bytes = Insert(bytes, Place(bytes), Encoding.ASCII.GetBytes(Pick(s_openers)));
        }

        return bytes;
    }

    private byte[] Splice(byte[] bytes)
    {
        var other = Pick(documents);
        return [.. bytes.AsSpan(0, Place(bytes)), .. other.AsSpan(Place(other))];
    }

    /// <summary>A short stretch many times over: what makes a reader quadratic that looks back at what it has read.</summary>
    private byte[] RepeatPiece(byte[] bytes)
    {
        var (start, end) = Stretch(bytes, Math.Min(bytes.Length, 60));
        var many = new List<byte>();
        for (var left = _random.Next(100, 5_000); left > 0; left--)
        {
            many.AddRange(bytes.AsSpan(start, end - start));
        }

        return Insert(bytes, end, [.. many]);
    }

    /// <summary>The body stops inside an item, as when a connection or a program dies; some programs close the feed all the same.</summary>
    private byte[] CutInItem(byte[] bytes)
    {
        var (start, end) = Item(bytes);
        var at = start + _random.Next(end - start + 1);
        byte[][] ends = [[], [], "</channel></rss>"u8.ToArray(), "</feed>"u8.ToArray(), "]}"u8.ToArray()];
        return [.. bytes.AsSpan(0, at), .. Pick(ends)];
    }

    /// <summary>The whole body in an encoding that it does not name, or with the name of one that it is not in.</summary>
    private byte[] Reencode(byte[] bytes)
    {
        if (_random.Next(2) == 0)
        {
            var at = bytes.AsSpan().IndexOf("utf-8"u8) is var lower and >= 0 ? lower : bytes.AsSpan().IndexOf("UTF-8"u8);
            return at < 0 ? bytes : [.. bytes.AsSpan(0, at), .. Encoding.ASCII.GetBytes(Pick(s_labels)), .. bytes.AsSpan(at + 5)];
        }

        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var others = (int[])[1200, 1201, 12000, 1251, 20866, 28595, 932, 936, 950, 51932];
        return Encoding.GetEncoding(Pick(others)).GetBytes(Encoding.UTF8.GetString(bytes));
    }

    /// <summary>A stretch as programs leave it that escape what was escaped before, once or several times.</summary>
    private byte[] EscapeAgain(byte[] bytes)
    {
        var (start, end) = Stretch(bytes, Math.Min(bytes.Length, 20_000));
        var stretch = Encoding.Latin1.GetString(bytes, start, end - start);
        for (var left = _random.Next(1, 4); left > 0; left--)
        {
            stretch = stretch.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        }

        return [.. bytes.AsSpan(0, start), .. Encoding.Latin1.GetBytes(stretch), .. bytes.AsSpan(end)];
    }

    /// <summary>An item inside itself, with or without the ends.</summary>
    private byte[] NestItems(byte[] bytes)
    {
        var (start, end) = Item(bytes);
        end = Math.Min(end, start + 2_000);
        var middle = start + _random.Next(end - start + 1);
        var (left, many) = (_random.Next(1, 400), new List<byte>());
        for (var i = 0; i < left; i++)
        {
            many.AddRange(bytes.AsSpan(start, middle - start));
        }

        for (var i = _random.Next(2) == 0 ? left : 0; i > 0; i--)
        {
            many.AddRange(bytes.AsSpan(middle, end - middle));
        }

        return Insert(bytes, middle, [.. many]);
    }

    /// <summary>Ten thousand attributes in one tag: all different, all alike, or all declaring prefixes.</summary>
    private byte[] FloodAttributes(byte[] bytes)
    {
        var from = Place(bytes);
        var at = bytes.AsSpan(from).IndexOf((byte)'>');
        var kind = _random.Next(4);
        var flood = string.Concat(Enumerable.Range(0, 10_000).Select(i => kind switch
        {
            0 => $" a{i}='{i}'",
            1 => " a='1'",
            2 => $" xmlns:p{i}='http://post.example/{i}'",
            _ => $" p{i}:a=\"&#x{i:x};\"",
        }));
        return Insert(bytes, at < 0 ? from : from + at, Encoding.ASCII.GetBytes(flood));
    }

    /// <summary>Where one item begins and ends; a stretch when there is none.</summary>
    private (int Start, int End) Item(byte[] bytes)
    {
        var from = Place(bytes);
        foreach (var (opening, closing) in s_items)
        {
            var start = bytes.AsSpan(from).IndexOf(opening) is var after and >= 0 ? from + after : bytes.AsSpan().IndexOf(opening);
            if (start >= 0 && bytes.AsSpan(start).IndexOf(closing) is var length and > 0)
            {
                return (start, start + length + closing.Length);
            }
        }

        return Stretch(bytes, Math.Min(bytes.Length, 2_000));
    }

    private static byte[] Insert(byte[] bytes, int at, byte[] piece) => [.. bytes.AsSpan(0, at), .. piece, .. bytes.AsSpan(at)];

    private int Place(byte[] bytes) => _random.Next(bytes.Length + 1);

    private (int Start, int End) Stretch(byte[] bytes, int longest)
    {
        var start = Place(bytes);
        return (start, start + _random.Next(Math.Min(longest, bytes.Length - start) + 1));
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
