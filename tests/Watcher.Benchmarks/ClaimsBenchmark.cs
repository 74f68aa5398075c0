using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Mentions;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;
using Watcher.Worker.Cli;
using Watcher.Worker.Rules;

namespace Watcher.Benchmarks;

/// <summary>
/// From an article's text to its claims, as the pipeline does it: one thread, warm, processor time of the best round, in UTF-8 bytes of text. The stages are
/// measured by themselves on the same articles; what the whole extraction takes beyond numbers and dates is its own part.
/// </summary>
internal static class ClaimsBenchmark
{
    private const int Rounds = 11;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(8);

    /// <summary>Nothing was compiled for so long: then nothing more is to come.</summary>
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan s_longestWarmUp = TimeSpan.FromSeconds(60);

    /// <summary>A few articles are read over and over until a round has this much text.</summary>
    private const int BytesPerRound = 1_000_000;

    /// <param name="config">The configuration.</param>
    /// <param name="file">The articles, one JSON object with <c>id</c>, <c>text</c> and <c>published</c> a line.</param>
    /// <param name="watchFile">In place of the configured lists; null: the one beside the articles, if there is one.</param>
    /// <param name="gazetteer">A folder with <c>settlements*.tsv</c> and <c>people*.tsv</c> of which every row is looked for, as if it were watched; null: the list's own.</param>
    /// <param name="output">For the table.</param>
    public static int Run(string config, string file, string? watchFile, string? gazetteer, TextWriter output)
    {
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "watchlist.yaml");
        watchFile ??= File.Exists(beside) ? beside : null;
        var (book, report) = RuleBookReader.Read(config, watchFile);
        if (book is null)
        {
            output.WriteLine(string.Join('\n', report.Problems));
            return ExitCodes.ConfigurationInvalid;
        }

        if (gazetteer is not null)
        {
            var settlements = Rows(gazetteer, "settlements").SelectMany(text => GazetteerTsv.ReadSettlements(text).Rows);
            var people = Rows(gazetteer, "people").SelectMany(text => GazetteerTsv.ReadPeople(text).Rows);
            var words = RuleFile.Read<MentionLexiconFile>(Path.Combine(config, "lexicon/mentions.en.yaml"));
            book = book with { Mentions = MentionRules.Build(book.Lists, book.Claims.Sides, words, new Gazetteer(settlements.DistinctBy(s => s.Id), people.DistinctBy(p => p.Id))) };
        }

        var (lines, _) = BatchLine.Read(file, output);
        var bytes = lines.Sum(line => (long)Encoding.UTF8.GetByteCount(line.Text));
        var read = lines.ConvertAll(line => Reading.Of(line, book));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{lines.Count} articles, {bytes / 1e6:0.00} MB, {book.Mentions.NameCount} names to look for, {read.Sum(r => r.Claims(book))} claims"));
        output.WriteLine("stage                       MB/s   ms a MB   bytes allocated a byte");
        Warm();
        var whole = Measure("text to claims", r => Reading.Of(r.Line, book).Claims(book));
        Measure("  article", r => ArticleText.FromPlainText(r.Line.Text, r.Line.Title).Blocks.Length);
        Measure("  cleaning", r => BoilerplateCleaner.Clean(r.Given, book.Markers).Blocks.Length);
        Measure("  mentions", r => MentionDetector.Detect(r.Article, book.Mentions).Mentions.Length);
        Measure("    words", r =>
        {
            using var words = new ArticleWords(r.Article);
            return words.Count;
        });
        var extraction = Measure("  extraction", r => r.Claims(book));
        var quantities = Measure("    quantities", r => r.Texts.Sum(text => book.Claims.Quantities.Read(text).Count));
        var dates = Measure("    dates", r => r.Texts.Sum(text => book.Claims.Dates.Read(text, new(r.Reference.PublishedAt.DateTime)).Count));
        var units = Measure("    tokens and sentences", r =>
        {
            using var tokens = new RentedList<Token>((r.Article.Text.Length / 4) + 16);
            return r.Article.Blocks.Sum(block => Tokenizer.Tokenize(r.Article.Text, block.Span, tokens).Length + SentenceSplitter.Split(r.Article.Text, block.Span).Length);
        });
        Print("    attribution and rules", extraction.Seconds - quantities.Seconds - dates.Seconds - units.Seconds, extraction.Allocated - quantities.Allocated - dates.Allocated - units.Allocated);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  what the results hold                    {Held() / bytes,8:0.00}"));
        return whole.Seconds > 0 ? 0 : 1;

        // Until nothing is compiled any more in the background, whose time would count.
        void Warm()
        {
            var (start, changed, compiled) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), 0L);
            while (Stopwatch.GetElapsedTime(start) < s_warmUp || (Stopwatch.GetElapsedTime(changed) < s_quiet && Stopwatch.GetElapsedTime(start) < s_longestWarmUp))
            {
                read.ForEach(r => Reading.Of(r.Line, book).Claims(book));
                (changed, compiled) = JitInfo.GetCompiledMethodCount() == compiled ? (changed, compiled) : (Stopwatch.GetTimestamp(), JitInfo.GetCompiledMethodCount());
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"warm after {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
        }

        // No way of reading allocates less than what it hands over: articles, mentions and claims that are still there afterwards.
        double Held()
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var results = read.ConvertAll(r => (Reading.Of(r.Line, book), ClaimExtractor.Trace(r.Article, r.Reference, r.Detection, book.Claims)));
            var held = GC.GetTotalMemory(forceFullCollection: true) - before;
            GC.KeepAlive(results);
            return held;
        }

        (double Seconds, double Allocated) Measure(string what, Func<Reading, int> work)
        {
            var (best, allocated) = (double.MaxValue, long.MaxValue);
            var repeats = (int)Math.Max(1, BytesPerRound / bytes);
            for (var round = 0; round < Rounds; round++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Environment.CpuUsage.TotalTime;     // on a busy machine the clock also counts who else ran
                for (var i = 0; i < repeats; i++)
                {
                    foreach (var r in read)
                    {
                        work(r);
                    }
                }

                best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
                allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            Print(what, best / repeats, allocated / (double)repeats);
            return (best / repeats, allocated / (double)repeats);
        }

        void Print(string what, double seconds, double allocated) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-26} {bytes / seconds / 1e6,6:0.00} {seconds / bytes * 1e9,9:0}   {allocated / bytes,8:0.00}"));
    }

    private static IEnumerable<string> Rows(string folder, string kind) =>
        Directory.EnumerateFiles(folder, kind + "*.tsv").Order(StringComparer.Ordinal).Select(File.ReadAllText);

    /// <summary>One article with what the earlier stages give.</summary>
    private sealed record Reading(BatchLine Line, Article Given, Article Article, ArticleRef Reference, Detection Detection)
    {
        public static Reading Of(BatchLine line, RuleBook book)
        {
            var given = ArticleText.FromPlainText(line.Text, line.Title);
            var article = BoilerplateCleaner.Clean(given, book.Markers);
            var reference = line.Reference.Language is null ? line.Reference with { Language = article.Language ?? LanguageGuess.Of(line.Text) } : line.Reference;
            return new Reading(line, given, article, reference, MentionDetector.Detect(article, book.Mentions));
        }

        /// <summary>Of its blocks.</summary>
        public string[] Texts => field ??= [.. Article.Blocks.Select(block => block.Text)];

        public int Claims(RuleBook book) => ClaimExtractor.Trace(Article, Reference, Detection, book.Claims).Claims.Length;
    }
}
