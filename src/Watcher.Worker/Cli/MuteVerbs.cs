using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary><c>claims mute</c> and <c>claims unmute</c>: one claim, one recipient. They may be used beside a running service.</summary>
internal static class MuteVerbs
{
    public static Command Mute()
    {
        var (id, recipient) = (Id(), Recipient());
        var span = new Option<string>("--for") { Description = "How long: 7d, 12h.", HelpName = "T", DefaultValueFactory = _ => "7d" };
        var isDry = GlobalOptions.DryRun();
        var command = new Command("mute", "Silences a claim, and what answers it, for one recipient; the digest says when that is over.") { id, recipient, span, isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!ConfigValues.TryDuration(parsed.GetRequiredValue(span), out var duration) || duration <= TimeSpan.Zero)
            {
                throw new VerbException(ExitCodes.WrongUsage, "usage", $"--for '{parsed.GetValue(span)}' is not a duration", "--for 7d");
            }

            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var (claim, reader) = await FindAsync(app, parsed.GetRequiredValue(id), parsed.GetRequiredValue(recipient), cancellationToken);
            var until = app.Services.GetRequiredService<TimeProvider>().GetUtcNow() + duration;
            if (!parsed.GetValue(isDry))
            {
                await app.Services.GetRequiredService<SilenceStore>().MuteAsync(reader.Id, claim.Value, until, cancellationToken);
            }

            Print(parsed, claim, reader, until, parsed.GetValue(isDry));
            return ExitCodes.Done;
        });
        return command;
    }

    public static Command Unmute()
    {
        var (id, recipient) = (Id(), Recipient());
        var isDry = GlobalOptions.DryRun();
        var command = new Command("unmute", "Lets a muted claim be heard of again.") { id, recipient, isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var (claim, reader) = await FindAsync(app, parsed.GetRequiredValue(id), parsed.GetRequiredValue(recipient), cancellationToken);
            var silences = app.Services.GetRequiredService<SilenceStore>();
            var isMuted = parsed.GetValue(isDry)
                ? (await silences.MutesAsync(reader.Id, cancellationToken)).Any(mute => mute.ClaimId == claim.Value)
                : await silences.UnmuteAsync(reader.Id, claim.Value, cancellationToken);
            if (!isMuted)
            {
                throw new VerbException(
                    ExitCodes.NotFound, "not_found", $"{ClaimDocument.ShortId(claim)} is not muted for {reader.Id}.",
                    $"watcher claims mute {ClaimDocument.ShortId(claim)} --recipient {reader.Id}");
            }

            Print(parsed, claim, reader, until: null, parsed.GetValue(isDry));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(ParseResult parsed, Claims.ClaimId claim, RecipientSettings reader, DateTimeOffset? until, bool isDry)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(GlobalOptions.Json))
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    schema = "watcher.mute/1",
                    claim = ClaimDocument.ShortId(claim),
                    recipient = reader.Id,
                    muted_until = until is { } end ? ClaimDocument.Instant(end) : null,
                    dry_run = isDry,
                },
                JsonText.Indented));
            return;
        }

        output.WriteLine(until is { } at
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{ClaimDocument.ShortId(claim)} {(isDry ? "would be" : "is")} muted for {reader.Id} until {TimeZoneInfo.ConvertTime(at, reader.Zone):yyyy-MM-dd HH:mm} ({reader.Zone.Id})")
            : $"{ClaimDocument.ShortId(claim)} {(isDry ? "would be" : "is")} heard of again by {reader.Id}");
    }

    private static async Task<(Claims.ClaimId Claim, RecipientSettings Reader)> FindAsync(
        WebApplication app, string id, string recipient, CancellationToken cancellationToken)
    {
        var recipients = app.Services.GetRequiredService<CurrentRules>().Current.Configuration.Recipients;
        var reader = recipients.FirstOrDefault(r => r.Id == recipient) ?? throw new VerbException(
            ExitCodes.NotFound, "not_found", $"No recipient '{recipient}'.", $"one of {string.Join(", ", recipients.Select(r => r.Id))}");

        // A sighting is muted with the claim that it repeats.
        var found = await ClaimsVerbs.FindAsync(app.Services.GetRequiredService<LedgerQueries>(), id, cancellationToken);
        return (found.Entry.Claim.Id, reader);
    }

    private static Argument<string> Id() => new("id") { Description = "Claim id, such as c-7f3a." };

    private static Option<string> Recipient() => new("--recipient") { Description = "For whom.", HelpName = "ID", Required = true };

}
