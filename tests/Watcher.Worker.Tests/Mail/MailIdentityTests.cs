using Watcher.Mail;

namespace Watcher.Worker.Tests.Mail;

public class MailIdentityTests
{
    [Theory]
    [InlineData("editor@example.org", "editor@example.org")]
    [InlineData("news+watcher@sub.example.org", "news+watcher@sub.example.org")]
    [InlineData("root@localhost", "root@localhost")]
    [InlineData("редактор@приклад.example", "редактор@xn--80aikifvh.example")]
    public void Parse_PlainAddress_IsKeptWithAsciiDomain(string text, string expected) => Assert.Equal(expected, MailAddress.Parse(text).ToString());

    [Theory]
    [InlineData("line break", "a@example.org\r\nRCPT TO:<b@example.org>")]
    [InlineData("line feed at the end", "a@example.org\n")]
    [InlineData("NUL", "a\0@example.org")]
    [InlineData("quoted local part", "\"a\r\nb\"@example.org")]
    [InlineData("display name", "A <a@example.org>")]
    [InlineData("angle bracket", "a>@example.org")]
    [InlineData("two addresses", "a@example.org,b@example.org")]
    [InlineData("source route", "@relay.example.org:a@example.org")]
    [InlineData("space", "a b@example.org")]
    [InlineData("no domain", "a@")]
    [InlineData("no local part", "@example.org")]
    [InlineData("two dots", "a..b@example.org")]
    [InlineData("hyphen first", "a@-example.org")]
    [InlineData("address literal", "a@[127.0.0.1]")]
    [InlineData("bidi override", "a\u202Eb@example.org")]
    [InlineData("replacement character", "a\uFFFD@example.org")]
    [InlineData("fullwidth at", "a\uFF20example.org")]
    public void Parse_AnythingElse_IsRefused(string name, string text)
    {
        Assert.True(MailAddress.TryParse(text) is null, name);
        Assert.Throws<FormatException>(() => MailAddress.Parse(text));
    }

    [Fact]
    public void Parse_AddressOf255Bytes_IsRefused()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 47), 4));

        Assert.NotNull(MailAddress.TryParse($"{new string('a', 62)}@{domain}"));
        Assert.Null(MailAddress.TryParse($"{new string('a', 63)}@{domain}"));
    }

    [Theory]
    [InlineData("<a@example.org>")]
    [InlineData("a@b@example.org")]
    [InlineData("a b@example.org")]
    [InlineData("a@example.org\r\nBcc: x")]
    [InlineData("а@example.org")]
    [InlineData("plain")]
    public void MessageId_AnythingElseThanAtoms_IsRefused(string text) => Assert.Throws<FormatException>(() => MessageId.Parse(text));

    [Fact]
    public void For_SameKey_GivesSameIdOfTwentyLetters()
    {
        var id = MessageIds.For('d', "digest:editor:kharkiv:2026-11-21T09:00", "watcher.example.org");

        Assert.Equal(id, MessageIds.For('d', "digest:editor:kharkiv:2026-11-21T09:00", "watcher.example.org"));
        Assert.Matches(@"^d\.[0-9a-hjkmnp-tv-z]{20}@watcher\.example\.org$", id.Value);
        Assert.NotEqual(id, MessageIds.For('d', "digest:editor:kharkiv:2026-11-22T09:00", "watcher.example.org"));
    }

    [Fact]
    public void For_KnownHash_TakesItsFirstHundredBits()
    {
        // SHA-256("abc") begins ba7816bf 8f01cfea 414140de 5d; the letters were worked out from these bits by another program.
        Assert.Equal("a.q9w1dfwf077ymga183f5@example.org", MessageIds.For('a', "abc", "example.org").Value);
    }

    [Fact]
    public void Rendered_BareLineFeed_IsRefused() => Assert.Throws<ArgumentException>(() => SampleMail.Raw("Subject: a\r\n\r\nb\n.\nc\r\n"));

    [Fact]
    public void Rendered_WithoutLastLineEnd_IsRefused() => Assert.Throws<ArgumentException>(() => SampleMail.Raw("Subject: a\r\n\r\nb"));

    [Fact]
    public void SmtpOptions_Printed_HidePassword() =>
        Assert.DoesNotContain("s3cret", new SmtpOptions { Host = "mail.example.org", User = "u", Password = "s3cret" }.ToString());
}
