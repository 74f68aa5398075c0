using System.Text.Json.Nodes;
using Watcher.Claims.Digests;

namespace Watcher.Worker.Cli;

/// <summary>A digest that was composed and not sent, as documents show it.</summary>
/// <param name="Input">What it is made of.</param>
/// <param name="Written">Its parts.</param>
/// <param name="MessageId">The one it would have.</param>
internal sealed record ComposedPreview(DigestInput Input, WrittenDigest Written, string MessageId)
{
    /// <summary>As <c>watcher.digest/1</c>, without the envelope.</summary>
    public JsonObject ToJson()
    {
        var (digest, counts) = (Written.Digest, Written.Digest.Counts);
        return new JsonObject
        {
            ["id"] = Input.DigestId,
            ["list"] = Input.List.Id,
            ["recipient"] = Input.Recipient.Id,
            ["window"] = new JsonObject { ["from"] = ClaimDocument.Instant(Input.From), ["to"] = ClaimDocument.Instant(Input.To) },
            ["subject"] = digest.Subject,
            ["severity"] = digest.Severity is { } severity ? ClaimDocument.Word(severity) : null,
            ["counts"] = new JsonObject
            {
                ["contradictions"] = counts.Contradictions,
                ["resolved"] = counts.Resolved,
                ["new"] = counts.New,
                ["updated"] = counts.Updated,
                ["retracted"] = counts.Retracted,
                ["corroborated"] = counts.Corroborated,
                ["within_article"] = counts.WithinArticle,
                ["notes"] = counts.Notes,
            },
            ["items"] = new JsonArray(
            [
                .. digest.Cards.Select(card => Item(ClaimDocument.Word(card.Kind), card.ClaimId, card.Title, card.Severity, card.Statements)),
                .. Lines("corroborated", digest.Corroborated),
                .. Lines("within_article", digest.WithinArticle),
                .. Lines("note", digest.Notes),
            ]),
            ["truncated"] = digest.Overflows.Length > 0 || digest.Flood is not null,
            ["message_id"] = MessageId,
        };
    }

    /// <summary>The same keys where nothing is owed.</summary>
    public static JsonObject Nothing(string list, string recipient) => new()
    {
        ["id"] = null,
        ["list"] = list,
        ["recipient"] = recipient,
        ["window"] = null,
        ["subject"] = null,
        ["severity"] = null,
        ["counts"] = null,
        ["items"] = new JsonArray(),
        ["truncated"] = false,
        ["message_id"] = null,
    };

    private static IEnumerable<JsonNode> Lines(string kind, DigestLines lines) =>
        lines.Shown.Concat(lines.Further).Select(line => Item(kind, line.ClaimId, line.Text, null, []));

    private static JsonNode Item(string kind, string? claim, string title, Severity? severity, IReadOnlyList<DigestStatement> statements) => new JsonObject
    {
        ["kind"] = kind,
        ["claim"] = claim,
        ["title"] = title,
        ["severity"] = severity is { } level ? ClaimDocument.Word(level) : null,
        ["statements"] = new JsonArray(
            [.. statements.Select(s => new JsonObject { ["outlet"] = s.Outlet, ["speaker"] = s.Speaker, ["quote"] = s.Quote.Text, ["url"] = s.Link?.Url })]),
    };
}
