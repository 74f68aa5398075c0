using System.Collections.Frozen;
using System.Collections.Immutable;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Digests;

/// <summary>Everything one digest is made of. The same input gives the same bytes.</summary>
public sealed record DigestInput
{
    /// <summary><c>d-20261121-0900-kharkiv-9c1f</c>: local date and time of the window's end, list, recipient hash.</summary>
    public required string DigestId { get; init; }

    /// <summary><c>digest:{recipient}:{list}:{slot}</c>: the Message-ID derives from it.</summary>
    public required string DedupKey { get; init; }

    public required DigestList List { get; init; }

    public required DigestRecipient Recipient { get; init; }

    /// <summary>The half-open window <c>[From, To)</c> by the time a finding was recorded: previous slot to this slot.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>The Date of the mail; the only thing that may differ between two mails of equal input.</summary>
    public required DateTimeOffset ComposedAt { get; init; }

    /// <summary>In the order of recording; never empty, never Repeats or DifferentScope.</summary>
    public required ImmutableArray<OwedFinding> Findings { get; init; }

    /// <summary>
    /// Every control entry of the settlements in <see cref="Findings"/>, oldest first, superseded ones too: the control strips and the
    /// history in a control card. At most <see cref="MaxHistory"/> a settlement, the newest.
    /// </summary>
    public ImmutableArray<CitedEntry> ControlHistory { get; init; } = [];

    public required Coverage Coverage { get; init; }

    /// <summary>How mails name the sides. Sides that are missing are named as the claims' own actors name them.</summary>
    public ImmutableArray<DigestSideName> Sides { get; init; } = [];

    /// <summary>Names of watched subjects in the recipient's language; those that are missing are named as the list names them.</summary>
    public IReadOnlyDictionary<SubjectId, string> Names { get; init; } = FrozenDictionary<SubjectId, string>.Empty;

    /// <summary>
    /// Contradictions that this subscription was told before and that were open until now. What a finding of this digest ended is told once,
    /// as resolved; the others are not shown.
    /// </summary>
    public ImmutableArray<OpenContradiction> Open { get; init; } = [];

    /// <summary>Claims that the recipient had muted until now; one line says that they are active again.</summary>
    public ImmutableArray<ClaimId> MutedAgain { get; init; } = [];

    /// <summary>Set when <see cref="FloodGuard.Measure"/> says so: counts and the ten gravest cards, and nothing of it comes again.</summary>
    public FloodCounts? Flood { get; init; }

    public MailLinks Links { get; init; } = MailLinks.None;

    /// <summary>SHA-256 of the rule book, hex; mails show the first seven digits.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>A strip shows days, not every article: more entries than this say nothing more.</summary>
    public const int MaxHistory = 60;
}

/// <summary>A side as readers know it.</summary>
/// <param name="Id">As claims carry it: <c>ua</c>.</param>
/// <param name="Name">Ukraine.</param>
/// <param name="Adjective">Ukrainian; null for none.</param>
/// <param name="Letter">One letter of the control strips; null: the first free letter of the id.</param>
public sealed record DigestSideName(SubjectId Id, string Name, string? Adjective = null, string? Letter = null);

/// <summary>The watch list a digest is about.</summary>
public sealed record DigestList
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>In the order of the watch-list file: the order of cards within a kind.</summary>
    public ImmutableArray<SubjectId> Subjects { get; init; } = [];

    /// <summary>Subjects with <c>priority: primary</c>.</summary>
    public ImmutableArray<SubjectId> Primary { get; init; } = [];
}

/// <summary>Who reads the digest and how.</summary>
public sealed record DigestRecipient
{
    public required string Id { get; init; }

    public required string Address { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Language of the mail's own words: en or uk.</summary>
    public string Locale { get; init; } = "en";

    /// <summary>False: the text part only.</summary>
    public bool WantsHtml { get; init; } = true;

    /// <summary>False: no plots.</summary>
    public bool WantsImages { get; init; } = true;

    /// <summary>Wants the findings of a digest as a table too.</summary>
    public bool WantsTable { get; init; }

    /// <summary>For the footer: "hourly", "daily 09:00", "weekly Mon 09:00", or "on request" for a digest out of turn. Mails say it in their own language.</summary>
    public required string Schedule { get; init; }
}

/// <summary>A finding that the subscription has not been mailed yet, with the entries it cites.</summary>
public sealed record OwedFinding
{
    /// <summary>Number of the finding, rising in the order of recording.</summary>
    public required long Id { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required Finding Finding { get; init; }

    /// <summary>The finding's own claim as the ledger holds it, with what backs it now.</summary>
    public required CitedEntry Entry { get; init; }

    /// <summary>The entries of <see cref="Finding.Compared"/>, in that order.</summary>
    public required ImmutableArray<CitedEntry> Compared { get; init; }

    /// <summary>When the alert was composed that told it; null when no such alert has left.</summary>
    public DateTimeOffset? AlertedAt { get; init; }

    /// <summary>The compared entry with this id.</summary>
    public CitedEntry Earlier(EntryId id)
    {
        foreach (var cited in Compared)
        {
            if (cited.Entry.Id == id)
            {
                return cited;
            }
        }

        throw new ArgumentException($"Finding {Id} was not compared with entry {id}.", nameof(id));
    }
}

/// <summary>A ledger entry and how many articles and independent origins back it: its own, its sightings', its corroborations'.</summary>
public sealed record CitedEntry
{
    public required LedgerEntry Entry { get; init; }

    public required Backing Backing { get; init; }

    /// <summary>What backed it when the window began; zero for an entry that is new.</summary>
    public Backing Before { get; init; }
}

/// <summary>Origins are what counts: ten articles that carry one statement are one origin.</summary>
public readonly record struct Backing(int Articles, int Origins);

/// <summary>What was looked at: the proof that silence is not an outage.</summary>
public sealed record Coverage
{
    /// <summary>Feeds of the list, the failing ones included.</summary>
    public required int Feeds { get; init; }

    /// <summary>Articles read in the window.</summary>
    public required int ArticlesRead { get; init; }

    public ImmutableArray<FailingFeed> Failing { get; init; } = [];

    /// <summary>Set in the first digest of a subscription only.</summary>
    public BaselineCounts? Baseline { get; init; }

    /// <summary>Findings of the window that are never mailed, by kind: claims seen again, claims of another scope.</summary>
    public int SeenAgain { get; init; }

    public int DifferentScope { get; init; }
}

/// <summary>A feed whose last poll failed.</summary>
/// <param name="Reason">In words: "timed out (20 s)", "403 from e.example".</param>
/// <param name="LastGood">Null when no poll has succeeded yet.</param>
public sealed record FailingFeed(string Id, string Reason, DateTimeOffset? LastGood);

/// <summary>What was on record before the subscription heard anything: recorded and never mailed.</summary>
public readonly record struct BaselineCounts(int Articles, int Claims);

/// <summary>A contradiction between two entries that was told and has not been ended yet.</summary>
/// <param name="Kind">Of the contradiction.</param>
/// <param name="Earlier">One side.</param>
/// <param name="Later">The other side.</param>
public sealed record OpenContradiction(ContradictionKind Kind, CitedEntry Earlier, CitedEntry Later);

/// <summary>How far a digest is beyond what is usual.</summary>
/// <param name="Findings">Of this digest.</param>
/// <param name="Median">Of the digests before it.</param>
/// <param name="Times">The multiple of the median that made it a flood.</param>
public sealed record FloodCounts(int Findings, double Median, double Times);
