using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Looks into the ledger: list, show, explain, diff.</summary>
internal static class ClaimsVerbs
{
    public static Command Build() => new("claims", "Looks into the ledger of claims.") { List(), Show(), Explain(), Diff() };

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
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 50 };
        var jsonl = new Option<bool>("--jsonl") { Description = "One object a line." };
        var command = new Command("list", "Lists claims, newest first.") { subject, list, kind, verdict, outlet, since, limit, jsonl };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await OpenAsync(parsed, cancellationToken);
            var filter = new ClaimFilter
            {
                Subject = parsed.GetValue(subject),
                Kind = parsed.GetValue(kind),
                Verdict = parsed.GetValue(verdict),
                Outlet = parsed.GetValue(outlet),
                Since = When.Read(parsed.GetValue(since), "--since"),
                Limit = parsed.GetValue(limit),
                Subjects = SubjectsOf(app, parsed.GetValue(list)),
            };
            var found = await app.Services.GetRequiredService<LedgerQueries>().ListAsync(filter, cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                output.WriteLine(new JsonObject
                {
                    ["schema"] = "watcher.claims/1",
                    ["claims"] = new JsonArray([.. found.Select(ClaimDocument.Of)]),
                    ["next"] = null,
                }.ToJsonString(JsonText.Indented));
                return ExitCodes.Done;
            }

            foreach (var finding in found)
            {
                output.WriteLine(parsed.GetValue(jsonl) ? ClaimDocument.Of(finding).ToJsonString(JsonText.Compact) : Line(finding));
            }

            if (found.Count == 0)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync("No claims. watcher once reads the feeds; watcher analyze \"…\" shows what a text yields.");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("id") { Description = "Claim id, such as c-7f3a." };
        var command = new Command("show", "Shows one claim: value, verdict, evidence, history.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<LedgerQueries>();
            var found = await FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
            var earlier = await queries.EntriesAsync(found.Finding.Compared.Select(c => c.Earlier), cancellationToken);
            var sightings = await queries.SightingsAsync(found.Entry.Id, cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                var document = ClaimDocument.Of(found);
                document["schema"] = "watcher.claim/1";
                document["history"] = new JsonArray([.. earlier.Values.OrderBy(e => e.Id.Value).Select(ClaimDocument.Of)]);
                document["sightings"] = new JsonArray([.. sightings.Select(s => new JsonObject { ["title"] = s.Title, ["url"] = s.Url, ["seen"] = ClaimDocument.Instant(s.SeenAt) })]);
                output.WriteLine(document.ToJsonString(JsonText.Indented));
                return ExitCodes.Done;
            }

            output.WriteLine(Line(found));
            Quote(output, found.Entry);
            foreach (var comparison in found.Finding.Compared.Where(c => c.Verdict is not Verdict.DifferentScope))
            {
                output.WriteLine();
                output.WriteLine($"{ClaimDocument.Word(comparison.Verdict)} ({comparison.Rule}): {TerminalText.Escape(comparison.Why)}");
                Quote(output, earlier[comparison.Earlier]);
            }

            foreach (var (title, url, seenAt) in sightings)
            {
                output.WriteLine($"seen again  {Day(seenAt)}  {TerminalText.Escape(title)}  {url}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Explain()
    {
        var id = new Argument<string>("id") { Description = "Claim id, such as c-7f3a." };
        var command = new Command("explain", "Prints the whole derivation of a claim: rules, intervals, gates, verdict.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<LedgerQueries>();
            var found = await FindAsync(queries, parsed.GetRequiredValue(id), cancellationToken);
            var earlier = await queries.EntriesAsync(found.Finding.Compared.Select(c => c.Earlier), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                var document = ClaimDocument.Of(found);
                document["schema"] = "watcher.claim/1";
                output.WriteLine(document.ToJsonString(JsonText.Indented));
                return ExitCodes.Done;
            }

            new Derivation(output).Write(found, earlier);
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
            await using var app = await OpenAsync(parsed, cancellationToken);
            var queries = app.Services.GetRequiredService<LedgerQueries>();
            var diff = new ClaimsDiff(
                await FindAsync(queries, parsed.GetRequiredValue(one), cancellationToken),
                await FindAsync(queries, parsed.GetRequiredValue(other), cancellationToken),
                app.Services.GetRequiredService<Rules.CurrentRules>().Current.Book.Comparison);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                output.WriteLine(diff.ToJson().ToJsonString(JsonText.Indented));
            }
            else
            {
                diff.Write(output);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Task<WebApplication> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        WatcherHost.BuildAsync(Settings.Read(parsed), isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken, isReader: true);

    private static async Task<RecordedFinding> FindAsync(LedgerQueries queries, string id, CancellationToken cancellationToken)
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

    private static string Line(RecordedFinding finding)
    {
        var claim = finding.Finding.Claim;
        var value = claim.ValueSurface is { } surface ? $": {surface}" : claim.Actor is { } actor ? $": {actor.Name}" : "";
        return TerminalText.Escape($"{ClaimDocument.ShortId(claim.Id)}  {ClaimDocument.Word(finding.Finding.Verdict),-13}  {claim.Subject.Name} · {claim.Predicate}{value}"
            + $"  as of {ClaimDocument.Wall(claim.AsOf.Interval.From) ?? "?"}  {finding.Entry.Article.Outlet.Name}");
    }

    private static void Quote(TextWriter output, LedgerEntry entry)
    {
        var speaker = entry.Claim.Attribution.Source is { } source ? $"{source.Source} via {entry.Article.Outlet.Name}" : entry.Article.Outlet.Name;
        output.WriteLine($"    \"{TerminalText.Escape(entry.Claim.Evidence.Quote)}\"");
        output.WriteLine($"    {TerminalText.Escape(speaker)}, {Day(entry.Article.PublishedAt)}  {entry.Article.Url}");
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>Ids of what a watch list watches; null for no list.</summary>
    public static IReadOnlyCollection<string>? SubjectsOf(WebApplication app, string? list) => list is null ? null
        : app.Services.GetRequiredService<Rules.CurrentRules>().Current.Configuration.List(list)?.Subjects.Select(s => s.Value).ToArray()
            ?? throw new VerbException(ExitCodes.NotFound, "not_found", $"No watch list '{list}'.", "watcher check");
}
