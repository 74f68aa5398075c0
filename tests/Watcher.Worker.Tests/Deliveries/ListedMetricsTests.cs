using Watcher.Claims.Subjects;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Deliveries;

/// <summary>A list that names metrics is told their numbers and no others; what is not a number does not ask for one.</summary>
public sealed class ListedMetricsTests
{
    public static TheoryData<string, string?, bool> Lists => new()
    {
        { "wounded", null, true },
        { "wounded", "child", true },
        { "wounded", "soldier", false },
        { "killed", null, false },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Number_OfAMetric_IsToldWhenTheListNamesIt(string metric, string? counted, bool isTold)
    {
        await using var house = new MailHouse(configure: settings => settings with
        {
            Lists = [settings.Lists[0] with { Metrics = [new ListedMetric(new SubjectId(metric), counted)] }],
        });
        await house.OpenAsync();
        await house.PublishAsync("12 children were injured in a flood in Dravec on Friday, the mayor said.");
        await house.PublishAsync("Ukrainian forces still hold Dravec, the General Staff of Ukraine said on Friday.");

        await house.Host.Composition.ComposeNowAsync(house.Configuration, CancellationToken.None);
        await house.DeliverAsync();

        var text = MailHouse.TextOf(Assert.Single(house.Mails));
        Assert.Equal(isTold, text.Contains("12 children", StringComparison.Ordinal));
        Assert.Contains("still hold Dravec", text, StringComparison.Ordinal);
    }
}
