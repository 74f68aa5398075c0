using System.Collections.Frozen;
using System.Collections.Immutable;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Digests;

/// <summary>Why an alert goes out when it does.</summary>
public enum AlertOccasion
{
    /// <summary>At once: one contradiction with all that was found while the alert waited.</summary>
    Contradiction,

    /// <summary>At the end of the quiet hours: all alerts that were held.</summary>
    QuietHoursOver,

    /// <summary>The seventh alert within an hour and those after it, together.</summary>
    HourlyRollUp,
}

/// <summary>Everything one alert is made of. The same input gives the same bytes.</summary>
public sealed record AlertInput
{
    /// <summary><c>alert:{recipient}:{claim}:{revision}</c>: the Message-ID derives from it.</summary>
    public required string DedupKey { get; init; }

    /// <summary>The list that the subscription is on.</summary>
    public required DigestList List { get; init; }

    public required DigestRecipient Recipient { get; init; }

    /// <summary>The Date of the mail; also what "recent" is measured from.</summary>
    public required DateTimeOffset ComposedAt { get; init; }

    public AlertOccasion Occasion { get; init; }

    /// <summary>
    /// Contradictions across sources, in the order of recording; never empty. Those that answer one another become one card. With
    /// <see cref="AlertOccasion.Contradiction"/> all of them have one <see cref="AlertTrigger.KeyOf"/>.
    /// </summary>
    public required ImmutableArray<OwedFinding> Findings { get; init; }

    /// <summary><c>immediate.min_severity</c> of the subscription.</summary>
    public required Severity MinSeverity { get; init; }

    /// <summary>
    /// Subject of the first alert of this thread, taken over as it is: Gmail threads by equal subjects. Null for the first, and for a mail
    /// of several contradictions.
    /// </summary>
    public string? FrozenSubject { get; init; }

    /// <summary>Control entries of the settlements in <see cref="Findings"/>, oldest first, as in <see cref="DigestInput.ControlHistory"/>.</summary>
    public ImmutableArray<CitedEntry> ControlHistory { get; init; } = [];

    public ImmutableArray<DigestSideName> Sides { get; init; } = [];

    /// <summary>As in <see cref="DigestInput.Names"/>.</summary>
    public IReadOnlyDictionary<SubjectId, string> Names { get; init; } = FrozenDictionary<SubjectId, string>.Empty;

    public MailLinks Links { get; init; } = MailLinks.None;

    /// <summary>SHA-256 of the rule book, hex.</summary>
    public required string Fingerprint { get; init; }
}
