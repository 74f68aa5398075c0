using System.Globalization;
using System.Text.Json;
using Watcher.Claims.Quantities;
using Watcher.Tests.Quantities;
using Watcher.Tests.Support;
using Watcher.Worker.Cli;
using Xunit.Abstractions;

namespace Watcher.Tests.Corpus;

/// <summary>
/// Quantities and dates against the shared rows (quantities.md 10), in percent, matched as <c>quantities/score.py</c> matches them, and what that
/// script does not grade: hedges, subsets by tag, and sentences that hold no quantity. Every miss is printed.
/// </summary>
public sealed class QuantitiesGate(ITestOutputHelper output)
{
    private static readonly LanguageReaders s_readers = Lexicons.Readers;

    [SharedFact]
    public void Quantities_OfTheDevRows_StayAboveTheirFloors()
    {
        var all = QuantityScore.Of(Rows("dev.jsonl"));
        output.WriteLine("anchors, value · value+unit F1: MS Recognizers 68.9 · 62.4, quantulum3 67.3 · 50.7, compromise 56.2 · 25.5");
        Report("quantities.dev.value", all.Value.F1, all);
        Report("quantities.dev.value_unit", all.ValueUnit.F1, all);
        Assert.Empty(all.Outside);
    }

    [SharedFact]
    public void Quantities_OfTheNewsRows_StayAboveTheirFloors()
    {
        var news = QuantityScore.Of(Rows("dev.jsonl").Where(r => r.HasTag("news-style")));
        output.WriteLine("anchors, value · value+unit F1: MS Recognizers 72.2 · 59.8, quantulum3 78.5 · 63.4, compromise 71.0 · 43.7");
        Report("quantities.news.value_unit", news.ValueUnit.F1, news);
        Report("quantities.news.hedge", 100.0 * news.RightHedges / Math.Max(1, news.Value.Right), news);
    }

    [SharedFact]
    public void Quantities_OfTheTrapRows_AreNone()
    {
        var found = Rows("dev.jsonl").Where(r => r.HasTag("trap")).SelectMany(r => QuantityScore.Read(r).Select(m => $"{r.Text} → {m.Core.Of(r.Text)}")).ToList();

        Assert.Empty(found);
    }

    [SharedFact]
    public void Quantities_OfTheUkrainianAndRussianRows_StayAboveTheirFloors()
    {
        var all = QuantityScore.Of(Rows("quant-uk-ru.jsonl"));
        Report("quantities.uk_ru.value", all.Value.F1, all);
        Report("quantities.uk_ru.value_unit", all.ValueUnit.F1, all);
        Assert.Empty(all.Outside);
    }

    [SharedFact]
    public void Dates_OfTheDevRows_StayAboveTheirFloors()
    {
        output.WriteLine("anchors, exact · any reading · detection F1: MS Recognizers 49.6 · 55.7 · 90.5, chrono 40.5 · 43.1 · 81.9");
        var unaided = DateScore.Of(Rows("dates-dev.jsonl"), hearsPreference: false);
        output.WriteLine("without the rows' preference");
        Report("dates.dev.exact.unaided", unaided.Exact.F1, unaided, showsMisses: false);
        Report("dates.dev.any.unaided", unaided.Any.F1, unaided, showsMisses: false);
        var all = DateScore.Of(Rows("dates-dev.jsonl"));
        Report("dates.dev.detection", all.Detection.F1, all);
        Report("dates.dev.exact", all.Exact.F1, all);
        Report("dates.dev.any", all.Any.F1, all);
        Assert.Empty(all.Outside);
        Report("dates.own.exact", DateScore.Of(Rows("dates-dev.jsonl").Where(r => r.Source == "watcher-own")) is var own ? own.Exact.F1 : 0, own);
    }

