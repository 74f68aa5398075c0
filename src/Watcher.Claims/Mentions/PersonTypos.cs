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

    /// <summary>Two words of thirty letters; longer ones are hardly names.</summary>
    private const int MaxOnStack = 1024;

    /// <param name="surface">The word, folded; a name that something else bears is no typing error.</param>
    /// <param name="surnames">Those with the first letter of the surface; always that of the surname, too (claims.md 2.2.4).</param>
    /// <param name="named">Who is named elsewhere in the article.</param>
    /// <param name="at">Passed on to <paramref name="hasWitness"/>, which then need not capture it.</param>
    /// <param name="hasWitness">Whether a title or the given name stands before the word.</param>
    public static Person? Find<TAt>(string surface, ImmutableArray<(Person Person, string Surname)> surnames, IReadOnlySet<SubjectId> named, TAt at, Func<Person, TAt, bool> hasWitness)
    {
        (Person Person, int Distance)? best = null;
        var isTied = false;
        foreach (var (person, surname) in surnames)
        {
            if (Math.Abs(surname.Length - surface.Length) > 2 || IsAnotherForm(surface, surname))
            {
                continue;
            }

            // The witness is cheap and mostly absent; the distance is neither.
            var witness = hasWitness(person, at);
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
        var width = b.Length + 1;
        var cells = (a.Length + 1) * width;
        Span<int> table = cells <= MaxOnStack ? stackalloc int[cells] : new int[cells];
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

        return table[^1];
    }

    /// <summary>The surname of a wife or daughter (Zelenska), a plural or an adjective is no typing error.</summary>
    private static bool IsAnotherForm(string surface, string surname) =>
        (surface.EndsWith('a') && !surname.EndsWith('a')) || (surface.EndsWith("aya", StringComparison.Ordinal) && !surname.EndsWith("aya", StringComparison.Ordinal))
        || (surface.StartsWith(surname, StringComparison.Ordinal) && surface.AsSpan(surname.Length) is "s" or "ist" or "ite" or "an");
}
