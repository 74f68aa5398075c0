using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;

namespace Watcher.Benchmarks;

/// <summary>
/// A feed of 500 items and 1 MB: our reader beside <c>XDocument.Load</c> and selecting the same elements as strings. The two take turns, and
/// the ratio is given twice: the median of the rounds, which other work on the
/// machine hits alike, and the fastest of each, which it spares.
/// </summary>
internal static class FeedsBenchmark
{
    private const int Items = 500;
    private const int Rounds = 101;

    /// <summary>The runtime compiles what is hot a second and third time, beside the program; on a busy machine that takes seconds.</summary>
    private static readonly TimeSpan s_warmup = TimeSpan.FromSeconds(4);

    private static readonly XNamespace s_dublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace s_content = "http://purl.org/rss/1.0/modules/content/";

    /// <summary>The folder of the feeds that the tests read.</summary>
    public static string Samples => Path.Combine(PageBenchmark.Root(), "tests", "Watcher.Tests", "Feeds", "Unseen");

    public static int Run(TextWriter output)
    {
        output.WriteLine("body                     KB   ours ms   XDocument ms   median ratio       ratio of the fastest   ours MB allocated   XDocument MB");
        Measure("escaped HTML", Rss(isEscaped: true));
        Measure("CDATA", Rss(isEscaped: false));
        Measure("Cyrillic, CDATA", Rss(isEscaped: false, isCyrillic: true));
        MeasureGrowth();
        return 0;

        void Measure(string name, byte[] body)
        {
            var page = PageOf(body);
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmup;)
            {
                Check(FeedParser.Parse(page).Items.Length);
                Check(Select(body).Count);
            }

            var (ours, theirs, ratios) = (new double[Rounds], new double[Rounds], new double[Rounds]);
            for (var round = 0; round < Rounds; round++)
            {
                (ours[round], _) = Timed(() => FeedParser.Parse(page).Items.Length);
                (theirs[round], _) = Timed(() => Select(body).Count);
                ratios[round] = ours[round] / theirs[round];
            }

            var (_, oursBytes) = Timed(() => FeedParser.Parse(page).Items.Length);
            var (_, theirBytes) = Timed(() => Select(body).Count);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-20} {body.Length / 1024,6} {Median(ours),9:0.00} {Median(theirs),14:0.00} {Median(ratios),18:0.00} {ours.Min() / theirs.Min(),22:0.00} {oursBytes / 1e6,19:0.0} {theirBytes / 1e6,14:0.0}"));
        }

        void MeasureGrowth()
        {
            output.WriteLine();
            output.WriteLine("hostile body: ms at 1, 2, 4 and 8 times the size (250 KB to 2 MB)");
            foreach (var (name, unit) in s_hostile)
            {
                var times = new List<string>();
                foreach (var size in (int[])[1, 2, 4, 8])
                {
                    var text = new StringBuilder("<rss version='2.0'><channel>");
                    while (text.Length < size * 250_000)
                    {
                        text.Append(unit);
                    }

                    var page = PageOf(Encoding.UTF8.GetBytes(text.ToString()));
                    FeedParser.Parse(page);
                    times.Add(Timed(() => FeedParser.Parse(page).Items.Length).Milliseconds.ToString("0.0", CultureInfo.InvariantCulture));
                }

                output.WriteLine($"{name,-30} {string.Join("  ", times)}");
            }
        }
    }

    /// <summary>Shapes that cost the square of their length in a careless reader.</summary>
    private static readonly (string Name, string Unit)[] s_hostile =
    [
        ("unclosed elements", "<a>"),
        ("unclosed items", "<item><title>x"),
        ("end tags of nothing", "</b>"),
        ("declared prefixes", "<a xmlns:b='c'>"),
        ("open comments", "<!--"),
        ("open CDATA", "<![CDATA["),
        ("open tags", "<a b='"),
        ("ampersands", "&"),
        ("half entities", "&#x"),
        ("document types", "<!DOCTYPE a ["),
        ("white space", "\n\n\n"),
        ("small texts", "<item><title>a<b/>a<b/>"),
        ("nested elements", "<a><b c='d'>"),
        ("empty elements", "<a/>"),
        ("null bytes", "<item>\0\0<title>\0x"),
        ("entities of a DTD", "&laugh9;"),
        ("closed across", "<item><a><b></a></item></b>"),
        ("declarations", "<a xmlns:b='c' xmlns:d='e'/>"),
        ("equal ids", "<item><guid>1</guid><title>a</title></item>"),
        ("attributes", "<item a b c d e f g h i j k l m n o p q r s t u v w x y z/>"),
    ];

    /// <summary>The baseline: what a few lines of code would do. No dates, no addresses, no repair.</summary>
    private static List<string?[]> Select(byte[] body)
    {
        using var stream = new MemoryStream(body);
        var found = new List<string?[]>();
        foreach (var item in XDocument.Load(stream).Descendants("item"))
        {
            found.Add(
            [
                (string?)item.Element("guid"), (string?)item.Element("title"), (string?)item.Element("link"), (string?)item.Element("pubDate"),
                (string?)item.Element(s_dublinCore + "creator"), (string?)item.Element("description"), (string?)item.Element(s_content + "encoded"),
                (string?)item.Element("enclosure")?.Attribute("url"),
            ]);
        }

        return found;
    }

    private static byte[] Rss(bool isEscaped, bool isCyrillic = false)
    {
        var text = new StringBuilder(1 << 20);
        text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ")
            .Append("xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n")
            .Append("  <title>Harbour &amp; Hill</title>\n  <link>https://harbour.example/</link>\n  <language>en</language>\n");
        var paragraph = isCyrillic
            ? "<p>Міст через річку <a href=\"https://harbour.example/bridge\">відкрили</a> після ремонту &amp; мовчать про ціну.</p>\n"
            : "<p>The bridge over the river <a href=\"https://harbour.example/bridge\">reopened</a> after works &amp; nobody names the price.</p>\n";
        var (start, end) = isEscaped ? ("", "") : ("<![CDATA[", "]]>");
        var whole = string.Concat(Enumerable.Repeat(paragraph, isCyrillic ? 8 : isEscaped ? 9 : 11));
        var time = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < Items; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  <item>\n    <title>Item {i}: the mayor&#8217;s plan for the old harbour</title>\n")
                .Append(CultureInfo.InvariantCulture, $"    <link>https://harbour.example/news/2026/11/item-{i}-the-mayors-plan</link>\n")
                .Append(CultureInfo.InvariantCulture, $"    <guid isPermaLink=\"false\">https://harbour.example/?p={10_000 + i}</guid>\n")
                .Append(CultureInfo.InvariantCulture, $"    <pubDate>{time.AddMinutes(-i):ddd, dd MMM yyyy HH:mm:ss} +0000</pubDate>\n")
                .Append("    <dc:creator><![CDATA[Ina Vale]]></dc:creator>\n    <category>Harbour</category>\n    <category>Works</category>\n")
                .Append("    <description>").Append(start).Append(isEscaped ? Escaped(paragraph) : paragraph).Append(end).Append("</description>\n")
                .Append("    <content:encoded>").Append(start).Append(isEscaped ? Escaped(whole) : whole).Append(end).Append("</content:encoded>\n")
                .Append(CultureInfo.InvariantCulture, $"    <enclosure url=\"https://harbour.example/media/{i}.jpg\" type=\"image/jpeg\" length=\"51200\"/>\n  </item>\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("</channel>\n</rss>\n").ToString());
    }

    private static string Escaped(string html) => html.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    private static Page PageOf(byte[] body) => new()
    {
        Bytes = body,
        Url = new Uri("https://harbour.example/feed"),
        RequestedUrl = new Uri("https://harbour.example/feed"),
    };

    private static (double Milliseconds, long Bytes) Timed(Func<int> work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        work();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static void Check(int items)
    {
        if (items != Items)
        {
            throw new InvalidOperationException($"{items} items were read, not {Items}: the two do not do the same work.");
        }
    }
}
