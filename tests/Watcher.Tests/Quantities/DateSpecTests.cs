using System.Globalization;
using Watcher.Claims.Quantities;

namespace Watcher.Tests.Quantities;

public sealed class DateSpecTests
{
    /// <summary>The day on which the examples of dates.md are read: Thursday, 18 May 2023, 15:00.</summary>
    private static readonly DateReference s_reference = new(new DateTime(2023, 5, 18, 15, 0, 0));

    public static TheoryData<SpecRows> Examples => [.. SpecRows.Load("dates.md"), .. SpecRows.Load("dates-uk-ru.md")];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Read_SpecExample_ReadsExactlyTheseDates(SpecRows example)
    {
        var found = Lexicons.Readers.For(null, example.Text).Dates.Read(example.Text, s_reference);

        Assert.Equal(
            example.Rows.Select(row => string.Join(" | ", row)),
            found.Select(d => string.Join(" | ", d.Span.Of(example.Text).ToString(), Wall(d.Value.From), Wall(d.Value.To), d.Kind.ToString(), Notes(d))));
    }

    [Fact]
    public void Examples_OfTheSpec_AreMany() => Assert.True(Examples.Count > 30, "dates.md lost its examples");

    private static string Wall(DateTime? time) =>
        time?.ToString(time.Value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Notes(DateMention date) => string.Join(", ",
        date.Alternatives.Select(a => $"or {Wall(a.From)}..{Wall(a.To)}").Prepend(date.RenderingsDisagree ? "disagree" : "").Where(note => note.Length > 0));
}
