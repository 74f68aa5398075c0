using System.Text.RegularExpressions;
using Watcher.Claims.Subjects;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Rules;

/// <summary>
/// A key that nothing reads is a promise that nobody keeps. What is bound to a key must be read outside of the file that declares it; what
/// it does then is for the tests of the parts.
/// </summary>
public sealed partial class KeysAreReadTests
{
    /// <summary>Why these are read by nothing else.</summary>
    private static readonly Dictionary<string, string> s_forPeople = new()
    {
        ["Note"] = "a remark, kept by tools that rewrite the file",
        ["Source"] = "where an entry comes from, likewise",
        ["Version"] = "read before anything is bound",
        ["MailEntry.Verp"] = "can be false only; the shape refuses the rest",
        ["SettlementEntry.Geonames"] = "compared between entries, on nodes (W051)",
        ["WatchList.Languages"] = "compared with the names of the entries, on nodes (W044)",
    };

    private static readonly Type[] s_bound =
    [
        typeof(WatchListFile), typeof(FeedsFile), typeof(RecipientsFile), typeof(WatcherFile), typeof(FeedSettings), typeof(RecipientSettings), typeof(Subscription),
        typeof(ListSettings), typeof(MailPolicy), typeof(WatchList), .. SettingsSections.All.Select(section => section.Options),
    ];

    public static TheoryData<string> Properties =>
        [.. s_bound.SelectMany(WithParts).Distinct().SelectMany(t => t.GetProperties().Where(p => p.DeclaringType == t && p.CanWrite).Select(p => $"{t.Name}.{p.Name}")).Distinct()];

    private static readonly Lazy<IReadOnlyList<(string Name, string Text)>> s_sources = new(() =>
        [.. Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(f => (Path.GetFileName(f), Namespaces().Replace(File.ReadAllText(f), "")))]);

    [Theory]
    [MemberData(nameof(Properties))]
    public void Property_BoundToAKey_IsReadSomewhere(string property)
    {
        var (type, name) = (property.Split('.')[0], property.Split('.')[1]);
        if (s_forPeople.ContainsKey(name) || s_forPeople.ContainsKey(property))
        {
            return;
        }

        if (name.EndsWith("File", StringComparison.Ordinal))
        {
            Assert.Contains(SettingsSections.Secrets, secret => secret.EndsWith($":{name[..^"File".Length]}", StringComparison.Ordinal));      // read beside its key
            return;
        }

        // value.Name, { Name: … }, or the same key by its text in a check.
        var isRead = new Regex($@"[.?]{name}\b(?!\s*=[^=>])|[{{,]\s*{name}:", RegexOptions.CultureInvariant);
        Assert.Contains(s_sources.Value, source => !source.Text.Contains($"record {type}\n", StringComparison.Ordinal) && isRead.IsMatch(source.Text));
    }

    /// <summary>Names of namespaces: no reading of a property of that name.</summary>
    [GeneratedRegex(@"\b(Watcher|Reading|System)(\.(Reading|Worker|Claims|Mail|Pages|Feeds|Text|Net))+\b")]
    private static partial Regex Namespaces();

    /// <summary>The record and the records it is made of.</summary>
    private static IEnumerable<Type> WithParts(Type type) => type.GetProperties()
        .SelectMany(p => p.PropertyType.IsArray ? [p.PropertyType.GetElementType()!] : p.PropertyType.IsGenericType ? p.PropertyType.GetGenericArguments() : [p.PropertyType])
        .Where(t => t != type && t.Namespace?.StartsWith("Watcher.", StringComparison.Ordinal) == true && t.GetMethod("<Clone>$") is not null && !t.IsAbstract)
        .SelectMany(WithParts).Prepend(type);
}
