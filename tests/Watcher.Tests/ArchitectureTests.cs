using System.Reflection;
using System.Xml.Linq;
using Watcher.Claims.Ledgers;
using Watcher.Reading.Articles;
using Watcher.Tests.Support;

namespace Watcher.Tests;

/// <summary>The rules of the house that a compiler does not check.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly s_reading = typeof(Article).Assembly;
    private static readonly Assembly s_claims = typeof(Verdict).Assembly;
    private static readonly Assembly s_mail = typeof(Mail.IMailTransport).Assembly;
    private static readonly Assembly s_worker = typeof(Worker.Rules.RuleFile).Assembly;

    public static TheoryData<string, string[]> References => new()
    {
        { "Watcher.Reading", [] },
        { "Watcher.Claims", ["Watcher.Reading"] },
        { "Watcher.Mail", [] },
        { "Watcher.Worker", ["Watcher.Claims", "Watcher.Mail"] },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void Project_References_PointInwardsOnly(string project, string[] expected)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));

        var references = file.Descendants("ProjectReference")
            .Where(e => e.Parent?.Attribute("Condition") is null)
            .Select(e => Path.GetFileNameWithoutExtension(e.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Equal(expected, references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void InnerProjects_LoadNoNetworkNoDatabaseNoYaml()
    {
        string[] outside = ["System.Net.Http", "System.Net.Sockets", "Microsoft.Data.Sqlite", "Npgsql", "YamlDotNet", "Quartz"];

        Assert.DoesNotContain(s_reading.GetReferencedAssemblies().Concat(s_claims.GetReferencedAssemblies()), a => outside.Contains(a.Name));
    }

    [Fact]
    public void Classes_AreSealedAbstractOrStatic()
    {
        var open = AllTypes().Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !IsGenerated(t)).Select(t => t.FullName);

        Assert.Empty(open);
    }

    [Fact]
    public void Worker_PublishesNoTypes()
    {
        var visible = s_worker.GetExportedTypes().Where(t => !IsGenerated(t)).Select(t => t.FullName);

        Assert.Empty(visible);
    }

    [Fact]
    public void Namespaces_AreTheFolders()
    {
        var wrong = new List<string>();
        foreach (var file in SourceFiles())
        {
            var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal));
            var folder = Path.GetRelativePath(Path.Combine(Repository.Root, "src"), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            if (line is not null && line != $"namespace {folder};")
            {
                wrong.Add($"{file}: {line}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Folders_HaveNoCatchAllNames()
    {
        string[] banned = ["Models", "Common", "Utils", "Extensions", "Shared", "Helpers", "Misc"];

        Assert.DoesNotContain(
            Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories), d => banned.Contains(Path.GetFileName(d)));
    }

    [Fact]
    public void Names_UseTheGlossary()
    {
        string[] banned = ["Manager", "Processor", "Util", "Utils", "Helper", "Figure"];

        Assert.DoesNotContain(AllTypes().Where(t => !IsGenerated(t)), t => banned.Any(b => t.Name.EndsWith(b, StringComparison.Ordinal)));
    }

    [Fact]
    public void Sources_HoldNoPathOfAMachineAndNoLooseTodo()
    {
        var wrong = SourceFiles().Where(f => File.ReadAllText(f) is var text
            && (text.Contains("/home/", StringComparison.Ordinal) || text.Contains("TODO", StringComparison.Ordinal)));

        Assert.Empty(wrong);
    }

    private static IEnumerable<Type> AllTypes() => new[] { s_reading, s_claims, s_mail, s_worker }.SelectMany(a => a.GetTypes());

    private static bool IsGenerated(Type type) => type.FullName!.Contains('<', StringComparison.Ordinal) || type.Name == "Program"
        || type.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is not null
        || type.Namespace is null || !type.Namespace.StartsWith("Watcher", StringComparison.Ordinal);

    private static IEnumerable<string> SourceFiles() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
}
