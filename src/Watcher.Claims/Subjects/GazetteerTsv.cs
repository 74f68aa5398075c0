using System.Collections.Immutable;
using System.Globalization;

namespace Watcher.Claims.Subjects;

/// <summary>
/// Reads gazetteer text: one header line, tab-separated, no quoting, <c>|</c> between items, <c>\N</c> = no value (configuration.md 6).
/// Rows with a problem are left out.
/// </summary>
public static class GazetteerTsv
{
    /// <summary>Bounds of what a mistaken file may cost.</summary>
    public const int MaxRows = 500_000;

    /// <summary>The header of a table of settlements.</summary>
    internal static readonly ImmutableArray<string> SettlementColumns =
        ["id", "name", "country", "admin1", "admin2", "kind", "lat", "lon", "population", "aliases", "historic", "source"];

    private const string NoValue = "\\N";

    private static readonly ImmutableArray<string> s_personColumns = ["id", "name", "aliases", "roles", "source"];

    /// <param name="wanted">Ids of the rows to read; the others are passed over unread. Null for all.</param>
    public static (ImmutableArray<Settlement> Rows, ImmutableArray<GazetteerProblem> Problems) ReadSettlements(string text, IReadOnlySet<string>? wanted = null)
    {
        // Thirty thousand rows name the same few parents and kinds.
        var shared = new Dictionary<string, string>(StringComparer.Ordinal);
        string? Shared(string cell) => Value(cell) is not { } value ? null : shared.TryGetValue(value, out var known) ? known : shared[value] = value;
        return Read(text, SettlementColumns, wanted, (cells, at) => new Settlement
        {
            Id = new(cells[0]),
            Name = cells[1],
            Country = Shared(cells[2]),
            Admin1 = Shared(cells[3]),
            Admin2 = Shared(cells[4]),
            Kind = Shared(cells[5]),
            Location = Location(cells, at),
            Population = Number(cells[8], 8, at) is { } count ? (long)count : null,
            Aliases = Value(cells[10]) is null ? Aliases(cells[9], 9, at) : [.. Aliases(cells[9], 9, at), .. Historic(cells[10], at)],
        }, s => s.Id);
    }

    public static (ImmutableArray<Person> Rows, ImmutableArray<GazetteerProblem> Problems) ReadPeople(string text) =>
        Read(text, s_personColumns, null, (cells, at) => new Person
        {
            Id = new(cells[0]),
            Name = cells[1],
            Aliases = Aliases(cells[2], 2, at),
            Roles = Roles(cells[3], at),
        }, p => p.Id);

    private static (ImmutableArray<T> Rows, ImmutableArray<GazetteerProblem> Problems) Read<T>(string text, ImmutableArray<string> columns, IReadOnlySet<string>? wanted,
        Func<string[], Row, T> bind, Func<T, SubjectId> idOf)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = ImmutableArray.CreateBuilder<T>();
        var problems = ImmutableArray.CreateBuilder<GazetteerProblem>();
        var seen = new HashSet<SubjectId>();
        var wantedIds = (wanted as HashSet<string>)?.GetAlternateLookup<ReadOnlySpan<char>>();
        var cells = new string[columns.Length];
        var number = 0;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw;
            if (number == 1)
            {
                if (!line.TrimStart('\uFEFF').SequenceEqual(string.Join('\t', columns)))
                {
                    problems.Add(new(1, 1, "W301", $"the header must be: {string.Join(' ', columns)} (tab-separated)"));
                    break;
                }

                continue;
            }

            if (line.Length == 0)
            {
                continue;
            }

            if (number > MaxRows + 1)
            {
                problems.Add(new(number, 1, "W301", $"more than {MaxRows} rows"));
                break;
            }

            if (wantedIds is { } ids && !ids.Contains(line[..Math.Max(0, line.IndexOf('\t'))]))
            {
                continue;
            }

            var count = line.Count('\t') + 1;
            if (count != columns.Length)
            {
                problems.Add(new(number, 1, "W301", $"{count} columns, expected {columns.Length}"));
                continue;
            }

            var column = 0;
            foreach (var cell in line.Split('\t'))
            {
                cells[column++] = line[cell] is NoValue ? NoValue : line[cell].ToString();
            }

