using System.Collections.Immutable;

namespace Watcher.Claims.Digests;

/// <summary>Writes the mail that says nothing was new, and that Watcher is alive; or that it is blind, when no feed of the list answers.</summary>
public static class HeartbeatWriter
{
    /// <summary>Names of failing feeds in one line.</summary>
    private const int MaxFailing = 12;

    public static WrittenMail Write(HeartbeatInput input, DigestPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(policy);
        var words = DigestWords.For(input.Recipient.Locale);
        var notice = NoticeWords.For(input.Recipient.Locale);
        var times = new DigestTimes(words, input.Recipient.Zone, input.To);
        var coverage = input.Coverage;
        var failing = coverage.Failing.Length;
        var isBlind = coverage.Feeds > 0 && failing >= coverage.Feeds;
        var title = DisplayText.Cut(input.List.Title, 60);
        var answered = words.Format(notice.FeedsAnswered, words.Number(Math.Max(0, coverage.Feeds - failing)), words.Feeds.Of(coverage.Feeds));
        var read = words.Format(notice.ArticlesRead, words.Articles.Of(coverage.ArticlesRead), words.Number(input.Mentioning));
        var claims = words.Format(notice.NoNewClaims, words.Claims.Of(coverage.SeenAgain));
        var counts = words.Format(notice.HeartbeatCounts, words.Number(Math.Max(0, coverage.Feeds - failing)), words.Number(failing));
        var subject = $"{DisplayText.Clean(policy.SubjectPrefix).Trim()} {(isBlind ? notice.AllFeedsFailing : notice.NothingNew)} - {DisplayText.Cut(title, 40)} ({counts})";
        var names = string.Join(", ", coverage.Failing.Take(MaxFailing).Select(f => DisplayText.Cut(f.Id, 40)));
        if (failing > MaxFailing)
        {
            names += ", " + words.Format(words.AndMore, words.Number(failing - MaxFailing));
        }

        var lead = ImmutableArray.CreateBuilder<string>();
        lead.Add($"{times.Window(input.From, input.To)}. {(isBlind ? notice.BlindNow : notice.IsRunning)}");
        lead.Add($"{answered}; {read}; {claims}.");
        if (failing > 0)
        {
            lead.Add(words.Format(notice.FailingNames, names));
        }

        return new Notice
        {
            Locale = words.Locale,
            Subject = DisplayText.Cut(subject.Trim(), DigestSubject.MaxLength),
            Preheader = DisplayText.Cut($"{answered}; {read}; {claims}.", 140),
            Heading = $"{(isBlind ? notice.AllFeedsFailing : notice.NothingNew)} - {title}",
            Lead = lead.ToImmutable(),
            Footer =
            [
                words.Format(notice.YouGetHeartbeat, DisplayText.Cut(input.Recipient.Address, 120), title),
                words.Format(notice.VersionAndRules, policy.Version, input.Fingerprint[..Math.Min(7, input.Fingerprint.Length)]).Trim(),
            ],
            Links = [(words.Pause, input.Links.Pause), (words.Unsubscribe, policy.Unsubscribe)],
        }.Write(input.Recipient.WantsHtml);
    }
}
