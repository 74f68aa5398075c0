using System.Collections.Immutable;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Mentions;

/// <summary>
/// Surnames with a typing error (claims.md 2.2.4). One slip in a surname of seven letters or more, two only beside the given name or a title;
/// always the same first letter, and always a second witness: a title, the given name, or an exact mention in the article.
/// </summary>
internal static class PersonTypos
{
    public const int MinSurnameLength = 7, MinGivenNameLength = 5;
    public const double Score = 0.7;

    /// <param name="surface">The word, folded.</param>
    /// <param name="surnames">Those that begin with its first letter.</param>
    /// <param name="named">Who is named exactly in the article.</param>
    /// <param name="hasWitness">Whether a title or the given name stands before the word.</param>
    /// <param name="isKnown">Whether the word is a name that something else bears.</param>
    public static Person? Find(string surface, ImmutableArray<(Person Person, string Surname)> surnames, IReadOnlySet<SubjectId> named,
        Func<Person, bool> hasWitness, Func<string, bool> isKnown)
    {
        if (isKnown(surface))
        {
            return null;
        }

        (Person Person, int Distance)? best = null;
        var isTied = false;
        foreach (var (person, surname) in surnames)
        {
            if (surname[0] != surface[0] || Math.Abs(surname.Length - surface.Length) > 2 || IsAnotherForm(surface, surname))
            {
                continue;
            }

            // The witness is cheap and mostly absent; the distance is neither.
            var witness = hasWitness(person);
            if (!witness && !named.Contains(person.Id))
            {
                continue;
            }

            var distance = Distance(surface, surname);
            if (distance == 0 || distance > (witness ? 2 : 1))
            {
                continue;
            }

            if (best is null || distance < best.Value.Distance)
            {
                (best, isTied) = ((person, distance), false);
            }
            else if (distance == best.Value.Distance && person.Id != best.Value.Person.Id)
            {
                isTied = true;
            }
        }

        return isTied ? null : best?.Person;
    }

    /// <summary>Optimal string alignment: insertion, deletion, substitution and transposition of neighbours cost 1 each.</summary>
    public static int Distance(string a, string b)
    {
        const int MaxOnStack = 512;
        var width = b.Length + 1;
        var size = (a.Length + 1) * width;
        Span<int> table = size <= MaxOnStack ? stackalloc int[MaxOnStack] : new int[size];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[(i * width) + j] = i + j;
                    continue;
                }

                var cost = Math.Min(Math.Min(table[((i - 1) * width) + j], table[(i * width) + j - 1]) + 1, table[((i - 1) * width) + j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost = Math.Min(cost, table[((i - 2) * width) + j - 2] + 1);
                }

                table[(i * width) + j] = cost;
            }
        }

        return table[(a.Length * width) + b.Length];
    }

    /// <summary>The surname of a wife or daughter (Zelenska), a plural or an adjective is no typing error.</summary>
    private static bool IsAnotherForm(string surface, string surname) =>
        (surface.EndsWith('a') && !surname.EndsWith('a')) || (surface.EndsWith("aya", StringComparison.Ordinal) && !surname.EndsWith("aya", StringComparison.Ordinal))
        || (surface.StartsWith(surname, StringComparison.Ordinal) && surface.AsSpan(surname.Length) is "s" or "ist" or "ite" or "an");
}
