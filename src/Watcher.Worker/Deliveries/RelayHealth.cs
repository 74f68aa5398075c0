using Watcher.Mail;

namespace Watcher.Worker.Deliveries;

/// <summary>Why the relay is left alone when it is not merely away: it refuses our settings, or mail on principle.</summary>
internal sealed record RelayAlarm(string Reply, DateTimeOffset Since);

/// <summary>
/// How the relay fares, for whoever delivers, shows or tells of it. It begins anew with the process: a restart is a reason to try again.
/// </summary>
internal sealed class RelayHealth
{
    private volatile RelayAlarm? _alarm;
    private long _restsUntil;

    public DateTimeOffset RestsUntil => DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Read(ref _restsUntil));

    /// <summary>Null when nothing but patience is needed.</summary>
    public RelayAlarm? Alarm => _alarm;

    public void Rest(DateTimeOffset now, TimeSpan wait, RelayReply reply, bool isAlarm)
    {
        ArgumentNullException.ThrowIfNull(reply);
        Interlocked.Exchange(ref _restsUntil, (now + wait).ToUnixTimeMilliseconds());
        if (isAlarm)
        {
            Raise(now, reply);
        }
    }

    /// <summary>It refused mail on principle; one such mail does not stop the others yet.</summary>
    public void Raise(DateTimeOffset now, RelayReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        var text = reply.ToString();
        _alarm = _alarm is { } known && known.Reply == text ? known : new RelayAlarm(text, now);
    }

    /// <summary>A mail was accepted.</summary>
    public void Recover() => _alarm = null;
}
