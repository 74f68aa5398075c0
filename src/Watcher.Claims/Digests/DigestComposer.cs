using System.Collections.Immutable;
using System.Globalization;
using Watcher.Claims.Digests.Pictures;
using Watcher.Claims.Ledgers;

namespace Watcher.Claims.Digests;

/// <summary>Decides what a digest says and in which order (digest.md 2 and 3). Pure: the same input gives the same digest.</summary>
public static class DigestComposer
{
    private const int PreheaderLength = 140;
    private const int LeastPreheader = 90;
    private const int StripDays = 5;
    private const int MaxFailing = 20;
    private const int MaxMuted = 12;

    /// <exception cref="ArgumentException">A finding names an entry that was not given with it.</exception>
    public static Digest Compose(DigestInput input, DigestPolicy policy) => Compose(input, policy, DigestCaps.Ladder[0]);

    internal static Digest Compose(DigestInput input, DigestPolicy policy, DigestCaps caps)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(policy);
        var words = DigestWords.For(input.Recipient.Locale);
        var labels = new ClaimLabels(input, words);
        var times = new DigestTimes(words, input.Recipient.Zone, input.To);
        var stories = new FindingStories(input, policy.SettlingOrigins);
        var strips = new ControlStrips(labels, policy.SettlingOrigins, stories.InConflict);
        var cards = new StoryCards(input, policy, words, labels, times, stories, strips);
        var order = new ListOrder(input.List);

        var disputes = Ranked(stories, order).Select(story => (Card: cards.Contradiction(story), AlertedAt: stories.AlertedAt(story))).ToList();
        ImmutableArray<DigestCard> contradictions = [.. disputes.Where(d => d.AlertedAt is null).Select(d => d.Card)];
        var alerted = Lines(disputes.Where(d => d.AlertedAt is not null).Select(d => cards.Alerted(d.Card, d.AlertedAt!.Value)), caps);     // filtered on it
        ImmutableArray<DigestCard> resolved =
        [
            .. stories.Resolved
                .OrderBy(s => KindRank(s.Ended[0].Kind)).ThenBy(s => order.Of(s.Lead))
                .ThenBy(s => s.Lead.RecordedAt).ThenBy(s => s.Lead.Finding.Claim.Id.Value, StringComparer.Ordinal)
                .Select(cards.Resolved),
        ];
        ImmutableArray<DigestCard> news =
        [
            .. order.Sort(stories.New)
                .OrderBy(s => !s.Findings.Exists(order.IsPrimary))
                .ThenBy(s => s.Lead.Finding.Claim.Kind == ClaimKind.Statement)      // what happened before what was said about it
                .Select(cards.New),
        ];
        HashSet<Story> retracted = [.. stories.Retracted];
        ImmutableArray<DigestCard> changes =
        [
            .. order.Sort(stories.Updated.Concat(stories.Retracted))
                .Select(s => retracted.Contains(s) ? cards.Retracted(s) : cards.Updated(s)),
        ];
        var corroborated = Lines(order.Sort(stories.Corroborated).Select(cards.Corroborated), caps);
        var within = Lines(order.Sort(stories.WithinArticle).Select(cards.WithinArticle), caps);
        var notes = Lines(cards.Notes(order.Sort(stories.Quality.Select(o => new Story([o])))), caps);
        var counts = new DigestCounts
        {
            Contradictions = disputes.Count,
            Resolved = resolved.Length,
            New = news.Sum(c => c.Claims),
            Updated = changes.Count(c => c.Kind == CardKind.Updated),
            Retracted = changes.Count(c => c.Kind == CardKind.Retracted),
            Corroborated = corroborated.Total,
            WithinArticle = within.Total,
            Notes = notes.Total,
        };

        var isFlood = input.Flood is not null;
        ImmutableArray<DigestCard> shown = isFlood
            ? [.. contradictions.Concat(resolved).Concat(news).Concat(changes).Take(FloodGuard.Cards)]
            : [.. contradictions.Take(caps.Contradictions), .. resolved.Take(caps.Resolved), .. news.Take(caps.New), .. changes.Take(caps.Updated)];
        ImmutableArray<DigestOverflow> overflows = isFlood
            ? []
            :
            [
                .. Overflow(contradictions.Skip(caps.Contradictions), caps), .. Overflow(resolved.Skip(caps.Resolved), caps),
                .. Overflow(news.Skip(caps.New), caps), .. Overflow(changes.Skip(caps.Updated), caps),
            ];
        if (isFlood)
        {
            alerted = corroborated = within = notes = new DigestLines([], [], 0);
        }

        var placeStrips = cards.Strips(order, StripDays).Take(caps.Strips).ToImmutableArray();
        var stripPicture = default(MailImage);
        if (input.Recipient is { WantsHtml: true, WantsImages: true })
        {
            var pictures = new DigestPictures(input.DedupKey, policy, words);
            shown = pictures.Illustrate(shown, times, strips);
            stripPicture = pictures.Settlements(placeStrips, times, strips);
        }

