namespace Watcher.Reading.Articles;

/// <summary>Tells an inset from the end: after a "Related" in the middle of an article its text goes on, after one at its end it does not.</summary>
internal static class TextFlow
{
    private const int SolidLength = 100;

    /// <summary>Paragraphs one behind the other that no list of other articles has.</summary>
    private const int SureRun = 3;

    /// <summary>What an inset has besides its title: a call and a button.</summary>
    private const int MostBeforeRun = 2;

    /// <summary>How many blocks are looked at.</summary>
    private const int Reach = 14;

    /// <summary>The characters of a block.</summary>
    internal delegate ReadOnlySpan<char> TextOf<in T>(T block);

    /// <summary>
    /// Whole paragraphs follow, and they outnumber the short lines between them. Lists of other articles and discussions have a title, a name
    /// or a date for every paragraph; headings of the article's own are no such lines.
    /// </summary>
    public static bool GoesOn<T>(IReadOnlyList<T> blocks, int after, TextOf<T> text, Func<T, bool> isHeading)
    {
        int solid = 0, slight = 0, run = 0;
        for (var i = after; i < Math.Min(blocks.Count, after + Reach); i++)
        {
            var own = text(blocks[i]);
            if (ReadingLength.Of(own) >= SolidLength && LineBreaks.EndsSentence(own) && !own.EndsWith('…') && !own.EndsWith("..."))
            {
                solid++;
                if (++run == SureRun && slight <= MostBeforeRun)
                {
                    return true;   // whatever list stands behind them
                }
            }
            else if (!isHeading(blocks[i]))
            {
                slight++;
                run = 0;
            }
        }

        return solid >= 2 && solid > 2 * slight;
    }
}
