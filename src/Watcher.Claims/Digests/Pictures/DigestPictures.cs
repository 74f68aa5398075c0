using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Claims.Digests.Pictures;

/// <summary>Gives the first cards with numbers or a strip their picture, and all strips one; says in words what each shows.</summary>
internal sealed class DigestPictures(string dedupKey, DigestPolicy policy, DigestWords words)
{
    /// <summary>Pictures in cards (digest.md 3).</summary>
    private const int MaxPlots = 3;

    /// <summary>Bytes of one picture, and of all of them.</summary>
    private const int MaxBytes = 40 * 1024;
    private const int MaxTotal = 250 * 1024;

    private const int MaxAlt = 900;

    private readonly string _mail = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dedupKey)).AsSpan(0, 8));
    private int _bytes;

    /// <summary>In the order of the cards, so the gravest come first.</summary>
    public ImmutableArray<DigestCard> Illustrate(ImmutableArray<DigestCard> cards, DigestTimes times, ControlStrips strips)
    {
        var shown = cards.ToBuilder();
        var plots = 0;
        for (var at = 0; at < shown.Count && plots < MaxPlots; at++)
        {
            if (Picture(shown[at], plots + 1, times, strips) is { } picture)
            {
                shown[at] = shown[at] with { Picture = picture };
                plots++;
            }
        }

        return shown.ToImmutable();
    }

    /// <summary>Null without strips.</summary>
    public MailImage? Settlements(ImmutableArray<ControlStrip> all, DigestTimes times, ControlStrips strips)
    {
        if (all.IsEmpty)
        {
            return null;
        }

        var (first, last) = Span(all[0], times);
        var canvas = StripPicture.Draw(all, first, last, [.. strips.Legend.Select(l => l.Letter)], hasNames: true);
        return Image("strips", canvas, string.Join(" ", all.Select(s => Alt(s, times, strips))), StripPicture.HeightOf(all.Length));
    }

    /// <summary>Null when it would be too large.</summary>
    public MailImage? Picture(string name, NumberPlot plot) =>
        Image(name, NumberPicture.Draw(plot, words.Culture), Alt(plot), NumberPicture.HeightOf(plot));

    private MailImage? Picture(DigestCard card, int number, DigestTimes times, ControlStrips strips)
    {
        var name = "plot-" + words.Number(number);
        if (card.Plot is { } plot)
        {
            return Picture(name, plot);
        }

        if (card.Strip is not { } strip)
        {
            return null;
        }

        var (first, last) = Span(strip, times);
        var canvas = StripPicture.Draw([strip], first, last, [.. strips.Legend.Select(l => l.Letter)], hasNames: false);
        return Image(name, canvas, Alt(strip, times, strips), StripPicture.HeightOf(1));
    }

    /// <summary>Null when it would be too large: the numbers stand in both parts anyway.</summary>
    private MailImage? Image(string name, Canvas canvas, string alt, int height)
    {
        var png = PngFile.Write(canvas);
        if (png.Length > MaxBytes || _bytes + png.Length > MaxTotal)
        {
            return null;
        }

        _bytes += png.Length;
        return new MailImage($"{name}.{_mail}@{policy.IdDomain}", png, DisplayText.Cut(alt, MaxAlt), canvas.Width / Canvas.Scale, height);
    }

    private string Alt(NumberPlot plot)
    {
        var rows = string.Join("; ", plot.Rows.Select(r => words.Format(words.PlotRow, r.Outlet, r.When, r.Value)));
        return words.Format(words.PlotAlt, plot.Title, plot.More > 0 ? $"{rows}; {words.Format(words.PlotMore, words.Number(plot.More))}" : rows);
    }

    /// <summary>"Kupiansk, 1 Nov - 21 Nov: no claim 1 Nov - 2 Nov, Ukraine 3 Nov - 17 Nov, disputed 21 Nov."</summary>
    private string Alt(ControlStrip strip, DigestTimes times, ControlStrips strips)
    {
        var stretches = new List<string>();
        for (int from = 0, to; from < strip.Letters.Length; from = to)
        {
            to = from + 1;
            while (to < strip.Letters.Length && strip.Letters[to] == strip.Letters[from])
            {
                to++;
            }

            var first = times.Day(strip.First.AddDays(from));
            stretches.Add($"{Meaning(strip.Letters[from], strips)} {(to == from + 1 ? first : $"{first} - {times.Day(strip.First.AddDays(to - 1))}")}");
        }

        return words.Format(words.StripAlt, strip.Place, strip.Span, string.Join(", ", stretches));
    }

    private string Meaning(char letter, ControlStrips strips) => letter switch
    {
        ControlStrips.Unknown => words.StripUnknown,
        ControlStrips.Contested => words.StripContested,
        ControlStrips.Disputed => words.StripDisputed,
        _ => strips.Legend.First(l => l.Letter == letter).Side,
    };

    private static (string First, string Last) Span(ControlStrip strip, DigestTimes times) =>
        (times.Day(strip.First), times.Day(strip.First.AddDays(strip.Letters.Length - 1)));
}
