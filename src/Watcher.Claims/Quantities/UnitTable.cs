using System.Diagnostics.CodeAnalysis;

namespace Watcher.Claims.Quantities;

/// <summary>Every unit by id, from <c>ontology/units.yaml</c>. Immutable and thread-safe.</summary>
public sealed class UnitTable
{
    private static readonly Dictionary<Dimension, string> s_canonical = new()
    {
        [Dimension.Count] = "",
        [Dimension.Ratio] = "1",
        [Dimension.RatioDifference] = "pp",
        [Dimension.Length] = "km",
        [Dimension.Area] = "km2",
        [Dimension.Mass] = "kg",
        [Dimension.Volume] = "m3",
        [Dimension.Speed] = "km/h",
        [Dimension.Temperature] = "degC",
        [Dimension.Energy] = "MWh",
        [Dimension.Power] = "MW",
        [Dimension.Duration] = "s",
        [Dimension.Information] = "byte",
        [Dimension.Angle] = "deg",
    };

    /// <summary>The id of the unit in which values of a dimension are compared; throws <see cref="KeyNotFoundException"/> for one that has none, as money.</summary>
    internal static string CanonicalOf(Dimension dimension) => s_canonical[dimension];

    private readonly Dictionary<string, Unit> _byId = new(StringComparer.Ordinal) { [""] = Unit.None };

    public UnitTable(UnitsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (var entry in file.Units)
        {
            // Without a factor, and in dimensions without a common scale, a unit is comparable with itself only.
            var isAlone = entry.Factor is null || !s_canonical.ContainsKey(entry.Dimension);
            _byId.Add(entry.Id, new Unit
            {
                Id = entry.Id,
                Dimension = entry.Dimension,
                Factor = entry.Factor ?? 1,
                FactorHigh = entry.FactorHigh ?? entry.Factor ?? 1,
                Offset = entry.Offset,
                Name = entry.Name,
                CanonicalId = isAlone ? entry.Id : s_canonical[entry.Dimension],
            });
        }
    }

    public IReadOnlyCollection<Unit> All => _byId.Values;

    /// <exception cref="KeyNotFoundException">No such unit.</exception>
    public Unit this[string id] => _byId[id];

    public bool TryGet(string id, [NotNullWhen(true)] out Unit? unit) => _byId.TryGetValue(id, out unit);

    /// <summary>One unit per another: <c>bbl/d</c>. Rates compare when both parts agree in dimension.</summary>
    public static Unit Rate(Unit numerator, Unit denominator)
    {
        ArgumentNullException.ThrowIfNull(numerator);
        ArgumentNullException.ThrowIfNull(denominator);
        return new Unit
        {
            Id = $"{numerator.Id}/{denominator.Id}",
            Dimension = Dimension.Rate,
            Factor = denominator.Factor == 0 ? numerator.Factor : numerator.Factor / denominator.Factor,
            Name = $"{numerator.Name} per {denominator.Name}",
            CanonicalId = $"{numerator.CanonicalId}/{denominator.CanonicalId}",
        };
    }
}
