using System.CommandLine;
using System.Globalization;

namespace Watcher.Worker.Cli;

/// <summary>
/// Where a verb writes for people: aligned to the terminal's width, coloured where that is wanted. Text is escaped here, so that a feed's
/// words never drive the terminal (docs/040-terminal-output.md).
/// </summary>
internal sealed class Terminal
{
    /// <summary>Below this width a table is unreadable, and each row becomes a few lines.</summary>
    private const int NarrowBelow = 80;

    private readonly Surroundings _around;
    private readonly bool _hasColor;
    private readonly int _width;

    /// <param name="output">Takes the data.</param>
    /// <param name="around">Width, zone and clock.</param>
    /// <param name="color">Of the option <c>--color</c>.</param>
    public Terminal(TextWriter output, Surroundings around, string? color = null)
    {
        (Output, _around) = (output, around);
        _hasColor = ColorChoice.IsOn(color, around.Variable, around.Columns is not null);
        _width = around.Columns ?? int.MaxValue;
    }

    public static Terminal Of(ParseResult parsed) =>
        new(parsed.InvocationConfiguration.Output, Surroundings.Of(parsed), parsed.GetValue(GlobalOptions.Color));

    /// <summary>For what is printed as it is: documents, mails, paths.</summary>
    public TextWriter Output { get; }

    /// <summary>Local time to the minute, with the year when it is not this one.</summary>
    public string Time(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, _around.Zone);
        var now = TimeZoneInfo.ConvertTime(_around.Time.GetUtcNow(), _around.Zone);
        return local.ToString(local.Year == now.Year ? "d MMM HH:mm" : "d MMM yyyy HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>The same for milliseconds since 1970, a dash for null.</summary>
    public string Time(long? milliseconds) => milliseconds is { } ms ? Time(DateTimeOffset.FromUnixTimeMilliseconds(ms)) : "-";

    public void Line() => Output.WriteLine();

    /// <summary>One line of words as they are, none wrapped: it is for copying and searching.</summary>
    public void Line(params Cell[] words) => Output.WriteLine(string.Concat(words.Select(word => Paint(TerminalText.Escape(word.Text), word.Tone))));

    /// <summary>A table with a heading; rows become <c>key: value</c> lines on a narrow terminal.</summary>
    public void Write(TerminalTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (_width < NarrowBelow)
        {
            WriteNarrow(table);
            return;
        }

        Lay(table.Columns, [[.. table.Columns.Select(c => new Cell(c.Header, Tone.Quiet))], .. table.Rows], indent: 0, hasHeading: true);
    }

    /// <summary>Rows of a name and a text: the names stand under each other, and a long text hangs under its beginning.</summary>
    /// <param name="indent">Spaces before the names.</param>
    /// <param name="nameWidth">At least so wide, for rows that are written one by one.</param>
    public void Fields(IEnumerable<(Cell Name, Cell Text)> rows, int indent = 0, int nameWidth = 0) =>
        Lay([new Column(""), new Column("", MayWrap: true)], [.. rows.Select(row => new[] { row.Name with { Text = row.Name.Text.PadRight(nameWidth) }, row.Text })], indent);

    /// <summary>Rows without a heading; the columns that may wrap give way first.</summary>
    public void Rows(TerminalTable table, int indent = 0) => Lay(table.Columns, table.Rows, indent);

    /// <summary>Columns under each other, as narrow as the terminal asks.</summary>
    private void Lay(IReadOnlyList<Column> columns, IReadOnlyList<Cell[]> rows, int indent, bool hasHeading = false)
    {
        var texts = rows.Select(row => Array.ConvertAll(row, cell => cell with { Text = TerminalText.Escape(cell.Text) })).ToList();
        var natural = columns.Select((_, i) => texts.Select(row => TerminalText.Width(row[i].Text)).DefaultIfEmpty().Max()).ToArray();
        var main = columns.Count;
        while (main > 1 && columns[main - 1].IsDetail && !ColumnWidths.Fit(natural, indent, _width))
        {
            main--;
        }

        // One detail that has no room takes the others along: a row says all of them in one place.
        main = main < columns.Count ? columns.TakeWhile(column => !column.IsDetail).Count() : main;
        var widths = ColumnWidths.Of([.. columns.Take(main)], natural.AsSpan(0, main), indent, _width);
        foreach (var (index, row) in texts.Index())
        {
            WriteRow(columns, row, widths, indent);
            if (!(hasHeading && index == 0))
            {
                WriteDetails(row.AsSpan(main), indent + (2 * ColumnWidths.Gap));
            }
        }
    }

    private void WriteRow(IReadOnlyList<Column> columns, Cell[] row, int[] widths, int indent)
    {
        var lines = widths.Select((width, i) => TerminalText.Wrap(row[i].Text, width)).ToArray();
        for (var n = 0; n < lines.Max(line => line.Count); n++)
        {
            var pending = indent;       // spaces are written when something follows them, so that no line ends in any
            for (var i = 0; i < widths.Length; i++)
            {
                var text = n < lines[i].Count ? lines[i][n] : "";
                var fill = widths[i] - TerminalText.Width(text);
                if (text.Length > 0)
                {
                    Output.Write(new string(' ', pending + (columns[i].IsNumber ? fill : 0)));
                    Output.Write(Paint(text, row[i].Tone));
                    pending = columns[i].IsNumber ? 0 : fill;
                }
                else
                {
                    pending += widths[i];
                }

                pending += ColumnWidths.Gap;
            }

            Output.WriteLine();
        }
    }

    private void WriteDetails(ReadOnlySpan<Cell> details, int indent)
    {
        foreach (var detail in details)
        {
            foreach (var line in detail.Text.Length == 0 ? [] : TerminalText.Wrap(detail.Text, Math.Max(_width - indent, ColumnWidths.Least)))
            {
                Output.Write(new string(' ', indent));
                Output.WriteLine(Paint(line, detail.Tone));
            }
        }
    }

    private void WriteNarrow(TerminalTable table)
    {
        var keys = table.Columns.Select(c => c.Header.ToLowerInvariant() + ":").ToArray();
        for (var i = 0; i < table.Rows.Count; i++)
        {
            if (i > 0)
            {
                Line();
            }

            Fields(keys.Zip(table.Rows[i], (key, cell) => (new Cell(key, Tone.Quiet), cell)).Where(row => row.cell.Text.Length > 0), nameWidth: keys.Max(key => key.Length));
        }
    }

    /// <summary>The text in its tone (SGR, ECMA-48 8.3.117); the terminal's own palette, none of its bright colours.</summary>
    private string Paint(string text, Tone tone) => !_hasColor || tone == Tone.Plain || text.Length == 0 ? text : tone switch
    {
        Tone.Strong => $"\u001b[1m{text}\u001b[0m",
        Tone.Quiet => $"\u001b[2m{text}\u001b[0m",
        Tone.Good => $"\u001b[32m{text}\u001b[0m",
        Tone.Careful => $"\u001b[33m{text}\u001b[0m",
        Tone.Bad => $"\u001b[1;31m{text}\u001b[0m",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
