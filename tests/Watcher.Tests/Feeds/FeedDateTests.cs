using System.Globalization;
using System.Text.Json;
using Watcher.Reading.Feeds;
using Watcher.Tests.Support;

namespace Watcher.Tests.Feeds;

public class FeedDateTests
{
    [Theory]
    [InlineData("Fri, 20 Nov 2026 19:10:00 +0200", "2026-11-20T19:10:00+02:00")]
    [InlineData("Fri, 20 Nov 2026 19:10:00 GMT", "2026-11-20T19:10:00+00:00")]
    [InlineData("20 Nov 26 07:10 EST", "2026-11-20T07:10:00-05:00")]
    [InlineData("Friday, November 20th, 2026 7:10 PM", "2026-11-20T19:10:00+00:00")]
    [InlineData("Пт, 20 ноя 2026 19:10:00 +0300", "2026-11-20T19:10:00+03:00")]
    [InlineData("пт, 20 листопада 2026 19:10:00 +0200", "2026-11-20T19:10:00+02:00")]
    [InlineData("mar. 12 févr. 2019 08:00:00 +0100", "2019-02-12T08:00:00+01:00")]
    [InlineData("20-Nov-2026 19:10:00", "2026-11-20T19:10:00+00:00")]
    [InlineData("2026-11-20T19:10:00.123Z", "2026-11-20T19:10:00.123+00:00")]
    [InlineData("2026-11-20T24:00:00Z", "2026-11-21T00:00:00+00:00")]
    [InlineData("2026-11-20 19:10", "2026-11-20T19:10:00+00:00")]
    [InlineData("20.11.2026 19:10", "2026-11-20T19:10:00+00:00")]
    [InlineData("11/20/2026", "2026-11-20T00:00:00+00:00")]
    public void Read_DateOfAFeed_KeepsItsOffset(string text, string expected)
    {
        var read = FeedDate.Read(text);

        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), read);
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).Offset, read!.Value.Offset);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("04/05/2026")]
    [InlineData("30 Feb 2026 10:00:00 GMT")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("20 Nov 2026 19:10:00 +99:00")]
    [InlineData("99999999999999999999999999")]
    [InlineData("٢٠٢٦-١١-٢٠")]
    public void Read_NoDateOrAnAmbiguousOne_GivesNull(string? text) => Assert.Null(FeedDate.Read(text));

    [SharedFact]
    public void Read_CollectedDates_AllAsExpected()
    {
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Shared!, "feeds", "dates.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            var text = document.RootElement.GetProperty("text").GetString();
            var read = FeedDate.Read(text)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            if (read != document.RootElement.GetProperty("utc").GetString())
            {
                wrong.Add($"{text} read as {read ?? "nothing"}");
            }
        }

        Assert.Empty(wrong);
    }
}
