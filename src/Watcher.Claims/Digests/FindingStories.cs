using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Watcher.Claims.Ledgers;

namespace Watcher.Claims.Digests;

/// <summary>One finding beside one entry that it contradicts.</summary>
internal sealed record Conflict(OwedFinding Owed, Comparison Comparison, CitedEntry Earlier, double Score);

/// <summary>Contradictions that read as one: of one place, of one number and those it excludes, of one event's wording.</summary>
/// <param name="Kind">Of all of them.</param>
/// <param name="Conflicts">Gravest first, then newest.</param>
internal sealed record ContradictionStory(ContradictionKind Kind, List<Conflict> Conflicts)
{
    public Conflict Lead => Conflicts[0];
}

/// <summary>Findings that read as one, oldest first.</summary>
internal sealed record Story(List<OwedFinding> Findings)
{
    public OwedFinding Lead => Findings[^1];
}

/// <summary>How a contradiction ended.</summary>
internal enum Ending { Withdrawn, Overtaken, Agreed }

/// <summary>Contradictions of earlier digests that findings of this one ended.</summary>
/// <param name="Ended">Oldest first; one at least.</param>
/// <param name="By">The findings that ended them, oldest first.</param>
/// <param name="How">As the first of them did.</param>
internal sealed record ResolvedStory(List<OpenContradiction> Ended, List<OwedFinding> By, Ending How)
{
    public OwedFinding Lead => By[^1];
}

/// <summary>
/// Sorts findings into stories. Each finding stands in one, so none is told twice: a new claim that a contradiction or an update of the
/// same digest is about is told by that card.
/// </summary>
internal sealed class FindingStories
{
    public List<ContradictionStory> Contradictions { get; } = [];

    public List<ResolvedStory> Resolved { get; } = [];

    public List<Story> New { get; } = [];

    public List<Story> Updated { get; } = [];

    public List<Story> Retracted { get; } = [];

    public List<Story> Corroborated { get; } = [];

    public List<Story> WithinArticle { get; } = [];

    public List<OwedFinding> Quality { get; } = [];

    /// <summary>New claims by the entry they are: told by the card that holds the entry.</summary>
    private readonly Dictionary<EntryId, OwedFinding> _folded = [];

    private readonly ImmutableArray<OwedFinding> _findings;

    /// <param name="input">The digest.</param>
    /// <param name="settlingOrigins">Origins that end a dispute over a place.</param>
    public FindingStories(DigestInput input, int settlingOrigins)
    {
        _findings = input.Findings;
        var ending = Resolve(input, settlingOrigins);
        var conflicts = new List<Conflict>();
        var (updated, retracted, corroborated, within, novel) = (
            new List<OwedFinding>(), new List<OwedFinding>(), new List<OwedFinding>(), new List<OwedFinding>(), new List<OwedFinding>());
        foreach (var owed in input.Findings)
        {
            if (ending.Contains(owed.Id))
            {
                continue;                       // told by the card of what it ended
            }

            switch (owed.Finding.Verdict)
            {
                case Verdict.Contradicts:
                    Contradict(owed, input.To, conflicts, updated, within);
                    break;
                case Verdict.Novel:
                    novel.Add(owed);
                    break;
                case Verdict.Updates or Verdict.Revises { IsWithdrawal: false }:
                    updated.Add(owed);
                    break;
                case Verdict.Revises:
                    retracted.Add(owed);
                    break;
                case Verdict.Corroborates:
                    corroborated.Add(owed);
                    break;
                case Verdict.DataQuality:
                    Quality.Add(owed);
                    break;
                case Verdict.Repeats or Verdict.DifferentScope:
                    break;                      // counted by the coverage, never told
                default:
                    throw new UnreachableException();
            }
        }

        Contradictions.AddRange(Group(conflicts));
        Updated.AddRange(updated.GroupBy(Thing).Select(g => new Story([.. g])));
        Retracted.AddRange(retracted.GroupBy(Thing).Select(g => new Story([.. g])));
        Corroborated.AddRange(Linked(corroborated, o => [o.Entry.Entry.Id, EarlierId(o.Finding.Verdict)!.Value]).Select(g => new Story(g)));
        WithinArticle.AddRange(within.GroupBy(o => (o.Finding.Claim.Article, o.Finding.Claim.ComparisonKey)).Select(g => new Story([.. g])));

        var told = Contradictions.SelectMany(s => s.Conflicts).Select(c => c.Earlier.Entry.Id)
            .Concat(Updated.Concat(Retracted).SelectMany(s => s.Findings).Select(o => EarlierId(o.Finding.Verdict)!.Value))
            .ToHashSet();
        foreach (var owed in novel.Where(o => told.Contains(o.Entry.Entry.Id)))
        {
            _folded.TryAdd(owed.Entry.Entry.Id, owed);
        }

        New.AddRange(novel.Where(o => !told.Contains(o.Entry.Entry.Id)).GroupBy(Sentence).Select(g => new Story([.. g])));
    }

