using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Claims;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Cli;

/// <summary>Shows what the rules see in one text, or in many for scoring scripts. Needs no store.</summary>
internal static class AnalyzeVerb
{
    public static Command Build()
    {
        var source = new Argument<string?>("source") { Description = "URL, file, - or a text in quotes.", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from") { Description = "File with one {id, text, …} a line.", HelpName = "FILE.jsonl" };
        var jsonl = new Option<bool>("--jsonl") { Description = "With --from: one object a line." };
        var only = new Option<string?>("--only") { Description = "With --from: quantities or dates alone." };
        only.AcceptOnlyFromAmong("quantities", "dates");
        var prefer = new Option<string?>("--prefer")
        {
            Description = $"With --from: how dates are read that the text leaves open, in place of what the lines say: {PreferWord.Known}.",
            HelpName = "READING",
        };
        prefer.AcceptOnlyFromAmong([.. PreferWord.All]);
        var watch = new Option<string?>("--watch") { Description = "A watch list in place of the configured ones; all: the whole gazetteer.", HelpName = "FILE.yaml|all" };
        var list = new Option<string[]>("--list") { Description = "Only this configured list; may be repeated.", HelpName = "ID" };
        var date = new Option<string?>("--date") { Description = "The article's date; default: today.", HelpName = "YYYY-MM-DD" };
        var nearMisses = new Option<bool>("--near-misses") { Description = "Show names that almost matched, and why not." };
        var explain = new Option<bool>("--explain") { Description = "Show rules, scopes and refused candidates." };
        var command = new Command("analyze", "Shows mentions, quantities and claims of a text, and why.")
        {
            source, from, jsonl, only, prefer, watch, list, date, nearMisses, explain,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings.Read(parsed);
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var lists = parsed.GetValue(list) ?? [];
            string[] files = [.. lists.Select(id => ListFile(settings, id))];
            var book = RuleFiles.Book(settings, parsed.GetValue(watch) ?? (files is [var one] ? one : null));
            if (parsed.GetValue(from) is { } file)
            {
                if (!File.Exists(file))
                {
                    throw new VerbException(ExitCodes.NotFound, "not_found", $"No file '{file}'.", "give a file with one JSON object a line");
                }

                var preference = parsed.GetValue(prefer) is { } word ? PreferWord.Parse(word) : (DatePreference?)null;
                return await WorkProgress.Of(parsed, streams: true).OverAsync("reading texts", Lines(file), cancellationToken, advance => parsed.GetValue(only) is { } kind
                    ? new AnalyzeOnlyBatch(book.Claims.Readers, preference).Run(file, kind == "dates", output, errors, advance)
                    : Batch(file, book, preference, output, errors, advance));
            }

            if (parsed.GetValue(source) is not { } name)
            {
                throw new VerbException(ExitCodes.WrongUsage, "usage", "analyze needs a text, a file, a URL or -", "watcher analyze \"Izium was retaken on Saturday.\"");
            }

            var read = await ReadAsync(name, Published(parsed, date), book, settings, cancellationToken);
            if (lists.Length > 1)
            {
                read = OnlyOf(read, [.. book.Lists.Where(l => lists.Contains(l.Id)).SelectMany(l => l.Subjects)]);
            }

            // Who names a list tries it: what it almost found belongs to the answer.
            var isTrial = lists.Length > 0 || parsed.GetValue(nearMisses) || parsed.GetValue(explain);
            if (isTrial)
            {
                var others = lists.Length == 0 ? [] : RuleBookReader.ReadLists(Settings.ConfigDirectory(settings)).Where(l => book.Lists.All(own => own.Id != l.Id));
                var further = NearMissFinder.Find(read.Article, read.Detection, read.Trace.Claims, book, others);
                read = read with { Detection = read.Detection with { NearMisses = [.. read.Detection.NearMisses.Concat(further).OrderBy(n => n.Span.Start)] } };
            }

            if (parsed.GetValue(GlobalOptions.Json))
            {
                output.WriteLine(Document(read, book).ToJsonString(JsonText.Indented));
            }
            else
            {
                new AnalysisText(Terminal.Of(parsed), parsed.GetValue(explain), isTrial).Write(read, book);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<ReadText> ReadAsync(string name, DateTimeOffset published, RuleBook book, IConfiguration settings, CancellationToken cancellationToken)
    {
        var isText = !PageInput.IsUrl(name) && name != "-" && !File.Exists(name);
        var (text, url) = isText ? (name, null) : await PageInput.ReadAsync(name, settings, cancellationToken);
        var reference = new ArticleRef
        {
            Id = new ArticleId("given"),
            Outlet = new Outlet { Id = "given", Name = "the given text", Owner = "given" },
            Url = url,
            PublishedAt = published,
        };
        var isHtml = url is not null || text.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal);
        if (isHtml && ArticleExtractor.Extract(text, url ?? new Uri("http://localhost/")) is Extraction.Extracted { Article: var page })
        {
            reference = reference with { Title = page.Title, PublishedAt = page.PublishedAt ?? published, Language = page.Language };
            return new TextReading(book).Read(page.Text, page.Title, reference);
        }

        return new TextReading(book).Read(text, null, reference);
    }

    /// <summary>Mentions and claims of the chosen lists alone; everything that is no list's stays.</summary>
    private static ReadText OnlyOf(ReadText read, HashSet<SubjectId> subjects) => read with
    {
        Detection = read.Detection with { Mentions = read.Detection.Mentions.RemoveAll(m => m.IsWatched && !subjects.Contains(m.Subject)) },
        Trace = read.Trace with { Claims = read.Trace.Claims.RemoveAll(c => !c.Watched.Any(subjects.Contains)) },
    };

    /// <summary>How many lines there are to read; null when that cannot be told beforehand.</summary>
    private static int? Lines(string file) => File.Exists(file) ? File.ReadLines(file).Count() : null;

    private static int Batch(string file, RuleBook book, DatePreference? prefer, TextWriter output, TextWriter errors, Action advance)
    {
        var (lines, isWhole) = BatchLine.Read(file, errors);
        var reading = new TextReading(book);
        foreach (var line in lines)
        {
            advance();
            var read = reading.Read(line.Text, line.Title, line.Reference);
            var document = new JsonObject
            {
                ["id"] = line.Id,
                ["mentions"] = Mentions(read),
                ["quantities"] = Quantities(line.Text, read.Reference.Language, book),
                ["dates"] = new AnalyzeOnlyBatch(book.Claims.Readers).Dates(line.Text, Reference(read.Reference, prefer ?? line.Prefer), read.Reference.Language),
                ["claims"] = Claims(read),
            };
            output.WriteLine(document.ToJsonString(JsonText.Compact));
        }

        return isWhole ? ExitCodes.Done : ExitCodes.PartlyDone;
    }

    private static JsonObject Document(ReadText read, RuleBook book) => new()
    {
        ["schema"] = "watcher.analysis/1",
        ["language"] = read.Reference.Language,
        ["date"] = read.Reference.PublishedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["sentences"] = new JsonArray(
            [
                .. read.Article.Blocks.SelectMany(block => SentenceSplitter.Split(read.Article.Text, block.Span)).Select(sentence => read.Article.ToSource(sentence.Span))
                    .Select(span => new JsonObject { ["start"] = span.Start, ["end"] = span.End }),
            ]),
        ["mentions"] = Mentions(read),
        ["quantities"] = Quantities(read.Article.Text, read.Reference.Language, book),
        ["claims"] = Claims(read),
        ["near_misses"] = new JsonArray(
            [.. read.Detection.NearMisses.Select(n => new JsonObject { ["surface"] = n.Surface, ["subject"] = n.Subject, ["refiner"] = n.Refiner })]),
    };

    private static JsonArray Mentions(ReadText read) =>
    [
        .. read.Detection.Mentions.Where(m => m.IsWatched && m.Type is (SubjectType.Settlement or SubjectType.Person)).Select(m =>
        {
            var span = read.Article.ToSource(m.Span);
            return new JsonObject
            {
                ["start"] = span.Start, ["end"] = span.End, ["type"] = ClaimDocument.Word(m.Type), ["id"] = m.Subject.Value, ["canonical"] = m.Canonical,
                ["reading"] = m.Place is { } place ? ClaimDocument.Word(place.Reading) : null,
            };
        }),
    ];

    private static JsonArray Quantities(string text, string? language, RuleBook book) =>
        new AnalyzeOnlyBatch(book.Claims.Readers).Quantities(text, language);

    private static JsonArray Claims(ReadText read) =>
    [
        .. read.Trace.Claims.Select(claim =>
        {
            var document = ClaimDocument.Of(claim, read.Reference);
            var span = read.Article.ToSource(claim.Evidence.Span);
            document["evidence"]!["start"] = span.Start;
            document["evidence"]!["end"] = span.End;
            return document;
        }),
    ];

    private static DateReference Reference(ArticleRef article, DatePreference? prefer) =>
        new(article.PublishedAt.DateTime, DayMonthOrder.Unknown, prefer ?? default);

    private static DateTimeOffset Published(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is not { } date ? Surroundings.Of(parsed).Time.GetUtcNow()
        : DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.AddHours(12)
        : throw new VerbException(ExitCodes.WrongUsage, "usage", $"--date '{date}' is no date", "--date 2022-09-11");

    private static string ListFile(IConfiguration settings, string list)
    {
        var folder = Path.Combine(Settings.ConfigDirectory(settings), "watchlists");
        var file = Path.Combine(folder, list + ".yaml");
        if (!File.Exists(file))
        {
            var known = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).ToList() : [];
            throw new VerbException(ExitCodes.NotFound, "not_found", $"No watch list '{list}'.", $"lists: {string.Join(", ", known)}");
        }

        return file;
    }
}
