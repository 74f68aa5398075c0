namespace Watcher.Claims;

/// <summary>What is asserted of a subject: an entry of the control ontology (claims.md 5), "said", or the id of a metric.</summary>
public readonly record struct Predicate(string Id)
{
    public static readonly Predicate HeldBy = new("held-by");
    public static readonly Predicate Contested = new("contested");
    public static readonly Predicate EnteredBy = new("entered-by");
    public static readonly Predicate Surrounded = new("surrounded");
    public static readonly Predicate CapturedBy = new("captured-by");
    public static readonly Predicate WithdrawnFrom = new("withdrawn-from");
    public static readonly Predicate AdvanceToward = new("advance-toward");
    public static readonly Predicate Struck = new("struck");
    public static readonly Predicate Evacuated = new("evacuated");

    /// <summary>A watched person's or body's statement that fits no other predicate.</summary>
    public static readonly Predicate Said = new("said");

    /// <summary>The prefix of predicates that say how a movement is told: "told-motive".</summary>
    private const string Told = "told-";

    public static Predicate ToldAs(string topic) => new(Told + topic);

    /// <summary>The topic of <see cref="ToldAs"/>; null for other predicates.</summary>
    public static string? ToldTopic(Predicate predicate) =>
        predicate.Id.StartsWith(Told, StringComparison.Ordinal) ? predicate.Id[Told.Length..] : null;

    /// <summary>The prefix of metrics that no ontology names, but the text's own words: "open:count:rifles-recovered".</summary>
    private const string Open = "open:";

    public static Predicate OpenMetric(string words) => new(Open + words.Replace(' ', '-'));

    /// <summary>A metric of <see cref="OpenMetric"/>.</summary>
    public static bool IsOpenMetric(Predicate predicate) => predicate.Id.StartsWith(Open, StringComparison.Ordinal);

    public override string ToString() => Id;
}

/// <summary>
/// Control for holding, capturing, withdrawing and fighting; Movement for entering, advancing, evacuating; Telling for the words in which a
/// movement is told (claims.md 6).
/// </summary>
public enum ClaimKind { Quantity, Control, Movement, Strike, Statement, Telling }
