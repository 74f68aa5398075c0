namespace Watcher.Worker.Doctor;

internal enum Health
{
    Ok,

    /// <summary>It works, and should be looked at.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,
}

/// <summary>What one check of <c>watcher doctor</c> found.</summary>
/// <param name="Name">Of the check, one word.</param>
/// <param name="Message">What is the case, with the figures it rests on.</param>
/// <param name="Fix">What to do; null when nothing is wrong.</param>
internal sealed record Diagnosis(string Name, Health Health, string Message, string? Fix)
{
    public static Diagnosis Ok(string name, string message) => new(name, Health.Ok, message, null);

    public static Diagnosis Warn(string name, string message, string fix) => new(name, Health.Warn, message, fix);

    public static Diagnosis Fail(string name, string message, string fix) => new(name, Health.Fail, message, fix);
}
