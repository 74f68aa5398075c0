using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests;

public sealed class TimeLimitTests
{
    [Fact]
    public async Task Run_WorkInTime_GivesItsResult() =>
        Assert.Equal("read", await TimeLimit.RunAsync(() => "read", TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None));

    [Fact]
    public async Task Run_WorkThatTakesLonger_IsGivenUp()
    {
        var time = new SteppedTime();
        using var end = new ManualResetEventSlim();

        var running = TimeLimit.RunAsync(
            () =>
            {
                end.Wait();
                return "late";
            },
            TimeSpan.FromSeconds(5), time, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Null(await running);
        end.Set();
    }

    [Fact]
    public async Task Run_WorkThatFails_Fails() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => TimeLimit.RunAsync<string>(() => throw new InvalidOperationException(), TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None));
}
