namespace Watcher.Worker;

/// <summary>
/// Bounds work that never waits and so cannot be cancelled. What is given up runs on to its end on a thread of the pool: reading is linear in
/// the size of a page, and pages are bounded by the fetcher, so that end comes.
/// </summary>
internal static class TimeLimit
{
    /// <returns>Null when the work was not done in time.</returns>
    public static async Task<T?> RunAsync<T>(Func<T> work, TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
        where T : class
    {
        var running = Task.Run(work, cancellationToken);
        try
        {
            return await running.WaitAsync(most, time, cancellationToken);
        }
        catch (TimeoutException) when (!running.IsFaulted)
        {
            return null;
        }
    }
}
