namespace Watcher.Claims.Mentions;

/// <summary>A name taken apart: given names first, then the surname with its particles. Either may be empty.</summary>
internal sealed record PersonName(string[] Given, string Family)
{
    public static PersonName Of(string name, MentionLexicon lexicon)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2)
        {
            return new([], name.Trim());
        }

        var last = words.Length - 1;
        if (lexicon.GenerationWords.Contains(Fold(words[last])))
        {
            // "Charles III" has no surname; "John Smith Jr" has.
            last--;
            if (last == 0)
            {
                return new([words[0]], "");
            }
        }

        var first = last;
        while (first > 1 && lexicon.FamilyParticles.Contains(Fold(words[first - 1])))
        {
            first--;
        }

        return new(words[..first], string.Join(' ', words[first..(last + 1)]));
    }

    /// <summary>The name without middle names: first given name and surname, last given name and surname.</summary>
    public IEnumerable<string> ShortForms()
    {
        if (Given.Length < 2 || Family.Length == 0)
        {
            yield break;
        }

        yield return $"{Given[0]} {Family}";
        if (Given[^1].TrimEnd('.').Length > 1)
        {
            yield return $"{Given[^1]} {Family}";
        }
    }

    private static string Fold(string word) => Watcher.Reading.Text.Fold.Text(word).TrimEnd('.');
}
