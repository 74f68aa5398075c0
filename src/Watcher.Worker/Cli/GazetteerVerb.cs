using System.CommandLine;
using System.Text;
using Watcher.Claims.Subjects;

namespace Watcher.Worker.Cli;

/// <summary><c>watcher gazetteer build</c>: makes <c>config/gazetteer/ua-settlements.tsv</c> from the official list. A step of development, not of operation.</summary>
internal static class GazetteerVerb
{
    /// <summary>The official list has 4 MB; more than this is another file.</summary>
    private const long MaxBytes = 64 * 1024 * 1024;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Command Build()
    {
        var from = new Option<string>("--from") { Description = "The official list (katottg-*.csv), or the folder it lies in.", HelpName = "FILE|DIR", Required = true };
        var to = new Option<string>("--out") { Description = "The table to write.", HelpName = "FILE.tsv", Required = true };
        var isDry = GlobalOptions.DryRun("Build the table and write nothing.");
        var build = new Command("build", "Makes the table of Ukrainian settlements from the official list; equal input gives equal bytes.") { from, to, isDry };
        build.SetAction(async (parsed, cancellationToken) =>
        {
            var (source, target) = (Source(parsed.GetRequiredValue(from)), parsed.GetRequiredValue(to));
            var text = await ReadAsync(source, cancellationToken);
            var (tsv, problems) = await WorkProgress.Of(parsed).RunAsync("reading the official list", null, _ => null, _ => Task.Run(() => OfficialSettlements.ToTsv(text), cancellationToken));
            if (!problems.IsEmpty)
            {
                var lines = problems.Take(20).Select(p => $"{source}:{p.Line}:{p.Column}: error {p.Code} {p.Message}");
                throw new VerbException(ExitCodes.ProblemsFound, "list_invalid", string.Join('\n', lines), "take the list as it is published, separated by semicolons");
            }

            if (!parsed.GetValue(isDry))
            {
                await File.WriteAllTextAsync(target, tsv, s_utf8, cancellationToken);
            }

            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{target}: {(parsed.GetValue(isDry) ? "would hold " : "")}{tsv.AsSpan().Count('\n') - 1} settlements, {s_utf8.GetByteCount(tsv)} bytes");
            return ExitCodes.Done;
        });
        return new Command("gazetteer", "Tables of places that watch lists refer to.") { build };
    }

    /// <summary>The newest list of a folder; the names carry the date.</summary>
    private static string Source(string path) => File.Exists(path) ? path
        : Directory.Exists(path) && Directory.EnumerateFiles(path, "katottg-*.csv").Order(StringComparer.Ordinal).LastOrDefault() is { } newest ? newest
        : throw new VerbException(ExitCodes.WrongUsage, "usage", $"--from '{path}' is neither a file nor a folder with katottg-*.csv", "watcher gazetteer build --from FILE.csv --out config/gazetteer/ua-settlements.tsv");

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new VerbException(ExitCodes.WrongUsage, "usage", $"{path} is larger than {MaxBytes / (1024 * 1024)} MB", "take the list as it is published");
        }

        return await File.ReadAllTextAsync(path, s_utf8, cancellationToken);
    }
}
