namespace Watcher.Worker.Cli;

/// <summary>A column of a table.</summary>
/// <param name="Header">In capitals; also the key below 80 columns.</param>
/// <param name="MayWrap">Its text may be broken when the terminal is too narrow for all.</param>
/// <param name="IsNumber">Stands to the right.</param>
/// <param name="IsDetail">Goes under the row when the terminal is too narrow for all; only the last columns.</param>
internal readonly record struct Column(string Header, bool MayWrap = false, bool IsNumber = false, bool IsDetail = false);

/// <summary>Rows for people; <see cref="Terminal"/> lays them out.</summary>
internal sealed class TerminalTable(params Column[] columns)
{
    private readonly List<Cell[]> _rows = [];

    public IReadOnlyList<Column> Columns => columns;

    public IReadOnlyList<Cell[]> Rows => _rows;

    /// <summary>One cell a column.</summary>
    public void Add(params Cell[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns.Length);
        _rows.Add(cells);
    }
}
