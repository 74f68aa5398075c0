using System.Text.Json;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>The verbs about mail over the store of a finished demo: one digest that was sent, and its claims.</summary>
public sealed class MailVerbTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Home => Path.Combine(_folder.Path, "demo");

    [Fact]
    public async Task Outbox_FromListToDrop_ShowsAndDecides()
    {
        var (_, none, hint) = await RunAsync("outbox", "list");
        Assert.Empty(none);
        Assert.Contains("--state all", hint, StringComparison.Ordinal);

        var mail = Json(await RunAsync("outbox", "list", "--state", "all", "--json"), "watcher.outbox/1").GetProperty("messages")[0];
        var id = mail.GetProperty("id").GetString()!;
        Assert.Equal(("sent", "digest", "preview"), (Text(mail, "state"), Text(mail, "kind"), Text(mail, "recipient")));

        var (shown, lines, _) = await RunAsync("outbox", "show", id[..12].ToLowerInvariant());
        Assert.Equal(ExitCodes.Done, shown);
        Assert.Contains("recipient:   p***@localhost", lines, StringComparison.Ordinal);
        var (_, raw, _) = await RunAsync("outbox", "show", id, "--raw");
        Assert.StartsWith("From: ", raw, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.ProblemsFound, (await RunAsync("outbox", "retry", id)).Exit);
        Assert.Equal(ExitCodes.ProblemsFound, (await RunAsync("outbox", "drop", id, "--yes")).Exit);
        Assert.Equal(ExitCodes.NotFound, (await RunAsync("outbox", "show", "ZZZZZZZZ")).Exit);
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("outbox", "show", "0")).Exit);
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("outbox", "list", "--state", "lost")).Exit);
    }

    [Fact]
    public async Task Digest_Resend_IsTheSameContentUnderANewMessageId()
    {
        var digest = Json(await RunAsync("digest", "list", "--json"), "watcher.digests/1").GetProperty("digests")[0];
        var id = Text(digest, "id");
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("digest", "resend", id)).Exit);
        Assert.Equal(ExitCodes.NotFound, (await RunAsync("digest", "resend", "d-19990101-0000-x", "--yes")).Exit);

        Assert.Equal(ExitCodes.Done, (await RunAsync("digest", "resend", id, "--yes")).Exit);
        var waiting = Json(await RunAsync("outbox", "list", "--json"), "watcher.outbox/1").GetProperty("messages")[0];
        Assert.EndsWith(" (resent)", Text(waiting, "subject"), StringComparison.Ordinal);
        Assert.NotEqual(Text(digest, "message_id"), Text(waiting, "message_id"));
        var (_, first, _) = await RunAsync("outbox", "show", Text(digest, "outbox"), "--raw");
        var (_, second, _) = await RunAsync("outbox", "show", Text(waiting, "id"), "--raw");
        Assert.Equal(Body(first), Body(second));
        Assert.Contains($"Message-ID: <{Text(waiting, "message_id")}>", second, StringComparison.Ordinal);
        Assert.Contains("(resent)", second, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Done, (await RunAsync("outbox", "retry", Text(waiting, "id"))).Exit);
        Assert.Equal(ExitCodes.Done, (await RunAsync("outbox", "flush")).Exit);
        Assert.Equal("sent", Text(Json(await RunAsync("outbox", "show", Text(waiting, "id"), "--json"), "watcher.outbox/1").GetProperty("messages")[0], "state"));

        Assert.Equal(ExitCodes.Done, (await RunAsync("digest", "resend", id, "--yes")).Exit);
        var other = Text(Json(await RunAsync("outbox", "list", "--json"), "watcher.outbox/1").GetProperty("messages")[0], "id");
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("outbox", "drop", other)).Exit);
        Assert.Equal(ExitCodes.Done, (await RunAsync("outbox", "drop", other, "--dry-run")).Exit);
        Assert.NotEmpty((await RunAsync("outbox", "list")).Output);
        Assert.Equal(ExitCodes.Done, (await RunAsync("outbox", "drop", other, "--yes")).Exit);
        Assert.Empty((await RunAsync("outbox", "list")).Output);
    }

    [Fact]
    public async Task Claims_MuteAndUnmute_SayUntilWhen()
    {
        var (_, list, _) = await RunAsync("claims", "list", "--limit", "1");
        var claim = list.Split('\n')[1].Split(' ')[0];      // behind the heading

        var muted = Json(await RunAsync("claims", "mute", claim, "--recipient", "preview", "--for", "12h", "--json"), "watcher.mute/1");
        Assert.Equal(("preview", JsonValueKind.String), (Text(muted, "recipient"), muted.GetProperty("muted_until").ValueKind));
        Assert.Equal(ExitCodes.Done, (await RunAsync("claims", "unmute", claim, "--recipient", "preview")).Exit);
        Assert.Equal(ExitCodes.NotFound, (await RunAsync("claims", "unmute", claim, "--recipient", "preview")).Exit);
        Assert.Equal(ExitCodes.NotFound, (await RunAsync("claims", "mute", claim, "--recipient", "nobody")).Exit);
        Assert.Equal(ExitCodes.NotFound, (await RunAsync("claims", "mute", "c-ffffffffffff", "--recipient", "preview")).Exit);
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("claims", "mute", claim, "--recipient", "preview", "--for", "long")).Exit);
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("claims", "mute", claim)).Exit);
    }

    [Fact]
    public async Task Digest_SendTest_WritesOneMailPastTheOutbox()
    {
        var test = Json(await RunAsync("digest", "send-test", "someone@reader.example", "--json"), "watcher.send_test/1");

        Assert.Equal("sent", Text(test, "outcome"));
        Assert.Contains("To: someone@reader.example", await File.ReadAllTextAsync(Text(test, "reply")), StringComparison.Ordinal);
        Assert.Empty((await RunAsync("outbox", "list")).Output);
        Assert.Equal(ExitCodes.WrongUsage, (await RunAsync("digest", "send-test", "some\"one")).Exit);
    }

    [Fact]
    public async Task Outbox_NoStoreYet_ExitsFour()
    {
        var (output, errors) = (new StringWriter(), new StringWriter());

        var exit = await CommandLine.RunAsync(
            CommandTree.Build(), ["outbox", "list", "--config", Checkout.Config, "--data", Path.Combine(_folder.Path, "none"), "--json"], output, errors);

        Assert.Equal(ExitCodes.NotFound, exit);
        Assert.Empty(output.ToString());
        Assert.Equal("watcher.error/1", JsonDocument.Parse(errors.ToString()).RootElement.GetProperty("schema").GetString());
    }

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Home);
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await CommandLine.RunAsync(CommandTree.Build(), ["demo", "--config", Checkout.Config, "--out", Home, "--keep"], output, errors);
        Assert.True(exit == ExitCodes.Done, errors.ToString());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] args)
    {
        var (output, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        string[] where = ["--config", Path.Combine(Home, "config"), "--data", Path.Combine(Home, "data")];
        var exit = await CommandLine.RunAsync(CommandTree.Build(), [.. args, .. where], output, errors);
        return (exit, output.ToString(), errors.ToString());
    }

    private static JsonElement Json((int Exit, string Output, string Errors) run, string schema)
    {
        Assert.True(run.Exit == ExitCodes.Done, run.Errors);
        var root = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(schema, root.GetProperty("schema").GetString());
        return root;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Body(string message) => message[message.IndexOf("\r\n\r\n", StringComparison.Ordinal)..];
}
