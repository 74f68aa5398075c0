using System.Collections.Immutable;
using Watcher.Claims.Digests;
using Watcher.Claims.Subjects;

namespace Watcher.Worker.Rules;

/// <summary>A person who gets mail.</summary>
internal sealed record RecipientSettings
{
    public required string Id { get; init; }

    /// <summary>Personal data: never logged.</summary>
    public required string Address { get; init; }

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public string Locale { get; init; } = "en";

    public bool WantsHtml { get; init; } = true;

    public bool WantsImages { get; init; } = true;

    /// <summary>Wants the findings of a digest as a table too.</summary>
    public bool WantsTable { get; init; }

    /// <summary>Hours without alerts; null = none.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>Wants a sign of life in weeks without a digest.</summary>
    public bool WantsHeartbeat { get; init; }

    /// <summary>Gets ops mails.</summary>
    public bool IsOperator { get; init; }

    public ImmutableArray<Subscription> Subscriptions { get; init; } = [];
}

/// <summary>A recipient's wish for one watch list.</summary>
internal sealed record Subscription
{
    public required string List { get; init; }

    /// <summary>Null: no digests by schedule, only what is asked for.</summary>
    public DigestSchedule? Schedule { get; init; }

    /// <summary>From this severity on a contradiction is told at once; null = never.</summary>
    public Severity? Immediate { get; init; }

    /// <summary>Kinds of findings wanted; empty = all.</summary>
    public ImmutableArray<FindingKind> Only { get; init; } = [];
}

/// <summary>The kinds a subscription can choose from.</summary>
internal enum FindingKind { Contradiction, Resolved, New, Updated, Corroborated }

/// <summary>What composing and recording need of a watch list.</summary>
internal sealed record ListSettings
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>Settlements, people and metrics in the order of the file.</summary>
    public required ImmutableArray<SubjectId> Subjects { get; init; }

    /// <summary>The metrics that the list names; empty = a number of any metric is told.</summary>
    public ImmutableArray<ListedMetric> Metrics { get; init; } = [];

    /// <summary>Those with <c>priority: primary</c>.</summary>
    public ImmutableArray<SubjectId> Primary { get; init; } = [];

    /// <summary>Every name by which a subject is looked for, folded: a name that is added later has a back catalogue of its own.</summary>
    public ImmutableArray<WatchedName> Names { get; init; } = [];

    /// <summary>What a subject is called in a language: the first alias that the list gives it there.</summary>
    public ImmutableArray<SpokenName> Spoken { get; init; } = [];
}

/// <summary>A metric that a list names.</summary>
/// <param name="Id">As the subject of claims has it.</param>
/// <param name="Counted">The counted noun, singular; null = whatever is counted.</param>
internal sealed record ListedMetric(SubjectId Id, string? Counted);

/// <summary>A name to show to a reader.</summary>
/// <param name="Subject">Whose name it is.</param>
/// <param name="Language">ISO 639-1.</param>
internal sealed record SpokenName(SubjectId Subject, string Language, string Text);

/// <summary>A name of a watched subject.</summary>
/// <param name="Subject">Whose name it is.</param>
/// <param name="Name">Folded.</param>
internal sealed record WatchedName(SubjectId Subject, string Name);
