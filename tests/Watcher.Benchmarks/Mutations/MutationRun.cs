using System.Diagnostics;
using System.Globalization;

namespace Watcher.Benchmarks.Mutations;

/// <summary>
/// Reads damaged documents and holds the reading layer to its promise: no exception, no call above <see cref="MaxTime"/>, no memory above
/// <see cref="MaxMemory"/> times the input beyond <see cref="FixedMemory"/>.
/// </summary>
internal static class MutationRun
{
    /// <summary>On one thread. A slower call is repeated: on a busy machine only the fastest of three counts.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    /// <summary>Bytes of memory for a byte of input.</summary>
    public const double MaxMemory = 20;

    /// <summary>
    /// Bytes allowed whatever the size. The tree of HtmlAgilityPack holds about a kilobyte for an element, so a small page that is all tags
    /// holds more than a multiple of its few bytes; the readers bound the elements instead.
    /// </summary>
    public const long FixedMemory = 16 << 20;

    /// <summary>Prints and counts what breaks the promise; 0 when nothing does.</summary>
    /// <param name="what">Names the run in its output.</param>
    /// <param name="documents">Sound documents to damage.</param>
    /// <param name="seed">The same seed gives the same run.</param>
    /// <param name="count">How many damaged documents are read.</param>
    /// <param name="read">Reads one; may throw to say that a result is not sound.</param>
    /// <param name="output">Takes the report.</param>
    public static int Run(string what, IReadOnlyList<byte[]> documents, int seed, int count, Func<byte[], object?> read, TextWriter output)
    {
        var mutator = new Mutator(documents, seed);
        var (broken, slowest, most, bytes) = (0, TimeSpan.Zero, 0.0, 0L);
        foreach (var document in documents)
        {
            _ = read(document);   // what is made once is made here
        }

        for (var i = 0; i < count; i++)
        {
            var mutant = mutator.Next();
            bytes += mutant.Bytes.Length;
            try
            {
                var time = Time(read, mutant.Bytes);
                for (var again = 0; again < 2 && time > MaxTime; again++)
                {
                    var other = Time(read, mutant.Bytes);
                    time = other < time ? other : time;
                }

                var memory = Memory(read, mutant.Bytes);
                (slowest, most) = (time > slowest ? time : slowest, Math.Max(most, memory));
                if (time > MaxTime || memory > MaxMemory)
                {
                    broken++;
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"  {what} {i} ({mutant.Damage}; {mutant.Bytes.Length} bytes): {time.TotalMilliseconds:0} ms, memory {memory:0.0} x the input beyond {FixedMemory >> 20} MB"));
                }
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                broken++;
                output.WriteLine($"  {what} {i} ({mutant.Damage}; {mutant.Bytes.Length} bytes): {e}");
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {count} damaged documents of seed {seed}, {bytes / 1e6:0} MB: {broken} break the promise; slowest call {slowest.TotalMilliseconds:0} ms, most memory {most:0.0} x the input beyond {FixedMemory >> 20} MB"));
        return broken;
    }

    private static TimeSpan Time(Func<byte[], object?> read, byte[] bytes)
    {
        var start = Stopwatch.GetTimestamp();
        GC.KeepAlive(read(bytes));
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>As a multiple of the input. Only a call through which more passes than it may hold is looked at closely.</summary>
    private static double Memory(Func<byte[], object?> read, byte[] bytes)
    {
        double Share(long memory) => Math.Max(0, memory - FixedMemory) / (double)Math.Max(1, bytes.Length);
        var bound = Share(LiveMemory.Allocated(() => read(bytes)));
        for (var again = 0; again < 2 && bound > MaxMemory; again++)
        {
            // The first call may also build what all later ones share, such as patterns.
            bound = Share(LiveMemory.Held(() => read(bytes)));
        }

        return bound;
    }
}
