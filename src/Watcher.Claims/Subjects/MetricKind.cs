namespace Watcher.Claims.Subjects;

/// <summary>How the values of a metric behave over time.</summary>
public enum MetricKind
{
    /// <summary>A running total: it does not fall.</summary>
    Cumulative,

    /// <summary>A state that goes up and down: people trapped, a price.</summary>
    Snapshot,

    /// <summary>So much per unit of time.</summary>
    Rate,
}
