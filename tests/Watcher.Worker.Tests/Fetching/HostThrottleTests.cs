using Watcher.Worker.Fetching;
using Watcher.Worker.Options;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Fetching;

public class HostThrottleTests
{
    private readonly SteppedTime _time = new();

    [Fact]
    public async Task Enter_SameHostTwice_WaitsForTheFirstToLeave()
    {
        using var throttle = Throttle(TimeSpan.Zero);
        var first = await throttle.EnterAsync("a.example", default);

        var second = throttle.EnterAsync("A.example", default);
        var isHeld = !second.IsCompleted;
        first.Dispose();
        first.Dispose();

        Assert.True(isHeld);
        (await second).Dispose();
    }

    [Fact]
    public async Task Enter_SameHostAgain_KeepsTheSpacingBetweenStarts()
    {
        using var throttle = Throttle(TimeSpan.FromSeconds(1));
        (await throttle.EnterAsync("a.example", default)).Dispose();
        _time.Advance(TimeSpan.FromMilliseconds(400));

        var second = throttle.EnterAsync("a.example", default);
        var other = throttle.EnterAsync("b.example", default);
        Assert.True(other.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(100));

        (await second).Dispose();
    }

    [Fact]
    public async Task Enter_HostHeldBack_WaitsForTheFloor()
    {
        using var throttle = Throttle(TimeSpan.Zero);
        using (await throttle.EnterAsync("a.example", default))
        {
            throttle.HoldBack("a.example");
        }

        var next = throttle.EnterAsync("a.example", default);
        Assert.False(next.IsCompleted);
        _time.Advance(HostThrottle.Floor);

        (await next).Dispose();
    }

    [Fact]
    public async Task Enter_MoreThanMayRunAtOnce_Waits()
    {
        using var throttle = Throttle(TimeSpan.Zero, maxConcurrency: 1);
        var first = await throttle.EnterAsync("a.example", default);

        var second = throttle.EnterAsync("b.example", default);
        Assert.False(second.IsCompleted);
        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task Enter_CancelledWhileWaiting_GivesItsPlaceBack()
    {
        using var throttle = Throttle(TimeSpan.Zero);
        using var stop = new CancellationTokenSource();
        var first = await throttle.EnterAsync("a.example", default);
        var second = throttle.EnterAsync("a.example", stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        first.Dispose();
        (await throttle.EnterAsync("a.example", default)).Dispose();
    }

    private HostThrottle Throttle(TimeSpan delay, int maxConcurrency = 8) =>
        new(Microsoft.Extensions.Options.Options.Create(new HttpOptions { PerHostDelay = delay, MaxConcurrency = maxConcurrency }), _time);
}
