using Watcher.Claims.Quantities;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Quantities;

/// <summary>The readers with the lexicons that ship.</summary>
internal static class Lexicons
{
    public static LanguageReaders Readers { get; } = new([Reader("en"), Reader("uk"), Reader("ru")]);

    public static DateReader Dates => Readers["en"].Dates;

    public static QuantityReader Quantities => Readers["en"].Quantities;

    private static LanguageReader Reader(string language)
    {
        var numbers = Read<NumbersFile>($"lexicon/numbers.{language}.yaml");
        var dates = new DateReader(new DateLexicon(Read<DatesFile>($"lexicon/dates.{language}.yaml"), Read<AnchorsFile>("ontology/anchors.yaml"), numbers));
        return new LanguageReader(language, new QuantityReader(new QuantityLexicon(numbers, Read<HedgesFile>($"lexicon/hedges.{language}.yaml"), Read<UnitsFile>("ontology/units.yaml")), dates), dates);
    }

    private static T Read<T>(string file) => RuleFile.Read<T>(Path.Combine(Repository.Config, file));
}
