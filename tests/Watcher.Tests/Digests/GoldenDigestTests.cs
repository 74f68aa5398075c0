using Watcher.Claims.Digests;
using Watcher.Tests.Support;

namespace Watcher.Tests.Digests;

/// <summary>
/// Every kind of card as a reader sees it, compared with the files beside this test. After an intended change record them again by
/// <c>WATCHER_RECORD=1 dotnet test tests/Watcher.Tests --filter GoldenDigestTests</c>, read the difference, and commit it.
/// </summary>
public sealed class GoldenDigestTests
{
    private static readonly bool s_isRecording = Environment.GetEnvironmentVariable("WATCHER_RECORD") == "1";

    public static TheoryData<string> Cases => [.. DigestCases.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Digest_OfEachKind_IsAsRecorded(string name)
    {
        var written = DigestWriter.Write(DigestCases.All[name](), DigestSamples.Policy);

        Compare($"{name}.txt", $"Subject: {written.Digest.Subject}\nPreheader: {written.Digest.Preheader}\n\n{written.Text}");
        Compare($"{name}.html", written.Html!);
    }

    private static void Compare(string file, string text)
    {
        var path = Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Digests", "Golden", file);
        if (s_isRecording)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.ReplaceLineEndings("\n"));
    }
}
