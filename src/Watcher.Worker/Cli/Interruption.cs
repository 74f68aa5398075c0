using System.Runtime.InteropServices;

namespace Watcher.Worker.Cli;

/// <summary>Ctrl-C: the first ends the verb in order, after the article or mail in hand; the second ends it at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _registration;
    private int _count;

    public Interruption() => _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);

    public CancellationToken Token => _source.Token;

    /// <summary>What a verb that was interrupted and ended in order exits with.</summary>
    public int ExitCodeOf(int exitCode) => _source.IsCancellationRequested && exitCode == ExitCodes.Done ? ExitCodes.CtrlC : exitCode;

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }

    private void Interrupt(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _count) > 1)
        {
            Environment.Exit(ExitCodes.CtrlC);
        }

        _source.Cancel();
    }
}
