using System.CommandLine.Parsing;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>
/// Every <c>watcher …</c> line in a fenced block of the documents is typed as it stands, over the store of a demo. The claim ids of the
/// text stand for two claims of that store. A line that needs the network or never ends is parsed only, and says why here.
/// </summary>
public sealed class DocumentCommandsTests(DocumentCommandsTests.DemoStore demo) : IClassFixture<DocumentCommandsTests.DemoStore>
{
    private static readonly Dictionary<string, string> s_parsedOnly = new()
    {
        ["run"] = "never ends",
        ["once"] = "polls feeds of the network",
        ["feeds test"] = "asks a server",
        ["feeds poll"] = "asks a server; PassVerbTests polls one",
        ["doctor"] = "looks at the host; DoctorTests runs its checks",
        ["healthcheck"] = "asks a running service",
        ["demo"] = "VerbTests runs it",
        ["digest send-test"] = "sends a mail",
    };

    public static IEnumerable<object[]> Lines => Documents().SelectMany(file => Commands(file).Select(line => new object[] { Path.GetRelativePath(Checkout.Root, file), line }));

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Command_OfADocument_Works(string document, string line)
    {
        var args = CommandLineParser.SplitCommandLine(line).Skip(1).ToArray();
        var parsed = CommandTree.Build().Parse(args);
        Assert.True(parsed.Errors.Count == 0, $"{document}: {line}: {string.Join("; ", parsed.Errors.Select(e => e.Message))}");
        var verb = VerbHelp.PathOf(parsed.CommandResult.Command);
        if (s_parsedOnly.ContainsKey(verb))
        {
            return;
        }

        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await CommandLine.RunAsync(CommandTree.Build(), [.. args.Select(demo.Known), "--config", demo.Config, "--data", demo.Data], output, errors);

        Assert.True(exit == ExitCodes.Done || (exit == ExitCodes.ProblemsFound && verb == "replay"), $"{document}: {line}: exit {exit}\n{errors}");
        Assert.True(output.ToString().Length > 0 || line.Contains("--out", StringComparison.Ordinal) || errors.ToString().Length > 0, $"{document}: {line} printed nothing");
    }

    [Fact]
    public void Documents_HaveCommands() => Assert.True(Lines.Count() > 12, $"{Lines.Count()} commands found");

    private static IEnumerable<string> Documents() => [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md"), Path.Combine(Checkout.Root, "README.md"), Path.Combine(Checkout.Config, "README.md")];

    private static IEnumerable<string> Commands(string file)
    {
        var isInBlock = false;
        foreach (var line in File.ReadLines(file).Select(l => l.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isInBlock = !isInBlock;
            }
            else if (isInBlock && line.StartsWith("watcher ", StringComparison.Ordinal))
            {
                yield return line;
            }
        }
    }

    /// <summary>The demo's configuration under the id of the shipped list, its store, and two of its claims.</summary>
    public sealed class DemoStore : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private string[] _ids = [];

        public string Config => Path.Combine(_folder.Path, "config");

        public string Data => Path.Combine(_folder.Path, "data");

        public async Task InitializeAsync()
        {
            await RunAsync("demo", "--out", _folder.Path, "--keep");
            var list = Path.Combine(Config, "watchlists", "demo.yaml");
            await File.WriteAllTextAsync(Path.Combine(Config, "watchlists", "kharkiv.yaml"), (await File.ReadAllTextAsync(list)).Replace("id: demo", "id: kharkiv", StringComparison.Ordinal));
            File.Delete(list);
            await File.WriteAllTextAsync(Path.Combine(_folder.Path, "page.html"),
                "<html><body><article><h1>Bridge reopens</h1>" + string.Concat(Enumerable.Repeat("<p>The bridge over the river reopened on Monday, the mayor of the town said, after months of work on its piers and its deck.</p>", 6)) + "</article></body></html>");
            var listed = await RunAsync("claims", "list", "--config", Config, "--data", Data);
            _ids = [.. listed.Split('\n').Where(line => line.StartsWith("c-", StringComparison.Ordinal)).Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]).Take(2)];
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _folder.Dispose();

        /// <summary>The word of a document, as it is in this store.</summary>
        public string Known(string word) => word switch
        {
            "c-7f3a" => _ids[0],
            "c-6b11" => _ids[1],
            "page.html" or "claims.csv" => Path.Combine(_folder.Path, word),
            _ => word,
        };

        private static async Task<string> RunAsync(params string[] args)
        {
            var (output, errors) = (new StringWriter(), new StringWriter());
            var exit = await CommandLine.RunAsync(CommandTree.Build(), args, output, errors);
            Assert.True(exit == ExitCodes.Done, $"{string.Join(' ', args)}: {errors}");
            return output.ToString();
        }
    }
}