            var row = new Row(number, cells);
            if (cells[0].Length == 0 || cells[1].Length < 2)
            {
                row.Report(cells[0].Length == 0 ? 0 : 1, "W301", "id and name are required");
            }

            var bound = bind(cells, row);
            if (!seen.Add(idOf(bound)))
            {
                row.Report(0, "W302", $"id '{idOf(bound)}' is given twice");
            }

            problems.AddRange(row.Problems);
            if (row.Problems.Count == 0)
            {
                rows.Add(bound);
            }
        }

        return (rows.ToImmutable(), problems.ToImmutable());
    }

    private static string? Value(string cell) => cell is NoValue or "" ? null : cell;

    private static GeoPoint? Location(string[] cells, Row at)
    {
        var (lat, lon) = (Number(cells[6], 6, at), Number(cells[7], 7, at));
        if (lat is < -90 or > 90)
        {
            at.Report(6, "W031", "lat is outside -90..90");
        }

        if (lon is < -180 or > 180)
        {
            at.Report(7, "W031", "lon is outside -180..180");
        }

        return lat is { } y && lon is { } x ? new GeoPoint(y, x) : null;
    }

    private static double? Number(string cell, int column, Row at)
    {
        if (Value(cell) is null)
        {
            return null;
        }

        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        at.Report(column, "W301", $"'{cell}' is no number");
        return null;
    }

    private static ImmutableArray<Alias> Aliases(string cell, int column, Row at)
    {
        if (Value(cell) is null)
        {
            return [];
        }

        var read = ImmutableArray.CreateBuilder<Alias>();
        foreach (var (item, offset) in Items(cell))
        {
            if (SplitLanguage(item) is (var language, var name) && name.Length >= 2)
            {
                read.Add(new Alias(name, language, AliasKind.Curated));
            }
            else
            {
                at.Report(column, "W303", $"'{item}' is not language:name", offset);
            }
        }

        return read.ToImmutable();
    }

    private static ImmutableArray<Alias> Historic(string cell, Row at)
    {
        var read = ImmutableArray.CreateBuilder<Alias>();
        foreach (var (item, offset) in Items(cell))
        {
            if (SplitLanguage(item) is (var language, var rest) && Alias.ParseHistoric(rest, language) is { } alias)
            {
                read.Add(alias);
            }
            else
            {
                at.Report(10, "W303", $"'{item}' is not language:name@from..to", offset);
            }
        }

        return read.ToImmutable();
    }

    private static ImmutableArray<Role> Roles(string cell, Row at)
    {
        var read = ImmutableArray.CreateBuilder<Role>();
        foreach (var (item, offset) in Items(cell))
        {
            if (Alias.ParseHistoric(item, "en") is { } role)
            {
                read.Add(new Role(role.Text, role.From, role.To));
            }
            else
            {
                at.Report(3, "W303", $"'{item}' is not title@from..to", offset);
            }
        }

        return read.ToImmutable();
    }

    private static IEnumerable<(string Item, int Offset)> Items(string cell)
    {
        if (Value(cell) is null)
        {
            yield break;
        }

        var offset = 0;
        foreach (var item in cell.Split('|'))
        {
            yield return (item, offset);
            offset += item.Length + 1;
        }
    }

    private static (string Language, string Name)? SplitLanguage(string item)
    {
        var colon = item.IndexOf(':', StringComparison.Ordinal);
        return colon is 2 or 3 ? (item.AsSpan(0, colon) is "uk" ? "uk" : item[..colon], item[(colon + 1)..].Trim()) : null;   // the commonest is kept once
    }

    private sealed class Row(int line, string[] cells)
    {
        private List<GazetteerProblem>? _problems;

        public IReadOnlyList<GazetteerProblem> Problems => _problems ?? (IReadOnlyList<GazetteerProblem>)[];

        public void Report(int column, string code, string message, int offset = 0) =>
            (_problems ??= []).Add(new(line, cells.Take(column).Sum(c => c.Length + 1) + offset + 1, code, message));
    }
}

/// <summary>What is wrong with a gazetteer file, and where (both from 1).</summary>
public sealed record GazetteerProblem(int Line, int Column, string Code, string Message);
