using Watcher.Claims.Digests;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Tests.Deliveries;

public sealed class AlertTimingTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("one piece", new double[] { 0 }, 2)]
    [InlineData("two at once", new double[] { 0, 0 }, 3)]
    [InlineData("a second before it is due", new[] { 0, 1.5 }, 3)]
    [InlineData("a second when it was due already", new[] { 0, 2.5 }, 2)]
    [InlineData("each prolongs the wait for the next", new[] { 0, 1.9, 2.9, 3.9 }, 5)]
    [InlineData("ten minutes at most", new double[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, 10)]
    public void Due_EvidenceAtMinutes_IsMinutesAfterTheFirst(string name, double[] minutes, double due)
    {
        Assert.NotEmpty(name);
        Assert.Equal(s_noon.AddMinutes(due), AlertTiming.Due(minutes.Select(minute => s_noon.AddMinutes(minute))));
    }

    [Fact]
    public void Next_SixWithinAnHour_RollsTheSeventhUpAnHourAfterTheSixth()
    {
        var sent = Enumerable.Range(0, 6).Select(i => (s_noon.AddMinutes(-i), false)).ToList();

        Assert.Equal((s_noon.AddHours(1), true), AlertTiming.Next(sent, 6, s_noon.AddMinutes(5)));
        Assert.Equal((s_noon.AddMinutes(5), false), AlertTiming.Next(sent[..5], 6, s_noon.AddMinutes(5)));
        Assert.Equal((s_noon.AddMinutes(61), false), AlertTiming.Next(sent, 6, s_noon.AddMinutes(61)));
    }

    [Fact]
    public void Next_WithinAnHourOfARollUp_IsTheNextRollUp()
    {
        Assert.Equal((s_noon.AddHours(1), true), AlertTiming.Next([(s_noon, true)], 6, s_noon.AddMinutes(59)));
        Assert.Equal((s_noon.AddMinutes(60), false), AlertTiming.Next([(s_noon, true)], 6, s_noon.AddMinutes(60)));
    }

    [Theory]
    [InlineData("21:59", false)]
    [InlineData("22:00", true)]
    [InlineData("03:00", true)]
    [InlineData("06:59", true)]
    [InlineData("07:00", false)]
    [InlineData("12:00", false)]
    public void Quiet_AcrossMidnight_HoldsAllButWhatIsAllowed(string local, bool isQuiet)
    {
        var quiet = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0), [Severity.Critical]);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Kyiv");
        var at = new DateTimeOffset(2026, 11, 20, TimeOnly.Parse(local, System.Globalization.CultureInfo.InvariantCulture).Hour,
            TimeOnly.Parse(local, System.Globalization.CultureInfo.InvariantCulture).Minute, 0, TimeSpan.FromHours(2));

        Assert.Equal(isQuiet, quiet.Holds(Severity.High, at, zone));
        Assert.False(quiet.Holds(Severity.Critical, at, zone));
    }
}
