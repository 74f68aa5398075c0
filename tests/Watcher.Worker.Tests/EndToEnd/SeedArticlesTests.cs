using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.EndToEnd;

/// <summary>Five real articles as five pages of one feed, wrapped in what surrounds articles on the web, from the feed to the digest.</summary>
public sealed class SeedArticlesTests
{
    private static readonly string[] s_leaks = ["Advertisement", "gtag", "Photo by", "IMAGE SOURCE", "(Source:", "utm_", "cookie", "Sign up for", "Author:"];

    [SharedFact]
    public async Task Once_FiveArticles_DigestShowsWhatTheyClaim()
    {
        await using var server = new LoopbackServer();
        Publish(server);
        await using var service = TestService.Create("watchlist", Feeds(server), File.ReadAllText(Path.Combine(Checkout.Shared!, "seeds", "watchlist.yaml")));

        var (_, digest) = await service.PollAndPreviewAsync(server.HostAndPort, "watchlist");

        AssertQuotesAreClean(digest);
        AssertNumbers(digest);
        AssertPlaces(digest);
        var text = DigestText.Write(DigestComposer.Compose(digest, new DigestPolicy()));
        Assert.Equal(2, text.Split("CONTRADICTION (number)").Length);   // both on one card
        Assert.Contains("(CMP-5c)", text, StringComparison.Ordinal);
        Assert.DoesNotContain(s_leaks, leak => text.Contains(leak, StringComparison.Ordinal));
    }

    [SharedFact]
    public async Task Once_Again_MailsNothingAndWritesNoClaim()
    {
        await using var server = new LoopbackServer();
        Publish(server);
        await using var service = TestService.Create("watchlist", Feeds(server), File.ReadAllText(Path.Combine(Checkout.Shared!, "seeds", "watchlist.yaml")));

        var first = await service.OnceAsync(server.HostAndPort);
        var second = await service.OnceAsync(server.HostAndPort);

        Assert.Single(first.Composed.Composed);
        Assert.Equal(1, first.Delivered.Sent);
        Assert.Empty(second.Polled.Findings);
        Assert.Empty(second.Composed.Composed);
        Assert.Single(Directory.EnumerateFiles(service.Mail, "*.eml"));
    }

    private static void AssertQuotesAreClean(DigestInput digest)
    {
        foreach (var claim in digest.Findings.Select(f => f.Finding.Claim))
        {
            Assert.DoesNotContain(s_leaks, leak => claim.Evidence.Quote.Contains(leak, StringComparison.Ordinal));
        }

        Assert.All(digest.Findings, f => Assert.DoesNotContain(s_leaks, leak => f.Entry.Entry.Article.Title.Contains(leak, StringComparison.Ordinal)));
    }

    private static void AssertNumbers(DigestInput digest)
    {
        var numbers = digest.Findings.Where(f => f.Finding.Claim.Kind == ClaimKind.Quantity).ToList();
        var surfaces = string.Join(" | ", numbers.Select(f => f.Finding.Claim.ValueSurface));
        OwedFinding Of(string surface)
        {
            var found = numbers.Where(f => f.Finding.Claim.ValueSurface!.Contains(surface, StringComparison.Ordinal)).ToList();
            Assert.True(found.Count == 1, $"{surface}: {found.Count} among {surfaces}");
            return found[0];
        }

        string Source(Claim claim) => claim.Attribution.Source?.Source ?? "";

        // 2,000 km² (the president) against about 2,500 km² (the institute), of the same day, with exact quotes.
        var contradicting = numbers.Where(f => f.Finding.Compared.Any(c => c.Rule == "CMP-5c")).ToList();
        Assert.True(contradicting.Count == 2, $"{contradicting.Count} findings by CMP-5c among {surfaces}");
        var contradiction = contradicting.Single(f => !f.Finding.Claim.ValueSurface!.Contains("3,000", StringComparison.Ordinal));
        var other = contradiction.Earlier(contradiction.Finding.Compared.First(c => c.Rule == "CMP-5c").Earlier).Entry.Claim;
        Claim[] sides = [contradiction.Finding.Claim, other];
        Assert.Contains(sides, c => c.ValueSurface == "2,000sq km (770sq miles)" && Source(c).Contains("Zelensky", StringComparison.Ordinal));
        Assert.Contains(sides, c => c.ValueSurface == "about 2,500 square kilometers (965 square miles)" && Source(c) == "Institute for the Study of War");
        Assert.IsType<Verdict.Contradicts>(contradiction.Finding.Verdict);
        var given = Articles().Select(a => a["text"]!.GetValue<string>()).ToList();
        Assert.All(sides, c => Assert.Contains(given, text => text.Contains(c.Evidence.Quote, StringComparison.Ordinal)));

        // Half a million acres is the same number in other words, whichever of the two is read first.
        var acres = Of("half a million acres");
        var square = Of("2,000sq km");
        Assert.Contains(acres.Finding.Compared.Concat(square.Finding.Compared), c => c.Verdict is Verdict.Corroborates or Verdict.Repeats
            && (c.Earlier == acres.Entry.Entry.Id || c.Earlier == square.Entry.Entry.Id));

        // A length where an area belongs is noted. Told of the weekend, it is against the president's half a million acres of that Sunday.
        var commander = Of("3,000 kilometres");
        Assert.Contains("unit-suspect-area", commander.Finding.Claim.Suspects);
        Assert.Equal([acres.Entry.Entry.Id], commander.Finding.Compared.Where(c => c.Rule == "CMP-5c").Select(c => c.Earlier));

        // Another region, another war party: compared with none.
        Assert.All(Of("nearly 200 square miles").Finding.Compared, c => Assert.IsType<Verdict.DifferentScope>(c.Verdict));
        Assert.All(Of("52,650").Finding.Compared.Concat(Of("4,000 Ukrainian troops").Finding.Compared), c => Assert.IsType<Verdict.DifferentScope>(c.Verdict));
    }

