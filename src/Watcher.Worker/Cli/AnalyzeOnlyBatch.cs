using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watcher.Claims.Quantities;

namespace Watcher.Worker.Cli;

/// <summary><c>analyze --from FILE.jsonl --jsonl --only quantities|dates</c>: one line with <c>id</c> and <c>pred[]</c> for each input line.</summary>
/// <param name="readers">Of every language.</param>
/// <param name="prefer">In place of what the lines prefer; null: what they say, else the rule of news.</param>
internal sealed class AnalyzeOnlyBatch(LanguageReaders readers, DatePreference? prefer = null)
{
    public int Run(string file, bool dates, TextWriter output, TextWriter errors, Action? advance = null)
    {
        var exit = ExitCodes.Done;
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            advance?.Invoke();
            try
            {
                var row = JsonNode.Parse(line)!.AsObject();
                var text = row["text"]?.GetValue<string>() ?? throw new FormatException("the line has no text");
                var id = row["id"]?.ToString() ?? throw new FormatException("the line has no id");
                var language = row["language"]?.GetValue<string>();
                var found = dates ? Dates(text, Reference(row, prefer), language) : Quantities(text, language);
                output.WriteLine(new JsonObject { ["id"] = id, ["pred"] = found }.ToJsonString(JsonText.Compact));
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or NullReferenceException)
            {
                errors.WriteLine($"{file}:{number}: {e.Message}");
                exit = ExitCodes.PartlyDone;
            }
        }

        return exit;
    }

    /// <summary>The quantities of one text in the form of <c>quantities/score.py</c>, which has no word for "many".</summary>
    public JsonArray Quantities(string text, string? language) =>
        [.. readers.For(language, text).Quantities.Read(text).Where(m => m.Role != QuantityRole.Identifier && m.Value.Hedge != Hedge.Vague).Select(m => (JsonNode)new JsonObject
        {
            ["start"] = m.Core.Start,
            ["end"] = m.Core.End,
            ["kind"] = Snake(m.Kind.ToString()),
            ["unit"] = m.Value.Unit.Id,
            ["value_low"] = m.Value.Low,
            ["value_high"] = m.Value.High,
            ["hedge"] = Snake(m.Value.Hedge.ToString()),
        })];

    /// <summary>The dates of one text in the form of <c>quantities/score.py</c>; lengths of time without a date are left out.</summary>
    public JsonArray Dates(string text, DateReference reference, string? language) =>
        [.. readers.For(language, text).Dates.Read(text, reference).Where(d => d.Kind != DateKind.Duration).Select(d => (JsonNode)new JsonObject
        {
            ["start"] = d.Span.Start,
            ["end"] = d.Span.End,
            ["from"] = Wall(d.Value.From),
            ["to"] = Wall(d.Value.To),
            ["alt"] = new JsonArray([.. d.Alternatives.Concat(d.OtherReadings).Select(a => (JsonNode)new JsonArray(Wall(a.From), Wall(a.To)))]),
        })];

    private static DateReference Reference(JsonObject row, DatePreference? prefer)
    {
        var written = row["reference_time"]?.GetValue<string>() ?? row["published"]?.GetValue<string>();
        var time = string.IsNullOrEmpty(written)
            ? throw new FormatException("the line has neither reference_time nor published, and dates need one")
            : DateTimeOffset.Parse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).DateTime;
        return new DateReference(time, DayMonthOrder.Unknown, prefer ?? PreferWord.Of(row) ?? default);
    }

    private static JsonValue? Wall(DateTime? time) => time is { } t
        ? JsonValue.Create(t.ToString(t.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture))
        : null;

    private static string Snake(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