    [SharedFact]
    public void Dates_OfTheUkrainianAndRussianRows_StayAboveTheirFloors()
    {
        var unaided = DateScore.Of(Rows("dates-uk-ru.jsonl"), hearsPreference: false);
        output.WriteLine("without the rows' preference");
        Report("dates.uk_ru.exact.unaided", unaided.Exact.F1, unaided, showsMisses: false);
        var all = DateScore.Of(Rows("dates-uk-ru.jsonl"));
        Report("dates.uk_ru.detection", all.Detection.F1, all);
        Report("dates.uk_ru.exact", all.Exact.F1, all);
        Report("dates.uk_ru.any", all.Any.F1, all);
        Assert.Empty(all.Outside);
    }

    private void Report(string key, double reached, Score score, bool showsMisses = true)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{key} {reached:0.0} (floor {Floors.Of(key):0.0}; {score.Expected} expected, {score.Found} found, {score.Misses.Count} misses)"));
        foreach (var miss in showsMisses ? score.Misses : [])
        {
            output.WriteLine("  " + miss);
        }

        Assert.True(reached >= Floors.Of(key), string.Create(CultureInfo.InvariantCulture, $"{key} fell to {reached:0.0}, below {Floors.Of(key):0.0}"));
    }

    private static IEnumerable<Row> Rows(string file) =>
        File.ReadLines(Path.Combine(Repository.Shared!, "quantities", file)).Where(l => l.Length > 0).Select(l => new Row(JsonDocument.Parse(l).RootElement));

    /// <summary>One line of a file.</summary>
    private sealed class Row(JsonElement json)
    {
        public string Text { get; } = json.GetProperty("text").GetString()!;

        public string Source { get; } = json.GetProperty("source").GetString()!;

        public IReadOnlyList<JsonElement> Expected { get; } = [.. json.GetProperty("expected").EnumerateArray()];

        /// <summary>Merged kinds; "*" = everything is labelled.</summary>
        public IReadOnlySet<string> Kinds { get; } =
            json.TryGetProperty("kinds_annotated", out var kinds) ? kinds.EnumerateArray().Select(k => QuantityScore.Merged(k.GetString()!)).ToHashSet(StringComparer.Ordinal) : new HashSet<string>();

        public DateTime Reference => DateTime.Parse(json.GetProperty("reference_time").GetString()!, CultureInfo.InvariantCulture);

        /// <summary>How the row resolves what its text leaves open.</summary>
        public DatePreference Preference { get; } = json.TryGetProperty("prefer", out var prefer) ? PreferWord.Parse(prefer.GetString()!) : default;

        public bool HasTag(string tag) => json.TryGetProperty("tags", out var tags) && tags.EnumerateArray().Any(t => t.GetString() == tag);
    }

    private readonly record struct Share(int Right, int Found, int Expected)
    {
        /// <summary>In percent.</summary>
        public double F1 => Found + Expected == 0 ? 0 : 200.0 * Right / (Found + Expected);
    }

    private abstract class Score
    {
        public int Expected { get; set; }

        public int Found { get; set; }

        public List<string> Misses { get; } = [];

        /// <summary>Spans that do not lie in the text.</summary>
        public List<string> Outside { get; } = [];

        protected static bool Overlaps(int start, int end, JsonElement expected) =>
            start < expected.GetProperty("end").GetInt32() && expected.GetProperty("start").GetInt32() < end;
    }

    private sealed class QuantityScore : Score
    {
        private int _rightValues;
        private int _rightUnits;

        public Share Value => new(_rightValues, Found, Expected);

        public Share ValueUnit => new(_rightUnits, Found, Expected);

        public int RightHedges { get; private set; }

        public static QuantityScore Of(IEnumerable<Row> rows)
        {
            var score = new QuantityScore();
            foreach (var row in rows)
            {
                score.Count(row);
            }

            return score;
        }

        public static IEnumerable<QuantityMention> Read(Row row) =>
            s_readers.For(null, row.Text).Quantities.Read(row.Text).Where(m => m.Role != QuantityRole.Identifier && m.Value.Hedge != Hedge.Vague);

        public static string Merged(string kind) => kind switch { "count" or "fraction" => "number", "age" => "duration", "percent_point" => "percent", _ => kind };

        private void Count(Row row)
        {
            var read = Read(row).ToList();
            Outside.AddRange(read.Where(m => m.Core.Start < 0 || m.Core.End > row.Text.Length || m.Outer.End > row.Text.Length).Select(_ => row.Text));
            bool IsWanted(QuantityMention m) => row.Kinds.Contains("*") || row.Kinds.Contains(KindOf(m)) || row.Expected.Any(e => Overlaps(m.Core.Start, m.Core.End, e));
            var found = read.Where(IsWanted).ToList();
            found = [.. found.Where(m => m.Kind != QuantityKind.Number || !found.Exists(o => o != m && o.Kind != QuantityKind.Number && o.Core.Contains(m.Core)))];
            (Found, Expected) = (Found + found.Count, Expected + row.Expected.Count);
            var used = new HashSet<QuantityMention>();
            foreach (var expected in row.Expected)
            {
                var match = found.FirstOrDefault(m => !used.Contains(m) && Overlaps(m.Core.Start, m.Core.End, expected) && (HasValue(m, expected) || HasUnit(m, expected, row)));
                if (match is null)
                {
                    Misses.Add($"{row.Text} | {expected.GetProperty("text").GetString()} | {string.Join("; ", found.Select(m => $"{m.Core.Of(row.Text)} = {m.Value.Low}..{m.Value.High} {m.Value.Unit.Id}"))}");
                    continue;
                }

                used.Add(match);
                _rightValues++;
                _rightUnits += HasUnit(match, expected, row) ? 1 : 0;
                RightHedges += Snake(match.Value.Hedge.ToString()) == expected.GetProperty("hedge").GetString() ? 1 : 0;
            }
        }

        private static string KindOf(QuantityMention mention) => Merged(Snake(mention.Kind.ToString()));

        private static string Snake(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

        private static bool HasValue(QuantityMention mention, JsonElement expected)
        {
            var (low, high) = Stated(Number(expected, "value_low"), Number(expected, "value_high"), expected.GetProperty("hedge").GetString()!);
            var (foundLow, foundHigh) = Stated((double?)mention.Value.Low, (double?)mention.Value.High, Snake(mention.Value.Hedge.ToString()));
            return IsClose(low, foundLow) && IsClose(high, foundHigh);
        }

        /// <summary>Number and unit, after conversion; number rows of the recognizers have no units.</summary>
        private static bool HasUnit(QuantityMention mention, JsonElement expected, Row row)
        {
            var kind = expected.GetProperty("kind").GetString()!;
            var unit = expected.GetProperty("unit").GetString()!;
            if (row.Source.StartsWith("msrt/Number", StringComparison.Ordinal) && kind == "number")
            {
                return HasValue(mention, expected);
            }

            if (expected.TryGetProperty("nq_unit", out _) && unit == mention.Value.Unit.Id && HasValue(mention, expected))
            {
                return true;
            }

            var (low, high) = Stated(Number(expected, "value_low"), Number(expected, "value_high"), expected.GetProperty("hedge").GetString()!);
            var (foundLow, foundHigh) = Stated((double?)mention.Value.Low, (double?)mention.Value.High, Snake(mention.Value.Hedge.ToString()));
            var (factor, foundFactor) = (Factor(unit, kind), Factor(mention.Value.Unit.Id, Snake(mention.Kind.ToString())));
            var hasSameUnit = Merged(kind) is not ("currency" or "temperature") || unit.Split('/')[0] == mention.Value.Unit.Id.Split('/')[0] || (unit + mention.Value.Unit.Id).Contains('?', StringComparison.Ordinal);
            return Merged(kind) == KindOf(mention) && hasSameUnit && IsClose(low * factor, foundLow * foundFactor) && IsClose(high * factor, foundHigh * foundFactor);
        }

        private static double? Number(JsonElement element, string key) => element.GetProperty(key) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

        /// <summary>The number that was written: bounds count by their stated end.</summary>
        private static (double? Low, double? High) Stated(double? low, double? high, string hedge) =>
            hedge is "at_most" or "less_than" or "approx_below" && high is not null ? (high, high) : (low ?? high, high ?? low);

        private static bool IsClose(double? a, double? b) =>
            a is { } x && b is { } y ? Math.Abs(x - y) <= 1e-4 * Math.Max(1e-9, Math.Max(Math.Abs(x), Math.Abs(y))) : a is null && b is null;

        /// <summary>To a common unit of the kind, for the units that the script converts.</summary>
        private static double Factor(string unit, string kind) => (kind, unit) switch
        {
            ("currency", [.., '/', '1', '0', '0']) => 0.01,
            ("length" or "area" or "mass" or "duration" or "volume" or "speed", _) when s_readers["en"].Quantities.Lexicon.Units.TryGet(unit, out var known) && known.Factor != 0 => (double)known.Factor,
            _ => 1,
        };
    }

    private sealed class DateScore : Score
    {
        private int _detected;
        private int _exact;
        private int _any;

        public Share Detection => new(_detected, Found, Expected);

        public Share Exact => new(_exact, Found, Expected);

        public Share Any => new(_any, Found, Expected);

        /// <param name="rows">Of one file.</param>
        /// <param name="hearsPreference">Each row's preference is handed to the reader; otherwise all are read as news.</param>
        public static DateScore Of(IEnumerable<Row> rows, bool hearsPreference = true)
        {
            var score = new DateScore();
            foreach (var row in rows)
            {
                score.Count(row, new DateReference(row.Reference, Preference: hearsPreference ? row.Preference : default));
            }

            return score;
        }

        private void Count(Row row, DateReference reference)
        {
            var found = s_readers.For(null, row.Text).Dates.Read(row.Text, reference).Where(d => d.Kind != DateKind.Duration).ToList();
            Outside.AddRange(found.Where(d => d.Span.End > row.Text.Length).Select(_ => row.Text));
            (Found, Expected) = (Found + found.Count, Expected + row.Expected.Count);
            var used = new HashSet<DateMention>();
            foreach (var expected in row.Expected)
            {
                var match = found.Find(d => !used.Contains(d) && Overlaps(d.Span.Start, d.Span.End, expected));
                var wanted = (From: Text(expected, "from"), To: Text(expected, "to"));
                if (match is null)
                {
                    Misses.Add($"{row.Text} | {expected.GetProperty("text").GetString()} {wanted} | not found");
                    continue;
                }

                used.Add(match);
                _detected++;
                var hasValue = wanted.From is not null || wanted.To is not null;
                var isExact = hasValue && Wall(match.Value) == wanted;
                var allowed = expected.TryGetProperty("alt", out var alt)
                    ? alt.EnumerateArray().Select(a => (From: a[0].GetString(), To: a[1].GetString())).Append(wanted).ToList() : [wanted];
                var isAny = hasValue && match.Alternatives.Concat(match.OtherReadings).Prepend(match.Value).Any(v => allowed.Contains(Wall(v)));
                (_exact, _any) = (_exact + (isExact ? 1 : 0), _any + (isExact || isAny ? 1 : 0));
                if (!isExact)
                {
                    Misses.Add($"{row.Text} | {expected.GetProperty("text").GetString()} {wanted} | {Wall(match.Value)}{(isAny ? ", among the other readings" : "")}");
                }
            }
        }

        private static string? Text(JsonElement element, string key) => element.GetProperty(key).GetString();

        private static (string? From, string? To) Wall(WallInterval interval) => (Wall(interval.From), Wall(interval.To));

        private static string? Wall(DateTime? time) =>
            time?.ToString(time.Value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }
}
