namespace Watcher.Worker.Cli;

/// <summary>How wide the columns of a table are on a terminal that is too narrow for them.</summary>
internal static class ColumnWidths
{
    /// <summary>Between two columns.</summary>
    public const int Gap = 2;

    /// <summary>A column narrower than this breaks words; better that the line is too long.</summary>
    public const int Least = 12;

    public static bool Fit(ReadOnlySpan<int> natural, int indent, int width) => Total(natural, indent) <= width;

    /// <summary>The widest column that may wrap gives way first, down to <see cref="Least"/>.</summary>
    public static int[] Of(IReadOnlyList<Column> columns, ReadOnlySpan<int> natural, int indent, int width)
    {
        var widths = natural.ToArray();
        while (!Fit(widths, indent, width))
        {
            var widest = -1;
            for (var i = 0; i < widths.Length; i++)
            {
                if (columns[i].MayWrap && widths[i] > Least && (widest < 0 || widths[i] > widths[widest]))
                {
                    widest = i;
                }
            }

            if (widest < 0)
            {
                break;
            }

            widths[widest]--;
        }

        return widths;
    }

    private static long Total(ReadOnlySpan<int> widths, int indent)
    {
        var total = (long)indent + (Gap * (widths.Length - 1));
        foreach (var width in widths)
        {
            total += width;
        }

        return total;
    }
}
