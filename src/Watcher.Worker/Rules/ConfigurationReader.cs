using Watcher.Claims.Digests;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Rules;

/// <summary>A configuration that may be used: the settings of feeds, recipients and mail, and the rule book.</summary>
internal sealed record LoadedConfiguration(WatcherConfiguration Settings, RuleBook Book);

/// <summary>Reads a whole configuration folder. Every file is read even if another is broken, so that one run tells everything.</summary>
internal static class ConfigurationReader
{
    /// <param name="folder">The configuration folder.</param>
    /// <param name="surroundings">What the settings say that bears on the files; null = nothing is checked against them.</param>
    public static (LoadedConfiguration? Loaded, ConfigReport Report) Read(string folder, SettingsFacts? surroundings = null)
    {
        var (book, rules, known, lists) = RuleBookReader.ReadWithNames(folder);
        if (!Directory.Exists(folder))
        {
            return (null, rules);
        }

        var listIds = lists.Select(l => Path.GetFileNameWithoutExtension(l.File)).ToHashSet(StringComparer.Ordinal);
        var listSides = lists.SelectMany(l => l.Root.Items("sides")).Select(s => s.Scalar("id")?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var feeds = Text(folder, "feeds.yaml", ConfigShapes.Feeds);
        var recipients = Text(folder, "recipients.yaml", ConfigShapes.Recipients);
        var watcher = Text(folder, "watcher.yaml", ConfigShapes.Watcher);
        if (feeds is not null)
        {
            CrossFileChecks.Feeds(feeds, listIds, known, listSides);
            if (surroundings is not null)
            {
                PrivateAddresses.Check(feeds, surroundings.AllowedPrivateHosts);
            }
        }

        if (recipients is not null)
        {
            CrossFileChecks.Recipients(recipients, listIds);
        }

        if (watcher is not null)
        {
            CrossFileChecks.Watcher(watcher);
        }

        ConfigText[] texts = [.. new[] { feeds, recipients, watcher }.OfType<ConfigText>()];
        if (book is null || texts.Any(t => t.HasErrors))
        {
            return (null, Join(rules, texts));
        }

        var feedsFile = Bind<FeedsFile>(feeds);
        var recipientsFile = Bind<RecipientsFile>(recipients);
        var watcherFile = Bind<WatcherFile>(watcher);
        if (texts.Any(t => t.HasErrors))
        {
            return (null, Join(rules, texts));
        }

        var settings = WatcherConfiguration.Build(
            feedsFile ?? new FeedsFile(), recipientsFile, watcherFile, [.. book.Lists.Select(ToSettings)], book.Fingerprint) with
        {
            Sides = [.. book.Claims.Sides.Sides.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal)
                .Select(s => new DigestSideName(s.Id, s.Name, s.Adjective, s.Letter))],
            FormerIds = [.. FormerIds.Of(lists, feeds, recipients)],
        };
        return (new LoadedConfiguration(settings, book), Join(rules, texts));
    }

    private static ListSettings ToSettings(WatchList list) => new()
    {
        Id = list.Id,
        Title = list.Title,
        Subjects = [.. list.Subjects],
        Metrics = [.. list.Metrics.Select(m => new ListedMetric(new SubjectId(m.Id), WatchedMetrics.Singular(m.Object)))],
        Primary =
        [
            .. list.Settlements.Where(s => s.IsPrimary).Select(s => s.Id), .. list.People.Where(p => p.IsPrimary).Select(p => p.Id),
            .. list.Metrics.Where(m => m.Priority == WatchPriority.Primary).Select(m => new SubjectId(m.Id)),
        ],
        Names =
        [
            .. list.Settlements.Concat<Subject>(list.People)
                .SelectMany(s => s.Aliases.Select(a => a.Text).Prepend(s.Name), (s, name) => new WatchedName(s.Id, Fold.Text(name)))
                .Concat(list.Metrics.Select(m => new WatchedName(new SubjectId(m.Id), m.Id)))
                .Distinct(),
        ],
        Spoken =
        [
            .. list.Settlements.Concat<Subject>(list.People)
                .SelectMany(s => s.Aliases.Where(a => a.Kind == AliasKind.Curated), (s, a) => new SpokenName(s.Id, a.Language, a.Text))
                .DistinctBy(name => (name.Subject, name.Language)),
        ],
    };

    private static ConfigText? Text(string folder, string name, Shape shape)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        var text = ConfigText.Read(path, path.Replace(Path.DirectorySeparatorChar, '/'));
        YamlChecker.Check(text, shape);
        return text;
    }

    /// <summary>The binder behind the node checks is strict too; what only it sees is reported the same way.</summary>
    private static T? Bind<T>(ConfigText? text)
        where T : class
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            return RuleFile.Bind<T>(text);
        }
        catch (RuleFileException e)
        {
            text.Add((int)e.Line, (int)e.Column, (int)e.Column + 1, ProblemCodes.WrongType, e.Problem);
            return null;
        }
    }

    private static ConfigReport Join(ConfigReport rules, IReadOnlyList<ConfigText> texts) => new(
        [
            .. rules.Problems.Concat(texts.SelectMany(t => t.Problems))
                .OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column),
        ],
        rules.Files + texts.Count);
}
