using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Watcher.Claims.Subjects.Transliteration;

namespace Watcher.Claims.Subjects;

/// <summary>
/// Makes the gazetteer table of a country from its official list of settlements: the codifier of administrative units of Ukraine (KATOTTG),
/// as published: <c>;</c>-separated, a header line, five levels of codes, a category letter and the Ukrainian name. Equal input gives equal bytes.
/// </summary>
public static class OfficialSettlements
{
    /// <summary>Columns of one line of the codifier.</summary>
    private const int Columns = 7;

    /// <summary>An id is at most this long (configuration.md 2).</summary>
    private const int MaxIdLength = 40;

    // Categories of the codifier that are settlements, in falling order of weight. T is the urban-type settlement of lists before 2024.
    private static readonly (string Letter, string Kind)[] s_kinds = [("K", "city"), ("M", "city"), ("T", "urban"), ("X", "rural"), ("C", "village")];

    // First-level units that are not named for a city of theirs, under their usual English names.
    private static readonly Dictionary<string, string> s_regions = new(StringComparer.Ordinal)
    {
        ["Автономна Республіка Крим"] = "Crimea",
        ["Волинська"] = "Volyn Oblast",
        ["Закарпатська"] = "Zakarpattia Oblast",
        ["Дніпропетровська"] = "Dnipropetrovsk Oblast",
        ["Кіровоградська"] = "Kirovohrad Oblast",
    };

    /// <returns>The table as text, and the lines that could not be read; a list with a problem gives no table worth keeping.</returns>
    public static (string Tsv, ImmutableArray<GazetteerProblem> Problems) ToTsv(string codifier)
    {
        ArgumentNullException.ThrowIfNull(codifier);
        var (units, problems) = Read(codifier);
        var parents = Parents(units);
        var rows = new List<string>();
        var groups = units.Where(u => u.Weight >= 0).GroupBy(u => Slug(UkrainianLatin.Of(u.Name))).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var taken = groups.Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var all = group.OrderBy(u => u.Weight).ThenBy(u => u.Code, StringComparer.Ordinal).ToList();
            var bearer = Bearer(all, parents);
            foreach (var unit in all)
            {
                var (admin1, admin2) = (parents.GetValueOrDefault(unit.Levels[0]), unit.Levels[1] == unit.Levels[0] ? null : parents.GetValueOrDefault(unit.Levels[1]));
                var id = unit == bearer ? group.Key : Unique(group.Key, unit, admin2 ?? admin1 ?? "", taken);
                taken.Add(id);
                rows.Add(string.Join('\t', id, UkrainianLatin.Of(unit.Name), "UA", admin1 ?? "\\N", admin2 ?? "\\N", s_kinds[unit.Weight].Kind,
                    "\\N", "\\N", "\\N", "uk:" + unit.Name, "\\N", unit.Code));
            }
        }

        rows.Sort(StringComparer.Ordinal);
        var tsv = new StringBuilder(string.Join('\t', GazetteerTsv.SettlementColumns)).Append('\n');
        foreach (var row in rows)
        {
            tsv.Append(row).Append('\n');
        }

