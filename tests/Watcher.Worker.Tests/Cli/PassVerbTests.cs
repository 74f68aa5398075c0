using Microsoft.Data.Sqlite;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary><c>once</c> and <c>feeds poll</c> over an outlet on loopback: what they print, and that a dry run leaves everything as it was.</summary>
[Collection(ProcessEnvironment.Name)]
public sealed class PassVerbTests
{
    private const string List = "version: 1\nid: kharkiv\ntitle: T\nsettlements:\n  - { id: corin, name: Corin }\n";

    [Fact]
    public async Task Once_DryRun_PrintsTheMailAndLeavesTheStoreAsItWas()
    {
        await using var server = new LoopbackServer();
        using var data = new TemporaryFolder();
        var outlet = new SampleOutlet(server, "a");
        outlet.Publish("one", DateTimeOffset.UtcNow.AddHours(-2), "Seven people were injured in a flood in Corin on Friday, the mayor said.");
        await using var service = TestService.Create("kharkiv",
            $"version: 1\noutlets:\n  - {{ id: a, name: Outlet a }}\nfeeds:\n  - {{ id: a, outlet: a, url: \"{outlet.Feed}\", first_poll: all }}\n", List);
        Environment.SetEnvironmentVariable("Http__AllowedPrivateHosts__0", server.HostAndPort);
        try
        {
            string[] where = ["--config", service.Config, "--data", data.Path];
            var first = await RunAsync([.. "once --dry-run".Split(' '), .. where]);
            Assert.Empty(Directory.EnumerateFileSystemEntries(data.Path));
            Assert.Contains("Seven people were injured", first, StringComparison.Ordinal);

            await RunAsync(["once", .. where]);
            outlet.Publish("two", DateTimeOffset.UtcNow.AddHours(-1), "Nine people were injured in a flood in Corin on Friday, the governor said.");
            SqliteConnection.ClearAllPools();       // as when the process ends: the write-ahead log goes into the file
            var store = await File.ReadAllBytesAsync(Path.Combine(data.Path, "watcher.db"));
            var second = await RunAsync([.. "once --dry-run".Split(' '), .. where]);

            Assert.Contains("Nine people were injured", second, StringComparison.Ordinal);
            Assert.Equal(store, await File.ReadAllBytesAsync(Path.Combine(data.Path, "watcher.db")));
            Assert.Single(Directory.EnumerateFiles(Path.Combine(data.Path, "mail"), "*.eml"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("Http__AllowedPrivateHosts__0", null);
        }
    }

    [Fact]
    public async Task Poll_RetryAfter_BindsUntilSomebodyForcesIt()
    {
        await using var server = new LoopbackServer();
        using var data = new TemporaryFolder();
        await using var service = TestService.Create("kharkiv", FeedOf(server, "/busy"), List);
        server.On("/busy", LoopbackReply.Status(503, "Retry-After: 3600"));
        Environment.SetEnvironmentVariable("Http__AllowedPrivateHosts__0", server.HostAndPort);
        try
        {
            string[] poll = ["feeds", "poll", "a", "--json", "--no-progress", "--config", service.Config, "--data", data.Path];
            Assert.Equal(ExitCodes.PartlyDone, (await TypeAsync(poll)).Exit);

            var (exit, output, errors) = await TypeAsync(poll);
            Assert.Equal((ExitCodes.TryAgainLater, ""), (exit, output));
            Assert.Contains("\"retry_after\"", errors, StringComparison.Ordinal);
            Assert.Contains("feeds poll a --force", errors, StringComparison.Ordinal);
            Assert.Single(server.Requests);

            Assert.Equal(ExitCodes.PartlyDone, (await TypeAsync([.. poll, "--force"])).Exit);
            Assert.Equal(2, server.Requests.Count);
            Assert.Equal(ExitCodes.NotFound, (await TypeAsync(["feeds", "poll", "nobody", "--config", service.Config, "--data", data.Path])).Exit);
        }
        finally
        {
            Environment.SetEnvironmentVariable("Http__AllowedPrivateHosts__0", null);
        }
    }

    [JsonSchemaFact]
    public async Task Documents_WhileAFeedFails_AreValidAndAloneOnStdout()
    {
        await using var server = new LoopbackServer();
        using var data = new TemporaryFolder();
        var outlet = new SampleOutlet(server, "a");
        outlet.Publish("one", DateTimeOffset.UtcNow.AddHours(-2), "Seven people were injured in a flood in Corin on Friday, the mayor said.");
        await using var service = TestService.Create("kharkiv",
            FeedOf(server, "/a/feed") + $"  - {{ id: gone, outlet: a, url: \"{server.At("/gone")}\" }}\n", List);
        server.On("/gone", LoopbackReply.Status(403));
        Environment.SetEnvironmentVariable("Http__AllowedPrivateHosts__0", server.HostAndPort);
        try
        {
            var documents = new List<(string, System.Text.Json.Nodes.JsonNode)>();
            foreach (var line in (string[])["feeds poll a --dry-run", "once --dry-run --list kharkiv", "once --feed a", "once", "feeds test a", "feeds test gone", "feeds list --failing"])
            {
                var (exit, output, errors) = await TypeAsync([.. line.Split(' '), "--json", "--no-progress", "--config", service.Config, "--data", data.Path]);
                Assert.True(exit is ExitCodes.Done or ExitCodes.PartlyDone or ExitCodes.ProblemsFound, $"{line}: {exit}: {errors}");
                documents.Add((Path.Combine(Checkout.Root, "docs", "schema", "documents.schema.json"), System.Text.Json.Nodes.JsonNode.Parse(output)!));
            }

            var (verdicts, reasons) = JsonSchemaValidator.Validate(documents);
            Assert.True(verdicts.All(verdict => verdict == "accepts"), reasons);
            Assert.Equal(1, documents[2].Item2["feeds"]!["polled"]!.GetValue<int>());
            Assert.Equal("gone", documents[3].Item2["feeds"]!["failed"]![0]!["id"]!.GetValue<string>());
            Assert.Equal(ExitCodes.NotFound, (await TypeAsync(["once", "--list", "nowhere", "--config", service.Config, "--data", data.Path])).Exit);
        }
        finally
        {
            Environment.SetEnvironmentVariable("Http__AllowedPrivateHosts__0", null);
        }
    }

    [Fact]
    public async Task Mail_MailkitWithoutItsBuild_NamesTheProperty()
    {
        using var data = new TemporaryFolder();
        await using var service = TestService.Create("kharkiv", "version: 1\n");
        Environment.SetEnvironmentVariable("Mail__Transport", "mailkit");
        try
        {
            var (exit, _, errors) = await TypeAsync(["once", "--config", service.Config, "--data", data.Path]);

            Assert.Equal(ExitCodes.ConfigurationInvalid, exit);
            Assert.Contains("-p:WithMailKit=true", errors, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("Mail__Transport", null);
        }
    }

    private static string FeedOf(LoopbackServer server, string path) =>
        $"version: 1\noutlets:\n  - {{ id: a, name: Outlet a }}\nfeeds:\n  - {{ id: a, outlet: a, url: \"{server.At(path)}\", first_poll: all }}\n";

    private static async Task<(int Exit, string Output, string Errors)> TypeAsync(string[] args)
    {
        var (output, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        return (await CommandLine.RunAsync(CommandTree.Build(), args, output, errors), output.ToString(), errors.ToString());
    }

    private static async Task<string> RunAsync(string[] args)
    {
        var (exit, output, errors) = await TypeAsync(args);
        Assert.True(exit == ExitCodes.Done, $"exit {exit}: {output}{errors}");
        return output;
    }
}
