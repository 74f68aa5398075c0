namespace Watcher.Worker.Storage;

/// <summary>
/// Keeps a second process out of a data directory. The lock goes with the process, however it ends; the file itself stays.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <summary>Null when another process holds the directory.</summary>
    public static InstanceLock? TryTake(string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        try
        {
            // FileShare.None is an advisory lock on Unix (flock), which every Watcher asks for.
            return new InstanceLock(new FileStream(
                Path.Combine(dataDirectory, "watcher.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