    private static void AssertPlaces(DigestInput digest)
    {
        var control = digest.Findings.Select(f => f.Finding.Claim).Where(c => c.Kind is ClaimKind.Control or ClaimKind.Movement).ToList();
        foreach (var place in new[] { "izium", "kupiansk", "balakliia", "velykyi-burluk", "dvorichna", "prolisne", "hrakove" })
        {
            Assert.Contains(control, c => c.Subject.Id.Value == place);
        }
    }

    private static string Feeds(LoopbackServer server) => $$"""
        version: 1
        outlets: [{ id: seeds, name: Five articles }]
        feeds: [{ id: seeds, outlet: seeds, url: "{{server.At("/feed.xml")}}", first_poll: all }]
        """;

    private static void Publish(LoopbackServer server)
    {
        var items = new StringBuilder();
        foreach (var article in Articles())
        {
            var id = article["id"]!.GetValue<string>();
            var published = DateTimeOffset.Parse(article["published"]!.GetValue<string>(), CultureInfo.InvariantCulture);
            var title = $"Report {id}";
            server.On($"/{id}.html", LoopbackReply.Text(Page(title, published, article["text"]!.GetValue<string>())));
            items.Append(CultureInfo.InvariantCulture,
                $"<item><title>{title}</title><link>{server.At($"/{id}.html")}?utm_source=rss</link><guid>{id}</guid><pubDate>{published:r}</pubDate></item>\n");
        }

        server.On("/feed.xml", LoopbackReply.Text(
            $"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Seeds</title>{items}</channel></rss>", "application/rss+xml"));
        foreach (var article in Articles())
        {
            var id = article["id"]!.GetValue<string>();
            server.On($"/{id}.html?utm_source=rss", LoopbackReply.Text(Page(
                $"Report {id}", DateTimeOffset.Parse(article["published"]!.GetValue<string>(), CultureInfo.InvariantCulture), article["text"]!.GetValue<string>())));
        }
    }

    private static IEnumerable<JsonObject> Articles() => File.ReadLines(Path.Combine(Checkout.Shared!, "seeds", "articles.jsonl"))
        .Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!.AsObject());

    private static string Page(string title, DateTimeOffset published, string text) => $$"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{title}} | Five articles</title>
        <meta property="article:published_time" content="{{published:O}}">
        <script async src="https://tags.example/gtag/js?id=G-1"></script>
        <script>window.dataLayer = window.dataLayer || []; function gtag(){dataLayer.push(arguments);} gtag('config', 'G-1');</script></head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
        <div id="cookie-consent" class="consent"><p>We use cookies to give you the best experience.</p><button>Accept all</button></div>
        <main><article><h1>{{title}}</h1>
        <div class="share"><a href="https://social.example/s?utm_source=share&amp;utm_medium=button">Share on Social</a></div>
        {{string.Join("\n<div class=\"ad\"><p>Advertisement</p></div>\n", text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(6)
            .Select(chunk => string.Join('\n', chunk.Select(p => $"<p>{WebUtility.HtmlEncode(p)}</p>"))))}}
        <div class="newsletter"><p>Sign up for our newsletter and never miss a story.</p></div></article>
        <aside class="related"><h3>Related</h3><ul><li><a href="/a">Ten walks along the coast</a></li></ul></aside></main>
        <footer><p>© 2022 Five articles</p></footer></body></html>
        """;
}
