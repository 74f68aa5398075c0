using System.Text;
using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Mail;
using Watcher.Reading.Text;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Mail;

namespace Watcher.Worker.Tests.Deliveries;

public sealed class DigestMailTests
{
    private static readonly MailPolicy s_policy = new()
    {
        From = "watcher@example.org",
        ReplyTo = "ops@example.org",
        UnsubscribeTo = "ops@example.org",
        IdDomain = "watcher.example.org",
    };

    [Fact]
    public void Render_ADigest_GivesTheHeadersInOrder()
    {
        var mail = ParsedMail.Read(Render(s_policy).Message.Span);

        Assert.Equal(
            """
            From: "Watcher - Kharkiv front" <watcher@example.org>
            To: editor@example.org
            Reply-To: ops@example.org
            Subject: [Watcher] 1 contradiction - Kharkiv front, Sat 21 Nov
            Date: Sat, 21 Nov 2026 09:00:04 +0200
            Message-ID: <d.qf6fp9hqmbf1exx62e1b@watcher.example.org>
            In-Reply-To: <digest.kharkiv.1553.2026-W47@watcher.example.org>
            References: <digest.kharkiv.1553.2026-W47@watcher.example.org>
            Thread-Topic: Kharkiv front 2026-W47
            Thread-Index: Ad11XWxHXJv9lz8lofXmxlZEqWmuZQ==
            MIME-Version: 1.0
            List-Id: "Kharkiv front" <kharkiv.lists.watcher.example.org>
            List-Unsubscribe: <mailto:ops@example.org?subject=unsubscribe%20kharkiv%201553>
            Auto-Submitted: auto-generated
            X-Auto-Response-Suppress: All
            X-Watcher-Kind: digest
            X-Watcher-List: kharkiv
            X-Watcher-Severity: high
            X-Watcher-Counts: contradictions=1
            X-Watcher-Digest: d-20261121-0900-kharkiv-9c1f
            """.ReplaceLineEndings("\n"),
            string.Join('\n', mail.Headers.SkipLast(1).Select(h => $"{h.Name}: {h.Value}")));
        Assert.Equal("multipart/alternative", mail.MediaType);
        Assert.Equal(["text/plain", "multipart/related"], mail.Parts.Select(p => p.MediaType));
        Assert.Equal(["text/html", "image/png"], mail.Parts[1].Parts.Select(p => p.MediaType));
    }

    [Fact]
    public void Render_WithAFeedbackId_NamesKindAndSender()
    {
        var mail = ParsedMail.Read(Render(s_policy with { FeedbackId = "watcher-1" }).Message.Span);

        Assert.Equal("digest:watcher-1", mail["Feedback-ID"]);
        Assert.DoesNotContain(ParsedMail.Read(Render(s_policy).Message.Span).Headers, h => h.Name == "Feedback-ID");
    }

