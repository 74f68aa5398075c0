using Watcher.Reading.Feeds;
using Watcher.Worker.Fetching;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Cli;

/// <summary>What only the network knows of feeds.yaml: whether each host answers, and with a feed.</summary>
internal static class OnlineCheck
{
    /// <summary>Feeds asked at one time; each waits for its own limits.</summary>
    private const int MaxAtOnce = 4;

    /// <returns>One warning a feed at most: what the network says today may be otherwise tomorrow.</returns>
    public static async Task<IReadOnlyList<ConfigProblem>> RunAsync(string folder, IConfiguration settings, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "feeds.yaml");
        if (!File.Exists(path))
        {
            return [];
        }

        var feeds = ConfigText.Read(path, path.Replace(Path.DirectorySeparatorChar, '/'));
        var asked = feeds.Root.Items("feeds").Where(f => f.Scalar("enabled")?.Value != "false").Select(f => f.Scalar("url"))
            .Where(url => url?.Value is { } text && ConfigValues.IsWebAddress(text)).ToList();
        var answers = new string?[asked.Count];
        var codes = new string[asked.Count];
        await Parallel.ForAsync(0, asked.Count, new ParallelOptions { MaxDegreeOfParallelism = MaxAtOnce, CancellationToken = cancellationToken }, async (i, token) =>
        {
            var url = new Uri(asked[i]!.Value!);   // both were looked at above
            (codes[i], answers[i]) = Say(url, await PageInput.AskAsync(new FetchRequest(url) { IsFeed = true }, settings, token));
        });
        for (var i = 0; i < asked.Count; i++)
        {
            if (answers[i] is { } message)
            {
                feeds.Add(asked[i]!, codes[i], message, severity: ProblemSeverity.Warning);
            }
        }

        return [.. feeds.Problems.Where(p => p.Code is ProblemCodes.HostUnknown or ProblemCodes.NotAFeed)];
    }

    private static (string Code, string? Message) Say(Uri url, FetchResult result) => result switch
    {
        FetchResult.Fetched fetched when FeedParser.Parse(fetched.Page).Items.IsEmpty => (ProblemCodes.NotAFeed, $"{url.Host} answers, but not with a feed that has items"),
        FetchResult.Fetched { MovedTo: { } moved } => (ProblemCodes.NotAFeed, $"the feed moved for good to {SecretMask.Address(moved.AbsoluteUri)}"),
        FetchResult.Fetched => ("", null),
        FetchResult.Unreachable { Cause: UnreachableCause.UnknownHost } => (ProblemCodes.HostUnknown, $"host '{url.Host}' does not resolve"),
        FetchResult.Unreachable unreachable => (ProblemCodes.HostUnknown, $"host '{url.Host}' does not answer: {FetchReason.Of(unreachable, FetchLimits.Default.Timeout)}"),
        _ => (ProblemCodes.NotAFeed, $"{url.Host} answers {FetchReason.Of(result, FetchLimits.Default.Timeout)}"),
    };
}
