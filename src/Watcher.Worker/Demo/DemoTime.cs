namespace Watcher.Worker.Demo;

/// <summary>The demo's news is of September 2022, so its clock starts there and runs on at the usual pace.</summary>
internal sealed class DemoTime : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2022, 9, 12, 18, 0, 0, TimeSpan.Zero);

    private readonly long _begun = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => s_start + System.GetElapsedTime(_begun);
}