    [Fact]
    public void Render_NowhereToUnsubscribe_HasNoSuchHeader()
    {
        var mail = ParsedMail.Read(Render(s_policy with { UnsubscribeTo = null }).Message.Span);

        Assert.DoesNotContain(mail.Headers, h => h.Name.StartsWith("List-Unsubscribe", StringComparison.Ordinal));
        Assert.DoesNotContain("Unsubscribe", mail.Parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithAnUnsubscribePage_AnnouncesOneClick()
    {
        var input = Input() with { Links = new MailLinks { Unsubscribe = new Uri("https://watcher.example.org/u/T") } };
        var rendered = DigestMail.Render(input, MessageIds.For('d', "k", "watcher.example.org"), s_policy);

        var mail = ParsedMail.Read(rendered.Message.Span);

        Assert.StartsWith("<https://watcher.example.org/u/T>, <mailto:ops@example.org?", mail["List-Unsubscribe"], StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail["List-Unsubscribe-Post"]);
        Assert.Contains("https://watcher.example.org/u/T", mail.Parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_WithABaseUrl_NamesTheArchiveAndLinksTheEvidence()
    {
        var mail = ParsedMail.Read(Render(s_policy with { BaseUrl = new Uri("https://watcher.example.org/") }).Message.Span);

        Assert.Equal("<https://watcher.example.org/digests>", mail["List-Archive"]);
        Assert.Contains("https://watcher.example.org/claims/c-", mail.Parts[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Headers, h => h.Name == "List-Unsubscribe-Post");
    }

    [Fact]
    public void Render_TheSameInputTwice_GivesTheSameBytes() =>
        Assert.Equal(Render(s_policy).Message.ToArray(), Render(s_policy).Message.ToArray());

    [Fact]
    public void Render_TextOnly_IsASinglePart()
    {
        var input = Input();
        var rendered = Render(s_policy, input with { Recipient = input.Recipient with { WantsHtml = false } });

        Assert.Equal("text/plain", ParsedMail.Read(rendered.Message.Span).MediaType);
    }

    [Fact]
    public void Render_ADigest_NamesTheShownFindings()
    {
        var rendered = Render(s_policy);

        Assert.Equal(7, Assert.Single(rendered.Shown));
        Assert.Equal("[Watcher] 1 contradiction - Kharkiv front, Sat 21 Nov", rendered.Subject);
    }

    [Fact]
    public void Render_HostileArticle_AddsNoHeaderAndNoLongLine()
    {
        var mail = Render(s_policy, Input("31\r\nBcc: victim@example.org\r\n\r\n<script>\u202E\uD83D" + new string('w', 10_000)));

        var parsed = ParsedMail.Read(mail.Message.Span);
        Assert.DoesNotContain(parsed.Headers, h => h.Name == "Bcc");
        Assert.DoesNotContain("<script", parsed.Parts[1].Parts[0].Text, StringComparison.OrdinalIgnoreCase);
        Assert.All(Encoding.UTF8.GetString(mail.Message.Span).Split("\r\n"), line => Assert.InRange(line.Length, 0, 120));
    }

    private static RenderedDigest Render(MailPolicy policy, DigestInput? input = null)
    {
        input ??= Input();
        DigestRendering render = DigestMail.Render;
        return render(input, MessageIds.For('d', input.DedupKey, policy.IdDomain!), policy);
    }

    /// <summary>Two outlets, two tolls of one invented strike.</summary>
    private static DigestInput Input(string surface = "31")
    {
        var end = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(2));
        var twelve = Entry(10, "wire", 12, "12", end.AddHours(-14));
        var more = Entry(11, "gazette", 31, surface, end.AddHours(-11));
        var verdict = new Verdict.Contradicts(new EntryId(10), ContradictionKind.Number, Standing.CrossSource);
        return new DigestInput
        {
            DigestId = "d-20261121-0900-kharkiv-9c1f",
            DedupKey = "digest:editor:kharkiv:20261121T0700Z",
            List = new DigestList { Id = "kharkiv", Title = "Kharkiv front" },
            Recipient = new DigestRecipient
            {
                Id = "editor",
                Address = "editor@example.org",
                Zone = TimeZoneInfo.CreateCustomTimeZone("Europe/Kyiv", TimeSpan.FromHours(2), null, null),
                Schedule = "daily 09:00",
            },
            From = end.AddDays(-1),
            To = end,
            ComposedAt = end.AddSeconds(4),
            Coverage = new Coverage { Feeds = 2, ArticlesRead = 2 },
            Fingerprint = "3f2a91c0d4e5",
            Findings =
            [
                new OwedFinding
                {
                    Id = 7,
                    RecordedAt = more.Entry.RecordedAt,
                    Entry = more,
                    Compared = [twelve],
                    Finding = new Finding
                    {
                        Claim = more.Entry.Claim,
                        Verdict = verdict,
                        Rule = "CMP-5c",
                        Why = "The intervals do not overlap.",
                        Compared = [new Comparison { Earlier = new EntryId(10), Verdict = verdict, Rule = "CMP-5c", Why = "The intervals do not overlap." }],
                    },
                },
            ],
        };
    }

    private static CitedEntry Entry(long id, string outlet, decimal killed, string surface, DateTimeOffset at)
    {
        var quote = $"The strike killed {surface} people.";
        var article = new ArticleRef
        {
            Id = new ArticleId($"a{id}"),
            Outlet = new Outlet { Id = outlet, Name = outlet, Owner = outlet },
            Url = new Uri($"https://{outlet}.example/{id}"),
            Title = surface,
            PublishedAt = at,
        };
        return new CitedEntry
        {
            Backing = new Backing(1, 1),
            Entry = new LedgerEntry
            {
                Id = new EntryId(id),
                Article = article,
                RecordedAt = at,
                Claim = new Claim
                {
                    Id = new ClaimId($"{id}0aaaaaaaaaaa"),
                    Article = article.Id,
                    Evidence = new Evidence(new TextSpan(0, quote.Length), quote, new TextSpan(18, 18 + surface.Length)),
                    Kind = ClaimKind.Quantity,
                    Subject = new ClaimSubject { Type = SubjectType.Metric, Id = new SubjectId("killed"), Name = "people killed" },
                    Predicate = new Predicate("killed"),
                    Watched = [new SubjectId("killed")],
                    Value = Quantity.Exactly(killed, Unit.None),
                    ValueSurface = surface,
                    Scope = new Scope(),
                    AsOf = new AsOf(WallInterval.Day(at.Date), "publication day"),
                    PublishedAt = at,
                    Attribution = new Attribution([]),
                    OriginKey = outlet,
                },
            },
        };
    }
}
