using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Looks into the ledger: list, show, explain, diff; and silences claims for a recipient.</summary>
internal static class ClaimsVerbs
{
    public static Command Build() => new("claims", "Looks into the ledger of claims.") { List(), Show(), Explain(), Diff(), MuteVerbs.Mute(), MuteVerbs.Unmute() };

    private static Command List()
    {
        var subject = new Option<string?>("--subject", "--settlement", "--person") { Description = "Id of a settlement, person or metric.", HelpName = "ID" };
        var list = new Option<string?>("--list") { Description = "Claims about the subjects of this watch list.", HelpName = "ID" };
        var kind = new Option<string?>("--kind") { Description = "quantity, control, movement, strike or statement." };
        kind.AcceptOnlyFromAmong("quantity", "control", "movement", "strike", "statement");
        var verdict = new Option<string?>("--verdict") { Description = "contradicts, novel, updates, revises, corroborates …" };
        verdict.AcceptOnlyFromAmong("novel", "corroborates", "updates", "revises", "contradicts", "repeats", "different_scope", "data_quality");
        var outlet = new Option<string?>("--outlet") { Description = "Id of an outlet.", HelpName = "ID" };
        var since = new Option<string?>("--since") { Description = "Recorded since: 7d, 12h or a date.", HelpName = "T" };
        var until = new Option<string?>("--until") { Description = "Recorded before: 7d, 12h or a date.", HelpName = "T" };
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 50 };
        var behind = new Option<long?>("--behind") { Description = "Goes on behind a page: its next.", HelpName = "NEXT" };
        var jsonl = GlobalOptions.Jsonl();
        var command = new Command("list", "Lists claims, newest first.") { subject, list, kind, verdict, outlet, since, until, limit, behind, jsonl };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var filter = new ClaimFilter
            {
                Subject = parsed.GetValue(subject),
                Kind = parsed.GetValue(kind),
                Verdict = parsed.GetValue(verdict),
                Outlet = parsed.GetValue(outlet),
                Since = When.Read(parsed, since),
                Until = When.Read(parsed, until),
                Behind = parsed.GetValue(behind),
                Limit = parsed.GetValue(limit) is > 0 and var most ? most : throw new VerbException(ExitCodes.WrongUsage, "usage", "--limit is at least 1.", "--limit 50"),
                Subjects = SubjectsOf(app, parsed.GetValue(list)),
            };
            var more = await app.Services.GetRequiredService<LedgerQueries>().ListAsync(filter with { Limit = filter.Limit + 1 }, cancellationToken);
            var found = more.Take(filter.Limit).ToList();
            var next = more.Count > found.Count ? found[^1].Id : (long?)null;
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json) || parsed.GetValue(jsonl))
            {
                var standings = await ClaimStanding.OfAsync(found, app.Services, cancellationToken);
                var documents = found.Select(f => ClaimDocument.Of(f, standings[f.Id]));
                if (parsed.GetValue(jsonl))
                {
                    foreach (var document in documents)
                    {
                        output.WriteLine(document.ToJsonString(JsonText.Compact));
                    }
                }
                else
                {
                    output.WriteLine(new JsonObject { ["schema"] = "watcher.claims/1", ["claims"] = new JsonArray([.. documents]), ["next"] = next }.ToJsonString(JsonText.Indented));
                }

                return ExitCodes.Done;
            }

            var hint = next is { } go ? string.Create(CultureInfo.InvariantCulture, $"There is more: --behind {go}")
                : found.Count == 0 ? "No claims. watcher once reads the feeds; watcher analyze \"…\" shows what a text yields." : null;
            if (found.Count > 0)
            {
                new ClaimText(Terminal.Of(parsed)).List(found);
            }

            if (hint is not null)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(hint);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("id") { Description = "Claim id, such as c-7f3a." };
        var command = new Command("show", "Shows one claim: value, verdict, evidence by origin, history.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<LedgerQueries>();
            var found = await FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
            var standing = (await ClaimStanding.OfAsync([found], app.Services, cancellationToken))[found.Id];
            var evidence = await queries.EvidenceAsync(found.Entry.Id, cancellationToken);
            var versions = await queries.VersionsAsync(found.Entry.Id, cancellationToken);
            var entries = await queries.EntriesAsync(found.Finding.Compared.Select(c => c.Earlier).Concat(versions).Distinct(), cancellationToken);
            if (!parsed.GetValue(GlobalOptions.Json))
            {
                new ClaimText(Terminal.Of(parsed)).Show(found, standing, evidence, entries, [.. versions.Select(v => entries[v])]);
                return ExitCodes.Done;
            }

            // What the ledger held of the matter, and the other versions of this statement.
            var document = ClaimDocument.Of(found, standing);
            document["schema"] = "watcher.claim/1";
            document["evidence"] = new JsonArray([.. evidence.Select(ClaimDocument.Of)]);
            document["history"] = new JsonArray([.. entries.Values.OrderBy(e => e.Id.Value).Select(ClaimDocument.Of)]);
            parsed.InvocationConfiguration.Output.WriteLine(document.ToJsonString(JsonText.Indented));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Explain()
    {
        var id = new Argument<string>("id") { Description = "Claim id, such as c-7f3a." };
        var command = new Command("explain", "Prints the whole derivation of a claim: words, rules, intervals, gates, verdict, mails.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<LedgerQueries>();
            var found = await FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
            var derivation = new Derivation
            {
                Found = found,
                Earlier = await queries.EntriesAsync(found.Finding.Compared.Select(c => c.Earlier), cancellationToken),
                Mails = await queries.MailsAsync(found.Id, cancellationToken),
                Read = Derivation.ReadAgain(
                    found, await app.Services.GetRequiredService<LedgerStore>().VersionsAsync(found.Finding.Claim.Article, cancellationToken),
                    app.Services.GetRequiredService<Rules.CurrentRules>().Current.Book),
            };
            if (!parsed.GetValue(GlobalOptions.Json))
            {
                derivation.Write(Terminal.Of(parsed));
                return ExitCodes.Done;
            }

            var document = ClaimDocument.Of(found, (await ClaimStanding.OfAsync([found], app.Services, cancellationToken))[found.Id]);
            derivation.AddTo(document);
            parsed.InvocationConfiguration.Output.WriteLine(document.ToJsonString(JsonText.Indented));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Diff()
    {
        var one = new Argument<string>("id") { Description = "Claim id, such as c-7f3a." };
        var other = new Argument<string>("other") { Description = "Id of the claim beside it." };
        var command = new Command("diff", "Shows two claims side by side, with the arithmetic of the comparison.") { one, other };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<LedgerQueries>();
            var diff = new ClaimsDiff(
                await FindAsync(queries, parsed.GetRequiredValue(one), cancellationToken),
                await FindAsync(queries, parsed.GetRequiredValue(other), cancellationToken),
                app.Services.GetRequiredService<Rules.CurrentRules>().Current.Book.Comparison);
            if (parsed.GetValue(GlobalOptions.Json))
            {
                var standings = await ClaimStanding.OfAsync([diff.One, diff.Other], app.Services, cancellationToken);
                parsed.InvocationConfiguration.Output.WriteLine(diff.ToJson(standings).ToJsonString(JsonText.Indented));
            }
            else
            {
                diff.Write(Terminal.Of(parsed));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    internal static async Task<RecordedFinding> FindAsync(LedgerQueries queries, string id, CancellationToken cancellationToken)
    {
        var digits = id.StartsWith("c-", StringComparison.Ordinal) ? id[2..] : id;
        if (digits.Length < 4 || !digits.All(char.IsAsciiHexDigitLower))
        {
            throw new VerbException(ExitCodes.WrongUsage, "usage", $"'{id}' is no claim id; ids look like c-7f3a.", "watcher claims list");
        }

        var found = await queries.ByClaimAsync(digits, cancellationToken);
        if (found.Count > 1)
        {
            throw new VerbException(ExitCodes.NotFound, "ambiguous", $"'{id}' fits {found.Count} claims.", $"one of {string.Join(", ", found.Select(f => ClaimDocument.ShortId(f.Finding.Claim.Id)))}");
        }

        if (found.Count == 1)
        {
            return found[0];
        }

        var near = await queries.ByClaimAsync(digits[..3], cancellationToken);
        var hint = near.Count > 0 ? $" Nearest: {ClaimDocument.ShortId(near[0].Finding.Claim.Id)} ({near[0].Finding.Claim.Subject.Name}, {near[0].Finding.Claim.Predicate})." : "";
        throw new VerbException(ExitCodes.NotFound, "not_found", $"No claim '{id}'.{hint}", "watcher claims list");
    }

    /// <summary>Ids of what a watch list watches; null for no list.</summary>
    public static IReadOnlyCollection<string>? SubjectsOf(WebApplication app, string? list) => list is null ? null
        : app.Services.GetRequiredService<Rules.CurrentRules>().Current.Configuration.List(list)?.Subjects.Select(s => s.Value).ToArray()
            ?? throw new VerbException(ExitCodes.NotFound, "not_found", $"No watch list '{list}'.", "watcher check");
}
