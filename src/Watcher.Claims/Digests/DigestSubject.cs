namespace Watcher.Claims.Digests;

/// <summary>The Subject of a digest: counts, list and date, no article text and no emoji (digest.md 1).</summary>
public static class DigestSubject
{
    /// <summary>Before encoding.</summary>
    public const int MaxLength = 78;

    /// <summary>Counts are added as long as the subject stays within this; the gravest always stands.</summary>
    private const int Aim = 66;

    internal static string For(DigestCounts counts, DigestWords words, string prefix, string title, DateTimeOffset end)
    {
        var all = Counts(counts, words, words.NewInSubject);
        var tail = $" - {DisplayText.Cut(title, 40)}, {end.ToString("ddd d MMM", words.Culture)}";
        var head = DisplayText.Clean(prefix).Trim();
        var text = "";
        foreach (var count in all)
        {
            var longer = text.Length == 0 ? count : $"{text}, {count}";
            if (text.Length > 0 && head.Length + 1 + longer.Length + tail.Length > Aim)
            {
                break;
            }

            text = longer;
        }

        var subject = $"{head} {(text.Length > 0 ? text : words.HeadingEmpty)}{tail}".Trim();
        return DisplayText.Cut(subject, MaxLength);
    }

    /// <summary>Counts that are not zero, the gravest first.</summary>
    internal static List<string> Counts(DigestCounts counts, DigestWords words, Counted asNew)
    {
        (int Count, Counted Word)[] all =
        [
            (counts.Contradictions, words.Contradictions), (counts.Resolved, words.Resolved), (counts.New, asNew), (counts.Updated, words.Updated),
            (counts.Retracted, words.Retracted), (counts.Corroborated, words.Corroborated), (counts.WithinArticle, words.WithinArticle),
            (counts.Notes, words.Notes),
        ];
        return [.. all.Where(c => c.Count > 0).Select(c => c.Word.Of(c.Count))];
    }
}
