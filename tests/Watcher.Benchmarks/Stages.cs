using System.Diagnostics;
using Watcher.Claims.Extraction;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Worker.Rules;
namespace Watcher.Benchmarks;
internal static class Stages
{
    public static int Run(string c)
    {
        for (var round = 0; round < 4; round++)
        {
            Console.WriteLine("--- " + round);
            T P<T>(string f) { var s = Environment.CpuUsage.UserTime.Ticks; var r = RuleFile.Read<T>(Path.Combine(c, f)); Console.WriteLine($"  {(Environment.CpuUsage.UserTime.Ticks - s) / 1e4,7:0.0} {f}"); return r; }
            T M<T>(string n, Func<T> f) { var s = Environment.CpuUsage.UserTime.Ticks; var r = f(); Console.WriteLine($"  {(Environment.CpuUsage.UserTime.Ticks - s) / 1e4,7:0.0} {n}"); return r; }
            var markers = P<Reading.Articles.MarkerFile>("cleaning/boilerplate.yaml");
            M("MarkerSet", () => new Reading.Articles.MarkerSet(markers));
            var anchors = P<AnchorsFile>("ontology/anchors.yaml"); var units = P<UnitsFile>("ontology/units.yaml");
            foreach (var l in new[] { "en", "uk", "ru" })
            {
                var n = P<NumbersFile>($"lexicon/numbers.{l}.yaml"); var h = P<HedgesFile>($"lexicon/hedges.{l}.yaml"); var d = P<DatesFile>($"lexicon/dates.{l}.yaml");
                var dr = M("DateReader", () => new DateReader(new DateLexicon(d, anchors, n)));
                M("QuantityReader", () => new QuantityReader(new QuantityLexicon(n, h, units), dr));
            }
            var cues = P<CuesFile>("lexicon/cues.en.yaml"); var neg = P<NegationFile>("lexicon/negation.en.yaml"); var mod = P<ModalityFile>("lexicon/modality.en.yaml");
            var ml = P<MentionLexiconFile>("lexicon/mentions.en.yaml"); var sides = P<SidesFile>("ontology/sides.yaml"); var pred = P<PredicatesFile>("ontology/predicates.yaml");
            P<MetricsFile>("ontology/metrics.yaml"); P<ComparisonFile>("ontology/comparison.yaml"); P<FramesFile>("ontology/frames.yaml");
            M("Cue", () => new CueLexicon(cues)); M("Modality", () => new ModalityLexicon(mod, neg)); M("Predicates", () => new PredicateTable(pred));
            var st = M("Sides", () => SideTable.Compile(sides));
            var (list, _) = WatchList.Compile(P<WatchListFile>("watchlists/kharkiv.yaml"), Gazetteer.Empty);
            M("MentionRules", () => MentionRules.Build([list], st, ml));
            M("MentionRules no list", () => MentionRules.Build([], st, ml));
        }
        return 0;
    }
}