        return (tsv.ToString(), problems);
    }

    private static (List<Unit> Units, ImmutableArray<GazetteerProblem> Problems) Read(string codifier)
    {
        var (units, problems) = (new List<Unit>(), ImmutableArray.CreateBuilder<GazetteerProblem>());
        var number = 0;
        foreach (var raw in codifier.Split('\n'))
        {
            number++;
            var line = raw.Trim('\r', '\uFEFF');
            if (number == 1 || line.Length == 0)
            {
                continue;
            }

            var cells = line.Split(';');
            if (cells.Length != Columns || cells[0].Length == 0 || cells[6].Trim().Length < 2)
            {
                problems.Add(new(number, 1, "W301", cells.Length != Columns ? $"{cells.Length} columns, expected {Columns}" : "code and name are required"));
                continue;
            }

            units.Add(new Unit(
                Array.FindLast(cells[..5], c => c.Length > 0)!,   // the first level is there
                [.. cells[..5]], cells[5].Trim(), Name(cells[6]), Array.FindIndex(s_kinds, k => k.Letter == cells[5].Trim())));
        }

        return (units, problems.ToImmutable());
    }

    /// <summary>
    /// Who has the plain name for an id: who bears it alone, or alone among cities, or the city for which its oblast is called.
    /// Nobody reads "ivanivka" for one village of 119.
    /// </summary>
    private static Unit? Bearer(List<Unit> all, Dictionary<string, string> parents)
    {
        var cities = all.Where(IsCity).ToList();
        var centres = cities.Where(c => parents.GetValueOrDefault(c.Levels[0]) == UkrainianLatin.Of(c.Name) + " Oblast").ToList();
        return all.Count == 1 ? all[0] : cities.Count == 1 ? cities[0] : centres.Count == 1 ? centres[0] : null;
    }

    /// <summary>English names of oblasts and raions by code. A unit is called for its centre ("Izium Raion"), which its adjective tells.</summary>
    private static Dictionary<string, string> Parents(List<Unit> units)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var settlements = units.Where(u => u.Weight >= 0).ToLookup(u => u.Levels[1]);
        var cities = units.Where(IsCity).ToLookup(u => u.Levels[0]);
        foreach (var unit in units)
        {
            if (unit.Category == "P")
            {
                names[unit.Code] = Centre(unit.Name, settlements[unit.Code]) + " Raion";
            }
            else if (unit.Category == "O")
            {
                names[unit.Code] = s_regions.GetValueOrDefault(unit.Name) ?? Centre(unit.Name, cities[unit.Code].Concat(units.Where(u => u.Category == "K"))) + " Oblast";
            }
        }

        return names;
    }

    /// <summary>
    /// The city that shares the longest beginning with the adjective (Ялта, Ялтинський), else a smaller place whose whole stem it shares;
    /// the adjective itself where there is none.
    /// </summary>
    private static string Centre(string adjective, IEnumerable<Unit> settlements)
    {
        const int MinCommon = 3;
        var stem = adjective.Length - "ський".Length;
        var best = settlements.Select(s => (Unit: s, Common: CommonPrefix(s.Name, adjective)))
            .Where(s => s.Common >= (IsCity(s.Unit) ? MinCommon : Math.Max(MinCommon, stem - 1)))
            .OrderBy(s => IsCity(s.Unit) ? 0 : s.Unit.Weight).ThenByDescending(s => s.Common).ThenBy(s => s.Unit.Name.Length)
            .ThenBy(s => s.Unit.Code, StringComparer.Ordinal)
            .Select(s => s.Unit).FirstOrDefault();
        return UkrainianLatin.Of(best?.Name ?? adjective);
    }

    private static int CommonPrefix(string a, string b)
    {
        var i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i])
        {
            i++;
        }

        return i;
    }

    private static string Unique(string slug, Unit unit, string parent, HashSet<string> taken)
    {
        var byParent = $"{slug}-{Slug(parent.Replace(" Raion", "", StringComparison.Ordinal).Replace(" Oblast", "", StringComparison.Ordinal))}";
        if (byParent.Length <= MaxIdLength && !taken.Contains(byParent))
        {
            return byParent;
        }

        // The code is the only thing that tells two villages of one name in one raion apart for good.
        var digits = unit.Code[2..12];
        return $"{slug[..Math.Min(slug.Length, MaxIdLength - digits.Length - 1)]}-{digits}";
    }

    private static bool IsCity(Unit unit) => unit.Weight is 0 or 1;

    /// <summary>One space between words, one kind of apostrophe: the codifier writes both carelessly.</summary>
    private static string Name(string cell) => string.Join(' ', cell.Replace('’', '\'').Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Slug(string latin)
    {
        var slug = new StringBuilder(latin.Length);
        foreach (var c in latin.ToLower(CultureInfo.InvariantCulture))
        {
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                slug.Append(c);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().Trim('-');
    }

    /// <param name="Levels">Codes of the oblast, raion, hromada, settlement and city district; empty where the line has none.</param>
    /// <param name="Weight">Index of its kind; -1 for what is no settlement.</param>
    private sealed record Unit(string Code, string[] Levels, string Category, string Name, int Weight);
}
