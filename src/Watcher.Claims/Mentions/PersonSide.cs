using System.Collections.Immutable;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Mentions;

/// <summary>The side a person speaks for, from the words of the roles ("President of Ukraine"). The last role that names a side decides.</summary>
internal sealed class PersonSide(SideTable table)
{
    private readonly ImmutableArray<(SubjectId Id, string Name)> _names =
    [
        .. table.Sides.Values.SelectMany(s => s.Names.Concat(s.Metonyms).Select(n => (s.Id, Name: Padded(n))))
            .OrderByDescending(n => n.Name.Length).ThenBy(n => n.Id.Value, StringComparer.Ordinal),
    ];

    /// <summary>Null when no role names a side.</summary>
    public SubjectId? Of(Person person)
    {
        foreach (var role in person.Roles.Reverse())
        {
            var title = Padded(role.Title);
            foreach (var (id, name) in _names)
            {
                if (title.Contains(name, StringComparison.Ordinal))
                {
                    return id;
                }
            }
        }

        return null;
    }

    private static string Padded(string text) => $" {string.Join(' ', NameWord.Scan(text).Select(w => w.Folded))} ";
}
