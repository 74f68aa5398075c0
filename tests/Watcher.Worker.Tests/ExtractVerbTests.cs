using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Watcher.Worker.Cli;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Tests;

public sealed class ExtractVerbTests : IDisposable
{
    private const string Html = """
        <html lang=en><head><title>Storm tide breaks harbour wall</title><meta property="article:published_time" content="2021-03-12T23:30:00-05:00"></head><body><article>
        <h1>Storm tide breaks harbour wall</h1>
        <p>The storm tide that struck the coast on Monday night broke the old harbour wall in three places, the port authority said.</p><p>Advertisement</p>
        <p>Twelve fishing boats were lost and two ferries were driven on to the sand, according to the harbour master.</p></article></body></html>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("watcher-extract-");
    private readonly ExtractVerb _verb = new(CleaningFiles.Read(Config()));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void RunBatch_Folder_PrintsALineAPage()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "one.html"), Html);
        using (var packed = new GZipStream(File.Create(Path.Combine(_folder.FullName, "two.html.gz")), CompressionLevel.Fastest))
        {
            packed.Write(Encoding.UTF8.GetBytes("<html><body></body></html>"));
        }

        File.WriteAllText(Path.Combine(_folder.FullName, "notes.txt"), "not a page");
        var output = new StringWriter();

        var exit = _verb.RunBatch(_folder.FullName, oneObject: false, output, TextWriter.Null);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(ExitCodes.Done, exit);
        Assert.Equal(["one", "two"], lines.Select(l => l.GetProperty("id").GetString()));
        Assert.StartsWith("The storm tide", lines[0].GetProperty("articleBody").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Advertisement", lines[0].GetProperty("articleBody").GetString(), StringComparison.Ordinal);
        Assert.Equal("2021-03-12T23:30:00-05:00", lines[0].GetProperty("published").GetString());
        Assert.Equal("", lines[1].GetProperty("articleBody").GetString());
        Assert.NotEqual("", lines[1].GetProperty("reason").GetString());
    }

    [Fact]
    public void RunBatch_OneObject_IsKeyedById()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "one.html"), Html);
        var output = new StringWriter();

        _verb.RunBatch(_folder.FullName, oneObject: true, output, TextWriter.Null);

        Assert.Equal("Storm tide breaks harbour wall", JsonDocument.Parse(output.ToString()).RootElement.GetProperty("one").GetProperty("title").GetString());
    }

    [Fact]
    public void RunBatch_BrokenArchive_IsReportedAndTheRestGoesOn()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "bad.html.gz"), "no archive");
        File.WriteAllText(Path.Combine(_folder.FullName, "one.html"), Html);
        var (output, errors) = (new StringWriter(), new StringWriter());

        var exit = _verb.RunBatch(_folder.FullName, oneObject: false, output, errors);

        Assert.Equal(ExitCodes.PartlyDone, exit);
        Assert.Contains("bad.html.gz", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"one\"", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void RunOne_JsonWithDropped_NamesTheMarker()
    {
        var output = new StringWriter();

        _verb.RunOne(Html, null, "json", withDropped: true, output);

        var document = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal("watcher.article/1", document.GetProperty("schema").GetString());
        Assert.Equal("ad-label", Assert.Single(document.GetProperty("dropped").EnumerateArray()).GetProperty("marker").GetString());
        Assert.Equal("2021-03-13T04:30:00Z", document.GetProperty("published").GetString());
    }

    [Fact]
    public void RunOne_NoArticle_SaysWhyAndFails()
    {
        var refused = Assert.Throws<VerbException>(() => _verb.RunOne("<p>short</p>", null, "text", withDropped: false, TextWriter.Null));

        Assert.Equal(ExitCodes.ProblemsFound, refused.ExitCode);
        Assert.StartsWith("No article:", refused.Message, StringComparison.Ordinal);
    }

    private static string Config()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Watcher.sln")))
            {
                return Path.Combine(folder.FullName, "config");
            }
        }

        throw new InvalidOperationException("The tests must run inside a checkout.");
    }
}
