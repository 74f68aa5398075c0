using System.Globalization;
using Watcher.Claims.Quantities;

namespace Watcher.Tests.Quantities;

public sealed class QuantitySpecTests
{
    public static TheoryData<SpecRows> Examples => [.. SpecRows.Load("quantities.md"), .. SpecRows.Load("quantities-uk-ru.md")];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Read_SpecExample_ReadsExactlyTheseQuantities(SpecRows example)
    {
        var found = Lexicons.Readers.For(null, example.Text).Quantities.Read(example.Text);

        Assert.Equal(
            example.Rows.Select(row => string.Join(" | ", row)),
            found.Select(m => string.Join(" | ",
                m.Core.Of(example.Text).ToString(), m.Value.Hedge.ToString(), Bounds(m.Value), m.Value.Unit.Id, m.Noun?.Lemma ?? "", Notes(m))));
    }

    [Fact]
    public void Examples_OfTheSpec_AreMany() => Assert.True(Examples.Count > 60, "quantities.md lost its examples");

    private static string Bounds(Quantity value) => (value.Low, value.High) switch
    {
        ({ } low, { } high) when low == high => Number(low),
        var (low, high) => $"{(low is { } l ? Number(l) : "")}..{(high is { } h ? Number(h) : "")}",
    };

    private static string Number(decimal value) => (value / 1.000000000000000000000000000000000m).ToString("0.######", CultureInfo.InvariantCulture);

    private static string Notes(QuantityMention m)
    {
        var notes = new List<string>();
        if (m.Role != QuantityRole.Claim) notes.Add(m.Role.ToString());
        if (m.Change != QuantityChange.Level) notes.Add(m.Change.ToString());
        if (m.IsNounCopied) notes.Add("copied");
        if (m.GroupId is { } group) notes.Add($"group {group}");
        if (m.PartOf is { } whole) notes.Add($"part of {whole}");
        notes.AddRange(m.MoreNouns.Select(noun => $"and {noun.Lemma}"));
        notes.AddRange(m.Modifiers.Select(word => $"+{word.Lemma}"));
        notes.AddRange(m.Suspects.Select(suspect => suspect.Kind.ToString()));
        return string.Join(", ", notes);
    }
}
