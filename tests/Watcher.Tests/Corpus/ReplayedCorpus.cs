using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Rules;
using Watcher.Reading.Text;
using Watcher.Tests.Support;
using Watcher.Worker.Cli;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Corpus;

/// <summary>A claim of a replay: where it stands in the given text, what it was found to be, and the entry it stands for.</summary>
internal sealed record ReplayedClaim(string Article, TextSpan Span, Claim Claim, Finding Finding, EntryId Standing)
{
    /// <summary>Names a sentence of the corpus without quoting it: <c>004@2355</c>.</summary>
    public string Sentence => $"{Article}@{Span.Start}";
}

/// <summary>A contradiction that a reader would be mailed (claims.md 8).</summary>
internal sealed record Alert(ReplayedClaim Claim, ReplayedClaim Earlier, Comparison Comparison)
{
    public ContradictionKind Kind => ((Verdict.Contradicts)Comparison.Verdict).Kind;
}

/// <summary>A folder of <c>../shared</c>, taken through the shipped rules as <c>replay</c> does.</summary>
internal sealed class ReplayedCorpus
{
    private readonly ILookup<EntryId, ReplayedClaim> _byStanding;
    private readonly InMemoryLedger _ledger;
    private readonly Dictionary<string, BatchLine> _lines;

    private ReplayedCorpus(IReadOnlyList<ReplayLines.ReplayedArticle> articles, InMemoryLedger ledger, Dictionary<string, BatchLine> lines)
    {
        _ledger = ledger;
        Claims = [.. articles.SelectMany(a => a.Recording.Findings.Select((f, i) =>
            new ReplayedClaim(a.Id, a.ToGiven(f.Claim.Evidence.Span), f.Claim, f, a.Recording.Standings[i])))];
        _byStanding = Claims.ToLookup(c => c.Standing);
        Articles = [.. articles.Select(a => a.Id)];
        _lines = lines;
    }

    public required RuleBook Book { get; init; }

    /// <summary>The article as the file gives it.</summary>
    public BatchLine Line(string article) => _lines[article];

    /// <summary>In the order of publication.</summary>
    public IReadOnlyList<string> Articles { get; }

    public IReadOnlyList<ReplayedClaim> Claims { get; }

    /// <param name="folder">Folder of <c>../shared</c>.</param>
    /// <param name="change">Other rules than the shipped ones; null for those.</param>
    /// <param name="isWanted">Which articles, by id; null for all.</param>
    public static ReplayedCorpus Read(string folder, Func<RuleBook, RuleBook>? change = null, Func<string, bool>? isWanted = null)
    {
        var root = Path.Combine(Repository.Shared!, folder);
        var (read, report) = RuleBookReader.Read(Repository.Config, Path.Combine(root, "watchlist.yaml"));
        var (lines, _) = BatchLine.Read(Path.Combine(root, "articles.jsonl"), TextWriter.Null);
        var book = read ?? throw new InvalidOperationException(string.Join('\n', report.Problems));
        book = change?.Invoke(book) ?? book;
        lines = isWanted is null ? lines : [.. lines.Where(line => isWanted(line.Id))];
        var articles = ReplayVerb.Replay(lines, book, out var ledger);
        return new ReplayedCorpus(articles, ledger, lines.ToDictionary(line => line.Id)) { Book = book };
    }

    /// <summary>What the later of the two was found to be beside the earlier one; over the entries they stand for when they met only there.</summary>
    public Comparison? Between(ReplayedClaim one, ReplayedClaim other)
    {
        if (one.Standing == other.Standing)
        {
            return one.Finding.Compared.Concat(other.Finding.Compared).FirstOrDefault(c => c.Earlier == one.Standing && c.Verdict is Verdict.Repeats);
        }

        return Of(one, other) ?? Of(other, one)
            ?? _byStanding[one.Standing].Select(c => Of(c, other)).FirstOrDefault(c => c is not null)
            ?? _byStanding[other.Standing].Select(c => Of(c, one)).FirstOrDefault(c => c is not null);
    }

    /// <summary>Digests count the two as one origin.</summary>
    public bool IsOneVoice(ReplayedClaim one, ReplayedClaim other) =>
        OriginKeys.Voice(one.Claim.Attribution, _lines[one.Article].Outlet) == OriginKeys.Voice(other.Claim.Attribution, _lines[other.Article].Outlet);

    /// <summary>Every contradiction across sources that the first verdicts of a finding mail, one a pair of sentences and kind.</summary>
    public IReadOnlyList<Alert> Alerts() =>
    [
        .. Claims.SelectMany(claim => claim.Finding.Compared
                .TakeWhile(c => c.Verdict is Verdict.Contradicts)
                .Where(c => c.Verdict is Verdict.Contradicts { Standing: Standing.CrossSource })
                .Select(c => new Alert(claim, First(c.Earlier), c)))
            .DistinctBy(a => (a.Claim.Sentence, a.Earlier.Sentence, a.Kind)),
    ];

    /// <summary>What the entry itself says; the tellings after it repeat it.</summary>
    public ReplayedClaim First(EntryId entry) => _byStanding[entry].First(c => c.Claim == _ledger.Find(entry)!.Claim);

    private static Comparison? Of(ReplayedClaim claim, ReplayedClaim other) => claim.Finding.Compared.FirstOrDefault(c => c.Earlier == other.Standing);
}

/// <summary><c>judged-alerts.yaml</c>: alerts that the annotation does not know, judged by a reader.</summary>
internal sealed record JudgedAlertsFile
{
    public required JudgedAlert[] Alerts { get; init; }
}

internal sealed record JudgedAlert
{
    /// <summary>The sentences, by article and first character.</summary>
    public required string A { get; init; }

    public required string B { get; init; }

    public required bool IsRight { get; init; }

    public required string Note { get; init; }

    public static IReadOnlyList<JudgedAlert> Read() => RuleFile.Read<JudgedAlertsFile>(
        Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Corpus", "judged-alerts.yaml")).Alerts;

    public bool IsOf(Alert alert) => (A == alert.Claim.Sentence && B == alert.Earlier.Sentence) || (B == alert.Claim.Sentence && A == alert.Earlier.Sentence);
}
