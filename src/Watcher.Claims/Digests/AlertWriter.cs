using System.Collections.Immutable;

namespace Watcher.Claims.Digests;

/// <summary>Writes alerts: one contradiction with its evidence, no pictures; or all that were held back, in one mail that says so.</summary>
public static class AlertWriter
{
    /// <summary>Cards of a mail that several alerts were merged into; the others have a line each.</summary>
    private const int MaxCards = 8;

    private const int MaxLines = 60;
    private const int PreheaderLength = 140;

    /// <exception cref="ArgumentException">No finding is a contradiction across sources, or one names an entry that was not given with it.</exception>
    public static WrittenMail Write(AlertInput input, DigestPolicy policy, int alertsPerHour = 6)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(policy);
        var words = DigestWords.For(input.Recipient.Locale);
        var notice = NoticeWords.For(input.Recipient.Locale);
        var digest = AsDigest(input);
        var labels = new ClaimLabels(digest, words);
        var times = new DigestTimes(words, input.Recipient.Zone, input.ComposedAt);
        var stories = new FindingStories(digest, policy.SettlingOrigins);
        var strips = new ControlStrips(labels, policy.SettlingOrigins, stories.InConflict);
        var writer = new StoryCards(digest, policy, words, labels, times, stories, strips);
        var cards = DigestComposer.Ranked(stories, new ListOrder(input.List)).Select(writer.Contradiction).ToImmutableArray();
        if (cards.IsEmpty)
        {
            throw new ArgumentException("An alert is about a contradiction across sources, and there is none.", nameof(input));
        }

