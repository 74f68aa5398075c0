using System.Diagnostics;
using System.Globalization;
using Watcher.Reading.Articles;

namespace Watcher.Benchmarks;

/// <summary>
/// Pages that make a reader quadratic when it looks back at what it has read: the time at one, two, four and eight times the size. Linear
/// reading doubles from column to column.
/// </summary>
internal static class PageGrowth
{
    private const int Rounds = 3;

    private const string Sentence = "The storm tide that struck the coast on Monday night broke the old harbour wall in three places, the port authority said. ";

    /// <summary>Each shape at a size of 1; what is around it is an ordinary page.</summary>
    public static IReadOnlyList<(string Name, Func<int, string> Make)> Shapes { get; } =
    [
        ("unclosed <div>, 10,000", n => Repeat("<div>", 10_000 * n) + Sentence),
        ("unclosed <div> with text", n => Repeat($"<div>{Sentence}", 400 * n)),
        ("unclosed <p>, 10,000", n => Repeat("<p>x", 10_000 * n)),
        ("<a> in <a>, 10,000", n => Repeat("<a href=/x>y", 10_000 * n)),
        ("unclosed <b>", n => Repeat("<b>x", 400 * n)),
        ("<li> in <li>", n => Repeat("<ul><li>x", 200 * n)),
        ("cells without rows", n => "<table>" + Repeat("<td>x", 10_000 * n)),
        ("one row of cells", n => "<table><tr>" + Repeat("<td>x</td>", 10_000 * n) + "</tr></table>"),
        ("1 MB without a space", n => $"<p>{new string('x', n << 20)}</p>"),
        ("1 MB of digits", n => $"<p class=date>{new string('1', n << 20)}</p>"),
        ("1 MB of &", n => $"<p>{new string('&', n << 20)}</p>"),
        ("1 MB of <", n => new string('<', n << 20)),
        ("1 MB of quotes in a tag", n => $"<p class={new string('"', n << 20)}>"),
        ("attribute of 1 MB", n => $"<div class=\"{new string('x', n << 20)}\">{Sentence}</div>"),
        ("10,000 attributes", n => $"<div {string.Concat(Enumerable.Range(0, 10_000 * n).Select(i => $"a{i}=1 "))}>{Sentence}</div>"),
        ("comments without end", n => Repeat("<!-- ", 20_000 * n)),
        ("scripts without end", n => Repeat("<script>", 20_000 * n)),
        ("paragraphs", n => Repeat($"<p>{Sentence}</p>", 2_000 * n)),
        ("paragraphs, each once", n => string.Concat(Enumerable.Range(0, 2_000 * n).Select(i => $"<p>{i} {Sentence}</p>"))),
        ("one paragraph of sentences", n => $"<p>{Repeat(Sentence, 4_000 * n)}</p>"),
        ("line breaks", n => $"<p>{Repeat("x<br>", 20_000 * n)}</p>"),
        ("linked headings", n => string.Concat(Enumerable.Range(0, 2_000 * n).Select(i => $"<div class=c><h3><a href=/{i}>Council number {i} decides on the wall</a></h3><p>Teaser {i}.</p></div>"))),
        ("authors", n => Repeat("<span itemprop=author class=byline>By Ann Example</span>", 5_000 * n)),
        ("pull quotes", n => string.Concat(Enumerable.Range(0, 1_000 * n).Select(i => $"<div class=pullquote>The wall of {i} metres broke in three places at night.</div><p>{i} {Sentence}</p>"))),
        ("linked data", n => $"<script type=application/ld+json>{Repeat("[", 20_000 * n)}</script>"),
        ("twice encoded", n => $"<p>{Repeat("itâ€™s ", 20_000 * n)}</p>"),
    ];

    public static int Run(MarkerSet markers, TextWriter output)
    {
        foreach (var (_, make) in Shapes)
        {
            _ = Time(make(1), markers);   // code is compiled here
        }

        output.WriteLine($"{"ms at",-30} {1,8} {2,8} {4,8} {8,8}   8 times the size costs");
        foreach (var (name, make) in Shapes)
        {
            var times = new[] { 1, 2, 4, 8 }.Select(size => Time(make(size), markers)).ToArray();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} {times[0],8:0.0} {times[1],8:0.0} {times[2],8:0.0} {times[3],8:0.0}   {times[3] / times[0],5:0.0} x"));
        }

        return 0;
    }

    private static double Time(string body, MarkerSet markers)
    {
        var html = $"<html><head><title>Storm tide breaks harbour wall</title></head><body><h1>Storm tide breaks harbour wall</h1><p>{Repeat(Sentence, 4)}</p>{body}</body></html>";
        var least = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            _ = ArticleExtractor.Extract(html, null) is Extraction.Extracted { Article: var raw } ? BoilerplateCleaner.Clean(raw, markers) : null;
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return least;
    }

    private static string Repeat(string piece, int count) => string.Concat(Enumerable.Repeat(piece, count));
}
