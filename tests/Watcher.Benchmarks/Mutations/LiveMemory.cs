namespace Watcher.Benchmarks.Mutations;

/// <summary>How much memory a call holds at most.</summary>
internal static class LiveMemory
{
    /// <summary>Bytes that passed through the heap: a bound of what was held, and cheap to know.</summary>
    public static long Allocated(Func<object?> call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(call());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>
    /// Bytes that are alive at the fullest moment: a second thread collects again and again while the call runs and looks at what is left. It
    /// pauses in between, or the call would never get a turn.
    /// </summary>
    public static long Held(Func<object?> call)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (most, isOver) = (before, false);
        var watcher = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                GC.Collect();
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                Thread.Sleep(1);
            }
        });
        watcher.Start();
        var result = call();
        Volatile.Write(ref isOver, true);
        watcher.Join();
        GC.KeepAlive(result);
        return most - before;
    }
}
