using System.Globalization;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;
using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>What watch lists say of each other and of the rule data: ids, references, names claimed twice. Works on nodes, so that every problem has its place.</summary>
internal sealed class WatchListChecks
{
    /// <summary>Names shorter than this match inside ordinary prose too often (configuration.md 8).</summary>
    private const int ShortName = 4;

    /// <summary>D disputed, ? contested, . no claim: letters of the control strips themselves.</summary>
    private const string ReservedLetters = "D?.";

    private readonly KnownNames _known;
    private readonly Dictionary<string, (ConfigText File, YamlMappingNode Entry)> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Id, bool HasContext)> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _letters = new(StringComparer.OrdinalIgnoreCase);

    private WatchListChecks(KnownNames known) => _known = known;

    public static void Check(IReadOnlyList<ConfigText> lists, KnownNames known)
    {
        var checks = new WatchListChecks(known);
        List<ConfigText> read = [.. lists.Where(l => l.Root is not null)];
        foreach (var list in read)
        {
            checks.List(list);
        }

        FormerIds.Check([.. read.Select(list => new FormerIds.Entry(list, list.Root!))]);      // just seen to be there
        FormerIds.Check([.. read.SelectMany(FormerIds.Subjects)],
            (known.Metrics, "a metric of ontology/metrics.yaml"), (known.Sides, "a side of ontology/sides.yaml"));
    }

    private void List(ConfigText list)
    {
        var expected = Path.GetFileNameWithoutExtension(list.File);
        if (list.Root.Scalar("id") is { } id && id.Value != expected && ConfigValues.IsId(id.Value ?? ""))
        {
            list.Add(id, ProblemCodes.FileName, $"id '{id.Value}' must equal the file name '{expected}'", ConfigValues.IsId(expected) ? [expected] : []);
        }

        CrossFileChecks.Languages(list, list.Root.Texts("languages"), "languages", _known);
        var ownIds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, entry) in list.Root.Items("settlements").Index())
        {
            Subject(list, $"settlements[{i}]", entry, ownIds, _known.Settlements, "config/gazetteer");
            Place(list, entry);
            Number(list, entry);
            Historic(list, entry);
            OtherLanguages(list, entry, "aliases", "historic");
        }

        foreach (var (i, entry) in list.Root.Items("people").Index())
        {
            Subject(list, $"people[{i}]", entry, ownIds, _known.People, "config/gazetteer/people.tsv");
            OtherLanguages(list, entry, "aliases");
            foreach (var role in entry.Items("roles"))
            {
                Period(list, role);
            }
        }

        Metrics(list);
        Sides(list);
        Unique(list, "anchors");
    }

    private void Subject(ConfigText list, string path, YamlMappingNode entry, HashSet<string> ownIds, IReadOnlySet<string> rows, string table)
    {
        var reference = entry.Scalar("ref");
        if (reference is { Value: { } row } && ConfigValues.IsId(row) && !rows.Contains(row))
        {
            list.Add(reference, ProblemCodes.UnknownRef, $"no row '{row}' in {table}", Suggestion.For(row, rows));
        }

        var idNode = entry.Scalar("id") ?? reference;
        if (idNode?.Value is not { } id || !ConfigValues.IsId(id))
        {
            return;   // reported where the shape was checked
        }

        if (!ownIds.Add(id) || (_ids.TryGetValue(id, out var other) && !other.Entry.Equals(entry)))
        {
            var place = _ids.TryGetValue(id, out other) ? $" (first in {other.File.File}:{other.Entry.Start.Line})" : "";
            list.Add(idNode, ProblemCodes.RepeatedId, $"id '{id}' is used twice with different content{place}");
        }

        _ids.TryAdd(id, (list, entry));
        var hasContext = entry.Texts("context").Any();
        List<YamlScalarNode> names = [.. entry.ByLanguage("aliases").Select(a => a.Text)];
        if (entry.Scalar("name") is { } nameNode)
        {
            names.Insert(0, nameNode);
        }

        foreach (var node in names)
        {
            Name(list, node, id, hasContext);
        }

        foreach (var (i, longer) in entry.Texts("not").Index())
        {
            if (names.Count > 0 && !names.Any(n => (n.Value?.Length ?? 0) < (longer.Value?.Length ?? 0)))
            {
                list.Add(longer, ProblemCodes.UselessExclusion, $"{path}.not[{i}] '{longer.Value}' is not longer than a name of {id}, so it excludes nothing");
            }
        }
    }

    private void Name(ConfigText list, YamlScalarNode node, string id, bool hasContext)
    {
        var name = node.Value ?? "";
        if (name.Length < 2)
        {
            return;   // reported where the shape was checked
        }

        var folded = Fold.Text(name);
        if (!hasContext && name.Length < ShortName)
        {
            list.Add(node, ProblemCodes.AmbiguousAlias, $"the name '{name}' of {id} is very short; add context: words that must stand near it", severity: ProblemSeverity.Warning);
        }
        else if (!hasContext && _known.PlainWords.Contains(folded))
        {
            list.Add(node, ProblemCodes.AmbiguousAlias, $"the name '{name}' of {id} is also an ordinary word or first name; add context: words that must stand near it",
                severity: ProblemSeverity.Warning);
        }

        if (_names.TryGetValue(folded, out var other) && other.Id != id && !(other.HasContext && hasContext))
        {
            list.Add(node, ProblemCodes.SharedAlias, $"'{name}' names both {other.Id} and {id}; drop one, or give both context: words");
        }

        _names.TryAdd(folded, (id, hasContext));
    }

    private static void Place(ConfigText list, YamlMappingNode entry)
    {
        if (entry.Map("location") is not { } location || entry.Scalar("country")?.Value is not { } country
            || !TryDegrees(location.Scalar("lat"), out var latitude) || !TryDegrees(location.Scalar("lon"), out var longitude)
            || Math.Abs(latitude) > 90 || Math.Abs(longitude) > 180 || Countries.MayHold(country, latitude, longitude))
        {
            return;
        }

        var isSwapped = Countries.MayHold(country, longitude, latitude);
        list.Add(location, ProblemCodes.OutsideCountry,
            FormattableString.Invariant($"{latitude} north, {longitude} east lies outside of {Countries.NameOf(country)}") + (isSwapped ? "; lat and lon look swapped" : ""),
            severity: ProblemSeverity.Warning);
    }

    /// <summary>One place under two ids would be told apart from itself.</summary>
    private void Number(ConfigText list, YamlMappingNode entry)
    {
        if (entry.Scalar("geonames") is { Value: { } number } node && (entry.Scalar("id") ?? entry.Scalar("ref"))?.Value is { } id
            && !_numbers.TryAdd(number, id) && _numbers[number] != id)
        {
            list.Add(node, ProblemCodes.SharedNumber, $"geonames {number} is given to '{_numbers[number]}' and '{id}'; one place has one id");
        }
    }

    /// <summary>A list that says which languages it is about, and then names something in another, has a mistake in one of the two.</summary>
    private static void OtherLanguages(ConfigText list, YamlMappingNode entry, params ReadOnlySpan<string> keys)
    {
        var languages = list.Root.Texts("languages").Select(node => node.Value).ToHashSet(StringComparer.Ordinal);
        if (languages.Count == 0)
        {
            return;
        }

        foreach (var key in keys)
        {
            foreach (var node in entry.Map(key)?.Children.Keys.OfType<YamlScalarNode>() ?? [])
            {
                if (node.Value is { } language && ConfigValues.IsLanguage(language) && !languages.Contains(language))
                {
                    list.Add(node, ProblemCodes.OtherLanguage, $"{key} in '{language}', which languages does not name ({string.Join(", ", languages)})",
                        severity: ProblemSeverity.Warning);
                }
            }
        }
    }

    private static void Historic(ConfigText list, YamlMappingNode entry)
    {
        foreach (var (language, text) in entry.ByLanguage("historic"))
        {
            if (text.Value is { } written && Alias.ParseHistoric(written, language) is null)
            {
                list.Add(text, ProblemCodes.TsvAlias, $"'{written}' is not name@from..to with dates as 2024-09-19");
            }
        }
    }

    private static void Period(ConfigText list, YamlMappingNode role)
    {
        if (role.Scalar("from")?.Value is { } from && role.Scalar("to") is { Value: { } to } node
            && TryDay(from, out var first) && TryDay(to, out var last) && first > last)
        {
            list.Add(node, ProblemCodes.Period, $"the role ends ({to}) before it begins ({from})");
        }
    }

    private void Metrics(ConfigText list)
    {
        Unique(list, "metrics");
        foreach (var metric in list.Root.Items("metrics"))
        {
            OtherLanguages(list, metric, "terms");
            Differs(list, metric);
            if (metric.Scalar("unit") is { Value: { } unit } unitNode && _known.Units is { } units && !units.Contains(unit) && !_known.UnitDimensions.ContainsKey(unit))
            {
                list.Add(unitNode, ProblemCodes.UnknownUnit, $"unknown unit '{unit}'", Suggestion.For(unit, units));
            }

            if (metric.Scalar("id") is { Value: { } id } idNode && ConfigValues.IsId(id) && _known.Metrics is { } metrics && !metrics.Contains(id)
                && (YamlChecker.Find(metric, "terms") is null || (metric.Map("terms") is not null && !metric.ByLanguage("terms").Any())) && !list.HasMisspelled(metric, "terms"))
            {
                list.Add(idNode, ProblemCodes.MetricWithoutWords, $"metric '{id}' is not in ontology/metrics.yaml and has no terms, so it would never be found",
                    Suggestion.For(id, metrics));
            }
        }
    }

    /// <summary>How the numbers of a metric compare is one for all lists, so a list cannot have it another way.</summary>
    private void Differs(ConfigText list, YamlMappingNode metric)
    {
        if (metric.Scalar("id")?.Value is not { } id || _known.MetricForms.GetValueOrDefault(id) is not { } known)
        {
            return;
        }

        if (metric.Scalar("kind") is { Value: { } kind } kindNode && Enum.TryParse<MetricKind>(kind, ignoreCase: true, out var given) && given != known.Kind)
        {
            var word = known.Kind.ToString().ToLowerInvariant();
            list.Add(kindNode, ProblemCodes.MetricDiffers, $"metric '{id}' is {word} in ontology/metrics.yaml, for every list", [word], ProblemSeverity.Warning);
        }

        if (metric.Scalar("unit") is { Value: { } unit } unitNode && _known.UnitDimensions.GetValueOrDefault(unit, Watcher.Claims.Quantities.Dimension.Count) is var dimension
            && (_known.Units?.Contains(unit) == true || _known.UnitDimensions.ContainsKey(unit)) && dimension != known.Dimension)
        {
            list.Add(unitNode, ProblemCodes.MetricDiffers, $"metric '{id}' measures {known.Dimension.ToString().ToLowerInvariant()} in ontology/metrics.yaml; '{unit}' measures {dimension.ToString().ToLowerInvariant()}",
                severity: ProblemSeverity.Warning);
        }
    }

    private void Sides(ConfigText list)
    {
        Unique(list, "sides");
        foreach (var side in list.Root.Items("sides"))
        {
            if (side.Scalar("id")?.Value is not { Length: > 0 } id)
            {
                continue;
            }

            var node = side.Scalar("letter");
            if (node is null && _known.Sides?.Contains(id) == true)
            {
                continue;   // the ontology has its letter
            }

            var letter = node?.Value ?? id[..1].ToUpperInvariant();
            var place = node ?? side.Scalar("id")!;   // the id is there, see above
            if (letter.Length == 1 && ReservedLetters.Contains(letter, StringComparison.OrdinalIgnoreCase))
            {
                list.Add(place, ProblemCodes.SideLetter, $"letter '{letter}' is taken: D disputed, ? contested, . no claim; give the side another letter");
            }
            else if (_letters.TryGetValue(letter, out var other) && other != id)
            {
                list.Add(place, ProblemCodes.SideLetter, $"sides '{other}' and '{id}' both have the letter '{letter}'; give one of them another");
            }

            _letters.TryAdd(letter, id);
        }
    }

    private static void Unique(ConfigText list, string key)
    {
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var entry in list.Root.Items(key))
        {
            if (entry.Scalar("id") is { Value: { } id } node && !seen.TryAdd(id, entry.Start.Line))
            {
                list.Add(node, ProblemCodes.RepeatedId, $"id '{id}' stands twice under {key} (first in line {seen[id]})");
            }
        }
    }

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool TryDegrees(YamlScalarNode? node, out double degrees)
    {
        degrees = 0;
        return node?.Value is { } text && double.TryParse(text, CultureInfo.InvariantCulture, out degrees);
    }
}
