using System.Collections.Immutable;

namespace Watcher.Claims.Subjects;

/// <summary>Names, parents and places of subjects that lists may refer to; rows of <c>config/gazetteer/*.tsv</c>.</summary>
public sealed class Gazetteer(IEnumerable<Settlement> settlements, IEnumerable<Person> people)
{
    public static Gazetteer Empty { get; } = new([], []);

    public ImmutableDictionary<SubjectId, Settlement> Settlements { get; } = settlements.ToImmutableDictionary(s => s.Id);

    public ImmutableDictionary<SubjectId, Person> People { get; } = people.ToImmutableDictionary(p => p.Id);
}
