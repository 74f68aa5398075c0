using System.Globalization;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Tests.Deliveries;

/// <summary>The clocks of 2026 and 2027: Kyiv and New York change by an hour, Lord Howe by half an hour.</summary>
public sealed class DigestScheduleTests
{
    [Theory]
    [InlineData("Europe/Kyiv", "03:30", "2026-03-29")]          // 03:00 to 04:00 is missing
    [InlineData("Europe/Kyiv", "03:30", "2026-10-25")]          // 03:00 to 04:00 comes twice
    [InlineData("America/New_York", "02:30", "2026-03-08")]
    [InlineData("America/New_York", "01:30", "2026-11-01")]
    [InlineData("Australia/Lord_Howe", "02:15", "2026-10-04")]  // 02:00 to 02:30 is missing
    [InlineData("Australia/Lord_Howe", "01:45", "2027-04-04")]  // 01:30 to 02:00 comes twice
    [InlineData("America/New_York", "00:00", "2026-11-01")]
    public void Daily_MinuteByMinuteAroundAClockChange_HasOneSlotADate(string zoneId, string at, string date)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var schedule = new DigestSchedule.Daily(TimeOnly.Parse(at, CultureInfo.InvariantCulture));
        var noon = DateTime.Parse(date, CultureInfo.InvariantCulture).AddHours(12);
        var end = new DateTimeOffset(noon, zone.GetUtcOffset(noon)).AddDays(2);

        var slots = new List<DateTimeOffset>();
        for (var now = end.AddDays(-4); now <= end; now = now.AddMinutes(1))
        {
            var slot = schedule.LatestSlot(now, zone);
            Assert.True(slot <= now);
            if (slots.Count == 0 || slot != slots[^1])
            {
                slots.Add(slot);
            }
        }

        var dates = slots.ConvertAll(slot => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(slot, zone).DateTime));
        Assert.Equal(slots.Order(), slots);                                             // it never goes back
        Assert.Equal(Enumerable.Range(0, dates.Count).Select(dates[0].AddDays), dates);  // one a date, none left out
    }

    [Theory]
    [InlineData("Europe/Kyiv", "03:30", "2026-03-29T03:00Z", "2026-03-29T01:00Z")]           // the gap's end, 04:00 local
    [InlineData("Europe/Kyiv", "03:30", "2026-10-25T03:00Z", "2026-10-25T00:30Z")]           // the first of the two
    [InlineData("America/New_York", "02:30", "2026-03-08T12:00Z", "2026-03-08T07:00Z")]
    [InlineData("America/New_York", "01:30", "2026-11-01T12:00Z", "2026-11-01T05:30Z")]
    [InlineData("Australia/Lord_Howe", "02:15", "2026-10-03T18:00Z", "2026-10-03T15:30Z")]
    [InlineData("Australia/Lord_Howe", "01:45", "2027-04-03T18:00Z", "2027-04-03T14:45Z")]
    public void Daily_AtAMissingOrDoubleTime_IsTheNextValidOrTheFirstInstant(string zoneId, string at, string now, string expected)
    {
        var schedule = new DigestSchedule.Daily(TimeOnly.Parse(at, CultureInfo.InvariantCulture));

        var slot = schedule.LatestSlot(Instant(now), TimeZoneInfo.FindSystemTimeZoneById(zoneId));

        Assert.Equal(Instant(expected), slot);
    }

    [Fact]
    public void Weekly_OnAnyDay_IsTheLastOneOfItsDay()
    {
        var schedule = new DigestSchedule.Weekly(DayOfWeek.Monday, new TimeOnly(9, 0));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Kyiv");

        Assert.Equal(Instant("2026-11-16T07:00Z"), schedule.LatestSlot(Instant("2026-11-23T06:59Z"), zone));
        Assert.Equal(Instant("2026-11-23T07:00Z"), schedule.LatestSlot(Instant("2026-11-23T07:00Z"), zone));
    }

    [Fact]
    public void Hourly_InAZoneOfHalfHours_IsAtTheLocalFullHour() => Assert.Equal(
        Instant("2026-11-20T11:30Z"),
        new DigestSchedule.Hourly().LatestSlot(Instant("2026-11-20T12:10Z"), TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata")));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
