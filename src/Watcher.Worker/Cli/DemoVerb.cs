using System.CommandLine;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Demo;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>The real service over bundled feeds: web server, schedule, store, outbox and pickup directory, all on this machine.</summary>
internal static class DemoVerb
{
    /// <summary>Quartz fires at the start; reading nine short pages takes a second or two.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static Command Build()
    {
        var folder = new Option<string?>("--out") { Description = "Where the mail and the store go; default: a new folder for temporary files.", HelpName = "DIR" };
        var keep = new Option<bool>("--keep") { Description = "Keep the store and the configuration too." };
        var command = new Command("demo", "Reads four bundled feeds and prints the digest: no setup, no network.") { folder, keep };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var ruleData = Settings.ConfigDirectory(Settings.Read(parsed));
            var home = parsed.GetValue(folder) ?? Directory.CreateTempSubdirectory("watcher-demo-").FullName;
            var data = Path.Combine(home, "data");
            if (File.Exists(Path.Combine(data, "watcher.db")))
            {
                throw new VerbException(ExitCodes.WrongUsage, "usage", $"{home} holds a store already.", "name an empty folder with --out");
            }

            await using var site = await DemoSite.StartAsync(cancellationToken);
            var settings = Settings.Read(parsed);
            settings["Watcher:ConfigDirectory"] = DemoFolder.Write(home, ruleData, site.Address);
            settings["Watcher:DataDirectory"] = data;
            settings["Watcher:WatchConfigEvery"] = "00:00:00";
            settings["Database:Provider"] = "sqlite";
            settings["Database:Path"] = "";
            settings["Mail:Transport"] = "pickup";
            settings["Mail:PickupDirectory"] = home;
            settings["Http:AllowedPrivateHosts:0"] = site.Address.Authority;
            settings["Http:PerHostDelay"] = "00:00:00";
            settings["Web:Enabled"] = "false";
            var output = parsed.InvocationConfiguration.Output;
            await using (var app = await WatcherHost.BuildAsync(settings, isService: true, GlobalOptions.LevelOf(parsed, LogLevel.Error), cancellationToken,
                services => services.AddSingleton<TimeProvider>(new DemoTime())))
            {
                await app.StartAsync(cancellationToken);
                await WaitForPollAsync(app, cancellationToken);
                await MailAsync(app, home, output, cancellationToken);
                await app.StopAsync(cancellationToken);
            }

            if (!parsed.GetValue(keep))
            {
                Directory.Delete(data, recursive: true);
                Directory.Delete(Path.Combine(home, "config"), recursive: true);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task WaitForPollAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var feeds = app.Services.GetRequiredService<FeedStore>();
        var configured = app.Services.GetRequiredService<CurrentRules>().Current.Configuration.Feeds.Length;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            while (true)
            {
                var states = await feeds.AllAsync(patience.Token);
                if (states.Values.Count(f => f.LastSuccessAt is not null) == configured && (await feeds.UnreadAsync([.. states.Keys], Patience.None, patience.Token)).Count == 0)
                {
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new VerbException(ExitCodes.ProblemsFound, "failed", $"The demo feeds were not read within {s_patience.TotalSeconds:0} s.", "again with -v to see the log");
        }
    }

    private static async Task MailAsync(WebApplication app, string home, TextWriter output, CancellationToken cancellationToken)
    {
        var composition = app.Services.GetRequiredService<DigestComposition>();
        var configuration = app.Services.GetRequiredService<CurrentRules>().Current.Configuration;
        var input = await composition.PreviewAsync(configuration, WatcherConfiguration.PreviewRecipient, "demo", cancellationToken)
            ?? throw new VerbException(ExitCodes.ProblemsFound, "failed", "The demo found nothing to tell.", "again with -v to see the log");
        var digest = DigestMail.Preview(input, configuration.Policy);
        var html = Path.Combine(home, "digest.html");
        await File.WriteAllTextAsync(html, digest.Mail.Preview(), cancellationToken);
        await composition.ComposeNowAsync(configuration, cancellationToken);
        await app.Services.GetRequiredService<OutboxDelivery>().DeliverAsync(configuration, cancellationToken);
        output.WriteLine(digest.Text);
        foreach (var mail in Directory.EnumerateFiles(home, "*.eml"))
        {
            output.WriteLine($"mail  {mail}");
        }

        output.WriteLine($"html  {html}");
    }
}
