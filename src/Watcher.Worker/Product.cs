using System.Reflection;

namespace Watcher.Worker;

/// <summary>Name and version as documents and mails print them.</summary>
internal static class Product
{
    public static string Version { get; } =
        (typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0").Split('+')[0];
}
