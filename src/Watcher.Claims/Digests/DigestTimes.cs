namespace Watcher.Claims.Digests;

/// <summary>Times as the recipient reads them. Times of articles are in the recipient's zone; what a claim speaks of keeps its own calendar.</summary>
internal sealed class DigestTimes(DigestWords words, TimeZoneInfo zone, DateTimeOffset end)
{
    private readonly int _year = TimeZoneInfo.ConvertTime(end, zone).Year;

    public DateTimeOffset Local(DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone);

    public DateOnly Today => DateOnly.FromDateTime(Local(end).DateTime);

    /// <summary>"Fri 20 Nov 09:00 - Sat 21 Nov 09:00 (Europe/Kyiv, UTC+2)".</summary>
    public string Window(DateTimeOffset from, DateTimeOffset to) => $"{DayAndTime(from)} - {DayAndTime(to)} ({Zone(Local(to).Offset)})";

    public string DayAndTime(DateTimeOffset time) => Local(time).ToString(Local(time).Year == _year ? "ddd d MMM HH:mm" : "ddd d MMM yyyy HH:mm", words.Culture);

    /// <summary>"Fri 20 Nov".</summary>
    public string WeekdayAndDay(DateTimeOffset time) => Local(time).ToString(Local(time).Year == _year ? "ddd d MMM" : "ddd d MMM yyyy", words.Culture);

    /// <summary>"20 Nov 19:10": beside a bar.</summary>
    public string Short(DateTimeOffset time) => $"{Day(DateOnly.FromDateTime(Local(time).DateTime))} {Local(time).ToString("HH:mm", words.Culture)}";

    /// <summary>With the zone: "Sat 21 Nov 09:00 (Europe/Kyiv, UTC+2)".</summary>
    public string Moment(DateTimeOffset time) => $"{DayAndTime(time)} ({Zone(Local(time).Offset)})";

    /// <summary>Time of publication; the outlet's own date follows when it differs.</summary>
    public string Published(ArticleRef article)
    {
        var local = Local(article.PublishedAt);
        var text = $"{Day(DateOnly.FromDateTime(local.DateTime))} {local.ToString("HH:mm", words.Culture)}";
        if (!article.IsPublicationKnown)
        {
            return words.Format(words.FirstSeen, text);
        }

        var there = DateOnly.FromDateTime(article.PublishedAt.DateTime);
        return there == DateOnly.FromDateTime(local.DateTime) ? text : $"{text} ({words.Format(words.There, Day(there))})";
    }

    /// <summary>"10 Sep", "8-10 Sep", with the year where it is not that of the digest; null when the claim names no time.</summary>
    public string? AsOf(AsOf asOf)
    {
        var interval = asOf.Interval;
        if (interval.From is not { } from)
        {
            return interval.To is { } until ? $"- {Day(LastDay(until))}" : null;
        }

        var first = DateOnly.FromDateTime(from);
        if (interval.To is not { } to)
        {
            return $"{Day(first)} -";
        }

        var last = LastDay(to);
        return last <= first ? Day(first)
            : last.Year == first.Year && last.Month == first.Month ? $"{first.Day}-{Day(last)}"
            : $"{Day(first)} - {Day(last)}";
    }

    public string Day(DateOnly day) => day.ToString(day.Year == _year ? "d MMM" : "d MMM yyyy", words.Culture);

    /// <summary>The end is exclusive.</summary>
    private static DateOnly LastDay(DateTime to) => DateOnly.FromDateTime(to > DateTime.MinValue ? to.AddTicks(-1) : to);

    private string Zone(TimeSpan offset) => Offset(offset) is var text && text == zone.Id ? text : $"{zone.Id}, {text}";

    private static string Offset(TimeSpan offset)
    {
        var sign = offset < TimeSpan.Zero ? "-" : "+";
        var size = offset.Duration();
        return size == TimeSpan.Zero ? "UTC" : size.Minutes == 0 ? $"UTC{sign}{size.Hours}" : $"UTC{sign}{size.Hours}:{size.Minutes:00}";
    }
}
