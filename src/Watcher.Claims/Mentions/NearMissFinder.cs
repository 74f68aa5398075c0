using System.Collections.Immutable;
using Watcher.Claims.Extraction;
using Watcher.Claims.Quantities;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>
/// Names and words that a watch list almost found, beside those that detection refused: for whoever tries a list on a sentence and wonders
/// why nothing was said. Looks at more than the pipeline does and is never part of it.
/// </summary>
public static class NearMissFinder
{
    /// <summary>A name within one edit.</summary>
    public const string OneEdit = "one-edit";

    /// <summary>The name, without its capitals.</summary>
    public const string SmallLetters = "small-letters";

    /// <summary>The name begins a longer word.</summary>
    public const string LongerWord = "longer-word";

    /// <summary>The name belongs to a list that was not asked for.</summary>
    public const string OtherList = "other-list";

    /// <summary>A word of a metric in a sentence without a number.</summary>
    public const string NoNumber = "no-number";

    /// <summary>Below this, one edit or one more letter makes another word.</summary>
    private const int MinNameLength = 5;

    /// <param name="article">The text as it was read.</param>
    /// <param name="detection">What was found in it.</param>
    /// <param name="claims">What was claimed in the text; a sentence that gave a claim missed no number.</param>
    /// <param name="book">The rules the text was read with, and the lists that are tried.</param>
    /// <param name="others">The other lists of the configuration.</param>
    /// <returns>In reading order; the misses of <paramref name="detection"/> are not repeated.</returns>
    public static ImmutableArray<NearMiss> Find(
        Article article, Detection detection, IEnumerable<Claim> claims, RuleBook book, IEnumerable<WatchList> others)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(detection);
        ArgumentNullException.ThrowIfNull(book);
        var words = NameWord.Scan(article.Text);
        var forms = book.Mentions.Lexicon.Forms;
        var own = Names(book.Lists, forms);
        var foreign = Names(others, forms).Where(name => !own.Exists(o => o.Subject == name.Subject || o.Words.SequenceEqual(name.Words))).ToList();
        var misses = new List<NearMiss>();
        for (var i = 0; i < words.Length; i++)
        {
            if (NameAt(article.Text, words, i, own, foreign) is { } miss
                && !detection.Mentions.Any(m => m.IsWatched && m.Span.Start < miss.Span.End && miss.Span.Start < m.Span.End)
                && !detection.NearMisses.Any(n => n.Span.Start < miss.Span.End && miss.Span.Start < n.Span.End))
            {
                misses.Add(miss);
            }
        }

        var watched = book.Lists.All(l => l.Metrics.Length > 0) ? book.Lists.SelectMany(l => l.Metrics).Select(m => m.Id).ToHashSet(StringComparer.Ordinal) : null;
        var claimed = claims.Select(c => c.Evidence.Span).ToList();
        misses.AddRange(WordsWithoutNumber(article, words, [.. book.Claims.Metrics.All.Where(m => watched?.Contains(m.Id) != false)], book.Claims.Quantities)
            .Where(miss => !claimed.Exists(span => span.Contains(miss.Span))));
        return [.. misses.OrderBy(m => m.Span.Start).DistinctBy(m => (m.Span, m.Subject))];
    }

    private static NearMiss? NameAt(string text, ImmutableArray<NameWord> words, int at, List<Name> own, List<Name> foreign)
    {
        NearMiss Miss(Name name, string refiner)
        {
            var span = new TextSpan(words[at].Start, words[at + name.Words.Length - 1].End);
            return new NearMiss(span, span.Of(text).ToString(), name.Subject, refiner);
        }

        bool Fits(Name name) => at + name.Words.Length <= words.Length;
        bool IsSame(Name name) => Fits(name) && !name.Words.Where((word, k) => words[at + k].Folded != word).Any();
        if (own.Find(IsSame) is { } small && !words[at].IsCapitalised)
        {
            return Miss(small, SmallLetters);
        }

        if (foreign.Find(IsSame) is { } other && words[at].IsCapitalised)
        {
            return Miss(other with { Subject = $"{other.Subject} ({other.List})" }, OtherList);
        }

        if (!words[at].IsCapitalised)
        {
            return null;
        }

        if (own.Find(name => Fits(name) && name.Length >= MinNameLength && IsOneEdit(words, at, name.Words)) is { } edited)
        {
            return Miss(edited, OneEdit);
        }

        return own.Find(name => name.Words.Length == 1 && name.Length >= MinNameLength && words[at].Folded.Length > name.Length
            && words[at].Folded.StartsWith(name.Words[0], StringComparison.Ordinal)) is { } longer ? Miss(longer, LongerWord) : null;
    }

    private static bool IsOneEdit(ImmutableArray<NameWord> words, int at, string[] name)
    {
        var distance = 0;
        for (var k = 0; k < name.Length && distance <= 1; k++)
        {
            var word = words[at + k].Folded;
            distance += word == name[k] ? 0 : Math.Abs(word.Length - name[k].Length) > 1 ? 2 : PersonTypos.Distance(name[k], word);
        }

        return distance == 1;
    }

    private static IEnumerable<NearMiss> WordsWithoutNumber(Article article, ImmutableArray<NameWord> words, IReadOnlyList<MetricDefinition> metrics, QuantityReader quantities)
    {
        var table = metrics.SelectMany(metric => metric.Words.Concat(metric.Forms).Concat(metric.Nouns).Concat(metric.Verbs.SelectMany(Inflection.VerbForms)).Distinct()
            .Select(word => (metric.Id, Words: NameWord.Scan(word).Select(w => w.Folded).ToArray()))).Where(entry => entry.Words.Length > 0).ToList();
        foreach (var sentence in article.Blocks.SelectMany(block => SentenceSplitter.Split(article.Text, block.Span)).Select(s => s.Span))
        {
            if (quantities.Read(sentence.Of(article.Text).ToString()).Any(q => q.Role != QuantityRole.Identifier))
            {
                continue;
            }

            for (var i = 0; i < words.Length; i++)
            {
                var start = i;
                if (words[i].Start >= sentence.Start && words[i].End <= sentence.End
                    && table.Find(entry => start + entry.Words.Length <= words.Length && !entry.Words.Where((word, k) => words[start + k].Folded != word).Any()) is { Words: { } found, Id: var id })
                {
                    var span = new TextSpan(words[i].Start, words[i + found.Length - 1].End);
                    yield return new NearMiss(span, span.Of(article.Text).ToString(), id, NoNumber);
                }
            }
        }
    }

    /// <summary>Names and aliases with the spellings that are found by themselves.</summary>
    private static List<Name> Names(IEnumerable<WatchList> lists, NameForms forms) =>
    [
        .. lists.SelectMany(list => list.Settlements.SelectMany(s => Spellings(s, forms.OfPlace)).Concat(list.People.SelectMany(p => Spellings(p, forms.OfPerson)))
            .Select(name => name with { List = list.Id })),
    ];

    private static IEnumerable<Name> Spellings(Subject subject, Func<string, ImmutableArray<string>> forms) =>
        subject.Aliases.Select(a => a.Text).Prepend(subject.Name).SelectMany(text => forms(text).Prepend(text))
            .Select(text => new Name(subject.Id.Value, "", [.. NameWord.Scan(text).Select(w => w.Folded)])).Where(name => name.Words.Length > 0);

    private sealed record Name(string Subject, string List, string[] Words)
    {
        public int Length { get; } = Words.Sum(word => word.Length);
    }
}
