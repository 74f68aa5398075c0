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

    public override string ToString() => Id;
}

/// <summary>Control for holding, capturing, withdrawing and fighting; Movement for entering, advancing, evacuating.</summary>
public enum ClaimKind { Quantity, Control, Movement, Strike, Statement }
