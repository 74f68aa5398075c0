using System.Security.Cryptography;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Doctor;

/// <summary>The files of config/.</summary>
internal static class ConfigurationChecks
{
    public static Diagnosis Configuration(Examination of)
    {
        const string Name = "configuration";
        var folder = Cli.Settings.ConfigDirectory(of.Settings);
        if (of.Rules is not { Configuration: var configuration })
        {
            return Diagnosis.Fail(Name, $"{of.Report.Errors} errors in {folder}, the first: {of.Report.Problems.First(p => p.Severity == ProblemSeverity.Error).Headline}", $"watcher check {folder}");
        }

        var counts = $"{Of(configuration.Lists.Length, "list")}, {Of(configuration.Feeds.Length, "feed")}, {Of(configuration.Recipients.Length, "recipient")}, fingerprint {configuration.Fingerprint[..7]}";
        return of.Report.Warnings > 0
            ? Diagnosis.Warn(Name, $"{counts}; {of.Report.Warnings} warnings", $"watcher check {folder}")
            : Diagnosis.Ok(Name, counts);
    }

    /// <summary>Lexicons, ontology and gazetteer beside those that came with the program: a changed rule is allowed, and should be known.</summary>
    public static Diagnosis Rules(Examination of)
    {
        const string Name = "rules";
        string[] folders = ["lexicon", "ontology", "cleaning", "gazetteer"];
        var here = Cli.Settings.ConfigDirectory(of.Settings);
        var shipped = Path.Combine(AppContext.BaseDirectory, "config");
        var missing = folders.Where(folder => !Directory.Exists(Path.Combine(here, folder))).ToList();
        if (missing.Count > 0)
        {
            return Diagnosis.Fail(Name, $"{here} has no folder {string.Join(", ", missing)}", "copy config/ of this version there, and keep your own watch lists, feeds and recipients");
        }

        var hashes = folders.Select(folder => (Folder: folder, Hash: Hash(Path.Combine(here, folder)))).ToList();
        var text = string.Join(", ", hashes.Select(h => $"{h.Folder} {h.Hash}"));
        var changed = Directory.Exists(shipped)
            ? hashes.Where(h => Directory.Exists(Path.Combine(shipped, h.Folder)) && Hash(Path.Combine(shipped, h.Folder)) != h.Hash).Select(h => h.Folder).ToList() : [];
        return changed.Count > 0
            ? Diagnosis.Warn(Name, $"{text}; not as shipped: {string.Join(", ", changed)}", "if you did not change them, copy them from this version; if you did: watcher replay --compare")
            : Diagnosis.Ok(Name, text);
    }

    private static string Of(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>First seven hex digits of SHA-256 over names and bytes, in the order of the names.</summary>
    private static string Hash(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..7];
    }
}
