using System.Collections.Immutable;

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
}
