using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Watcher.Mail;

namespace Watcher.Worker.Tests.Mail;

public class MimeWriterTests
{
    private static readonly MessageId s_root = MessageIds.DigestRoot("kharkiv", "9c1f", "2026-W47", "watcher.example.org");

    /// <summary>Characters that break careless writers, among ordinary ones.</summary>
    private static readonly string[] s_hostile =
        ["\r", "\n", "\r\n", "\0", "\t", " ", "  ", "\u202E", "\u2028", "\u200B", "\uFEFF", "\uD83D", "\uDE00", "😀", "й", "и\u0306", "=?utf-8?q?=0D=0A?=",
            "Bcc: x@example.org", ":", ".", "From ", "=", "_", "?", "a", "Z", "7", "слово", "-- ", "\u0085", "\u0007", "漢", "\\", "\"", "<", ",", ";"];

    private static Arbitrary<string> HostileText { get; } =
        Gen.ListOf(Gen.Elements(s_hostile)).Select(pieces => string.Concat(pieces)).ToArbitrary();

    [Fact]
    public void Write_FullContent_GivesTheHeadersInOrder()
    {
        var mail = ParsedMail.Read(MimeWriter.Write(Full()));

        Assert.Equal(
            """
            From: "Watcher - Kharkiv front" <watcher@example.org>
            To: editor@example.org
            Reply-To: ops@example.org
            Subject: [Watcher] 2 contradictions, 7 new - Kharkiv front, Sat 21 Nov
            Date: Sat, 21 Nov 2026 09:00:04 +0200
            Message-ID: <d.qf4gvwng5gbmr0ecev28@watcher.example.org>
            In-Reply-To: <digest.kharkiv.9c1f.2026-W47@watcher.example.org>
            References: <digest.kharkiv.9c1f.2026-W47@watcher.example.org>
            Thread-Topic: Kharkiv front 2026-W47
            Thread-Index: Ad11TKi+QAxTqZgPV+aKAoaA+SOarQ==
            MIME-Version: 1.0
            List-Id: "Kharkiv front" <kharkiv.lists.watcher.example.org>
            List-Unsubscribe: <https://watcher.example.org/u/T>, <mailto:ops@example.org?subject=unsubscribe%20T>
            List-Unsubscribe-Post: List-Unsubscribe=One-Click
            List-Archive: <https://watcher.example.org/digests>
            Auto-Submitted: auto-generated
            X-Auto-Response-Suppress: All
            X-Watcher-Kind: digest
            X-Watcher-Counts: contradictions=2; new=7; corroborated=9
            """.ReplaceLineEndings("\n"),
            string.Join('\n', mail.Headers.SkipLast(1).Select(header => $"{header.Name}: {header.Value}")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_WithAttachedFile_PutsItBesideTheBodyAndGivesItBack(bool isHtml)
    {
        var bytes = Encoding.UTF8.GetBytes("\uFEFFid,quote\r\nc-1,\"слово\"\r\n");
        var content = Full() with { Attached = new AttachedFile("d-1.csv", "text/csv", bytes) };

        var mail = ParsedMail.Read(MimeWriter.Write(isHtml ? content : content with { Html = null, Images = [] }));

        Assert.Equal("multipart/mixed", mail.MediaType);
        Assert.Equal([isHtml ? "multipart/alternative" : "text/plain", "text/csv"], mail.Parts.Select(part => part.MediaType));
        Assert.Equal("attachment; filename=\"d-1.csv\"", mail.Parts[1]["Content-Disposition"]);
        Assert.Contains("charset=utf-8", mail.Parts[1]["Content-Type"], StringComparison.Ordinal);
        Assert.Equal(bytes, mail.Parts[1].Content);
    }

    [Theory]
    [InlineData("a\"b.csv", "text/csv")]
    [InlineData("../x.csv", "text/csv")]
    [InlineData("d.csv", "text/csv\r\nBcc: x@example.org")]
    public void Write_AttachedFileWithAHostileName_Throws(string name, string type) =>
        Assert.Throws<ArgumentException>(() => MimeWriter.Write(Full() with { Attached = new AttachedFile(name, type, new byte[1]) }));

    [Fact]
    public void Write_WithImage_NestsRelatedInAlternativeAndGivesEveryPartBack()
    {
        var content = Full();

        var mail = ParsedMail.Read(MimeWriter.Write(content));

        Assert.Equal("multipart/alternative", mail.MediaType);
        Assert.Equal(["text/plain", "multipart/related"], mail.Parts.Select(part => part.MediaType));
        Assert.Equal(["text/html", "image/png"], mail.Parts[1].Parts.Select(part => part.MediaType));
        Assert.Equal(content.Text, mail.Parts[0].Text);
        Assert.Equal(content.Html, mail.Parts[1].Parts[0].Text);
        Assert.Equal(SampleMail.Png, mail.Parts[1].Parts[1].Content);
        Assert.Equal("<plot-1@watcher.example.org>", mail.Parts[1].Parts[1]["Content-ID"]);
        Assert.Equal("12 (Outlet A) проти 31", mail.Parts[1].Parts[1].Decoded("Content-Description"));
    }

    [Fact]
    public void Write_WithoutImages_PutsHtmlBesideText()
    {
        var mail = ParsedMail.Read(MimeWriter.Write(SampleMail.Content));

        Assert.Equal(["text/plain", "text/html"], mail.Parts.Select(part => part.MediaType));
    }

    [Fact]
    public void Write_WithoutHtml_IsOnePlainPart()
    {
        var mail = ParsedMail.Read(MimeWriter.Write(SampleMail.Content with { Html = null }));

        Assert.Equal("text/plain", mail.MediaType);
        Assert.Equal(SampleMail.Content.Text, mail.Text);
    }

    [Fact]
    public void Write_SameContentTwice_GivesEqualBytes() => Assert.Equal(MimeWriter.Write(Full()), MimeWriter.Write(Full()));

    [Fact]
    public void Write_BodyHoldingTheBoundary_StaysOnePart()
    {
        var boundary = Encoding.Latin1.GetString(MimeWriter.Write(SampleMail.Content)).Split("boundary=\"")[1].Split('"')[0];
        var hostile = SampleMail.Content with { Text = $"before\r\n--{boundary}\r\nContent-Type: text/html\r\n\r\nafter\r\n--{boundary}--\r\n" };

        var mail = ParsedMail.Read(MimeWriter.Write(hostile));

        Assert.Equal(2, mail.Parts.Count);
        Assert.Equal(hostile.Text, mail.Parts[0].Text);
    }

    [Fact]
    public void Write_OnlyMailtoUnsubscribe_PromisesNoOneClick()
    {
        var mail = ParsedMail.Read(MimeWriter.Write(SampleMail.Content with { Unsubscribe = [new Uri("mailto:ops@example.org?subject=unsubscribe%20T")] }));

        Assert.DoesNotContain(mail.Headers, header => header.Name == "List-Unsubscribe-Post");
    }

    [Theory]
    [InlineData("line break in a subject", "[Watcher] new\r\nBcc: victim@example.net", "[Watcher] new Bcc: victim@example.net")]
    [InlineData("bare line feed and NUL", "a\nb\0c", "a bc")]
    [InlineData("line separator and bidi override", "a\u2028b\u202Ec\u200Bd", "a bcd")]
    [InlineData("emoji", "[Watcher] 😀 new", "[Watcher] 😀 new")]
    [InlineData("decomposed letter", "и\u0306", "й")]
    [InlineData("text that looks encoded", "=?utf-8?q?=0D=0ABcc:_x?=", "=?utf-8?q?=0D=0ABcc:_x?=")]
    [InlineData("blank", " \r\n ", "")]
    public void Write_Subject_IsCleanedAndReadsBack(string name, string subject, string expected)
    {
        var bytes = MimeWriter.Write(SampleMail.Content with { Subject = subject });

        var mail = ParsedMail.Read(bytes);
        Assert.True(expected == mail.Decoded("Subject"), name);
        Assert.DoesNotContain(mail.Headers, header => header.Name == "Bcc");
    }

    /// <summary>A fact of its own: the test runner would repair the surrogate on its way through a theory's row.</summary>
    [Fact]
    public void Write_LoneSurrogates_BecomeReplacementCharacters()
    {
        var mail = ParsedMail.Read(MimeWriter.Write(SampleMail.Content with { Subject = "a\uD83Db", Text = "c\uDE00d" }));

        Assert.Equal(("a\uFFFDb", "c\uFFFDd"), (mail.Decoded("Subject"), mail.Parts[0].Text));
    }

    [Fact]
    public void Write_LongSubjectBeyondAscii_IsSplitIntoWordsOfWholeCharacters()
    {
        var subject = "[Watcher] " + string.Join(' ', Enumerable.Repeat("суперечність щодо Куп’янська 😀", 8));

        var bytes = MimeWriter.Write(SampleMail.Content with { Subject = subject });

        var mail = ParsedMail.Read(bytes);
        var words = mail["Subject"].Split(' ');
        Assert.Equal(subject, mail.Decoded("Subject"));
        Assert.All(words, word => Assert.InRange(word.Length, 1, 75));
        Assert.All(words, word => Assert.DoesNotContain('\uFFFD', ParsedMail.Read(Encoding.ASCII.GetBytes($"Subject: {word}\r\n\r\n")).Decoded("Subject")));
        RequireSoundLines(bytes);
    }

    [Fact]
    public void Write_WordLongerThanALine_IsEncodedSoThatItCanBeFolded()
    {
        var subject = new string('x', 300);

        var bytes = MimeWriter.Write(SampleMail.Content with { Subject = subject });

        Assert.Equal(subject, ParsedMail.Read(bytes).Decoded("Subject"));
        RequireSoundLines(bytes);
    }

    [Theory]
    [InlineData("quotes", "The \"Kharkiv\" \\ desk", "\"The \\\"Kharkiv\\\" \\\\ desk\" <watcher@example.org>")]
    [InlineData("none", null, "watcher@example.org")]
    [InlineData("injection", "Desk\r\nBcc: x@example.org", "\"Desk Bcc: x@example.org\" <watcher@example.org>")]
    public void Write_DisplayName_IsQuoted(string name, string? displayName, string expected)
    {
        var mail = ParsedMail.Read(MimeWriter.Write(SampleMail.Content with { FromName = displayName }));

        Assert.True(expected == mail["From"], name);
    }

    [Fact]
    public void Write_DisplayNameWithEncodedLineBreak_IsRefused() => Assert.Throws<ArgumentException>(
        () => MimeWriter.Write(SampleMail.Content with { FromName = "=?utf-8?Q?Desk=0D=0ABcc:_x?=" }));

    [Theory]
    [InlineData("Subject")]
    [InlineData("X-Auto-Response-Suppress")]
    [InlineData("X-A\r\nBcc")]
    [InlineData("X-A: b")]
    [InlineData("X-")]
    public void Write_ExtraHeaderThatIsNotOne_IsRefused(string name) => Assert.Throws<ArgumentException>(
        () => MimeWriter.Write(SampleMail.Content with { ExtraHeaders = [new MailHeader(name, "value")] }));

    [Theory]
    [InlineData("http://watcher.example.org/u/T")]
    [InlineData("javascript:alert(1)")]
    [InlineData("mailto:ops@example.org?subject=a%0D%0ABcc:x@example.org")]
    public void Write_UnsubscribeLinkThatIsNotAllowed_IsRefused(string link) => Assert.Throws<ArgumentException>(
        () => MimeWriter.Write(SampleMail.Content with { Unsubscribe = [new Uri(link)] }));

    [Fact]
    public void Write_ImageThatIsNoPng_IsRefused() => Assert.Throws<ArgumentException>(() => MimeWriter.Write(Full() with
    {
        Images = [new InlineImage(MessageId.Parse("plot-1@watcher.example.org"), "<svg/>"u8.ToArray(), "plot")],
    }));

    [Fact]
    public void Write_MostlyCyrillicText_IsBase64AndMostlyAsciiTextQuotedPrintable()
    {
        var mail = ParsedMail.Read(MimeWriter.Write(SampleMail.Content with { Text = "загинула 31 людина\r\n", Html = "<p lang=\"uk\">31 людина in Izium</p>" }));

        Assert.Equal("base64", mail.Parts[0]["Content-Transfer-Encoding"]);
        Assert.Equal("base64", mail.Parts[1]["Content-Transfer-Encoding"]);
        Assert.Equal("quoted-printable", ParsedMail.Read(MimeWriter.Write(SampleMail.Content)).Parts[0]["Content-Transfer-Encoding"]);
        Assert.Equal("загинула 31 людина\r\n", mail.Parts[0].Text);
    }

    [Fact]
    public void Write_LinesThatRelaysAlter_AreProtected()
    {
        var text = "From the front\r\n.hidden\r\n-- \r\n" + new string('a', 75) + "From x\r\n";

        var bytes = MimeWriter.Write(SampleMail.Content with { Text = text, Html = null });

        var lines = Encoding.ASCII.GetString(bytes).Split("\r\n");
        Assert.DoesNotContain(lines, line => line.StartsWith("From ", StringComparison.Ordinal) || line.StartsWith('.') || line.EndsWith(' '));
        Assert.Equal(text, ParsedMail.Read(bytes).Text);
    }

    [Fact]
    public void Write_AnySubject_GivesOneSubjectAndNoBareLineEnd() => Prop.ForAll(HostileText, subject =>
    {
        var bytes = MimeWriter.Write(SampleMail.Content with { Subject = subject, FromName = null, ExtraHeaders = [new("X-Watcher-Kind", subject)] });

        RequireSoundLines(bytes);
        var names = ParsedMail.Read(bytes).Headers.Select(header => header.Name).ToList();
        Assert.Single(names, "Subject");
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(HeaderText.Clean(subject, 400), ParsedMail.Read(bytes).Decoded("Subject"));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Write_AnyText_ReadsBackInShortAsciiLines() => Prop.ForAll(HostileText, text =>
    {
        var bytes = MimeWriter.Write(SampleMail.Content with { Text = text });

        RequireSoundLines(bytes);
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(lines)), ParsedMail.Read(bytes).Parts[0].Text);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void QuotedPrintable_AnyText_ReadsBack() => Prop.ForAll(HostileText, text =>
    {
        var canonical = TransferEncoding.CrLf(text);

        var encoded = TransferEncoding.QuotedPrintable(canonical);

        Assert.All(encoded.Split("\r\n"), line => Assert.InRange(line.Length, 0, 76));
        Assert.Equal(Encoding.UTF8.GetBytes(canonical), ParsedMail.DecodeQuotedPrintable(encoded));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Clean_AnyText_IsIdempotentAndWithinItsLength() => Prop.ForAll(HostileText, text =>
    {
        var clean = HeaderText.Clean(text, 20);

        Assert.InRange(clean.Length, 0, 20);
        Assert.Equal(clean, HeaderText.Clean(clean, 20));
        Assert.DoesNotContain(clean, letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Clean_LetterUnderAHeapOfMarks_IsCutAllTheSame() => Assert.Equal(10, HeaderText.Clean("a" + new string('\u0301', 10_000), 10).Length);

    private static MailContent Full() => SampleMail.Content with
    {
        Thread = new MailThread(s_root, "Kharkiv front 2026-W47", new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.FromHours(2))),
        List = new MailList("Kharkiv front", "kharkiv.lists.watcher.example.org"),
        Unsubscribe = [new Uri("https://watcher.example.org/u/T"), new Uri("mailto:ops@example.org?subject=unsubscribe%20T")],
        Archive = new Uri("https://watcher.example.org/digests"),
        ExtraHeaders = [new("X-Watcher-Kind", "digest"), new("X-Watcher-Counts", "contradictions=2; new=7; corroborated=9")],
        Text = "2 CONTRADICTIONS\r\n\"загинула 31 людина\"\r\n-- \r\nUnsubscribe: https://watcher.example.org/u/T\r\n",
        Html = "<!doctype html><p>2 contradictions</p><img src=\"cid:plot-1@watcher.example.org\" alt=\"12, 31\">",
        Images = [new InlineImage(MessageId.Parse("plot-1@watcher.example.org"), SampleMail.Png, "12 (Outlet A) проти 31")],
    };

    /// <summary>ASCII, CRLF only, and no line beyond the 76 columns of text, encoded words and transfer encodings.</summary>
    private static void RequireSoundLines(byte[] bytes)
    {
        var message = Encoding.Latin1.GetString(bytes);
        Assert.All(message.Split("\r\n"), line =>
        {
            Assert.InRange(line.Length, 0, 76);
            Assert.DoesNotContain(line, letter => letter is '\r' or '\n' or > '~' || (letter < ' ' && letter != '\t'));
        });
    }
}
