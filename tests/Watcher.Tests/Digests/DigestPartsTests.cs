using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;

using static Watcher.Tests.Digests.DigestSamples;

namespace Watcher.Tests.Digests;

/// <summary>What holds for the text and the HTML of every digest, however hostile the articles.</summary>
public sealed partial class DigestPartsTests
{
    public static TheoryData<string, string> Mails
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var name in DigestCases.All.Keys.Concat(MailCases.All.Keys))
            {
                data.Add("en", name);
                data.Add("uk", name);
            }

            return data;
        }
    }

    /// <summary>Text of the colour on the ground beside it: the pairs that the mail uses (digest.md 6).</summary>
    private static readonly (string Text, string Ground)[] s_pairs =
    [
        ("#1b1f24", "#ffffff"), ("#1b1f24", "#fff8e1"), ("#1b1f24", "#fdecea"), ("#1b1f24", "#ffe08a"), ("#1b1f24", "#f3f4f6"),
        ("#57606a", "#ffffff"), ("#57606a", "#fff8e1"), ("#57606a", "#fdecea"), ("#57606a", "#f3f4f6"),
        ("#0b57d0", "#ffffff"), ("#0b57d0", "#fff8e1"), ("#0b57d0", "#fdecea"),
        ("#b3261e", "#ffffff"), ("#1b6e3c", "#ffffff"), ("#7a5900", "#ffffff"),
        ("#e8eaed", "#1d2229"), ("#e8eaed", "#332b1a"), ("#e8eaed", "#3a1f1f"), ("#a9b3be", "#1d2229"), ("#a9b3be", "#332b1a"), ("#a9b3be", "#3a1f1f"),
        ("#8ab4f8", "#1d2229"), ("#8ab4f8", "#332b1a"), ("#8ab4f8", "#3a1f1f"),
        ("#f28b82", "#1d2229"), ("#81c995", "#1d2229"), ("#fdd663", "#1d2229"), ("#ffffff", "#5c4a12"),

        // Letters of the pictures on the blocks of the strips.
        ("#1b1f24", "#c9dcfb"), ("#1b1f24", "#dcd0f2"), ("#1b1f24", "#cdebd2"), ("#1b1f24", "#ffd9b8"), ("#1b1f24", "#f6c7c3"), ("#1b1f24", "#fbe8a6"),
    ];

    [Theory]
    [MemberData(nameof(Mails))]
    public void Html_OfEachMail_HasNothingThatMailClientsDrop(string locale, string name)
    {
        if (Mail(locale, name).Html is not { } html)
        {
            Assert.Equal("test-text-only", name);
            return;
        }

        AssertSound(html);
        Assert.Contains($"<html lang=\"{locale}\" dir=\"ltr\">", html, StringComparison.Ordinal);
        var light = s_pairs.Select(p => p.Text).ToHashSet();
        Assert.Subset(light, Colour().Matches(html).Select(m => m.Groups[1].Value).ToHashSet());
        var grounds = s_pairs.Select(p => p.Ground).Concat(DarkAccents(html)).Append("#14181d").ToHashSet();
        Assert.Subset(grounds.Union(Accents).ToHashSet(), Ground().Matches(html).Select(m => m.Groups[1].Value).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Text_OfEachMail_StaysWithinItsColumnsAndEndsWithAFooter(string locale, string name)
    {
        var text = Mail(locale, name).Text;

        AssertColumns(text);
        Assert.Single(text.Split('\n'), line => line == "-- ");
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Subject_OfEachMail_IsShortPlainAndHasItsPrefix(string locale, string name)
    {
        var subject = Mail(locale, name).Subject;

        Assert.InRange(subject.Length, 20, DigestSubject.MaxLength);
        Assert.StartsWith("[Watcher", subject, StringComparison.Ordinal);
        Assert.DoesNotContain(subject, c => char.IsSurrogate(c) || char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.OtherSymbol);
    }

    /// <summary>The two parts say the same: every number and name of the one stands in the other.</summary>
    [Theory]
    [MemberData(nameof(Mails))]
    public void Parts_OfEachMail_SayTheSame(string locale, string name)
    {
        var mail = Mail(locale, name);
        if (mail.Html is not { } html)
        {
            return;
        }

        // Names of links (the title of an article) and of columns are the HTML's alone: the text has the addresses, and lines instead of tables.
        var words = DigestWords.For(locale);
        var labels = string.Join(
            ' ', words.WatchList, words.WhyFlagged, words.Contradiction, words.SeverityWord, words.When, words.Status, words.Who, words.OutletWord, words.NumberWord, words.InTextPart);
        var body = Links().Replace(html[html.IndexOf("<table", StringComparison.Ordinal)..], " ");
        var shown = WebUtility.HtmlDecode(Tags().Replace(body, " "));
        var text = Spaces(mail.Text) + labels;
        var missing = Word().Matches(shown).Select(m => m.Value).Where(w => w.Length > 3 && !text.Contains(w, StringComparison.OrdinalIgnoreCase)).Distinct();
        Assert.Empty(missing);
        Assert.All(mail.Images, image =>
        {
            Assert.Contains($"src=\"cid:{image.Cid}\"", html, StringComparison.Ordinal);
            Assert.Matches("[0-9]", image.Alt);
            Assert.InRange(image.Png.Length, 100, 40 * 1024);
        });
        Assert.InRange(mail.Images.Sum(i => i.Png.Length), 0, 250 * 1024);
        Assert.Equal(mail.Images.Length, Regex.Count(html, "<img "));
    }

    [Fact]
    public void Colours_OnTheirGrounds_AreReadable() => Assert.All(s_pairs, pair => Assert.InRange(Contrast(pair.Text, pair.Ground), 4.5, 21));

    private static readonly string[] s_accents = ["#b3261e", "#1b6e3c", "#0b57d0", "#7a5900", "#57606a"];

    private static IEnumerable<string> Accents => s_accents;

    /// <summary>Edges of cards: no text stands on them.</summary>
    private static IEnumerable<string> DarkAccents(string html) => Regex.Matches(html, @"\.a-[a-z]+\{background-color:(#[0-9a-f]{6})").Select(m => m.Groups[1].Value);

    private static WrittenMail Mail(string locale, string name) => MailCases.All.TryGetValue(name, out var write)
        ? write(locale) : DigestWriter.Write(DigestCases.In(locale, DigestCases.All[name]()), Policy).Mail;

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
            "<form", "<iframe", "position:", "http-equiv", "onclick", "onload", "<video", "<object", "<embed", "<input", "<button", "@font-face", "srcset",
        ];
        var own = TextOnly().Replace(html, ">");            // what the articles say stands between tags
        Assert.All(never, word => Assert.DoesNotContain(word, own, StringComparison.OrdinalIgnoreCase));
        Assert.Single(Regex.Matches(html, "<h1[ >]"));
        Assert.DoesNotMatch("<th(?! scope=)[ >]", html);
        Assert.DoesNotMatch("<img(?![^>]* alt=\"[^\"]{10})", html);
        Assert.DoesNotMatch("<img(?![^>]* width=\"[0-9]+\" height=\"[0-9]+\")", html);
        Assert.DoesNotMatch("<img (?!src=\"cid:)", html);
        Assert.DoesNotMatch("<(h2|table|td|p|span|a)(?![^>]*style=)[ >]", BareTags().Replace(html, ""));
        Assert.DoesNotMatch("url\\(", html);
        Assert.DoesNotMatch("<[^>]+ hidden[ >=]", own);          // Gmail, Outlook and Yahoo ignore it, and would show what it hides
        Assert.StartsWith("<!doctype html>\n<html lang=", html, StringComparison.Ordinal);
        Assert.Contains("width=\"640\"", html, StringComparison.Ordinal);
        Assert.Contains("display:none;max-height:0;overflow:hidden;mso-hide:all", html, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(html, "<title>[^<]+</title>"));
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

    /// <summary>Wrappers without text of their own, and quotes, which take the style of their paragraph.</summary>
    [GeneratedRegex("<table role=\"presentation\" width=\"100%\" [^>]*><tr>(<td align=\"center\">)?|<span( lang=\"[^\"]*\")? dir=\"[^\"]*\">")]
    private static partial Regex BareTags();

    [GeneratedRegex("background-color:(#[0-9a-f]{6})")]
    private static partial Regex Ground();

    [GeneratedRegex("<a [^>]*>[^<]*</a>")]
    private static partial Regex Links();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();

    [GeneratedRegex("(?<![-a-z])color:(#[0-9a-f]{6})")]
    private static partial Regex Colour();

    [GeneratedRegex("<([a-z0-9]+)[ >]")]
    private static partial Regex Tag();

    [GeneratedRegex(">[^<]+")]
    private static partial Regex TextOnly();

    [GeneratedRegex("^ *(https?|mailto):[^ ]+$")]
    private static partial Regex Url();
}
