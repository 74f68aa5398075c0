using System.Text;
using Watcher.Benchmarks;
using Watcher.Benchmarks.Mutations;
using Watcher.Reading.Articles;
using Watcher.Tests.Support;
using Xunit.Abstractions;

namespace Watcher.Tests.Articles;

using Extraction = Watcher.Reading.Articles.Extraction;

/// <summary>A short mutation run; the long one is <c>Watcher.Benchmarks -- mutate pages SEED COUNT</c>.</summary>
public sealed class PageRobustnessTests(ITestOutputHelper output)
{
    private const string Sentence = "The storm tide that struck the coast on Monday night broke the old harbour wall in three places, the port authority said. ";

    [Fact]
    public void Read_DamagedPages_KeepsThePromise()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Articles", "Pages"), "*.html").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        var report = new StringWriter();

        var broken = MutationRun.Run("pages", pages, seed: 20, count: 120, bytes => PageRobustness.Read(bytes, Sample.Markers), report);

        output.WriteLine(report.ToString());
        Assert.True(broken == 0, report.ToString());
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("x-none")]
    public void Read_PageThatNamesAnEncodingNobodyReads_DoesNotThrow(string label) =>
        PageRobustness.Read(Encoding.UTF8.GetBytes($"<html><head><meta charset='{label}'></head><body><p>The bridge is open.</p></body></html>"), Sample.Markers);

    [Fact]
    public void Mutator_SameSeed_GivesTheSameDocuments()
    {
        byte[][] documents = [Encoding.UTF8.GetBytes($"<p>{Sentence}</p>"), Encoding.UTF8.GetBytes($"<div class=x>{Sentence}</div>")];
        var (one, other) = (new Mutator(documents, 7), new Mutator(documents, 7));

        for (var i = 0; i < 40; i++)
        {
            var (a, b) = (one.Next(), other.Next());
            Assert.Equal(a.Damage, b.Damage);
            Assert.Equal(a.Bytes, b.Bytes);
        }
    }

    [Fact]
    public void Extract_LinkToADamagedInternationalHost_IsRead()
    {
        var html = $"<html><head><link rel=canonical href=\"https://a\uD800b\u0378.example/x\"><meta property=og:image content=\"//\u0378.example/a.jpg\"></head><body><p>{Sentence}</p><p>{Sentence} Again.</p></body></html>";

        Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract(html, null));
        Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract(html, new Uri("https://post.example/a")));
    }

    [Fact]
    public void Extract_PageOfTagsAlone_IsRefused()
    {
        var extraction = ArticleExtractor.Extract(string.Concat(Enumerable.Repeat("<p>x", 30_000)), null);

        Assert.Equal(new Extraction.NoArticle(NoArticleReason.TooManyElements), extraction);
    }
}
