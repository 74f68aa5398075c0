using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>What is no mention whatever it names: addresses, credits, bylines, names that a list tells apart.</summary>
internal sealed partial class DetectionPass
{
    /// <summary>Names in URLs, handles, photo credits and bylines, and longer names that a list excludes.</summary>
    public void RefuseUntracked()
    {
        foreach (var match in matches)
        {
            var refiner = match.Candidates.Any(c => c.Form == NameForm.Excluded) ? "not"
                : IsInAddress(match) ? "url"
                : IsInCredit(match) ? "credit"
                : IsInByline(match) ? "byline"
                : LacksContext(match) ? "context"
                : null;
            if (refiner is not null)
            {
                Refuse(match, refiner);
            }
        }
    }

    private bool IsInAddress(NameMatch match) => IsInAddress(match.First, match.Last);

    private bool IsInAddress(int first, int last)
    {
        var text = words.Text;
        var (start, end) = (words[first].Start, words[last].End);
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        if (before is '@' or '_' or '#' || after is '_' or '@')
        {
            return true;
        }

        if (after == '.' && end + 1 < text.Length && char.IsAsciiLetterLower(text[end + 1]))
        {
            return true;   // name.org
        }

        var from = start;
        while (from > 0 && !char.IsWhiteSpace(text[from - 1]) && start - from < 200)
        {
            from--;
        }

        var head = text.AsSpan(from, start - from);
        return head.Contains("://", StringComparison.Ordinal) || head.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            || (before == '.' && head.Length > 1 && char.IsLetterOrDigit(head[^2]) && char.IsLower(text[start]));
    }

    /// <summary>"Photo by NAME", "NAME/Agency": within the credit, which ends with its sentence.</summary>
    private bool IsInCredit(NameMatch match)
    {
        const int WordsOfACredit = 5;
        for (var i = match.First - 1; i >= Math.Max(0, match.First - WordsOfACredit) && words.SentenceOf(i) == words.SentenceOf(match.First); i--)
        {
            if (words[i].Folded is "caption")
            {
                return false;
            }

            if (_lexicon.CreditBefore.EndsAt(words, i) > 0 || (words.Gap(i) is [':', ..] && _lexicon.CreditLabels.EndsAt(words, i) > 0))
            {
                return true;
            }
        }

        // "Jane Doe/Agency": a slash right after a person, or before an agency.
        var slashAfter = match.Last + 1 < words.Count && words.Gap(match.Last) is "/";
        var slashBefore = match.First > 0 && words.Gap(match.First - 1) is "/";
        return (slashAfter && match.CanBe(SubjectType.Person))
            || (slashBefore && match.Candidates.Any(c => c.Target.Body is { Class: BodyClass.NewsAgency or BodyClass.Media }));
    }

    /// <summary>"By NAME" alone in its block.</summary>
    private bool IsInByline(NameMatch match)
    {
        const int WordsOfAByline = 10;
        if (!match.CanBe(SubjectType.Person))
        {
            return false;
        }

        var block = words.Article.Blocks[words.BlockOf(match.First)];
        var first = match.First;
        while (first > 0 && words.BlockOf(first - 1) == words.BlockOf(match.First))
        {
            first--;
        }

        var count = 0;
        for (var i = first; i < words.Count && words.BlockOf(i) == words.BlockOf(first); i++)
        {
            count++;
        }

        var startsLikeOne = _lexicon.BylineBefore.StartsAt(words, first) > 0 && words[first].IsCapitalised;
        return startsLikeOne && count <= WordsOfAByline && block.Span.Of(words.Text).TrimEnd() is not [.., '.'];
    }

    private bool LacksContext(NameMatch match)
    {
        if (!match.Candidates.All(c => ((Subjects.Subject?)c.Target.Settlement ?? c.Target.Person) is { Context.Length: > 0 }))
        {
            return false;
        }

        return !HasContext(match);
    }

    private bool HasContext(NameMatch match)
    {
        var asked = match.Candidates.Select(c => (Subjects.Subject?)c.Target.Settlement ?? c.Target.Person);
        var block = Fold.Text(words.Article.Blocks[words.BlockOf(match.First)].Text + " " + words.Article.Title);
        return asked.SelectMany(s => s!.Context).Any(c => block.Contains(Fold.Text(c), StringComparison.Ordinal));   // every one has context
    }
}
