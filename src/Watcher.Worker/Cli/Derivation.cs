using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Rules;
using Watcher.Reading.Text;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>How a claim came about, why it got its verdict, and which mails told it, for <c>claims explain</c>.</summary>
internal sealed class Derivation
{
    /// <summary>The widest name of a row.</summary>
    private static readonly int s_nameWidth = "stands in".Length;

    public required RecordedFinding Found { get; init; }

    /// <summary>The entries it was compared with.</summary>
    public required IReadOnlyDictionary<EntryId, LedgerEntry> Earlier { get; init; }

    public required IReadOnlyList<CarryingMail> Mails { get; init; }

    /// <summary>Its article as the rules of today read it; null when the text was erased.</summary>
    public required ReadText? Read { get; init; }

    private Claim Claim => Found.Finding.Claim;

    /// <summary>Reads the version of the article in which the claim stands.</summary>
    public static ReadText? ReadAgain(RecordedFinding found, IReadOnlyList<StoredVersion> versions, RuleBook book)
    {
        var evidence = found.Finding.Claim.Evidence;
        var version = versions.FirstOrDefault(v => evidence.Span.End <= v.Article.Text.Length && evidence.Span.Of(v.Article.Text).SequenceEqual(evidence.Quote));
        return version is null ? null : new TextReading(book).Read(version.Article, version.Reference);
    }

    public void Write(Terminal terminal)
    {
        terminal.Line(new Cell(ClaimDocument.ShortId(Claim.Id), Tone.Strong), "  ", ClaimText.Headline(Claim));
        Write(terminal, Words());
        terminal.Line();
        Write(terminal, Reading());
        terminal.Line();
        Write(terminal, Comparisons());
        terminal.Line();
        Write(terminal, Outcome());
    }

    /// <summary>Adds what only this document tells to the claim's own.</summary>
    public void AddTo(JsonObject document)
    {
        document["schema"] = "watcher.explanation/1";
        document["tokens"] = Read is null ? null : new JsonArray([.. Tokens(Read).Select(t => new JsonObject { ["text"] = t.Text, ["start"] = t.Span.Start, ["end"] = t.Span.End })]);
        document["mentions"] = Read is null ? null : new JsonArray(
            [
                .. Read.Detection.Mentions.Where(m => Claim.Evidence.Span.Contains(m.Span)).Select(m => new JsonObject
                {
                    ["start"] = m.Span.Start, ["end"] = m.Span.End, ["surface"] = m.Surface, ["id"] = m.Subject.Value, ["rule"] = m.Rule, ["score"] = Math.Round(m.Score, 2),
                }),
            ]);
        document["mails"] = new JsonArray(
            [.. Mails.Select(m => new JsonObject { ["name"] = m.Name, ["kind"] = m.Kind, ["state"] = m.State, ["recipient"] = m.RecipientId, ["message_id"] = m.MessageId })]);
    }

    private static void Write(Terminal terminal, IEnumerable<(Cell, Cell)> rows) => terminal.Fields(rows, indent: 2, nameWidth: s_nameWidth);

    /// <summary>The sentence, its tokens, and the names in it.</summary>
    private IEnumerable<(Cell, Cell)> Words()
    {
        yield return ("sentence", ClaimText.Quote(Claim));
        yield return ("stands in", $"{Found.Entry.Article.Outlet.Name}, \"{Found.Entry.Article.Title}\", units {Claim.Evidence.Span.Start} to {Claim.Evidence.Span.End} of its text");
        yield return ("address", Found.Entry.Article.Url?.AbsoluteUri ?? "none");
        if (Read is not { } read)
        {
            yield return ("tokens", "its text was erased when the retention ended, or is no longer kept in this version");
            yield break;
        }

        yield return ("tokens", string.Join(" | ", Tokens(read).Select(t => t.Text)));
        foreach (var mention in read.Detection.Mentions.Where(m => Claim.Evidence.Span.Contains(m.Span)))
        {
            yield return ("mention", string.Create(CultureInfo.InvariantCulture, $"{mention.Surface} → {mention.Subject}, {mention.Rule}, score {mention.Score:0.##}"));
        }
    }

