using System.Collections.Immutable;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Reading.Text;

namespace Watcher.Claims.Subjects;

/// <summary>Names, parents and places of subjects that lists may refer to; rows of <c>config/gazetteer/*.tsv</c>.</summary>
/// <param name="settlements">Rows written by hand.</param>
/// <param name="people">Rows written by hand.</param>
/// <param name="official">Rows of official lists (<c>*-settlements.tsv</c>); a row by hand with the same id stands in their place.</param>
public sealed class Gazetteer(IEnumerable<Settlement> settlements, IEnumerable<Person> people, ImmutableArray<Settlement> official = default)
{
    public static Gazetteer Empty { get; } = new([], []);

    public IReadOnlyDictionary<SubjectId, Settlement> Settlements { get; } = settlements.ToDictionary(s => s.Id);

    public IReadOnlyDictionary<SubjectId, Person> People { get; } = people.ToDictionary(p => p.Id);

    public ImmutableArray<Settlement> Official { get; } = official.IsDefault ? [] : official;

    /// <summary>
    /// The names in other scripts of the one row that a listed place can only be: it bears its name, in any Latin spelling, and nothing speaks against land or oblast.
    /// A list of Latin names is read in Cyrillic texts so. None where two rows fit.
    /// </summary>
    internal ImmutableArray<Alias> NamesOf(SettlementEntry entry) => entry.Name is not { } name ? [] : Foreign(
        Settlements.Values.Where(row => IsNamed(row.Name, name) && Agrees(row.Country, entry.Country) && Agrees(row.Admin1, entry.Admin1)), entry.Aliases);

    /// <summary>The same of a listed person.</summary>
    internal ImmutableArray<Alias> NamesOf(PersonEntry entry) => entry.Name is not { } name ? [] : Foreign(People.Values.Where(row => IsNamed(row.Name, name)), entry.Aliases);

    private static ImmutableArray<Alias> Foreign(IEnumerable<Subject> rows, Dictionary<string, string[]> given) =>
        rows.Take(2).ToList() is [var only] ? [.. only.Aliases.Where(alias => alias.Language != "en" && !given.ContainsKey(alias.Language))] : [];

    private static bool Agrees(string? one, string? other) => one is null || other is null || string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool IsNamed(string row, string name)
    {
        var (own, given) = (row.Split(' '), name.Split(' '));
        return own.Length == given.Length && own.Zip(given).All(pair => Fold.Text(pair.First) == Fold.Text(pair.Second) || LatinForms.Of(pair.First).Contains(Fold.Text(pair.Second)));
    }
}
