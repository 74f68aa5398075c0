using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Watcher.Worker.Cli;

/// <summary>
/// Where a verb writes for people: aligned to the terminal's width, coloured where that is wanted. Text is escaped here, so that a feed's
/// words never drive the terminal; none of it is markup. Spectre.Console does the layout, and is loaded only where there is something to lay
/// out or to colour: plain text in a pipe needs neither.
/// </summary>
internal sealed class Terminal
{
    /// <summary>Below this width a table is unreadable, and each row becomes a few lines.</summary>
    private const int NarrowBelow = 80;

    /// <summary>Stands for no limit; Spectre wants a number.</summary>
    private const int Unlimited = 100_000;

    /// <summary>Between two columns.</summary>
    private const int Gap = 2;

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
        _width = around.Columns ?? Unlimited;
    }

    public static Terminal Of(ParseResult parsed) =>
        new(parsed.InvocationConfiguration.Output, Surroundings.Of(parsed), parsed.GetValue(GlobalOptions.Color));

    /// <summary>For what is printed as it is: documents, mails, paths.</summary>
    public TextWriter Output { get; }

    private bool IsPlain => !_hasColor && _width == Unlimited;

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
    public void Line(params Cell[] words)
    {
        if (!_hasColor)
        {
            Output.WriteLine(string.Concat(words.Select(word => TerminalText.Escape(word.Text))));
            return;
        }

        var line = new Paragraph();
        foreach (var word in words)
        {
            line.Append(TerminalText.Escape(word.Text), StyleOf(word.Tone));
        }

        Render(line, Unlimited);
        Output.WriteLine();
    }

    /// <summary>A table with a heading; rows become <c>key: value</c> lines on a narrow terminal.</summary>
    public void Write(TerminalTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (_width < NarrowBelow)
        {
            WriteNarrow(table);
            return;
        }

        Lay([.. table.Columns], [[.. table.Columns.Select(c => new Cell(c.Header, Tone.Quiet))], .. table.Rows], indent: 0);
    }

    /// <summary>Rows of a name and a text: the names stand under each other, and a long text hangs under its beginning.</summary>
    /// <param name="indent">Spaces before the names.</param>
    /// <param name="nameWidth">At least so wide, for rows that are written one by one.</param>
    public void Fields(IEnumerable<(Cell Name, Cell Text)> rows, int indent = 0, int nameWidth = 0) =>
        Lay([new Column(""), new Column("", MayWrap: true)], [.. rows.Select(row => new[] { row.Name with { Text = row.Name.Text.PadRight(nameWidth) }, row.Text })], indent);

    /// <summary>Rows without a heading; the columns that may wrap give way first.</summary>
    public void Rows(TerminalTable table, int indent = 0) => Lay([.. table.Columns], [.. table.Rows], indent);

    /// <summary>Columns under each other, as narrow as the terminal asks.</summary>
    private void Lay(Column[] columns, IReadOnlyList<Cell[]> rows, int indent)
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (IsPlain)
        {
            LayPlain(columns, rows, indent);
            return;
        }

        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        for (var i = 0; i < columns.Length; i++)
        {
            table.AddColumn(new TableColumn("")
            {
                NoWrap = !columns[i].MayWrap,
                Alignment = columns[i].IsNumber ? Justify.Right : Justify.Left,
                Padding = new Padding(i == 0 ? indent : 0, 0, i == columns.Length - 1 ? 0 : Gap, 0),
            });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(TerminalText.Escape(cell.Text), StyleOf(cell.Tone))));
        }

        Render(table, _width);
    }

    private void LayPlain(Column[] columns, IReadOnlyList<Cell[]> rows, int indent)
    {
        var texts = rows.Select(row => Array.ConvertAll(row, cell => TerminalText.Escape(cell.Text))).ToList();
        var widths = columns.Select((_, i) => texts.Max(row => TerminalText.Width(row[i]))).ToArray();
        foreach (var row in texts)
        {
            var line = new System.Text.StringBuilder().Append(' ', indent);
            for (var i = 0; i < columns.Length; i++)
            {
                var fill = widths[i] - TerminalText.Width(row[i]);
                line.Append(' ', columns[i].IsNumber ? fill : 0).Append(row[i]).Append(' ', (columns[i].IsNumber ? 0 : fill) + Gap);
            }

            Output.WriteLine(line.ToString().TrimEnd(' '));
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

    /// <summary>Spectre pads every line to the full width; nobody wants to copy that.</summary>
    private void Render(Spectre.Console.Rendering.IRenderable what, int width)
    {
        var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _hasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _hasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = width;
        console.Write(what);
        var lines = text.ToString().ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i < lines.Length - 1)
            {
                Output.WriteLine(lines[i].TrimEnd(' '));
            }
            else
            {
                Output.Write(lines[i]);
            }
        }
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Quiet => new Style(decoration: Decoration.Dim),
        Tone.Good => new Style(Color.Green),
        Tone.Careful => new Style(Color.Olive),     // the terminal's own yellow, not the bright one
        Tone.Bad => new Style(Color.Maroon, decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