    /// <summary>Rules, and the value, time, scope and source they gave.</summary>
    private IEnumerable<(Cell, Cell)> Reading()
    {
        foreach (var rule in Claim.RuleIds)
        {
            yield return ("rule", $"{rule}  {RuleNames.Meaning.GetValueOrDefault(rule, "")}");
        }

        yield return ("rule book", Found.Fingerprint.Length > 7 ? Found.Fingerprint[..7] : Found.Fingerprint);
        if (Claim.Value is { } value)
        {
            yield return ("value", $"\"{Claim.ValueSurface}\" → {ClaimDocument.Word(value.Hedge)}, compared as [{Bound(value.CanonLow)}, {Bound(value.CanonHigh)}] {value.Unit.Dimension}");
        }

        var subject = Read?.Detection.Mentions.Where(m => m.Subject == Claim.Subject.Id && Claim.Evidence.Span.Contains(m.Span)).Select(m => (double?)m.Score).Max();
        yield return ("subject", $"{Claim.Subject.Name} ({ClaimDocument.Word(Claim.Subject.Type)} {Claim.Subject.Id})"
            + (subject is { } score ? string.Create(CultureInfo.InvariantCulture, $", score {score:0.##}") : ""));
        yield return ("said by", string.Join(" ← ", Claim.Attribution.Chain.Select(l => l.Cue is null ? l.Source : $"{l.Source} (\"{l.Cue}\")")));
        yield return ("put as", $"{ClaimDocument.Word(Claim.Modality)}, {ClaimDocument.Word(Claim.Stance)}, {ClaimDocument.Word(Claim.Polarity)}");
        yield return ("as of", $"{ClaimDocument.Wall(Claim.AsOf.Interval.From) ?? "…"} to {ClaimDocument.Wall(Claim.AsOf.Interval.To) ?? "…"}, from \"{Claim.AsOf.Basis}\"");
        yield return ("scope", Scope());
        yield return ("origin", Claim.OriginKey);
    }

    private IEnumerable<(Cell, Cell)> Comparisons()
    {
        if (Found.Finding.Compared.IsEmpty)
        {
            yield return ("compared", "with nothing: no earlier entry shares its subject and predicate");
        }

        foreach (var comparison in Found.Finding.Compared)
        {
            var entry = Earlier[comparison.Earlier];
            var verdict = ClaimText.Verdict(comparison.Verdict);
            yield return ("compared", $"with {ClaimDocument.ShortId(entry.Claim.Id)} \"{entry.Claim.Evidence.Quote}\" ({entry.Article.Outlet.Name})");
            yield return ("", verdict with
            {
                Text = $"passed {(comparison.GatesPassed.IsEmpty ? "no gate" : string.Join(", ", comparison.GatesPassed))}; decided by {comparison.Rule}: {verdict.Text}",
            });
            yield return ("", comparison.Why);
            foreach (var note in comparison.Notes)
            {
                yield return ("note", note);
            }
        }
    }

    private IEnumerable<(Cell, Cell)> Outcome()
    {
        var verdict = ClaimText.Verdict(Found.Finding.Verdict);
        yield return ("verdict", verdict with { Text = $"{verdict.Text} ({Found.Finding.Rule}): {Found.Finding.Why}" });
        yield return ("recorded", ClaimDocument.Instant(Found.RecordedAt) + (Found.IsBaseline ? ", as baseline: never mailed" : ""));
        if (Mails.Count == 0)
        {
            yield return ("mail", "none has told it");
        }

        foreach (var mail in Mails)
        {
            yield return ("mail", $"{mail.Name}, {mail.Kind} to {mail.RecipientId}, {mail.State}, <{mail.MessageId}>");
        }
    }

    private string Scope() =>
        $"area {(Claim.Scope.Area is { } area ? $"{area.Name} ({ClaimDocument.Word(area.Reading)})" : "not named")}, side {Claim.Scope.Side?.Value ?? "-"}, "
        + $"object {Claim.Scope.Object ?? "-"}, event {Claim.Scope.Event ?? "-"}, period {ClaimDocument.Wall(Claim.Scope.Period.From) ?? "…"} to {ClaimDocument.Wall(Claim.Scope.Period.To) ?? "…"}";

    private IEnumerable<(string Text, TextSpan Span)> Tokens(ReadText read) =>
        Tokenizer.Tokenize(read.Article.Text, Claim.Evidence.Span).Select(t => (t.Span.Of(read.Article.Text).ToString(), t.Span));

    private static string Bound(decimal? bound) => bound?.ToString("#,0.####", CultureInfo.InvariantCulture) ?? "open";
}
