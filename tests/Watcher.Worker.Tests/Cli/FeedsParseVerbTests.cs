using System.Text.Json;
using Watcher.Worker.Cli;

namespace Watcher.Worker.Tests.Cli;

public sealed class FeedsParseVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("feeds-parse");

    [Fact]
    public void Run_Folder_PrintsALineAFileWithBasesAndHeaders()
    {
        Write("sub/a.xml", "<rss version='2.0'><channel><title>A</title><item><title>t</title><link>x</link><pubDate>20 Nov 2026 12:00:00 +0200</pubDate></item></channel></rss>");
        Write("b.json", "{}");
        Write("notes.txt", "not looked at");
        Write("headers.jsonl", """{"file":"sub/a.xml","headers":{"Content-Location":"https://a.example/feeds/"}}""" + "\nnot json\n");
        using var output = new StringWriter();
        using var errors = new StringWriter();

        var exit = FeedsParseVerb.Run(_folder.FullName, Path.Combine(_folder.FullName, "headers.jsonl"), "https://base.example/", output, errors);

        Assert.Equal(ExitCodes.PartlyDone, exit);
        Assert.Contains("headers.jsonl:2:", errors.ToString(), StringComparison.Ordinal);
        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["b.json", "sub/a.xml"], lines.Select(line => line.GetProperty("file").GetString()));
        Assert.Equal("not_a_feed", lines[0].GetProperty("problems")[0].GetProperty("kind").GetString());
        Assert.Equal("rss2.0", lines[1].GetProperty("format").GetString());
        var item = lines[1].GetProperty("items")[0];
        Assert.Equal(("https://a.example/feeds/x", "2026-11-20T10:00:00Z"), (item.GetProperty("url").GetString(), item.GetProperty("published").GetString()));
        Assert.Equal(JsonValueKind.Null, item.GetProperty("updated").ValueKind);
    }

    [Fact]
    public void Run_NoSuchPath_SaysSo()
    {
        var refused = Assert.Throws<VerbException>(() => FeedsParseVerb.Run(Path.Combine(_folder.FullName, "absent"), null, null, TextWriter.Null, TextWriter.Null));

        Assert.Equal(ExitCodes.NotFound, refused.ExitCode);
        Assert.Contains("absent", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);   // a file below a folder has one
        File.WriteAllText(path, text);
    }
}