        var isOne = cards.Length == 1 && input.Occasion == AlertOccasion.Contradiction;
        var title = DisplayText.Cut(input.List.Title, 60);
        var heading = isOne ? $"{notice.OutletsContradict} - {cards[0].Title}" : $"{notice.SeveralContradict.Of(cards.Length)} - {title}";
        var closing = input.Occasion switch
        {
            AlertOccasion.QuietHoursOver => notice.HeldBack,
            AlertOccasion.HourlyRollUp => words.Format(notice.RollUp, words.Number(alertsPerHour)),
            _ => words.Format(notice.SentAtOnce, CardText.Level(cards.Max(c => c.Severity) ?? input.MinSeverity, words)),
        };
        var page = new AlertPage
        {
            Words = words,
            Subject = Subject(input, policy, words, notice, stories, labels, times, isOne),
            Preheader = DisplayText.Cut(string.Join(" ", cards.Select(c => c.Summary.Text.TrimEnd('.') + ".")), PreheaderLength),
            Heading = heading,
            IsOne = isOne,
            Cards = [.. cards.Take(MaxCards)],
            Lines = [.. cards.Skip(MaxCards).Take(MaxLines).Select(c => c.Summary)],
            Untold = Math.Max(0, cards.Length - MaxCards - MaxLines),
            Legend = DigestComposer.Legend(strips, words),
            Closing = closing,
            Footer =
            [
                words.Format(notice.YouGetAlert, DisplayText.Cut(input.Recipient.Address, 120), CardText.Level(input.MinSeverity, words), title),
                words.NotFacts,
                words.Format(notice.VersionAndRules, policy.Version, input.Fingerprint[..Math.Min(7, input.Fingerprint.Length)]).Trim(),
            ],
            Links = [(words.Pause, input.Links.Pause), (words.Unsubscribe, policy.Unsubscribe)],
        };
        return new WrittenMail { Subject = page.Subject, Text = page.Text(), Html = input.Recipient.WantsHtml ? page.Html() : null };
    }

    /// <summary>Cards are made of what a digest is made of; an alert has no window and covers no feeds.</summary>
    private static DigestInput AsDigest(AlertInput input) => new()
    {
        DigestId = "",
        DedupKey = input.DedupKey,
        List = input.List,
        Recipient = input.Recipient,
        From = input.ComposedAt,
        To = input.ComposedAt,
        ComposedAt = input.ComposedAt,
        Findings = input.Findings,
        ControlHistory = input.ControlHistory,
        Coverage = new Coverage { Feeds = 0, ArticlesRead = 0 },
        Sides = input.Sides,
        Names = input.Names,
        Links = input.Links,
        Fingerprint = input.Fingerprint,
    };

    /// <summary>What the thread is about and nothing that changes: counts, values and outlets would split it.</summary>
    private static string Subject(
        AlertInput input, DigestPolicy policy, DigestWords words, NoticeWords notice, FindingStories stories, ClaimLabels labels, DigestTimes times, bool isOne)
    {
        if (isOne && input.FrozenSubject is { } frozen)
        {
            return DisplayText.Cut(frozen, DigestSubject.MaxLength);
        }

        var prefix = DisplayText.Clean(policy.SubjectPrefix).Trim();
        if (!isOne)
        {
            var day = times.WeekdayAndDay(input.ComposedAt);
            return DisplayText.Cut(
                $"{prefix} {notice.SeveralContradict.Of(stories.Contradictions.Count)} - {DisplayText.Cut(input.List.Title, 30)}, {day}".Trim(), DigestSubject.MaxLength);
        }

        var story = stories.Contradictions[0];
        var earlier = story.Lead.Earlier.Entry.Claim;
        var topic = labels.Topic(earlier).Replace(": ", " - ", StringComparison.Ordinal);
        var happening = labels.Happening(earlier) is { } name ? $", {DisplayText.Cut(name, 20)}" : "";
        var day2 = story.Kind == Ledgers.ContradictionKind.Number && times.AsOf(earlier.AsOf) is { } of ? $", {of}" : "";
        var tail = $": {notice.OutletsContradict}";
        var room = DigestSubject.MaxLength - prefix.Length - 1 - tail.Length;
        return $"{prefix} {DisplayText.Cut(topic + happening + day2, room)}{tail}".Trim();
    }

    /// <summary>An alert, ready to be laid out.</summary>
    private sealed record AlertPage
    {
        public required DigestWords Words { get; init; }

        public required string Subject { get; init; }

        public required string Preheader { get; init; }

        public required string Heading { get; init; }

        public required bool IsOne { get; init; }

        public required ImmutableArray<DigestCard> Cards { get; init; }

        public required ImmutableArray<DigestLine> Lines { get; init; }

        public required int Untold { get; init; }

        public required string Legend { get; init; }

        public required string Closing { get; init; }

        public required ImmutableArray<string> Footer { get; init; }

        public required ImmutableArray<(string Name, Uri? Way)> Links { get; init; }

        public string Text()
        {
            var page = new TextLines();
            if (!IsOne)
            {
                page.Text(Heading.ToUpper(Words.Culture));
            }

            for (var at = 0; at < Cards.Length; at++)
            {
                if (!IsOne)
                {
                    page.Blank();
                }

                var card = Cards[at];
                var head = IsOne
                    ? $"{NoticeWords.For(Words.Locale).OutletsContradict.ToUpper(Words.Culture)} - {card.Title}"
                    : $"[{at + 1}] {Words.Contradiction} ({card.Tag})  {card.Title}";
                CardText.Write(page, card, head, Words, Legend);
            }

            if (!Lines.IsEmpty)
            {
                page.Blank();
            }

            foreach (var line in Lines)
            {
                page.Text(CardText.Ascii($"{line.ClaimId} {line.Text}"), 2, 4);
                page.Link(line.Link, 4);
            }

            page.Blank();
            page.Text(Untold > 0 ? Words.FurtherAlerts.Of(Untold) + "." : null);
            page.Text(Closing);
            page.Raw("-- ");
            foreach (var line in Footer)
            {
                page.Text(line);
            }

            foreach (var (name, way) in Links)
            {
                page.Link(name, way);
            }

            return page.ToString();
        }

        public string Html()
        {
            var page = new HtmlPage(Words.Locale, Subject, Preheader);
            page.OpenRow();
            page.Heading(char.ToUpper(Heading[0], Words.Culture) + Heading[1..]);
            page.CloseRow();
            foreach (var card in Cards)
            {
                CardHtml.Write(page, card, Words, Legend);
            }

            if (!Lines.IsEmpty)
            {
                page.OpenRow();
                foreach (var line in Lines)
                {
                    page.ListLine(line);
                }

                page.CloseRow();
            }

            page.OpenFoot();
            page.Text(Untold > 0 ? Words.FurtherAlerts.Of(Untold) + "." : null);
            page.Text(Closing);
            foreach (var line in Footer)
            {
                page.Small(line);
            }

            foreach (var (name, way) in Links)
            {
                page.ThumbLink(way, name);
            }

            page.CloseRow();
            return page.ToString();
        }
    }
}
