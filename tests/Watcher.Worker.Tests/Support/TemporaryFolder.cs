using Watcher.Worker.Storage;

namespace Watcher.Worker.Tests.Support;

/// <summary>A folder of one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("watcher-test-").FullName;

    public SqliteDialect Store => new(System.IO.Path.Combine(Path, "watcher.db"));

    public string Mail => System.IO.Path.Combine(Path, "mail");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
