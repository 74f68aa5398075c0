using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;

using static Watcher.Tests.Digests.DigestSamples;

namespace Watcher.Tests.Digests;

/// <summary>What holds for the text and the HTML of every digest, however hostile the articles.</summary>
public sealed partial class DigestPartsTests
{
    public static TheoryData<string> Cases => [.. DigestCases.All.Keys];

    /// <summary>Text of the colour on the ground beside it: the pairs that the mail uses (digest.md 6).</summary>
    private static readonly (string Text, string Ground)[] s_pairs =
    [
        ("#1b1f24", "#ffffff"), ("#1b1f24", "#fff8e1"), ("#1b1f24", "#fdecea"), ("#1b1f24", "#ffe08a"),
        ("#57606a", "#ffffff"), ("#57606a", "#fff8e1"), ("#57606a", "#fdecea"),
        ("#0b57d0", "#ffffff"), ("#0b57d0", "#fff8e1"), ("#0b57d0", "#fdecea"), ("#b3261e", "#ffffff"), ("#7a5900", "#ffffff"),
        ("#e8eaed", "#1d2229"), ("#e8eaed", "#332b1a"), ("#e8eaed", "#3a1f1f"), ("#a9b3be", "#1d2229"), ("#a9b3be", "#332b1a"), ("#a9b3be", "#3a1f1f"),
        ("#8ab4f8", "#1d2229"), ("#8ab4f8", "#332b1a"), ("#8ab4f8", "#3a1f1f"), ("#f28b82", "#1d2229"), ("#fdd663", "#1d2229"), ("#ffffff", "#5c4a12"),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Html_OfEachKind_HasNothingThatMailClientsDrop(string name)
    {
        var html = DigestWriter.Write(DigestCases.All[name](), Policy).Html!;

        AssertSound(html);
        var used = Colour().Matches(html).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Subset(s_pairs.Select(p => p.Text).ToHashSet(), used);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_OfEachKind_StaysWithinItsColumns(string name) => AssertColumns(DigestWriter.Write(DigestCases.All[name](), Policy).Text);

    [Fact]
    public void Colours_OnTheirGrounds_AreReadable() => Assert.All(s_pairs, pair => Assert.InRange(Contrast(pair.Text, pair.Ground), 4.5, 21));

    [Fact]
    public void Parts_OfTheMorning_HoldTheSameStories()
    {
        var written = DigestWriter.Write(DigestCases.Morning(), Policy);

        Assert.All(written.Digest.Cards, card =>
        {
            Assert.Contains(card.ClaimId, written.Text, StringComparison.Ordinal);
            Assert.Contains(card.ClaimId, written.Html!, StringComparison.Ordinal);
            Assert.All(card.Statements, s => Assert.Contains(Spaces(s.Quote.Text), Spaces(written.Text), StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Parts_WithoutAWebPage_LinkToArticlesOnly()
    {
        var written = DigestWriter.Write(DigestCases.Morning(), Policy with { Unsubscribe = null });

        Assert.DoesNotContain("/claims/", written.Text + written.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Unsubscribe", written.Text + written.Html, StringComparison.Ordinal);
        Assert.Contains("watcher claims show c-", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_WithAWebPage_LinkToTheEvidence()
    {
        var written = DigestWriter.Write(DigestCases.Morning(), Policy with { BaseUrl = new Uri("https://watcher.example.org/w") });

        Assert.Contains($"https://watcher.example.org/w/claims/{written.Digest.Cards[0].ClaimId}\n", written.Text, StringComparison.Ordinal);
        Assert.Contains("All evidence for", written.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_TenThousandFindings_StaysSmallAndCountsAll()
    {
        var written = DigestWriter.Write(Crowd("Мешканці міста розповіли журналістам, що обстріл тривав усю ніч. ", 10_000), Policy);

        Assert.InRange(Encoding.UTF8.GetByteCount(written.Html!), 1, DigestHtml.MaxBytes);
        Assert.Equal(5000, written.Digest.Counts.New);
        Assert.Equal(2500, written.Digest.Counts.Contradictions);
        Assert.Equal(2500, written.Digest.Counts.Corroborated);
        Assert.All(written.Digest.Cards, card => Assert.Contains(card.ClaimId, written.Text, StringComparison.Ordinal));
        AssertColumns(written.Text);
        AssertSound(written.Html!);
    }

    [Fact]
    public void Html_TextsThatGrowWhenEncoded_StaysSmall()
    {
        var written = DigestWriter.Write(Crowd("'\"<&>𝔘", 400), Policy);

        Assert.InRange(Encoding.UTF8.GetByteCount(written.Html!), 1, DigestHtml.MaxBytes);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "tag", "<script>alert(1)</script><img src=x onerror=alert(1)>" },
        { "attribute", "\" onmouseover=\"alert(1)\" style='x'" },
        { "line breaks", "one\r\nBcc: victim@example.org\r\n\r\n-- \r\nFrom the start" },
        { "right-to-left override", "safe \u202Egnp.exe\u202C \u2066\u2069\u200F" },
        { "lone surrogates", "broken \uD83D and \uDE00 halves" },
        { "long word", new string('w', 10_240) },
        { "controls", "bell\u0007 null\0 escape\u001B[31m c1\u0085\u009B" },
        { "entity", "&lt;b&gt;12&lt;/b&gt; <b>12</b> &amp;" },
        { "mail signature", "-- \nforged footer" },
        { "zero width", "Iz\u200Bi\uFEFFum \u00AD" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Parts_HostileTexts_ShowAsTextOnly(string name, string hostile)
    {
        var written = DigestWriter.Write(Poisoned(hostile), Policy);

        Assert.NotEmpty(name);
        AssertSound(written.Html!);
        AssertColumns(written.Text);
        var allowed = Tag().Matches(DigestWriter.Write(DigestCases.Morning(), Policy).Html!).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Subset(allowed, Tag().Matches(written.Html!).Select(m => m.Groups[1].Value).ToHashSet());
        Assert.DoesNotContain(written.Text + written.Html + written.Digest.Subject + written.Digest.Preheader, c => IsHidden(c));
        Assert.Single(written.Text.Split('\n'), line => line == "-- ");
        Assert.DoesNotContain("\n", written.Digest.Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@example.org/")]
    [InlineData("data:text/html,x")]
    public void Link_ThatIsNotPlainWeb_IsLeftOut(string url)
    {
        var owed = DigestCases.NewClaims(1)[2];
        var entry = owed.Entry with { Entry = owed.Entry.Entry with { Article = owed.Entry.Entry.Article with { Url = new Uri(url) } } };

        var written = DigestWriter.Write(Input(owed with { Entry = entry }), Policy);

        Assert.DoesNotContain(url, written.Text + written.Html, StringComparison.Ordinal);
        Assert.Null(written.Digest.Cards[0].Statements[0].Link);
    }

    [Fact]
    public void Quotation_LongSentence_IsCutAtWordsAroundItsHighlight()
    {
        var text = string.Concat(Enumerable.Repeat("word ", 100)) + "twelve people " + string.Concat(Enumerable.Repeat("tail ", 100)).TrimEnd();

        var quote = Quotation.Of(Quote(text, "twelve people"));

        Assert.Equal("twelve people", quote.Highlight);
        Assert.InRange(quote.Text.Length, 180, Quotation.MaxLength);
        Assert.StartsWith("…word", quote.Before, StringComparison.Ordinal);
        Assert.EndsWith("tail…", quote.After, StringComparison.Ordinal);
    }

    [Fact]
    public void Quotation_ShortSentence_IsTheArticlesOwnText()
    {
        const string text = "It holds 2,000\u00A0sq km  of land.";

        Assert.Equal("It holds 2,000\u00A0sq km of land.", Quotation.Of(Quote(text, "2,000\u00A0sq km")).Text);
    }

    /// <summary>Half new, a quarter contradictions, a quarter corroborations; each a story of its own.</summary>
    private static DigestInput Crowd(string filler, int count)
    {
        var text = string.Concat(Enumerable.Repeat(filler, (300 / filler.Length) + 1));
        var findings = Enumerable.Range(1, count).Select(i =>
        {
            var entry = Cited(2 * i, Killed(31, "2026-11-20", $"{text} 31", "31", By(filler, "said")), Gazette with { Name = filler }, "2026-11-20T13:00Z");
            var earlier = Cited((2 * i) + 1, Killed(12, "2026-11-20", $"{text} 12", "12", By(filler, "said")), Wire with { Name = filler }, "2026-11-20T12:00Z");
            return (i % 4) switch
            {
                0 => Owed(i, entry, new Verdict.Contradicts(earlier.Entry.Id, ContradictionKind.Number, Standing.CrossSource), "CMP-5c", text, earlier),
                1 => Owed(i, entry, new Verdict.Corroborates(earlier.Entry.Id, true), "CMP-4", text, earlier),
                _ => New(i, entry),
            };
        });
        return Input([.. findings]);
    }

    /// <summary>The text in every place that an article, a feed or a claim fills.</summary>
    private static DigestInput Poisoned(string hostile)
    {
        var outlet = Gazette with { Name = hostile, Kind = hostile };
        CitedEntry Poison(CitedEntry cited) => cited with
        {
            Entry = cited.Entry with
            {
                Article = cited.Entry.Article with { Outlet = outlet, Title = hostile, Language = hostile },
                Claim = cited.Entry.Claim with
                {
                    Evidence = Quote($"before {hostile} after", hostile),
                    ValueSurface = cited.Entry.Claim.ValueSurface is null ? null : hostile,
                    Attribution = By(hostile, hostile),
                    Scope = cited.Entry.Claim.Scope with { Event = hostile, Object = hostile },
                    Subject = cited.Entry.Claim.Subject with { Name = hostile },
                },
            },
        };
        OwedFinding PoisonAll(OwedFinding owed)
        {
            var entry = Poison(owed.Entry);
            return owed with
            {
                Entry = entry,
                Compared = [.. owed.Compared.Select(Poison)],
                Finding = owed.Finding with { Claim = entry.Entry.Claim, Why = hostile, Compared = [.. owed.Finding.Compared.Select(c => c with { Why = hostile })] },
            };
        }

        var input = DigestCases.Morning();
        return input with
        {
            Findings = [.. input.Findings.Select(PoisonAll)],
            ControlHistory = [.. input.ControlHistory.Select(Poison)],
            Coverage = input.Coverage with { Failing = [new(hostile, hostile, null)] },
            Sides = [],
        };
    }

    private static void AssertSound(string html)
    {
        string[] never =
        [
            "<svg", ".svg", "data:", ".webp", "flex", "grid", "var(--", "<details", "<bdi", "href=\"#", "aria-label", "<script", "javascript:", "<link", "@import",
            "<form", "<iframe", "position:", "http-equiv",
        ];
        var own = TextOnly().Replace(html, ">");            // what the articles say stands between tags
        Assert.All(never, word => Assert.DoesNotContain(word, own, StringComparison.OrdinalIgnoreCase));
        Assert.Single(Regex.Matches(html, "<h1[ >]"));
        Assert.DoesNotMatch("<th(?! scope=)[ >]", html);
        Assert.DoesNotMatch("<img(?![^>]* alt=)", html);
        Assert.All(Regex.Matches(html, "<table(?! role=\"presentation\")"), table => Assert.Contains("<caption", html[table.Index..(table.Index + 200)], StringComparison.Ordinal));
        Assert.InRange(html.IndexOf("</style>", StringComparison.Ordinal) - html.IndexOf("<style>", StringComparison.Ordinal), 1, 8 * 1024);
        Assert.DoesNotMatch(@"font-size:([1-9]|1[01])px", html);
        foreach (var tag in new[] { "table", "tr", "td", "th", "p", "span", "a", "b", "h1", "h2", "div", "caption", "html", "body" })
        {
            Assert.Equal(Regex.Count(html, $"<{tag}[ >]"), Regex.Count(html, $"</{tag}>"));
        }
    }

    private static void AssertColumns(string text) => Assert.All(
        text.Split('\n'),
        line => Assert.True(line.Length <= DigestText.Columns || Url().IsMatch(line), line));

    private static bool IsHidden(char c) => c != '\n' && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Spaces(string text) => Regex.Replace(text, @"\s+", " ");

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    /// <summary>WCAG 2.2, relative luminance.</summary>
    private static double Luminance(string colour)
    {
        double Channel(int at)
        {
            var c = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    [GeneratedRegex("(?<![-a-z])color:(#[0-9a-f]{6})")]
    private static partial Regex Colour();

    [GeneratedRegex("<([a-z0-9]+)[ >]")]
    private static partial Regex Tag();

    [GeneratedRegex(">[^<]+")]
    private static partial Regex TextOnly();

    [GeneratedRegex("^ *(https?|mailto):[^ ]+$")]
    private static partial Regex Url();
}
