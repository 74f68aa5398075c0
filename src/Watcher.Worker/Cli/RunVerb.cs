using System.CommandLine;
using Watcher.Mail;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Web;

namespace Watcher.Worker.Cli;

/// <summary>The service.</summary>
internal static class RunVerb
{
    public static Command Build()
    {
        var noWeb = new Option<bool>("--no-web") { Description = "No page, no probes." };
        var noMail = new Option<bool>("--no-mail") { Description = "Compose and store, deliver nothing." };
        var allowLastGood = new Option<bool>("--allow-last-good") { Description = "When the configuration is broken, start from the last one that was not." };
        var command = new Command("run", "Runs the service: polls, reads, compares, composes and mails on schedule. Ends on Ctrl-C or SIGTERM.") { allowLastGood, noWeb, noMail };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings.Read(parsed);
            if (parsed.GetValue(noWeb))
            {
                settings["Web:Enabled"] = "false";
            }

            WebAccess.Require(
                settings.GetSection(WebOptions.Section).Get<WebOptions>() ?? new WebOptions(), Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") == "true");
            var (rules, broken) = Load(settings, parsed.GetValue(allowLastGood));
            RefuseMailToNobody(settings, rules.Configuration);
            await using var app = await WatcherHost.BuildAsync(
                settings, isService: true, GlobalOptions.LevelOf(parsed, LogLevel.Information), cancellationToken,
                services => { if (parsed.GetValue(noMail)) services.AddSingleton<IMailTransport, HoldingTransport>(); }, rules: rules);
            Started(app, rules, broken);
            await app.RunAsync(cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The configuration; with <paramref name="mayBeLastGood"/> the last one without errors in its place, and what is wrong with the present one.</summary>
    private static (RulesInForce Rules, ConfigReport? Broken) Load(IConfiguration settings, bool mayBeLastGood)
    {
        if (!mayBeLastGood)
        {
            return (WatcherHost.Load(settings), null);
        }

        var (loaded, report) = ConfigurationReader.Read(Settings.ConfigDirectory(settings), Settings.Facts(settings));
        if (loaded is not null)
        {
            return (RulesInForce.Of(loaded), null);
        }

        var refusal = WatcherHost.Refusal(settings, report);
        return LastGoodConfiguration.Load(LastGoodConfiguration.PathIn(Settings.DataDirectory(settings))) is { } kept ? (kept, report) : throw new VerbException(
            refusal.ExitCode, refusal.Code, $"{refusal.Message}\nNo configuration without errors is kept in {Settings.DataDirectory(settings)}.", refusal.Fix);
    }

    /// <summary>With a real transport and no recipients every mail would go to an address that does not exist.</summary>
    private static void RefuseMailToNobody(IConfiguration settings, WatcherConfiguration configuration)
    {
        var transport = (settings.GetSection(MailOptions.Section).Get<MailOptions>() ?? new MailOptions()).Transport;
        if (transport != "pickup" && configuration.Recipients is [{ Id: WatcherConfiguration.PreviewRecipient }])
        {
            throw new VerbException(ExitCodes.ConfigurationInvalid, "config_invalid",
                $"error W105 Mail:Transport is {transport} and there is no recipients.yaml: nobody would receive anything",
                "copy config/recipients.example.yaml to config/recipients.yaml, or set Mail__Transport=pickup");
        }
    }

    private static void Started(WebApplication app, RulesInForce rules, ConfigReport? broken)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Watcher");
        var folder = app.Services.GetRequiredService<ConfigFolder>();
        if (broken is not null)
        {
            // As after a refused reload: in the metric, in the status, and in one mail to the operators.
            app.Services.GetRequiredService<CurrentRules>().Refuse(broken);
            RunLog.LastGood(log, rules.Configuration.Fingerprint[..7], string.Join('\n', broken.Problems.Select(p => p.Headline)));
        }
        else if (LastGoodConfiguration.Keep(folder.Path, folder.LastGood) is { } reason)
        {
            RunLog.NotKept(log, reason);
        }

        if (rules.Configuration.Feeds.IsEmpty)
        {
            RunLog.NoFeeds(log);
        }

        RunLog.Starting(log, Product.Version, rules.Configuration.Lists.Length, rules.Configuration.Feeds.Length, rules.Configuration.Recipients.Length,
            rules.Configuration.Fingerprint[..7]);
    }
}

/// <summary>For --no-mail: every mail waits.</summary>
internal sealed class HoldingTransport : IMailTransport
{
    public Task<Mail.Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken) => Task.FromResult<Mail.Delivery>(
        new Mail.Delivery.Deferred(DeliveryPhase.Connect, new RelayReply(null, null, "mail is held back (--no-mail)"), DeliveryFault.Configuration));

    public ValueTask ReleaseAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

internal static partial class RunLog
{
    [LoggerMessage(Level = LogLevel.Information, EventName = "starting",
        Message = "Watcher {Version}: {Lists} watch lists, {Feeds} feeds, {Recipients} recipients, configuration {Fingerprint}")]
    public static partial void Starting(ILogger log, string version, int lists, int feeds, int recipients, string fingerprint);

    [LoggerMessage(Level = LogLevel.Error, EventName = "last_good", Message = "The configuration is broken; the last one without errors, {Fingerprint}, is in force until it is mended\n{Problems}")]
    public static partial void LastGood(ILogger log, string fingerprint, string problems);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "config_not_kept", Message = "The configuration cannot be kept for run --allow-last-good: {Reason}")]
    public static partial void NotKept(ILogger log, string reason);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "no_feeds", Message = "No feeds are configured; add some to feeds.yaml (it is picked up while running)")]
    public static partial void NoFeeds(ILogger log);
}
