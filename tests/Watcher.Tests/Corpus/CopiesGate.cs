using Watcher.Reading.Articles;
using Watcher.Reading.Text;
using Watcher.Tests.Support;
using Watcher.Worker.Cli;
using Xunit.Abstractions;

namespace Watcher.Tests.Corpus;

/// <summary>
/// Copies of the articles of <c>../shared/corpus</c> as other outlets print them, made by seeded edits: sentences dropped, replaced by another
/// article's, put in another order, single words changed, an own lead in front. How much of the text is shared is known by construction: words
/// of kept sentences over the mean length of both.
/// </summary>
public class CopiesGate(ITestOutputHelper output)
{
    private const int CopiesOfEach = 60;

    [SharedFact]
    public void Copies_OfTheCorpus_AreKnownByTheirText()
    {
        var texts = Sentences();
        var random = new Random(20261122);
        var (near, nearKnown, found, far, farKnown, lowest, highest) = (0, 0, 0, 0, 0, 1.0, 0.0);
        for (var i = 0; i < texts.Count; i++)
        {
            var sketch = TextSketch.Of(string.Join(' ', texts[i]));
            for (var n = 0; n < CopiesOfEach; n++)
            {
                var (copy, share) = Copy(texts[i], texts[(i + 1 + random.Next(texts.Count - 1)) % texts.Count], random);
                var other = TextSketch.Of(copy);
                var isKnown = other.IsCopyOf(sketch);
                if (share >= 0.7)
                {
                    near++;
                    nearKnown += isKnown ? 1 : 0;
                    found += isKnown && other.Keys.Intersect(sketch.Keys).Any() ? 1 : 0;
                    lowest = Math.Min(lowest, other.SharedWith(sketch));
                }
                else if (share < 0.3)
                {
                    far++;
                    farKnown += isKnown ? 1 : 0;
                    highest = Math.Max(highest, other.SharedWith(sketch));
                }
            }
        }

        var reached = found / (double)near;
        output.WriteLine($"copies.found {reached:0.0000} (floor {Floors.Of("copies.found"):0.0000}; {found} of {near} pairs that share 0.7 or more, {nearKnown} without the look-up; lowest {lowest:0.00})");
        output.WriteLine($"copies.wrong {farKnown} of {far} pairs that share less than 0.3 (highest {highest:0.00})");
        Assert.True(near > 400 && far > 400, $"{near} near and {far} far pairs are too few to measure");
        Assert.True(reached >= Floors.Of("copies.found"), $"copies.found fell to {reached:0.0000}");
        Assert.Equal(0, farKnown);
    }

    /// <summary>The edits of an outlet that prints another's text, and the share of both texts that is the same words in the same sentence.</summary>
    private static (string Text, double Share) Copy(IReadOnlyList<string> original, IReadOnlyList<string> own, Random random)
    {
        var (dropped, replaced, changed) = (random.NextDouble() * random.NextDouble(), random.NextDouble() * random.NextDouble(), random.Next(3) == 0 ? 0.2 : 0.0);
        var (kept, shared) = (new List<string>(), 0);
        if (random.Next(2) == 0)
        {
            kept.AddRange(own.Take(1 + random.Next(3)));   // its own lead
        }

        foreach (var sentence in original)
        {
            var dice = random.NextDouble();
            if (dice < dropped)
            {
                continue;
            }

            if (random.NextDouble() < replaced)
            {
                kept.Add(own[random.Next(own.Count)]);
                continue;
            }

            var words = sentence.Split(' ');
            shared += words.Length;
            if (random.NextDouble() < changed)
            {
                words[random.Next(words.Length)] = "otherwise";
                shared--;
            }

            kept.Add(string.Join(' ', words));
        }

        if (random.Next(3) == 0)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept));
        }

        var text = string.Join(' ', kept);
        return (text, 2.0 * shared / (Count(string.Join(' ', original)) + Count(text)));
    }

    private static int Count(string text) => text.Length == 0 ? 0 : text.Split(' ').Length;

    private static List<IReadOnlyList<string>> Sentences()
    {
        var (lines, _) = BatchLine.Read(Path.Combine(Repository.Shared!, "corpus", "articles.jsonl"), TextWriter.Null);
        return [.. lines.Select(line => ArticleText.FromPlainText(line.Text, line.Title).Text)
            .Select(text => (IReadOnlyList<string>)[.. SentenceSplitter.Split(text, new TextSpan(0, text.Length)).Select(s => string.Join(' ', s.Span.Of(text).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(s => s.Length > 0)])];
    }
}
