using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Watcher.Claims.Extraction;
using Watcher.Claims.Extraction.Inflected;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Rules;

/// <summary>Reads the rule data and the watch lists of a configuration folder into a <see cref="RuleBook"/>; collects every problem on the way.</summary>
internal sealed class RuleBookReader
{
    private static readonly SearchValues<char> s_idCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ- ");
    private static readonly SearchValues<char> s_languageCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz, \"'");
    /// <summary>A word list is longer than anything people write by hand, but not endless.</summary>
    private const int MaxRuleNodes = 500_000;

    private readonly string _folder;
    private readonly List<ConfigProblem> _problems = [];
    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>In place of a watch list: every row of the gazetteer and every metric.</summary>
    public const string Everything = "all";

    /// <summary>How the file of an official list ends; the other tables are written by hand.</summary>
    private const string OfficialEnding = "-settlements.tsv";
    private KnownNames _known = new();
    private IReadOnlyList<ConfigText> _lists = [];

    private RuleBookReader(string folder) => _folder = folder;

    /// <summary>The number of files read.</summary>
    private int Files => _texts.Count;

    /// <param name="folder">The configuration folder.</param>
    /// <param name="watchFile">A watch list that replaces those of the folder, or <see cref="Everything"/>; null for the folder's own.</param>
    /// <returns>The book, or null when the report holds errors.</returns>
    public static (RuleBook? Book, ConfigReport Report) Read(string folder, string? watchFile = null) => new RuleBookReader(folder).Read(watchFile);

    /// <summary>The same, with the names that other files refer to, even when the book has errors.</summary>
    public static (RuleBook? Book, ConfigReport Report, KnownNames Known, IReadOnlyList<ConfigText> Lists) ReadWithNames(string folder)
    {
        var reader = new RuleBookReader(folder);
        var (book, report) = reader.Read(watchFile: null);
        return (book, report, reader._known, reader._lists);
    }

    /// <summary>The watch lists of the folder alone; none when one of them has an error.</summary>
    public static ImmutableArray<WatchList> ReadLists(string folder)
    {
        var reader = new RuleBookReader(folder);
        var gazetteer = reader.ReadGazetteer(watchFile: null);
        reader._known = new KnownNames { Settlements = Ids(gazetteer.Settlements.Keys), People = Ids(gazetteer.People.Keys) };
        return reader.ReadLists(watchFile: null, gazetteer);
    }

    private (RuleBook?, ConfigReport) Read(string? watchFile)
    {
        if (!Directory.Exists(_folder))
        {
            _problems.Add(Missing(_folder, "the configuration folder does not exist; use --config DIR"));
            return (null, Report());
        }

        // All files are parsed at once, the longest way to a book first: names are compiled from the sides, the lists and the words of mentions.
        var sidesFile = Start<SidesFile>("ontology/sides.yaml");
        var mentionsFiles = Languages("mentions").Select(language => Start<MentionLexiconFile>($"lexicon/mentions.{language}.yaml")).ToList();
        var lexiconFiles = Languages("numbers").Select(language => (
            Numbers: Start<NumbersFile>($"lexicon/numbers.{language}.yaml"),
            Hedges: Start<HedgesFile>($"lexicon/hedges.{language}.yaml"),
            Dates: Start<DatesFile>($"lexicon/dates.{language}.yaml"))).ToList();
        var unitsFile = Start<UnitsFile>("ontology/units.yaml");
        var anchorsFile = Start<AnchorsFile>("ontology/anchors.yaml");
        var predicatesFile = Start<PredicatesFile>("ontology/predicates.yaml");
        var metricsFile = Start<MetricsFile>("ontology/metrics.yaml");
        var inflectedFiles = InflectedLanguages().Select(language => (Events: Start<EventsFile>($"lexicon/events.{language}.yaml"), Cues: Start<CuesFile>($"lexicon/cues.{language}.yaml"))).ToList();
        var cuesFile = Start<CuesFile>("lexicon/cues.en.yaml");
        var negationFile = Start<NegationFile>("lexicon/negation.en.yaml");
        var modalityFile = Start<ModalityFile>("lexicon/modality.en.yaml");
        var grammarFile = Start<GrammarFile>("lexicon/grammar.en.yaml");
        var comparisonFile = Start<ComparisonFile>("ontology/comparison.yaml");
        var framesFile = Start<FramesFile>("ontology/frames.yaml");
        var markersFile = Start<Reading.Articles.MarkerFile>("cleaning/boilerplate.yaml");
        var trackingFile = Start<Reading.Pages.TrackingParamsFile>("cleaning/tracking-params.yaml");

        var mounted = ReadCleanUrls();
        var gazetteer = ReadGazetteer(watchFile);
        var sides = End(sidesFile);
        var mentionFiles = mentionsFiles.ConvertAll(End);
        var mentionWords = mentionFiles.Contains(null) ? null : MentionLexiconFile.Join(mentionFiles!);
        var lexicons = lexiconFiles.ConvertAll(l => (Numbers: End(l.Numbers), Hedges: End(l.Hedges), Dates: End(l.Dates)));
        var (units, anchors, predicates, metrics) = (End(unitsFile), End(anchorsFile), End(predicatesFile), End(metricsFile));
        var inflected = inflectedFiles.ConvertAll(l => (Events: End(l.Events), Cues: End(l.Cues)));
        var (cues, negation, modality, grammar) = (End(cuesFile), End(negationFile), End(modalityFile), End(grammarFile));
        var (comparison, frames, markers, tracking) = (End(comparisonFile), End(framesFile), End(markersFile), End(trackingFile));
        _known = new KnownNames
        {
            Units = Set(units?.Units.Select(u => u.Id).Append("people").Append("count")),
            Metrics = Set(metrics?.Metrics.Select(m => m.Id)),
            MetricForms = (metrics?.Metrics ?? []).DistinctBy(m => m.Id).ToDictionary(m => m.Id, m => ((MetricKind, Dimension)?)(m.Kind, m.Dimension), StringComparer.Ordinal),
            UnitDimensions = units is null ? [] : WatchedMetrics.Dimensions(units),
            Sides = Set(sides is null ? null : [.. sides.States.Select(s => s.Id), .. sides.Groups.Select(s => s.Id)]),
            Languages = Languages("numbers").ToHashSet(StringComparer.Ordinal),
            Settlements = Ids(gazetteer.Settlements.Keys),
            People = Ids(gazetteer.People.Keys),
            PlainWords = Set(mentionWords is null ? [] : [.. mentionWords.CommonWords, .. mentionWords.FunctionWords, .. mentionWords.GivenNames])!,   // not null: what is given is not
            Tracking = tracking is null ? Reading.Pages.TrackingParams.None : new Reading.Pages.TrackingParams(tracking, mounted),
        };
        var lists = ReadLists(watchFile, gazetteer);

        if (_problems.Any(p => p.Severity == ProblemSeverity.Error))
        {
            return (null, Report());
        }

        // Every file was read: a file is null only together with an error.
        var sideTable = SideTable.Compile(sides!).With(lists.SelectMany(l => l.Sides));
        var mentions = Task.Run(() => MentionRules.Build(lists, sideTable, mentionWords!, watchFile == Everything ? gazetteer : null));     // as long as all the rest together
        var readers = lexicons.ConvertAll(l => Task.Run(() =>
        {
            var dates = new DateReader(new DateLexicon(l.Dates!, WithAnchorsOf(lists, anchors!, l.Dates!.Language), l.Numbers!));
            return new LanguageReader(l.Numbers!.Language, new QuantityReader(new QuantityLexicon(l.Numbers!, l.Hedges!, units!), dates), dates);
        }));
        var fingerprint = Task.Run(Fingerprint);
        var metricTable = WatchedMetrics.Table(metrics!, lists, units!);
        var predicateTable = new PredicateTable(predicates!);
        var frameTable = FrameTable.From(frames!);
        var book = new RuleBook
        {
            Fingerprint = fingerprint.GetAwaiter().GetResult(),
            Markers = new Reading.Articles.MarkerSet(markers!),
            Tracking = new Reading.Pages.TrackingParams(tracking!, mounted),
            Lists = lists,
            Mentions = mentions.GetAwaiter().GetResult(),
            Claims = new ClaimRules(
                new CueLexicon(cues!), new ModalityLexicon(modality!, negation!, grammar!), predicateTable, metricTable,
                new LanguageReaders([.. readers.Select(reader => reader.GetAwaiter().GetResult())]), sideTable)
            {
                Frames = frameTable,
                Inflected = inflected.Select(l => new InflectedLexicon(WatchedMetrics.WithTermsOf(lists, l.Events!), l.Cues!, predicateTable, metricTable)).ToDictionary(l => l.Language, StringComparer.Ordinal),
            },
            Comparison = ComparisonRules.From(comparison!, metricTable.All.ToDictionary(m => m.Id, m => m.Kind), metricTable.Own) with { Frames = frameTable },
        };
        return (book, Report());
    }

    /// <summary>English first, the fallback; then every other language that has such a lexicon.</summary>
    private IEnumerable<string> Languages(string lexicon)
    {
        var folder = Path.Combine(_folder, "lexicon");
        string[] paths = Directory.Exists(folder) ? Directory.GetFiles(folder, lexicon + ".*.yaml") : [];
        return paths.Select(path => Path.GetFileName(path).Split('.')[1]).Order(StringComparer.Ordinal).Prepend("en").Distinct();
    }

    /// <summary>Languages of free word order: those that have words of events.</summary>
    private IEnumerable<string> InflectedLanguages()
    {
        var folder = Path.Combine(_folder, "lexicon");
        string[] paths = Directory.Exists(folder) ? Directory.GetFiles(folder, "events.*.yaml") : [];
        return paths.Select(path => Path.GetFileName(path).Split('.')[1]).Order(StringComparer.Ordinal);
    }

    /// <summary>A rule file as one thread read it: its text, what it holds, or what is wrong with it.</summary>
    private sealed record Parsed<T>(string Path, string? Text, T? Value, IReadOnlyList<ConfigProblem> Problems)
        where T : class;

    private Task<Parsed<T>> Start<T>(string name)
        where T : class => Task.Run(() => Parse<T>(Path.Combine(_folder, name)));

    /// <summary>What a started file holds; null together with an error.</summary>
    private T? End<T>(Task<Parsed<T>> started)
        where T : class
    {
        var parsed = started.GetAwaiter().GetResult();
        _problems.AddRange(parsed.Problems);
        if (parsed.Text is not null)
        {
            _texts[Relative(parsed.Path)] = parsed.Text;
        }

        return parsed.Value;
    }

    private static Parsed<T> Parse<T>(string path)
        where T : class
    {
        var shown = Shown(path);
        string? text = null;
        try
        {
            if (!System.IO.File.Exists(path))
            {
                return new(path, null, null, [Missing(shown, "the file is missing")]);
            }

            text = ReadText(path);
            return new(path, text, RuleFile.Parse<T>(text, shown), []);
        }
        catch (RuleFileException e)
        {
            // Only a broken file is looked at node by node: its word lists are long, and every start reads them.
            var config = ConfigText.Parse(text!, shown, MaxRuleNodes);     // it was read: parsing it failed
            YamlChecker.Check(config, RecordShape.Of(typeof(T)));
            if (!config.HasErrors)
            {
                config.Add((int)e.Line, (int)e.Column, (int)e.Column + 1, ProblemCodes.WrongType, e.Problem);
            }

            return new(path, text, null, config.Problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(path, text, null, [Missing(shown, $"the file cannot be read: {e.Message}", ProblemCodes.Unreadable)]);
        }
    }

    private ImmutableArray<Reading.Pages.CleanUrlRule> ReadCleanUrls()
    {
        var path = Path.Combine(_folder, "cleaning", "clean-urls.json");
        if (!System.IO.File.Exists(path))
        {
            return [];
        }

        try
        {
            return Reading.Pages.CleanUrls.Parse(Take(path));
        }
        catch (FormatException e)
        {
            _problems.Add(new ConfigProblem
            {
                File = Shown(path),
                Line = 1,
                Column = 1,
                EndColumn = 2,
                Code = ProblemCodes.WrongType,
                Message = e.Message,
            });
            return [];
        }
    }

    /// <summary>
    /// The tables written by hand, and of the official lists, which have tens of thousands of rows, those a list refers to and the former do
    /// not have; all of them when everything is watched.
    /// </summary>
    private Gazetteer ReadGazetteer(string? watchFile)
    {
        var (settlements, people, official) = (new List<Settlement>(), new List<Person>(), new List<Settlement>());
        var isEverything = watchFile == Everything;
        var references = References(watchFile);
        var folder = Path.Combine(_folder, "gazetteer");
        string[] paths = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.tsv").OrderBy(IsOfficial).ThenBy(p => p, StringComparer.Ordinal)] : [];
        foreach (var path in paths)
        {
            ImmutableArray<GazetteerProblem> problems;
            if (Path.GetFileName(path) == "people.tsv")
            {
                (var rows, problems) = GazetteerTsv.ReadPeople(Take(path));
                people.AddRange(rows);
                references.ExceptWith(rows.Select(r => r.Id.Value));
            }
            else if (!IsOfficial(path))
            {
                (var rows, problems) = GazetteerTsv.ReadSettlements(Take(path));
                settlements.AddRange(rows);
                references.ExceptWith(rows.Select(r => r.Id.Value));
            }
            else if (isEverything || references.Count > 0)
            {
                (var rows, problems) = GazetteerTsv.ReadSettlements(Take(path), isEverything ? null : references);
                (isEverything ? official : settlements).AddRange(rows);
            }
            else
            {
                continue;
            }

            _problems.AddRange(problems.Select(p => new ConfigProblem
            {
                File = Shown(path),
                Line = p.Line,
                Column = p.Column,
                EndColumn = p.Column + 1,
                Code = p.Code,
                Message = p.Message,
            }));
        }

        return new Gazetteer(settlements.DistinctBy(s => s.Id), people.DistinctBy(p => p.Id), [.. official.DistinctBy(s => s.Id)]);
    }

    private static bool IsOfficial(string path) => path.EndsWith(OfficialEnding, StringComparison.Ordinal);

    /// <summary>
    /// What the lists name after <c>ref:</c>, and the ids that their Ukrainian places would have where a list is read in Cyrillic. Read from the bare text: one row
    /// too many costs nothing, and what is wrong with a list is said later.
    /// </summary>
    private HashSet<string> References(string? watchFile)
    {
        var references = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in ListPaths(watchFile).Where(System.IO.File.Exists))
        {
            var text = System.IO.File.ReadAllText(path);
            references.UnionWith(ValuesOf(text, "ref:", " \"'", s_idCharacters));
            if (ValuesOf(text, "languages:", " [", s_languageCharacters).Any(languages => languages.Contains("uk", StringComparison.Ordinal) || languages.Contains("ru", StringComparison.Ordinal)))
            {
                references.UnionWith(ValuesOf(text, "name:", " \"'", s_nameCharacters).Select(name => name.Trim().ToLowerInvariant().Replace(' ', '-')));
            }
        }

        return references;
    }

    private static IEnumerable<string> ValuesOf(string text, string key, string opening, SearchValues<char> characters)
    {
        var values = new List<string>();
        var rest = text.AsSpan();
        for (var at = rest.IndexOf(key, StringComparison.Ordinal); at >= 0; at = rest.IndexOf(key, StringComparison.Ordinal))
        {
            rest = rest[(at + key.Length)..].TrimStart(opening);
            var end = rest.IndexOfAnyExcept(characters);
            values.Add(rest[..(end < 0 ? rest.Length : end)].ToString());
        }

        return values;
    }

    private IEnumerable<string> ListPaths(string? watchFile)
    {
        var folder = Path.Combine(_folder, "watchlists");
        return watchFile == Everything ? [] : watchFile is not null ? [watchFile]
            : Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)] : [];
    }

    private static HashSet<string> Ids(IEnumerable<SubjectId> rows) => rows.Select(id => id.Value).ToHashSet(StringComparer.Ordinal);

    private static HashSet<string>? Set(IEnumerable<string>? ids) => ids?.ToHashSet(StringComparer.Ordinal);

    private ImmutableArray<WatchList> ReadLists(string? watchFile, Gazetteer gazetteer)
    {
        var texts = new List<ConfigText>();
        foreach (var path in ListPaths(watchFile))
        {
            if (!System.IO.File.Exists(path))
            {
                _problems.Add(Missing(path, "the watch list does not exist"));
                continue;
            }

            var config = ConfigText.Read(path, watchFile ?? Shown(path));
            _texts[Relative(path)] = config.Text.ReplaceLineEndings("\n");
            YamlChecker.Check(config, ConfigShapes.WatchList);
            texts.Add(config);
        }

        _lists = texts;
        WatchListChecks.Check(texts, _known);
        _problems.AddRange(texts.SelectMany(t => t.Problems));
        if (texts.Any(t => t.HasErrors))
        {
            return [];
        }

        var lists = ImmutableArray.CreateBuilder<WatchList>();
        foreach (var config in texts)
        {
            try
            {
                var (list, problems) = WatchList.Compile(RuleFile.Bind<WatchListFile>(config), gazetteer);
                lists.Add(list);
                foreach (var problem in problems)
                {
                    var before = config.Problems.Count;
                    config.Add(config.Root!.At(problem.Where), problem.Code, $"{problem.Where}: {problem.Message}");   // a text without errors has a root
                    _problems.AddRange(config.Problems.Skip(before));
                }
            }
            catch (RuleFileException e)
            {
                config.Add((int)e.Line, (int)e.Column, (int)e.Column + 1, ProblemCodes.WrongType, e.Problem);
                _problems.Add(config.Problems[^1]);
            }
        }

        return lists.ToImmutable();
    }

    /// <summary>A list may name its own events to count from; they join the ontology's.</summary>
    private static AnchorsFile WithAnchorsOf(ImmutableArray<WatchList> lists, AnchorsFile anchors, string language) => anchors with
    {
        Anchors =
        [
            .. anchors.Anchors,
            .. lists.SelectMany(l => l.Anchors).DistinctBy(a => a.Id).Select(a => new AnchorEntry
            {
                Id = a.Id, From = a.Date, Terms = a.Terms.GetValueOrDefault(language) ?? [],
            }),
        ],
    };

    private string Take(string path)
    {
        var text = ReadText(path);
        _texts[Relative(path)] = text;
        return text;
    }

    private static string ReadText(string path) => System.IO.File.ReadAllText(path).ReplaceLineEndings("\n");

    private string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, text) in _texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path + '\0'));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ConfigProblem Missing(string file, string message, string code = ProblemCodes.FileMissing) => new()
    {
        File = file,
        Line = 1,
        Column = 1,
        EndColumn = 1,
        Code = code,
        Message = message,
    };

    private ConfigReport Report() => new(
        [.. _problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)], Files);

    private string Relative(string path) => Path.GetRelativePath(_folder, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>As the user names it: the folder as it was given, then the path below it.</summary>
    private static string Shown(string path) => path.Replace(Path.DirectorySeparatorChar, '/');
}
