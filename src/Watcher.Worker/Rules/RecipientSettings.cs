using System.Collections.Immutable;
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

    public ImmutableArray<Subscription> Subscriptions { get; init; } = [];
}

/// <summary>A recipient's wish for one watch list.</summary>
internal sealed record Subscription
{
    public required string List { get; init; }

    /// <summary>Null: no digests by schedule, only what is asked for.</summary>
    public DigestSchedule? Schedule { get; init; }

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

    /// <summary>Those with <c>priority: primary</c>.</summary>
    public ImmutableArray<SubjectId> Primary { get; init; } = [];
}
