namespace Watcher.Reading.Articles;

/// <summary>Who signs at the end of a text: a name on a line of its own, or the initials of reporter and editor in brackets.</summary>
internal static class Signatures
{
    private const int LongestName = 40;

    private const int MostWords = 4;

    /// <summary>"(abc)", "(abc/xyz)" behind the last sentences of a text.</summary>
    private static readonly Shape s_initials = new(@"(?:^|[.!?…”»""]\s?)\(\p{Ll}{2,4}(?:/\p{Ll}{2,4}){0,3}\)\.?$", "(") { IsCased = true };

    /// <summary>Lines below the initials: an invitation, a note.</summary>
    private const int TailLines = 3;

    public static void Apply(CleaningState state, string marker)
    {
        var last = state.Pieces.Count - 1;
        if (last > 0 && state.Pieces[last] is { Kind: BlockKind.Paragraph } line && IsName(line.Text) && LineBreaks.EndsSentence(state.Pieces[last - 1].Text) && CleaningRules.HasSentences(state, last))
        {
            state.Drop(last, marker);
        }

        for (var i = state.Pieces.Count - 1; i >= Math.Max(1, state.Pieces.Count - TailLines); i--)
        {
            var text = state.Pieces[i].Text;
            if (s_initials.IndexIn(text) is >= 0 and var found)
            {
                state.Cut(i, found + text[found..].IndexOf('('), text.Length, marker);
            }
        }
    }

    /// <summary>Two to four words, each with a capital and nothing else but letters: "Ann Example", "Phạm Thu Hà".</summary>
    internal static bool IsName(ReadOnlySpan<char> text)
    {
        var words = 0;
        foreach (var part in text.Length <= LongestName ? text.Split(' ') : default)
        {
            var word = text[part];
            if (words > 0 && part.End.GetOffset(text.Length) < text.Length && AuthorNames.IsParticle(word))
            {
                continue;   // "Joris van Dam"
            }

            if (word.IsEmpty || !char.IsUpper(word[0]) || !IsWord(word) || ++words > MostWords)
            {
                return false;
            }
        }

        return words > 1;
    }

    private static bool IsWord(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsLetter(word[i]) && word[i] is not ('-' or '\'' or '’') && !(word[i] == '.' && i == 1))
            {
                return false;
            }
        }

        return true;
    }
}
