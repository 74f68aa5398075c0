using Microsoft.Extensions.Options;
using Watcher.Worker.Options;

namespace Watcher.Worker.Fetching;

/// <summary>
/// One request at a time to each host, a little apart, and not too many in all. Hosts that asked to be left alone keep a floor.
/// Safe for any number of callers.
/// </summary>
internal sealed class HostThrottle(IOptions<HttpOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Beyond this many hosts the idle ones are forgotten; a watch list has some hundreds.</summary>
    private const int MaxHosts = 4_096;

    /// <summary>What a host that answered 429 or 503 gets at least, and what one feed's Retry-After costs the others of its host at most.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _delay = options.Value.PerHostDelay;
    private readonly SemaphoreSlim _all = new(options.Value.MaxConcurrency);
    private readonly Dictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();

    private sealed class Host : IDisposable
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public int Callers { get; set; }

        public DateTimeOffset NextStart { get; set; }

        public void Dispose() => Turn.Dispose();
    }

    /// <summary>Waits for the host's turn. Dispose the result when the answer has been read.</summary>
    public async Task<IDisposable> EnterAsync(string host, CancellationToken cancellationToken)
    {
        Host entry;
        lock (_lock)
        {
            if (!_hosts.TryGetValue(host, out entry!))   // TryGetValue fills it, or the next lines do
            {
                Forget();
                _hosts[host] = entry = new Host();
            }

            entry.Callers++;
        }

        var hasTurn = false;
        try
        {
            await entry.Turn.WaitAsync(cancellationToken);
            hasTurn = true;
            if (entry.NextStart - time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, cancellationToken);
            }

            await _all.WaitAsync(cancellationToken);
            entry.NextStart = time.GetUtcNow() + _delay;
            return new Lease(this, entry);
        }
        catch
        {
            Leave(entry, hasTurn);
            throw;
        }
    }

    /// <summary>The host said it is overloaded: nobody asks it anything before the floor has passed.</summary>
    public void HoldBack(string host)
    {
        lock (_lock)
        {
            if (_hosts.TryGetValue(host, out var entry))
            {
                entry.NextStart = time.GetUtcNow() + (_delay > Floor ? _delay : Floor);
            }
        }
    }

    public void Dispose()
    {
        _all.Dispose();
        foreach (var host in _hosts.Values)
        {
            host.Dispose();
        }
    }

    private void Leave(Host entry, bool hasTurn)
    {
        lock (_lock)
        {
            entry.Callers--;
            if (hasTurn)
            {
                entry.Turn.Release();
            }
        }
    }

    private void Forget()
    {
        if (_hosts.Count < MaxHosts)
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var (name, host) in _hosts.Where(pair => pair.Value.Callers == 0 && pair.Value.NextStart <= now).ToList())
        {
            _hosts.Remove(name);
            host.Dispose();
        }
    }

    private sealed class Lease(HostThrottle throttle, Host host) : IDisposable
    {
        private int _isDisposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                throttle._all.Release();
                throttle.Leave(host, hasTurn: true);
            }
        }
    }
}
