namespace Watcher.Worker.Rules.Checks;

internal enum ScalarKind { Text, Id, Integer, Number, Boolean, Date, Time, Duration, Size, Url, UrlOrNone, Language, Country, Address, Line, Domain, FeedbackId }

/// <summary>
/// What a YAML node may look like. The table of keys (<see cref="ConfigShapes"/>) is made of these; the validator, the editor schema and
/// <c>check --effective</c> read nothing else.
/// </summary>
internal abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>One value. <paramref name="Values"/> closes the list of words it may be.</summary>
    public sealed record Scalar(ScalarKind Kind, params string[] Values) : Shape
    {
        /// <summary>Numbers as they are, durations in seconds, sizes in bytes, texts in characters.</summary>
        public decimal? Minimum { get; init; }

        public decimal? Maximum { get; init; }

        /// <summary>The code of a value outside the bounds.</summary>
        public string RangeCode { get; init; } = ProblemCodes.OutOfRange;
    }

    public sealed record Sequence(Shape Item) : Shape;

    /// <summary>A mapping whose keys are known.</summary>
    public sealed record Mapping(params Key[] Keys) : Shape
    {
        /// <summary>Sets of keys of which one must be there as a whole; empty = <see cref="Key.Required"/> alone decides.</summary>
        public string[][] Needs { get; init; } = [];

        /// <summary>True: one of the keys, no more and no less.</summary>
        public bool IsChoice { get; init; }
    }

    /// <summary>A mapping whose keys are languages.</summary>
    public sealed record ByLanguage(Shape Value) : Shape;

    /// <summary>A mapping with keys of any name.</summary>
    public sealed record Table(Shape Value) : Shape;

    /// <summary>The first shape whose node type fits decides.</summary>
    public sealed record AnyOf(params Shape[] Shapes) : Shape;
}

/// <summary>One key of a mapping.</summary>
/// <param name="Description">For config/README.md and the editor schema; one sentence.</param>
/// <param name="Default">As the user would write it; null when an absent key means "none".</param>
internal sealed record Key(string Name, Shape Shape, string Description, bool Required = false, string? Default = null);
