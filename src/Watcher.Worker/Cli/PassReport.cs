using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Jobs;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>What a pass did, for <c>once</c> and <c>feeds poll</c>: the polls, what was read, what was found, and the mails where there are any.</summary>
internal sealed class PassReport(PollSummary polled, bool isDry, CompositionSummary? composed = null, DeliverySummary? delivered = null)
{
    private List<PolledFeed> Failed => [.. polled.Feeds.Where(f => f.Problem is not null)];

    private int NewArticles => polled.Count(ItemOutcome.Recorded) + polled.Count(ItemOutcome.NoClaim);

    /// <summary>Contradictions that readers had been told of and that are over by now.</summary>
    private int Resolved => composed is null ? 0 : composed.Composed.SelectMany(d => d.Resolved).Distinct().Count();

    public JsonObject ToJson(string schema, DateTimeOffset started, DateTimeOffset finished)
    {
        var document = new JsonObject
        {
            ["schema"] = schema,
            ["started"] = ClaimDocument.Instant(started),
            ["finished"] = ClaimDocument.Instant(finished),
            ["dry_run"] = isDry,
            ["feeds"] = new JsonObject
            {
                ["polled"] = polled.Feeds.Length,
                ["ok"] = polled.Feeds.Length - Failed.Count,
                ["not_modified"] = polled.Feeds.Count(f => f.IsNotModified),
                ["failed"] = new JsonArray([.. Failed.Select(f => new JsonObject { ["id"] = f.Id, ["error"] = f.Problem })]),
            },
            ["articles"] = new JsonObject
            {
                ["new"] = NewArticles,
                ["copies"] = polled.Count(ItemOutcome.Copy),
                ["no_article"] = polled.Count(ItemOutcome.NoArticle),
                ["edited"] = polled.Count(ItemOutcome.Edited),
                ["put_off"] = polled.Count(ItemOutcome.Unfetched),
            },
            ["findings"] = new JsonObject
            {
                ["contradicts"] = Count<Verdict.Contradicts>(),
                ["resolved"] = Resolved,
                ["novel"] = Count<Verdict.Novel>(),
                ["updates"] = Count<Verdict.Updates>(),
                ["revises"] = Count<Verdict.Revises>(),
                ["corroborates"] = Count<Verdict.Corroborates>(),
                ["repeats"] = Count<Verdict.Repeats>(),
                ["different_scope"] = Count<Verdict.DifferentScope>(),
                ["data_quality"] = Count<Verdict.DataQuality>(),
            },
        };
        if (composed is not null)
        {
            document["digests"] = new JsonArray(
                [.. composed.Composed.Select(d => new JsonObject { ["id"] = d.Id, ["recipient"] = d.Recipient, ["list"] = d.List, ["findings"] = d.Findings })]);
        }

        if (delivered is not null)
        {
            document["delivered"] = new JsonObject { ["sent"] = delivered.Sent, ["put_off"] = delivered.PutOff, ["failed"] = delivered.Failed };
        }

        return document;
    }

    public void Write(Terminal terminal)
    {
        terminal.Fields([.. Rows()], nameWidth: "Polled".Length);
        terminal.Fields(
            Failed.Select((feed, i) => (new Cell(i == 0 ? "Failed" : "", Tone.Bad), (Cell)$"{feed.Id}  {feed.Problem}")), nameWidth: "Polled".Length);
    }

    private IEnumerable<(Cell Name, Cell Text)> Rows()
    {
        yield return ("Polled", $"{Of(polled.Feeds.Length, "feed")}: {polled.Feeds.Length - Failed.Count} ok ({polled.Feeds.Count(f => f.IsNotModified)} not modified), {Failed.Count} failed");
        yield return ("Read", $"{Of(NewArticles, "new article")}, {Of(polled.Count(ItemOutcome.Copy), "copy", "copies")}, {polled.Count(ItemOutcome.NoArticle)} without article text"
            + (polled.Count(ItemOutcome.Edited) is > 0 and var edited ? $", {edited} edited in place" : "")
            + (polled.Count(ItemOutcome.Unfetched) is > 0 and var left ? $", {left} put off" : ""));
        var onLists = polled.Findings.Count(f => !f.Claim.Watched.IsEmpty);
        var contradictions = Count<Verdict.Contradicts>();
        yield return ("Claims", new Cell(
            $"{polled.Findings.Length} ({onLists} on lists): {Of(contradictions, "contradiction")}, {Count<Verdict.Novel>()} new, {Count<Verdict.Updates>() + Count<Verdict.Revises>()} updated, "
            + $"{Count<Verdict.Corroborates>()} corroborated, {Count<Verdict.Repeats>()} seen again" + (Resolved > 0 ? $"; {Of(Resolved, "contradiction")} resolved" : ""),
            contradictions > 0 ? Tone.Bad : Tone.Plain));
        if (composed is { Composed: var digests } && delivered is not null)
        {
            yield return ("Mails", Mails(digests, delivered));
        }
    }

    private Cell Mails(ImmutableArray<ComposedDigest> digests, DeliverySummary sent)
    {
        var made = digests.IsEmpty ? "no digest: nothing new is owed to anyone"
            : $"{Of(digests.Length, "digest")} composed: {string.Join(", ", digests.Select(d => $"{d.Recipient} ({d.List}) {d.Id}"))}";
        return isDry || (sent.Sent == 0 && sent.PutOff == 0 && sent.Failed == 0) ? made
            : new Cell($"{made}; {sent.Sent} delivered" + (sent.PutOff > 0 ? $", {sent.PutOff} put off" : "") + (sent.Failed > 0 ? $", {sent.Failed} failed" : ""), sent.Failed > 0 ? Tone.Bad : Tone.Plain);
    }

    private int Count<T>() where T : Verdict => polled.Findings.Count(f => f.Verdict is T);

    private static string Of(int count, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? noun : plural ?? noun + "s")}");
}
