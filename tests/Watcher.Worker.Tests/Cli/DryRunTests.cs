using Microsoft.Data.Sqlite;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary><c>once --dry-run</c> shows what would happen and leaves everything as it was.</summary>
public sealed class DryRunTests
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

    private static async Task<string> RunAsync(string[] args)
    {
        var (output, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        var exit = await CommandLine.RunAsync(CommandTree.Build(), args, output, errors);
        Assert.True(exit == ExitCodes.Done, $"exit {exit}: {output}{errors}");
        return output.ToString();
    }
}
