using System.Reflection;

namespace Watcher.Worker;

/// <summary>Name and version as documents and mails print them.</summary>
internal static class Product
{
    /// <summary>The commit it was built from; empty when the build did not know.</summary>
    public static string Commit { get; } =
        (typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "").Split('+') is [_, var commit] ? commit : "";

    public static string Version { get; } =
        (typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
