using Watcher.Claims.Quantities;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Quantities;

/// <summary>The readers with the lexicons that ship.</summary>
internal static class Lexicons
{
    public static DateReader Dates { get; } = new(new DateLexicon(
        Read<DatesFile>("lexicon/dates.en.yaml"), Read<AnchorsFile>("ontology/anchors.yaml"), Read<NumbersFile>("lexicon/numbers.en.yaml")));

    public static QuantityReader Quantities { get; } = new(
        new QuantityLexicon(Read<NumbersFile>("lexicon/numbers.en.yaml"), Read<HedgesFile>("lexicon/hedges.en.yaml"), Read<UnitsFile>("ontology/units.yaml")),
        Dates);

    private static T Read<T>(string file) => RuleFile.Read<T>(Path.Combine(Repository.Config, file));
}
