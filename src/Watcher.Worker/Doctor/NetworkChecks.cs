using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Watcher.Reading.Feeds;
using Watcher.Worker.Cli;
using Watcher.Worker.Fetching;

namespace Watcher.Worker.Doctor;

/// <summary>What only the network can tell: names, feeds, and the clock of others. Each feed is fetched once.</summary>
internal sealed class NetworkChecks
{
    /// <summary>An as-of of "today" and the times of mails go wrong beyond this.</summary>
    private static readonly TimeSpan s_maxSkew = TimeSpan.FromSeconds(10);

    private readonly ImmutableArray<(string Id, Uri Url, FetchResult Result, TimeSpan? Skew)> _answers;

    private NetworkChecks(ImmutableArray<(string, Uri, FetchResult, TimeSpan?)> answers) => _answers = answers;

    public static async Task<NetworkChecks> FetchAsync(Examination of, CancellationToken cancellationToken)
    {
        var feeds = of.Rules?.Configuration.Feeds.Where(f => f.IsEnabled).ToList() ?? [];
        var answers = ImmutableArray.CreateBuilder<(string, Uri, FetchResult, TimeSpan?)>();
        foreach (var feed in feeds)
        {
            var result = await PageInput.AskAsync(new FetchRequest(feed.Url) { IsFeed = true }, of.Settings, cancellationToken);
            answers.Add((feed.Id, feed.Url, result, TimeProvider.System.GetUtcNow() - result.ServerTime));
        }

        return new NetworkChecks(answers.ToImmutable());
    }

    /// <summary>Whether the hosts of all feeds have addresses.</summary>
    public async Task<Diagnosis> NamesAsync(CancellationToken cancellationToken)
    {
        const string Name = "dns";
        var unknown = new List<string>();
        var hosts = _answers.Select(a => a.Url.DnsSafeHost).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var host in hosts)
        {
            try
            {
                _ = await Dns.GetHostAddressesAsync(host, cancellationToken);
            }
            catch (SocketException)
            {
                unknown.Add(host);
            }
        }

        return unknown.Count == 0 ? Diagnosis.Ok(Name, $"{hosts.Count} hosts have addresses")
            : Diagnosis.Fail(Name, $"no address for {string.Join(", ", unknown)}", unknown.Count == hosts.Count ? "check the host's name server" : "check the spelling in feeds.yaml");
    }

    public Diagnosis Answers()
    {
        const string Name = "online";
        var bad = _answers.Select(a => (a.Id, Why: Why(a.Result))).Where(a => a.Why.Length > 0).ToList();
        return bad.Count == 0 ? Diagnosis.Ok(Name, $"{_answers.Length} feeds answer")
            : Diagnosis.Fail(Name, $"{bad.Count} of {_answers.Length} feeds do not answer with a feed: {string.Join(", ", bad.Take(5).Select(b => $"{b.Id} ({b.Why})"))}", $"watcher feeds test {bad[0].Id}");
    }

    /// <summary>Why an answer is no feed; empty when it is one.</summary>
    private static string Why(FetchResult result) => result switch
    {
        FetchResult.NotModified => "",
        FetchResult.Fetched { Page: var page } => FeedParser.Parse(page) is { Format: FeedFormat.None } none
            ? none.Problems.LastOrDefault(problem => problem.Kind == FeedProblemKind.NotAFeed)?.Message ?? "not a feed" : "",
        _ => FetchReason.Of(result, FetchLimits.Default.Timeout),
    };

    public Diagnosis Clock()
    {
        const string Name = "clock";
        var skews = _answers.Select(a => a.Skew).OfType<TimeSpan>().Order().ToList();
        if (skews.Count == 0)
        {
            return Diagnosis.Warn(Name, "no feed gives a Date to compare with", "watcher doctor --online, when feeds answer");
        }

        var skew = skews[skews.Count / 2];      // the median: one wrong server is not our fault
        var text = string.Create(CultureInfo.InvariantCulture, $"{skew.Duration().TotalSeconds:0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} the Date of {skews.Count} feeds");
        return skew.Duration() > s_maxSkew ? Diagnosis.Warn(Name, text, "enable time synchronisation on the host") : Diagnosis.Ok(Name, text);
    }
}
