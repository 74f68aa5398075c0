using System.Globalization;
using System.Text;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Findings as comma-separated values (RFC 4180, UTF-8), for spreadsheets.</summary>
internal static class ClaimTable
{
    private static readonly (string Name, Func<RecordedFinding, string?> Value)[] s_columns =
    [
        ("id", f => ClaimDocument.ShortId(f.Finding.Claim.Id)),
        ("verdict", f => ClaimDocument.Word(f.Finding.Verdict)),
        ("rule", f => f.Finding.Rule),
        ("kind", f => ClaimDocument.Word(f.Finding.Claim.Kind)),
        ("subject", f => f.Finding.Claim.Subject.Name),
        ("predicate", f => f.Finding.Claim.Predicate.Id),
        ("actor", f => f.Finding.Claim.Actor?.Name),
        ("place", f => (f.Finding.Claim.Subject.Place ?? f.Finding.Claim.Scope.Area)?.Name),
        ("side", f => f.Finding.Claim.Scope.Side?.Value),
        ("value", f => f.Finding.Claim.ValueSurface),
        ("low", f => Number(f.Finding.Claim.Value?.Low)),
        ("high", f => Number(f.Finding.Claim.Value?.High)),
        ("unit", f => f.Finding.Claim.Value?.Unit.Id),
        ("hedge", f => f.Finding.Claim.Value is { } value ? ClaimDocument.Word(value.Hedge) : null),
        ("modality", f => ClaimDocument.Word(f.Finding.Claim.Modality)),
        ("stance", f => ClaimDocument.Word(f.Finding.Claim.Stance)),
        ("as_of_from", f => ClaimDocument.Wall(f.Finding.Claim.AsOf.Interval.From)),
        ("as_of_to", f => ClaimDocument.Wall(f.Finding.Claim.AsOf.Interval.To)),
        ("source", f => f.Finding.Claim.Attribution.Source?.Source),
        ("outlet", f => f.Entry.Article.Outlet.Id),
        ("published", f => ClaimDocument.Instant(f.Finding.Claim.PublishedAt)),
        ("recorded", f => ClaimDocument.Instant(f.RecordedAt)),
        ("quote", f => f.Finding.Claim.Evidence.Quote),
        ("url", f => f.Entry.Article.Url?.AbsoluteUri),
    ];

    public static string Header { get; } = Row(s_columns.Select(column => (string?)column.Name));

    public static string Row(RecordedFinding finding) => Row(s_columns.Select(column => column.Value(finding)));

    /// <summary>
    /// One cell. What begins like a formula gets an apostrophe in front, so that a spreadsheet shows a feed's text and never runs it; a
    /// plain number keeps its sign.
    /// </summary>
    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var isFormula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        var safe = isFormula ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Row(IEnumerable<string?> cells)
    {
        var row = new StringBuilder();
        foreach (var (i, cell) in cells.Index())
        {
            row.Append(i == 0 ? "" : ",").Append(Cell(cell));
        }

        return row.Append("\r\n").ToString();
    }

    private static string? Number(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);
}
