namespace Watcher.Worker.Rules.Checks;

internal enum ScalarKind { Text, Id, Integer, Number, Boolean, Date, Time, Duration, Size, Url, Language }

/// <summary>What a YAML node may look like. The table of keys (<see cref="ConfigShapes"/>) is made of these; the validator reads nothing else.</summary>
internal abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>One value. <paramref name="Values"/> closes the list of words it may be.</summary>
    public sealed record Scalar(ScalarKind Kind, params string[] Values) : Shape
    {
        public decimal? Minimum { get; init; }

        public decimal? Maximum { get; init; }

        /// <summary>The code of a value outside the bounds.</summary>
        public string RangeCode { get; init; } = ProblemCodes.WrongType;
    }

    public sealed record Sequence(Shape Item) : Shape;

    /// <summary>A mapping whose keys are known.</summary>
    public sealed record Mapping(params Key[] Keys) : Shape;

    /// <summary>A mapping whose keys are languages.</summary>
    public sealed record ByLanguage(Shape Value) : Shape;

    /// <summary>The first shape whose node type fits decides.</summary>
    public sealed record AnyOf(params Shape[] Shapes) : Shape;
}

/// <summary>One key of a mapping.</summary>
/// <param name="Description">For config/README.md and the editor schema; one sentence.</param>
internal sealed record Key(string Name, Shape Shape, string Description, bool Required = false);
