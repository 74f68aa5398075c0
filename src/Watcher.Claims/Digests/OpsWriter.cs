using System.Collections.Immutable;

namespace Watcher.Claims.Digests;

/// <summary>Writes the mail that tells an operator what is wrong, since when, and what to do.</summary>
public static class OpsWriter
{
    public static WrittenMail Write(OpsInput input, DigestPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(policy);
        var words = DigestWords.For(input.Recipient.Locale);
        var notice = NoticeWords.For(input.Recipient.Locale);
        var about = notice.Ops[input.Kind];
        var times = new DigestTimes(words, input.Recipient.Zone, input.ComposedAt);
        var count = about.Count.Of(input.Problems.Length);
        var first = input.Problems.Where(p => p.Since is not null).Select(p => p.Since!.Value).DefaultIfEmpty(input.ComposedAt).Min();
        var since = first < input.ComposedAt ? $" {words.Format(notice.Since, times.WeekdayAndDay(first))}" : "";
        var prefix = DisplayText.Clean(policy.SubjectPrefix).Trim();
        prefix = prefix.EndsWith(']') ? $"{prefix[..^1]} ops]" : $"{prefix} ops";
        var items = input.Problems.Take(OpsInput.MaxProblems).Select(p => Item(p, about, notice, words, times));
        var further = input.Problems.Length - OpsInput.MaxProblems;
        return new Notice
        {
            Locale = words.Locale,
            Subject = DisplayText.Cut($"{prefix} {count}{since}".Trim(), DigestSubject.MaxLength),
            Preheader = DisplayText.Cut(string.Join("; ", input.Problems.Take(3).Select(p => $"{DisplayText.Cut(p.Name, 40)}: {DisplayText.Cut(p.Reason, 80)}")), 140),
            Heading = $"{count} - {words.Format(notice.WatcherOn, DisplayText.Cut(input.Instance, 60))}",
            Lead = [about.Lead],
            Items = further > 0 ? [.. items, new NoticeItem(words.Format(words.AndMore, words.Number(further)), [])] : [.. items],
            Close = [about.Close],
            Footer =
            [
                words.Format(notice.YouGetOps, DisplayText.Cut(input.Recipient.Address, 120)),
                words.Format(notice.VersionOnly, policy.Version).Trim(),
            ],
            Links = [(words.Unsubscribe, policy.Unsubscribe)],
        }.Write(input.Recipient.WantsHtml);
    }

    private static NoticeItem Item(OpsProblem problem, OpsWords about, NoticeWords notice, DigestWords words, DigestTimes times)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var reason = DisplayText.Cut(problem.Reason, 300);
        lines.Add(problem.Since is { } since ? $"{reason}, {words.Format(notice.Since, times.DayAndTime(since))}" : reason);
        lines.Add(words.Format(notice.Fix, problem.Fix is { } fix ? DisplayText.Cut(fix, 300) : words.Format(about.Fix, DisplayText.Cut(problem.Name, 60))));
        return new NoticeItem(DisplayText.Cut(problem.Name, 120), lines.ToImmutable(), problem.Address is { } address ? DisplayText.Cut(address, 300) : null);
    }
}
