using Watcher.Claims.Extraction;
using Watcher.Claims.Extraction.Inflected;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Worker.Rules;

/// <summary>Turns the metrics that watch lists name into definitions beside those of the ontology.</summary>
internal static class WatchedMetrics
{
    /// <summary>The ontology's table with the words and objects that the lists add.</summary>
    public static MetricTable Table(MetricsFile ontology, IEnumerable<WatchList> lists, UnitsFile units)
    {
        var known = ontology.Metrics.ToDictionary(m => m.Id, StringComparer.Ordinal);
        var dimensions = Dimensions(units);
        var classes = ontology.Classes.ToList();
        var watched = new List<MetricDefinition>();
        foreach (var entry in lists.SelectMany(l => l.Metrics))
        {
            var terms = entry.Terms.GetValueOrDefault("en") ?? [];
            var definition = known.GetValueOrDefault(entry.Id);
            watched.Add(new MetricDefinition
            {
                Id = entry.Id,
                Name = entry.Name ?? definition?.Name ?? entry.Id.Replace('-', ' '),
                Kind = Enum.Parse<MetricKind>(entry.Kind, ignoreCase: true),   // the shape check allows no other word
                Dimension = dimensions.GetValueOrDefault(entry.Unit, Dimension.Count),
                Classes = definition is null && entry.Object is { } noun ? [ClassOf(noun, classes)] : [],
                Forms = terms,
                Words = terms,
                Nouns = definition is null ? [.. terms.Select(Singular).OfType<string>()] : [],
                Terms = definition is null ? terms : [],
            });
        }

        return new MetricTable(ontology with { Classes = [.. classes] }, watched);
    }

    /// <summary>What each unit measures, by its id and by every name that articles give it: "%", "percent", "USD", "dollars".</summary>
    public static Dictionary<string, Dimension> Dimensions(UnitsFile units)
    {
        var dimensions = new Dictionary<string, Dimension>(StringComparer.Ordinal);
        foreach (var (name, dimension) in units.Units.Select(unit => (unit.Id, unit.Dimension)).Concat(units.Units.SelectMany(unit => unit.Forms.Append(unit.Name).Select(name => (name, unit.Dimension)))))
        {
            dimensions.TryAdd(name, dimension);     // ids first: "a" is a year
        }

        return dimensions;
    }

    /// <summary>The words of a language with those that the lists add for their metrics. They are taken as they are written, in any of their forms.</summary>
    public static EventsFile WithTermsOf(IEnumerable<WatchList> lists, EventsFile events) => events with
    {
        Metrics =
        [
            .. events.Metrics,
            .. lists.SelectMany(l => l.Metrics).Where(m => m.Terms.ContainsKey(events.Language)).Select(m => new InflectedMetricEntry
            {
                Id = m.Id,
                Words = [.. m.Terms[events.Language].Select(term => new InflectedWordEntry { Word = term, Forms = [term] })],
            }),
        ],
    };

    /// <summary>The noun as claims name what they count.</summary>
    public static string? Singular(string? noun) => noun switch
    {
        null => null,
        "people" => "person",
        "children" => "child",
        "men" or "women" => noun[..^2] + "an",
        { Length: > 3 } when noun.EndsWith("ies", StringComparison.Ordinal) => noun[..^3] + "y",
        { Length: > 3 } when noun.EndsWith('s') && !noun.EndsWith("ss", StringComparison.Ordinal) => noun[..^1],
        _ => noun,
    };

    /// <summary>The class that counts this noun; a new one when the ontology has none.</summary>
    private static string ClassOf(string noun, List<ObjectClassEntry> classes)
    {
        string[] lemmas = noun.EndsWith('s') && noun.Length > 3 ? [noun, noun[..^1]] : [noun];
        var known = classes.FirstOrDefault(c => lemmas.Contains(c.Id) || c.Nouns.Intersect(lemmas).Any());
        if (known is null)
        {
            known = new ObjectClassEntry { Id = noun, Nouns = [.. lemmas, ""] };      // "infected 5,400"
            classes.Add(known);
        }

        return known.Id;
    }
}
