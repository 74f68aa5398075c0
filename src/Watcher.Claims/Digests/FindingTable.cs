using System.Globalization;
using System.Text;
using System.Text.Json;
using Watcher.Claims.Ledgers;

namespace Watcher.Claims.Digests;

/// <summary>Findings as comma-separated values (RFC 4180) for spreadsheets: what <c>export</c> writes and what a digest can carry.</summary>
public static class FindingTable
{
    private static readonly (string Name, Func<Finding, LedgerEntry, DateTimeOffset, string?> Value)[] s_columns =
    [
        ("id", (f, _, _) => $"c-{f.Claim.Id.Value[..Math.Min(8, f.Claim.Id.Value.Length)]}"),
        ("verdict", (f, _, _) => Word(f.Verdict.GetType().Name)),
        ("rule", (f, _, _) => f.Rule),
        ("kind", (f, _, _) => Word(f.Claim.Kind)),
        ("subject", (f, _, _) => f.Claim.Subject.Name),
        ("predicate", (f, _, _) => f.Claim.Predicate.Id),
        ("actor", (f, _, _) => f.Claim.Actor?.Name),
        ("place", (f, _, _) => (f.Claim.Subject.Place ?? f.Claim.Scope.Area)?.Name),
        ("side", (f, _, _) => f.Claim.Scope.Side?.Value),
        ("value", (f, _, _) => f.Claim.ValueSurface),
        ("low", (f, _, _) => Number(f.Claim.Value?.Low)),
        ("high", (f, _, _) => Number(f.Claim.Value?.High)),
        ("unit", (f, _, _) => f.Claim.Value?.Unit.Id),
        ("hedge", (f, _, _) => f.Claim.Value is { } value ? Word(value.Hedge) : null),
        ("modality", (f, _, _) => Word(f.Claim.Modality)),
        ("stance", (f, _, _) => Word(f.Claim.Stance)),
        ("as_of_from", (f, _, _) => Wall(f.Claim.AsOf.Interval.From)),
        ("as_of_to", (f, _, _) => Wall(f.Claim.AsOf.Interval.To)),
        ("source", (f, _, _) => f.Claim.Attribution.Source?.Source),
        ("outlet", (_, e, _) => e.Article.Outlet.Id),
        ("published", (f, _, _) => Instant(f.Claim.PublishedAt)),
        ("recorded", (_, _, at) => Instant(at)),
        ("quote", (f, _, _) => f.Claim.Evidence.Quote),
        ("url", (_, e, _) => e.Article.Url?.AbsoluteUri),
    ];

    /// <summary>The names of the columns; ends with a line break, as every row does.</summary>
    public static string Header { get; } = Row(s_columns.Select(column => (string?)column.Name));

    /// <param name="finding">What was found.</param>
    /// <param name="entry">The finding's own claim as the ledger holds it.</param>
    /// <param name="recordedAt">When it was recorded.</param>
    public static string Row(Finding finding, LedgerEntry entry, DateTimeOffset recordedAt) =>
        Row(s_columns.Select(column => column.Value(finding, entry, recordedAt)));

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

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A date, with the time when it is not midnight.</summary>
    private static string? Wall(DateTime? moment) =>
        moment?.ToString(moment.Value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => Word(value.ToString());

    private static string Word(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
