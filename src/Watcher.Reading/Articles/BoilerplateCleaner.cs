namespace Watcher.Reading.Articles;

/// <summary>Article → article without boilerplate. What goes is kept in <see cref="Article.Dropped"/> with the marker that removed it.</summary>
public static class BoilerplateCleaner
{
    /// <summary>
    /// Applies every rule until none finds anything more, so that cleaning a clean article changes nothing. Each round only removes
    /// text, so the rounds end.
    /// </summary>
    public static Article Clean(Article article, MarkerSet markers)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(markers);
        using var state = new CleaningState(article, markers);
        int before;
        do
        {
            before = state.Changes;
            foreach (var rule in CleaningRules.InOrder)
            {
                rule.Apply(state);
            }
        }
        while (state.Changes > before);

        return state.Result();
    }
}
