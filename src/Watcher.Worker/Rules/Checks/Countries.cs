using System.Globalization;

namespace Watcher.Worker.Rules.Checks;

/// <summary>
/// The two-letter countries of ISO 3166-1 (and XK) with the box their settlements lie in, for the check of coordinates. Boxes are rounded
/// outwards to a tenth of a degree; countries that cross the date line or are only islands have none and are not checked.
/// </summary>
internal static class Countries
{
    /// <summary>Coasts and disputed borders: what lies this near to the box is not worth a warning.</summary>
    private const double MarginDegrees = 1;

    private static readonly Dictionary<string, Row> s_rows = Read();

    private static readonly Dictionary<string, string> s_habits = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UK"] = "GB",
        ["EN"] = "GB",
        ["UKR"] = "UA",
        ["RUS"] = "RU",
        ["USA"] = "US",
        ["GBR"] = "GB",
        ["EL"] = "GR",
    };

    public static bool IsKnown(string code) => s_rows.ContainsKey(code);

    /// <summary>The code somebody may have meant: written small, a country's name, three letters, or a habit such as UK.</summary>
    public static IReadOnlyList<string> Suggest(string text)
    {
        if (s_habits.TryGetValue(text, out var code))
        {
            return [code];
        }

        if (s_rows.ContainsKey(text.ToUpperInvariant()))
        {
            return [text.ToUpperInvariant()];
        }

        var name = text.Length < 4 ? [] : Suggestion.For(text, s_rows.Values.Select(row => row.Name));
        return [.. s_rows.Values.Where(row => name.Contains(row.Name)).Select(row => row.Code)];
    }

    /// <summary>False when the country is known, has a box, and the place lies outside of it.</summary>
    public static bool MayHold(string country, double latitude, double longitude) =>
        s_rows.GetValueOrDefault(country)?.Box is not { } box
        || (latitude >= box.South - MarginDegrees && latitude <= box.North + MarginDegrees
            && longitude >= box.West - MarginDegrees && longitude <= box.East + MarginDegrees);

    public static string NameOf(string code) => s_rows.TryGetValue(code, out var row) ? row.Name : code;

    private static Dictionary<string, Row> Read()
    {
        using var stream = typeof(Countries).Assembly.GetManifestResourceStream("countries.tsv")
            ?? throw new InvalidOperationException("countries.tsv is not in the program");
        using var reader = new StreamReader(stream);
        var rows = new Dictionary<string, Row>(StringComparer.Ordinal);
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split('\t');
            double Degrees(int i) => double.Parse(cells[i], CultureInfo.InvariantCulture);
            rows.Add(cells[0], new Row(cells[0], cells[1], cells[2] == "\\N" ? null : new Box(Degrees(2), Degrees(3), Degrees(4), Degrees(5))));
        }

        return rows;
    }

    private sealed record Row(string Code, string Name, Box? Box);

    private sealed record Box(double West, double South, double East, double North);
}
