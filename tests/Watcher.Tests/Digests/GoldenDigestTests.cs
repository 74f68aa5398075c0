using System.Text;
using Watcher.Claims.Digests;
using Watcher.Tests.Support;

namespace Watcher.Tests.Digests;

/// <summary>
/// Every kind of card and of mail as a reader sees it, in every language, compared with the files beside this test. After an intended change
/// record them again by <c>WATCHER_RECORD=1 dotnet test tests/Watcher.Tests --filter GoldenDigestTests</c>, read the difference, and commit it.
/// </summary>
public sealed class GoldenDigestTests
{
    private static readonly bool s_isRecording = Environment.GetEnvironmentVariable("WATCHER_RECORD") == "1";

    private static readonly string[] s_locales = ["en", "uk"];

    public static TheoryData<string, string> Cases => InEachLanguage(DigestCases.All.Keys);

    public static TheoryData<string, string> Mails => InEachLanguage(MailCases.All.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Digest_OfEachKind_IsAsRecorded(string locale, string name)
    {
        var written = DigestWriter.Write(DigestCases.In(locale, DigestCases.All[name]()), DigestSamples.Policy);

        CompareMail(locale, name, written.Mail, written.Digest.Preheader);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void Mail_OfEachKind_IsAsRecorded(string locale, string name) => CompareMail(locale, name, MailCases.All[name](locale), preheader: null);

    private static TheoryData<string, string> InEachLanguage(IEnumerable<string> names)
    {
        var data = new TheoryData<string, string>();
        foreach (var name in names)
        {
            foreach (var locale in s_locales)
            {
                data.Add(locale, name);
            }
        }

        return data;
    }

    private static void CompareMail(string locale, string name, WrittenMail mail, string? preheader)
    {
        var head = preheader is null ? "" : $"Preheader: {preheader}\n";
        Compare(Path.Combine(locale, $"{name}.txt"), $"Subject: {mail.Subject}\n{head}\n{mail.Text}");
        if (mail.Html is { } html)
        {
            Compare(Path.Combine(locale, $"{name}.html"), html);
        }

        if (mail.Attached is { } file)
        {
            Compare(Path.Combine(locale, $"{name}.csv"), Encoding.UTF8.GetString(file.Content.AsSpan()).TrimStart('\uFEFF'));      // reading a file drops the mark too
        }

        foreach (var image in mail.Images)
        {
            ComparePicture(Path.Combine(locale, $"{name}.{image.Cid.Split('.')[0]}.png"), image.Png);
        }
    }

    private static void Compare(string file, string text)
    {
        var path = PathOf(file);
        if (s_isRecording)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }

    /// <summary>Pixels, not bytes: how well they are packed is up to the zlib of the runtime.</summary>
    private static void ComparePicture(string file, ReadOnlyMemory<byte> png)
    {
        var path = PathOf(file);
        if (s_isRecording)
        {
            File.WriteAllBytes(path, png.ToArray());
        }

        var (expected, drawn) = (DecodedPng.Read(File.ReadAllBytes(path)), DecodedPng.Read(png.Span));
        Assert.Equal((expected.Width, expected.Height), (drawn.Width, drawn.Height));
        Assert.Equal(expected.Pixels, drawn.Pixels);
    }

    private static string PathOf(string file) => Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Digests", "Golden", file);
}