        ImmutableArray<long> told = isFlood ? [.. input.Findings.Select(f => f.Id).Order()] :
        [
            .. shown.SelectMany(c => c.Findings)
                .Concat(overflows.SelectMany(o => o.Lines).SelectMany(l => l.Findings))
                .Concat(new[] { alerted, corroborated, within, notes }.SelectMany(l => l.Shown.Concat(l.Further)).SelectMany(l => l.Findings))
                .Distinct().Order(),
        ];
        var (table, tableNote) = input.Recipient.WantsTable ? Table(input, told, words) : default;
        var headings = DigestSubject.Counts(counts, words, words.NewClaims);
        return new Digest
        {
            Id = input.DigestId,
            Subject = DigestSubject.For(counts, words, policy.SubjectPrefix, input.List.Title, times.Local(input.To)),
            Preheader = Preheader(contradictions, resolved, news, changes),
            Heading = headings.Count == 0 ? words.HeadingEmpty : string.Join(", ", isFlood ? headings : headings.Take(3)),
            ListTitle = DisplayText.Cut(input.List.Title, 60),
            Window = times.Window(input.From, input.To),
            Coverage = Coverage(input.Coverage, words),
            Baseline = input.Coverage.Baseline is { } baseline
                ? words.Format(words.Baseline, words.Articles.Of(baseline.Articles), words.Claims.Of(baseline.Claims)) : null,
            Silent = Silent(input.Coverage, words),
            MutedAgain = cards.MutedAgain(MaxMuted),
            Flood = input.Flood is { } flood ? Flood(flood, input.From, policy, words) : null,
            Links = input.Links,
            Words = words,
            Counts = counts,
            Severity = disputes.Max(d => d.Card.Severity),
            Cards = shown,
            Overflows = overflows,
            Alerted = alerted,
            Corroborated = corroborated,
            WithinArticle = within,
            Notes = notes,
            Strips = placeStrips,
            StripPicture = stripPicture,
            StripLegend = placeStrips.Length > 0 || shown.Any(c => c.Strip is not null) ? Legend(strips, words) : "",
            Failing = Failing(input.Coverage.Failing, words, times),
            Footer = Footer(input, policy, words, shown),
            Page = Page(policy, "digests/" + input.DigestId),
            Unsubscribe = policy.Unsubscribe,
            Table = table,
            TableNote = tableNote,
            Shown = told,
        };
    }

    /// <summary>What the mail tells as rows, so that what is owed to the next digest stands in the next table.</summary>
    private static (MailFile, string) Table(DigestInput input, ImmutableArray<long> told, DigestWords words)
    {
        var isTold = told.ToHashSet();
        var (file, rows) = DigestTable.Write(input.DigestId, input.Findings.Where(f => isTold.Contains(f.Id)));
        return (file, words.Format(words.Attached, rows < told.Length ? words.Format(words.FirstOf, words.Number(rows), words.Findings.Of(told.Length)) : words.Findings.Of(rows)));
    }

    internal static Uri? Page(DigestPolicy policy, string path) =>
        policy.BaseUrl is { } root ? new Uri(new Uri(root.AbsoluteUri.TrimEnd('/') + "/"), path) : null;

    /// <summary>The gravest kind first, then the gravest.</summary>
    internal static IEnumerable<ContradictionStory> Ranked(FindingStories stories, ListOrder order) => stories.Contradictions
        .OrderBy(s => KindRank(s.Kind)).ThenByDescending(s => s.Lead.Score).ThenBy(s => order.Of(s.Lead.Owed))
        .ThenBy(s => s.Lead.Owed.RecordedAt).ThenBy(s => s.Lead.Owed.Finding.Claim.Id.Value, StringComparer.Ordinal);

    /// <summary>Control, number, denial, wording.</summary>
    private static int KindRank(ContradictionKind kind) => kind switch
    {
        ContradictionKind.Status => 0,
        ContradictionKind.Number => 1,
        ContradictionKind.Denial => 2,
        _ => 3,
    };

    private static DigestLines Lines(IEnumerable<DigestLine> lines, DigestCaps caps)
    {
        ImmutableArray<DigestLine> all = [.. lines];
        return new DigestLines([.. all.Take(caps.Lines)], [.. all.Skip(caps.Lines).Take(caps.Further)], all.Length);
    }

    private static IEnumerable<DigestOverflow> Overflow(IEnumerable<DigestCard> cards, DigestCaps caps)
    {
        foreach (var kind in cards.GroupBy(c => c.Kind).OrderBy(g => g.Key))
        {
            var all = kind.ToList();
            yield return new DigestOverflow(
                kind.Key, all.Sum(c => c.Claims), [.. all.Take(caps.Further).Select(c => c.Summary)], all.Skip(caps.Further).Sum(c => c.Claims));
        }
    }

    private static string Flood(FloodCounts flood, DateTimeOffset from, DigestPolicy policy, DigestWords words)
    {
        var text = words.Format(
            words.Flood, words.Number(flood.Findings), flood.Times.ToString("0.#", words.Culture), flood.Median.ToString("#,0.#", words.Culture), FloodGuard.Cards);
        return policy.BaseUrl is null
            ? $"{text} {words.Format(words.FloodTold, from.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture))}" : text;
    }

    /// <summary>
    /// What the subject cannot say, in one look: the first stories, gravest first. A preview shows about 90 characters, so a story is cut
    /// rather than left out below that.
    /// </summary>
    private static string Preheader(params ReadOnlySpan<ImmutableArray<DigestCard>> kinds)
    {
        var text = "";
        foreach (var cards in kinds)
        {
            foreach (var card in cards)
            {
                var longer = text + (text.Length > 0 ? " " : "") + card.Summary.Text.TrimEnd('.') + ".";
                if (longer.Length > PreheaderLength)
                {
                    return text.Length >= LeastPreheader ? text : DisplayText.Cut(longer, PreheaderLength);
                }

                text = longer;
            }
        }

        return text;
    }

    private static string Coverage(Coverage coverage, DigestWords words)
    {
        var text = words.Format(words.Coverage, words.Feeds.Of(coverage.Feeds), words.Articles.Of(coverage.ArticlesRead));
        return coverage.Failing.IsEmpty ? text : $"{text}, {words.Format(words.Failing, words.Feeds.Of(coverage.Failing.Length))}";
    }

    private static string? Silent(Coverage coverage, DigestWords words)
    {
        var parts = new List<string>();
        if (coverage.SeenAgain > 0)
        {
            parts.Add(words.Format(words.SeenAgain, words.Claims.Of(coverage.SeenAgain)));
        }

        if (coverage.DifferentScope > 0)
        {
            parts.Add(words.Format(words.OtherScope, words.Claims.Of(coverage.DifferentScope)));
        }

        return parts.Count == 0 ? null : words.Format(words.Silent, string.Join(", ", parts));
    }

    private static ImmutableArray<string> Failing(ImmutableArray<FailingFeed> feeds, DigestWords words, DigestTimes times)
    {
        var lines = feeds.Take(MaxFailing).Select(f => Failing(f, words, times));
        return feeds.Length > MaxFailing ? [.. lines, words.Format(words.AndMore, words.Number(feeds.Length - MaxFailing))] : [.. lines];
    }

    private static string Failing(FailingFeed feed, DigestWords words, DigestTimes times)
    {
        var good = feed.LastGood is { } at ? words.Format(words.LastGood, times.DayAndTime(at)) : words.NeverGood;
        return $"{DisplayText.Cut(feed.Id, 40)}: {DisplayText.Cut(feed.Reason, 120)}, {good}";
    }

    internal static string Legend(ControlStrips strips, DigestWords words) => string.Join(
        "  ",
        strips.Legend.Select(pair => $"{pair.Letter}={pair.Side}").Concat(
        [
            $"{ControlStrips.Contested}={words.StripContested}", $"{ControlStrips.Disputed}={words.StripDisputed}",
            $"{ControlStrips.Unknown}={words.StripUnknown}",
        ]));

    /// <summary>A schedule of <see cref="DigestRecipient.Schedule"/> in the words of the mail; anything else as it is.</summary>
    private static string ScheduleLine(string schedule, DigestWords words)
    {
        var parts = schedule.Split(' ');
        return parts switch
        {
            ["hourly"] => words.Hourly,
            ["on", "request"] => words.OnRequest,
            ["daily", var at] => words.Format(words.Daily, at),
            ["weekly", var day, var at] => words.Format(words.Weekly, DayName(day, words), at),
            _ => schedule,
        };
    }

    private static string DayName(string day, DigestWords words)
    {
        var at = Array.IndexOf(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames, day);
        return at < 0 ? day : words.Culture.DateTimeFormat.AbbreviatedDayNames[at];
    }

    private static ImmutableArray<string> Footer(DigestInput input, DigestPolicy policy, DigestWords words, ImmutableArray<DigestCard> shown)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add(words.Format(
            words.YouGetThis, DisplayText.Cut(input.Recipient.Address, 120), DisplayText.Cut(input.List.Title, 60), ScheduleLine(DisplayText.Cut(input.Recipient.Schedule, 40), words)));
        lines.Add(words.NotFacts);
        if (policy.BaseUrl is null && !shown.IsEmpty)
        {
            lines.Add(words.Format(words.ShowCommand, shown[0].ClaimId));
        }

        lines.Add(words.Format(
            words.Version, policy.Version, DisplayText.Cut(input.DigestId, 120), input.Fingerprint[..Math.Min(7, input.Fingerprint.Length)]).Trim());
        return lines.ToImmutable();
    }
}
