namespace Watcher.Worker.Tests.Support;

/// <summary>The checkout the tests run in, and the shared material beside it.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string Config => Path.Combine(Root, "config");

    /// <summary>Null where it is absent: tests that need it are then skipped.</summary>
    public static string? Shared => Directory.Exists(Path.Combine(Root, "..", "shared", "seeds")) ? Path.GetFullPath(Path.Combine(Root, "..", "shared")) : null;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Watcher.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run inside a checkout of Watcher (no Watcher.sln above the test binaries).");
    }
}

/// <summary>A test that reads <c>../shared</c>; skipped with a reason where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute()
    {
        if (Checkout.Shared is null)
        {
            Skip = "no shared data: ../shared/seeds is absent";
        }
    }
}
