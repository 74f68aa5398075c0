using System.Collections.Immutable;
using System.Text;

namespace Watcher.Claims.Digests;

/// <summary>The findings of a digest as a table to go with it, for those who sort and count (<c>attach: csv</c>).</summary>
internal static class DigestTable
{
    /// <summary>A table is for reading on: mail gateways take a mail of a few megabytes, and base64 adds a third.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Without it spreadsheets take UTF-8 for the machine's own code page, and Cyrillic turns to noise.</summary>
    private const char ByteOrderMark = '\uFEFF';

    /// <param name="name">Of the file, without its ending.</param>
    /// <param name="findings">In the order of recording.</param>
    /// <returns>The table and how many of the findings it holds; the first ones when there are too many.</returns>
    public static (MailFile File, int Rows) Write(string name, IEnumerable<OwedFinding> findings)
    {
        var table = new StringBuilder().Append(ByteOrderMark).Append(FindingTable.Header);
        var (rows, bytes) = (0, Encoding.UTF8.GetByteCount(table.ToString()));
        foreach (var owed in findings)
        {
            var row = FindingTable.Row(owed.Finding, owed.Entry.Entry, owed.RecordedAt);
            bytes += Encoding.UTF8.GetByteCount(row);
            if (bytes > MaxBytes)
            {
                break;
            }

            table.Append(row);
            rows++;
        }

        return (new MailFile($"{name}.csv", "text/csv", ImmutableArray.Create(Encoding.UTF8.GetBytes(table.ToString()))), rows);
    }
}
