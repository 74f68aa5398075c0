using Watcher.Claims.Digests.Pictures;

namespace Watcher.Claims.Digests;

/// <summary>Writes the mail that proves the way to a mailbox: language, zone, HTML and pictures as a digest has them.</summary>
public static class TestWriter
{
    public static WrittenMail Write(TestInput input, DigestPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(policy);
        var words = DigestWords.For(input.Recipient.Locale);
        var notice = NoticeWords.For(input.Recipient.Locale);
        var times = new DigestTimes(words, input.Recipient.Zone, input.ComposedAt);
        var prefix = DisplayText.Clean(policy.SubjectPrefix).Trim();
        prefix = prefix.EndsWith(']') ? $"{prefix[..^1]} TEST]" : $"{prefix} TEST";
        var picture = default(MailImage);
        if (input.Recipient is { WantsHtml: true, WantsImages: true })
        {
            var plot = new NumberPlot(
                notice.TestPlot,
                [
                    new PlotRow("A", "a", times.Short(input.ComposedAt.AddHours(-3)), 12, 12, 12, "12"),
                    new PlotRow("B", "b", times.Short(input.ComposedAt.AddHours(-2)), null, 12, 14, "12-14"),
                    new PlotRow("C", "c", times.Short(input.ComposedAt.AddHours(-1)), 31, 31, null, "31+"),
                ],
                More: 0);
            picture = new DigestPictures(input.DedupKey, policy, words).Picture("sample", plot);
        }

        return new Notice
        {
            Locale = words.Locale,
            Subject = DisplayText.Cut($"{prefix} {words.Format(notice.TestSubject, DisplayText.Cut(input.Instance, 40))}", DigestSubject.MaxLength),
            Preheader = notice.TestLead,
            Heading = notice.TestHeading,
            Lead =
            [
                notice.TestLead,
                words.Format(notice.TestSent, times.Moment(input.ComposedAt), DisplayText.Cut(input.Transport, 120)),
                words.Format(notice.TestFormat, input.Recipient.WantsHtml ? notice.HtmlAndText : notice.TextOnly, input.Recipient.WantsImages && input.Recipient.WantsHtml ? notice.WithPictures : notice.WithoutPictures),
            ],
            Picture = picture,
            Close = [notice.TestClose],
            Footer =
            [
                words.Format(notice.YouGetTest, DisplayText.Cut(input.Recipient.Address, 120), DisplayText.Cut(input.Instance, 60)),
                words.Format(notice.VersionOnly, policy.Version).Trim(),
            ],
        }.Write(input.Recipient.WantsHtml);
    }
}
