using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Watcher.Claims;
using Watcher.Claims.Quantities;

namespace Watcher.Worker.Cli;

/// <summary>One line of the batch forms' input: <c>id, text</c>, and what else is known of the text; other keys are ignored.</summary>
internal sealed record BatchLine
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    public string? Title { get; init; }

    public string? Language { get; init; }

    /// <summary>Null when the line gives no time; UTC when it gives none of its own zone.</summary>
    public DateTimeOffset? Published { get; init; }

    public required Outlet Outlet { get; init; }

    /// <summary>How the line wants its dates read where the text leaves them open; null when it does not say.</summary>
    public DatePreference? Prefer { get; init; }

    /// <summary>The article as the pipeline knows it. Without a time the day of the earliest possible publication stands in, marked.</summary>
    public ArticleRef Reference => new()
    {
        Id = new ArticleId(Id),
        Outlet = Outlet,
        Title = Title ?? "",
        Language = Language,
        PublishedAt = Published ?? DateTimeOffset.UnixEpoch,
        IsPublicationKnown = Published is not null,
    };

    /// <summary>Reads a JSONL file; broken lines are reported with file and line and left out.</summary>
    /// <returns>The lines, and whether all could be read.</returns>
    public static (List<BatchLine> Lines, bool IsWhole) Read(string file, TextWriter errors)
    {
        if (!File.Exists(file))
        {
            throw new VerbException(ExitCodes.NotFound, "not_found", $"No file '{file}'.", "give a file with one JSON object a line");
        }

        var lines = new List<BatchLine>();
        var isWhole = true;
        var number = 0;
        foreach (var text in File.ReadLines(file))
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            try
            {
                lines.Add(Parse(text));
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
            {
                errors.WriteLine($"{file}:{number}: {TerminalText.Escape(e.Message)}");
                isWhole = false;
            }
        }

        return (lines, isWhole);
    }

    private static BatchLine Parse(string text)
    {
        var row = JsonNode.Parse(text) as JsonObject ?? throw new FormatException("the line is no JSON object");
        var outlet = Word(row, "outlet") ?? Word(row, "source") ?? "unknown";
        return new BatchLine
        {
            Id = row["id"]?.ToString() ?? throw new FormatException("the line has no id"),
            Text = row["text"] is JsonValue given && given.TryGetValue<string>(out var written) ? written : throw new FormatException("the line has no text"),     // it may be empty
            Title = Word(row, "title"),
            Language = Word(row, "language"),
            Published = Time(Word(row, "published") ?? Word(row, "reference_time")),
            Outlet = new Outlet { Id = outlet, Name = Word(row, "outlet_name") ?? outlet, Owner = outlet },
            Prefer = PreferWord.Of(row),
        };
    }

    private static string? Word(JsonObject row, string key) =>
        row[key] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static DateTimeOffset? Time(string? text) => text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw new FormatException($"'{text}' is no time");
}
