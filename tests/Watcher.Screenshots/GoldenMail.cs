using System.Text.RegularExpressions;

namespace Watcher.Screenshots;

/// <summary>The golden mails of the digest's own tests, with their pictures.</summary>
internal static partial class GoldenMail
{
    public static string Folder { get; } = Path.Combine(Root(), "tests", "Watcher.Tests", "Digests", "Golden");

    /// <summary>A browser knows no content ids, so the pictures beside the file take their places.</summary>
    public static string Read(string mail)
    {
        var path = Path.Combine(Folder, mail);
        return Picture().Replace(File.ReadAllText(path), match =>
        {
            var png = $"{path[..^".html".Length]}.{match.Groups[1].Value}.png";
            return $"src=\"data:image/png;base64,{Convert.ToBase64String(File.ReadAllBytes(png))}\"";
        });
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Watcher.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not inside a checkout: no Watcher.sln above the tests.");
        }

        return folder;
    }

    [GeneratedRegex("src=\"cid:([a-z0-9-]+)\\.[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Picture();
}