    /// <summary>Entries that contradict one another about who holds a place.</summary>
    public IReadOnlySet<EntryId> InConflict => Contradictions.Where(s => s.Kind == ContradictionKind.Status)
        .SelectMany(s => s.Conflicts).SelectMany(c => new[] { c.Earlier.Entry.Id, c.Owed.Entry.Entry.Id }).ToHashSet();

    /// <summary>
    /// When the alert was composed that told the whole story, if nothing that answers one of its entries was recorded since; null for a story
    /// that is news to the reader.
    /// </summary>
    public DateTimeOffset? AlertedAt(ContradictionStory story)
    {
        if (story.Conflicts.Exists(c => c.Owed.AlertedAt is null))
        {
            return null;
        }

        var alerted = story.Conflicts.Max(c => c.Owed.AlertedAt);
        var entries = story.Conflicts.SelectMany(c => new[] { c.Earlier.Entry.Id, c.Owed.Entry.Entry.Id }).ToHashSet();
        return _findings.Any(owed => owed.RecordedAt > alerted
            && owed.Finding.Compared.Any(c => c.Verdict is not Verdict.DifferentScope && entries.Contains(c.Earlier))) ? null : alerted;
    }

    /// <summary>The finding whose new claim this entry is, when this digest tells it with another card.</summary>
    public OwedFinding? FoldedInto(EntryId entry) => _folded.GetValueOrDefault(entry);

    /// <summary>The entry a verdict names; null for a new claim.</summary>
    public static EntryId? EarlierId(Verdict verdict) => verdict switch
    {
        Verdict.Corroborates v => v.Earlier,
        Verdict.Updates v => v.Earlier,
        Verdict.Revises v => v.Earlier,
        Verdict.Contradicts v => v.Earlier,
        Verdict.Repeats v => v.Earlier,
        Verdict.DifferentScope v => v.Earlier,
        Verdict.DataQuality v => v.Earlier,
        _ => null,
    };

    /// <summary>Across sources it is a contradiction; one voice that changes what it said is an update; inside one article it is quiet.</summary>
    private static void Contradict(
        OwedFinding owed, DateTimeOffset windowEnd, List<Conflict> conflicts, List<OwedFinding> updated, List<OwedFinding> within)
    {
        // The comparer ranks what is news first; contradictions further down were told before.
        var pairs = owed.Finding.Compared.TakeWhile(c => c.Verdict is Verdict.Contradicts).ToList();
        if (pairs.Count == 0)
        {
            pairs.Add(new Comparison
            {
                Earlier = EarlierId(owed.Finding.Verdict)!.Value,       // the caller has seen that it contradicts
                Verdict = owed.Finding.Verdict,
                Rule = owed.Finding.Rule,
                Why = owed.Finding.Why,
            });
        }

        var across = pairs.Where(c => c.Verdict is Verdict.Contradicts { Standing: Standing.CrossSource }).ToList();
        if (across.Count > 0)
        {
            // One kind a finding: the first, which the comparer found strongest.
            var kind = ((Verdict.Contradicts)across[0].Verdict).Kind;
            conflicts.AddRange(across.Where(c => ((Verdict.Contradicts)c.Verdict).Kind == kind).Select(c =>
            {
                var earlier = owed.Earlier(c.Earlier);
                return new Conflict(owed, c, earlier, SeverityScore.Of(kind, earlier, owed.Entry, windowEnd));
            }));
            return;
        }

        var isOwn = pairs.Any(c => c.Verdict is Verdict.Contradicts { Standing: Standing.OwnRevision });
        (isOwn ? updated : within).Add(owed);
    }

    /// <summary>Fills <see cref="Resolved"/>; gives the ids of the findings that it tells.</summary>
    private HashSet<long> Resolve(DigestInput input, int settlingOrigins)
    {
        var told = new Dictionary<long, ResolvedStory>();
        foreach (var open in input.Open)
        {
            foreach (var owed in input.Findings)
            {
                if (EndingOf(open, owed, settlingOrigins) is not { } how)
                {
                    continue;
                }

                // One finding may end several contradictions, and several may end one: all of that is one story.
                var story = told.GetValueOrDefault(owed.Id) ?? Resolved.Find(s => s.Ended.Contains(open));
                if (story is null)
                {
                    Resolved.Add(story = new ResolvedStory([], [], how));
                }

                if (!story.Ended.Contains(open))
                {
                    story.Ended.Add(open);
                }

                if (told.TryAdd(owed.Id, story))
                {
                    story.By.Add(owed);
                }
            }
        }

        return [.. told.Keys];
    }

