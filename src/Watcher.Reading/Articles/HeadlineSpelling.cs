using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>Chooses how a headline is written, once the heading on the page has been found to be it.</summary>
internal static class HeadlineSpelling
{
    /// <summary>The words that a headline in capitals shares with the metadata's.</summary>
    private const double SameWords = 0.8;

    /// <summary>Fewer capitals are a name of letters.</summary>
    private const int FewestCapitals = 12;

    /// <param name="heading">As the page shows it.</param>
    /// <param name="candidates">As the metadata give it, without the site's name.</param>
    /// <param name="shared">How many of their words two folded texts share, 0 to 1.</param>
    /// <returns>The heading, or what the metadata write instead of capitals.</returns>
    public static string Best(string heading, List<string> candidates, Func<string, string, double> shared)
    {
        if (!IsUpper(heading))
        {
            return heading;
        }

        var folded = Fold.Text(heading);
        foreach (var candidate in candidates)
        {
            if (!IsUpper(candidate) && shared(folded, Fold.Text(candidate)) >= SameWords)
            {
                return candidate;
            }
        }

        return heading;
    }

    /// <summary>Capitals are the page's dress, and they hide which words are names.</summary>
    private static bool IsUpper(string text)
    {
        var letters = 0;
        foreach (var c in text)
        {
            if (char.IsLower(c))
            {
                return false;
            }

            letters += char.IsUpper(c) ? 1 : 0;
        }

        return letters >= FewestCapitals;
    }
}
