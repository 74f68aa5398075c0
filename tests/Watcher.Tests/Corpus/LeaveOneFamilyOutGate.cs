using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Reading.Text;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;
using Xunit.Abstractions;

namespace Watcher.Tests.Corpus;

/// <summary>
/// How much of what a family of articles gives rests on words that only this family taught: for each family the cues, control words and metric
/// words that fire in no other family are switched off, and the family is measured again. Gazetteer and code stay as they are, so this is an
/// upper bound of what unseen texts reach.
/// </summary>
public sealed class LeaveOneFamilyOutGate(ITestOutputHelper output)
{
    private static readonly PredicatesFile s_predicates = Read<PredicatesFile>("ontology/predicates.yaml");
    private static readonly CuesFile s_cues = Read<CuesFile>("lexicon/cues.en.yaml");
    private static readonly MetricsFile s_metrics = Read<MetricsFile>("ontology/metrics.yaml");

    [SharedFact]
    public void Extract_FamilyWithoutItsOwnWords_KeepsMost()
    {
        var gold = CorpusRelations.Claims();
        var family = gold.GroupBy(row => row.Article).ToDictionary(group => group.Key, group => group.First().Family);
        var whole = ReplayedCorpus.Read("corpus");
        var fired = whole.Claims.Where(claim => family.ContainsKey(claim.Article)).SelectMany(claim => Entries(claim.Claim).Select(entry => (Entry: entry, Family: family[claim.Article])))
            .Distinct().GroupBy(pair => pair.Entry).ToDictionary(group => group.Key, group => group.Select(pair => pair.Family).ToHashSet());
        var (kept, all) = (0, 0);
        foreach (var name in family.Values.Distinct().Order(StringComparer.Ordinal))
        {
            var own = fired.Where(pair => pair.Value.SetEquals([name])).Select(pair => pair.Key).ToHashSet();
            var rows = gold.Where(row => row.Family == name).ToList();
            var without = ReplayedCorpus.Read("corpus", book => book with { Claims = Without(book.Claims, own) }, line => family.GetValueOrDefault(line) == name);
            output.WriteLine($"{name}: {own.Count} words fire here only: {string.Join(", ", own.Order(StringComparer.Ordinal))}");
            foreach (var isQuantity in new[] { true, false })
            {
                var (right, wanted, said) = Count(rows, whole, isQuantity);
                var (rightWithout, _, saidWithout) = Count(rows, without, isQuantity);
                output.WriteLine($"   {(isQuantity ? "quantity" : "control ")} recall {right} of {wanted} -> {rightWithout} of {wanted}; claims {said} -> {saidWithout}");
                (kept, all) = (kept + rightWithout, all + right);
            }
        }

        output.WriteLine($"kept {kept} of {all} = {(double)kept / all:F3}");
        Assert.True((double)kept / all >= Floors.Of("corpus.left-out.kept"), $"kept {kept} of {all}");
    }

    private static (int Right, int Wanted, int Said) Count(List<CorpusClaim> rows, ReplayedCorpus replay, bool isQuantity)
    {
        var wanted = rows.Where(row => row.IsQuantity == isQuantity && !row.IsOptional && !(isQuantity && row.Value is null)).ToList();
        var matched = CorpusRelations.Match(rows, replay);
        var articles = rows.Select(row => row.Article).ToHashSet();
        var said = replay.Claims.Count(claim => articles.Contains(claim.Article) && (claim.Claim.Kind == ClaimKind.Quantity) == isQuantity && claim.Claim.Kind is not (ClaimKind.Statement or ClaimKind.Telling));
        return (wanted.Count(row => matched.ContainsKey(row.Id)), wanted.Count, said);
    }

    /// <summary>The entries of the lexicons that a claim rests on.</summary>
    private static IEnumerable<string> Entries(Claim claim)
    {
        foreach (var cue in claim.Attribution.Chain.Select(link => link.Cue).OfType<string>().Select(Fold.Text))
        {
            if (s_cues.Cues.FirstOrDefault(entry => Inflection.VerbForms(entry.Verb, entry.Forms).Contains(cue)) is { } verb)
            {
                yield return $"cue {verb.Verb}";
            }
            else if (s_cues.Frames.Any(entry => entry.Form == cue))
            {
                yield return $"cue {cue}";
            }
        }

        if (claim.Kind == ClaimKind.Quantity)
        {
            if (s_metrics.Metrics.FirstOrDefault(metric => metric.Id == claim.Predicate.Id) is { } metric)
            {
                using var list = new RentedList<Token>(64);
                var tokens = Tokenizer.Tokenize(claim.Evidence.Quote, new TextSpan(0, claim.Evidence.Quote.Length), list);
                foreach (var (entry, forms) in Words(metric))
                {
                    var table = PhraseTable.Of(forms);
                    if (Enumerable.Range(0, tokens.Length).Any(i => table.IsAt(tokens, i)))
                    {
                        yield return $"{metric.Id} {entry}";
                    }
                }
            }
        }
        else if (claim.Frame is { } frame)
        {
            yield return $"{OwnerOf(claim.Predicate.Id, frame)} {frame}";
        }
    }

    /// <summary>Who holds or takes a part of a town has entered it: the claim is of one predicate, and its word stands in the list of another.</summary>
    private static string OwnerOf(string predicate, string word)
    {
        bool Lists(PredicateEntry one) => one.Verbs.Any(verb => verb.Verb == word) || one.Nouns.Any(noun => noun.Noun == word);
        return s_predicates.Predicates.Any(one => one.Id == predicate && Lists(one)) ? predicate : s_predicates.Predicates.FirstOrDefault(Lists)?.Id ?? predicate;
    }

    private static IEnumerable<(string Entry, string[] Forms)> Words(MetricDefinition metric) =>
        metric.Verbs.Select(verb => (verb, Inflection.VerbForms(verb).ToArray())).Concat(metric.Forms.Concat(metric.Words).Concat(metric.Before).Distinct().Select(form => (form, new[] { form })));

    private static ClaimRules Without(ClaimRules rules, HashSet<string> gone)
    {
        var predicates = s_predicates with
        {
            Predicates = [.. s_predicates.Predicates.Select(predicate => predicate with
            {
                Verbs = [.. predicate.Verbs.Where(verb => !gone.Contains($"{predicate.Id} {verb.Verb}"))],
                Nouns = [.. predicate.Nouns.Where(noun => !gone.Contains($"{predicate.Id} {noun.Noun}"))],
            })],
        };
        var cues = s_cues with
        {
            Cues = [.. s_cues.Cues.Where(cue => !gone.Contains($"cue {cue.Verb}"))],
            Frames = [.. s_cues.Frames.Where(frame => !gone.Contains($"cue {frame.Form}"))],
        };
        var metrics = s_metrics with
        {
            Metrics = [.. s_metrics.Metrics.Select(metric => metric with
            {
                Verbs = Left(metric.Verbs, metric.Id),
                Forms = Left(metric.Forms, metric.Id),
                Words = Left(metric.Words, metric.Id),
                Before = Left(metric.Before, metric.Id),
            })],
        };
        return new ClaimRules(new CueLexicon(cues), rules.Modality, new PredicateTable(predicates), new MetricTable(metrics), rules.Readers, rules.Sides) { Frames = rules.Frames, Inflected = rules.Inflected };

        string[] Left(string[] words, string metric) => [.. words.Where(word => !gone.Contains($"{metric} {word}"))];
    }

    private static T Read<T>(string path) => RuleFile.Read<T>(Path.Combine(Repository.Config, path));
}