    /// <summary>Null when the finding leaves the contradiction as it is, or is itself on one of its sides against the other.</summary>
    private static Ending? EndingOf(OpenContradiction open, OwedFinding owed, int settlingOrigins)
    {
        if (owed.Finding.Verdict is not (Verdict.Updates or Verdict.Revises or Verdict.Corroborates { IsStrong: true }))
        {
            return null;
        }

        var ending = default(Ending?);
        foreach (var comparison in owed.Finding.Compared)
        {
            var (side, other) = comparison.Earlier == open.Earlier.Entry.Id ? (open.Earlier, open.Later) : (open.Later, open.Earlier);
            if (comparison.Earlier != side.Entry.Id)
            {
                continue;
            }

            switch (comparison.Verdict)
            {
                case Verdict.Contradicts:
                    return null;
                case Verdict.Revises:
                    ending = Ending.Withdrawn;
                    break;
                case Verdict.Updates:
                    ending ??= Ending.Overtaken;
                    break;
                case Verdict.Corroborates when open.Kind == ContradictionKind.Status
                        && owed.Entry.Backing.Origins >= settlingOrigins && other.Backing.Origins < settlingOrigins:
                    ending ??= Ending.Agreed;
                    break;
            }
        }

        return ending;
    }

    private static IEnumerable<ContradictionStory> Group(List<Conflict> conflicts)
    {
        foreach (var kind in conflicts.GroupBy(c => ((Verdict.Contradicts)c.Comparison.Verdict).Kind).OrderBy(g => g.Key))
        {
            // A place has one history, and a wording one card a place and side; a number or a denial belongs to what it answers.
            IEnumerable<List<Conflict>> groups = kind.Key switch
            {
                ContradictionKind.Status => kind.GroupBy(c => Place(c.Owed.Finding.Claim)).Select(g => g.ToList()),
                ContradictionKind.Frame => kind
                    .GroupBy(c => (c.Owed.Finding.Claim.ComparisonKey, ClaimLabels.SideOf(c.Owed.Finding.Claim))).Select(g => g.ToList()),
                _ => Linked([.. kind], c => [c.Owed.Entry.Entry.Id, c.Earlier.Entry.Id]),
            };
            foreach (var group in groups)
            {
                var ordered = group.OrderByDescending(c => c.Score)
                    .ThenByDescending(c => c.Owed.RecordedAt)
                    .ThenByDescending(c => c.Owed.Id)
                    .ThenByDescending(c => c.Earlier.Entry.Id.Value);
                yield return new ContradictionStory(kind.Key, [.. ordered]);
            }
        }
    }

    private static (string, object?) Place(Claim claim) => (claim.Subject.Id.Value, claim.Subject.Place?.Reading);

    /// <summary>Updates of one thing: the control of a place, one metric of one side in one area.</summary>
    private static string Thing(OwedFinding owed)
    {
        var claim = owed.Finding.Claim;
        return claim.Kind switch
        {
            ClaimKind.Quantity => string.Join(
                '|', claim.ComparisonKey, claim.Scope.Side?.Value, claim.Scope.Object, claim.Scope.Area?.Name, claim.Scope.Area?.Reading, claim.Scope.Event),
            ClaimKind.Control => $"{claim.ComparisonKey}|{claim.Subject.Place?.Reading}",
            _ => owed.Id.ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>"Troops retook A, B and C": one sentence, one card.</summary>
    private static string Sentence(OwedFinding owed)
    {
        var claim = owed.Finding.Claim;
        return claim.Kind is ClaimKind.Quantity or ClaimKind.Statement
            ? owed.Id.ToString(CultureInfo.InvariantCulture)
            : string.Join(
                '|', claim.Article.Value, claim.Evidence.Span.Start, claim.Predicate.Id, ClaimLabels.SideOf(claim)?.Value ?? claim.Actor?.Name,
                claim.Polarity, claim.Stance, claim.Modality);
    }

    /// <summary>Items that share an entry, directly or over others, in the order of their first.</summary>
    private static IEnumerable<List<T>> Linked<T>(List<T> items, Func<T, EntryId[]> entries)
    {
        var roots = new Dictionary<EntryId, EntryId>();
        foreach (var item in items)
        {
            var linked = entries(item);
            foreach (var entry in linked)
            {
                roots.TryAdd(entry, entry);
            }

            for (var i = 1; i < linked.Length; i++)
            {
                roots[Root(linked[i])] = Root(linked[0]);
            }
        }

        return items.GroupBy(item => Root(entries(item)[0])).Select(g => g.ToList());

        EntryId Root(EntryId entry)
        {
            while (roots[entry] is var next && next != entry)
            {
                roots[entry] = roots[next];
                entry = next;
            }

            return entry;
        }
    }
}
