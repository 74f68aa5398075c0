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

    /// <summary>Read on Thursday, 18 May 2023: what each preference makes of a date that its words leave open.</summary>
    [Theory]
    [InlineData("They met on Monday.", "2023-05-15", "2023-05-15", "2023-05-22", "2023-05-15")]
    [InlineData("They will meet on Monday.", "2023-05-22", "2023-05-15", "2023-05-22", "2023-05-15")]
    [InlineData("Thursday", "2023-05-18", "2023-05-18", "2023-05-25", "2023-05-18")]
    [InlineData("The fair of 3 June", "2022-06-03", "2022-06-03", "2023-06-03", "2023-06-03")]
    [InlineData("The fair of 3 March", "2023-03-03", "2023-03-03", "2024-03-03", "2023-03-03")]
    [InlineData("It rained in October.", "2022-10-01", "2022-10-01", "2023-10-01", "2023-10-01")]
    [InlineData("They met on the 20th.", "2023-04-20", "2023-04-20", "2023-05-20", "2023-05-20")]
    [InlineData("The market is shut at Christmas.", "2022-12-25", "2022-12-25", "2023-12-25", "2022-12-25")]
    [InlineData("They left on the weekend.", "2023-05-13", "2023-05-13", "2023-05-20", "2023-05-20")]
    [InlineData("The talks ran from 5 to 9 June.", "2022-06-05", "2022-06-05", "2023-06-05", "2023-06-05")]
    [InlineData("Ярмарок 3 червня", "2022-06-03", "2022-06-03", "2023-06-03", "2023-06-03")]
    [InlineData("Встреча в понедельник", "2023-05-15", "2023-05-15", "2023-05-22", "2023-05-15")]
    public void Read_OpenDate_FollowsThePreference(string text, string news, string past, string future, string nearest)
    {
        var found = Enum.GetValues<DatePreference>().Select(p => Lexicons.Readers.For(null, text).Dates.Read(text, s_reference with { Preference = p })).ToList();

        Assert.All(found, dates => Assert.Single(dates));
        Assert.Equal([news, past, future, nearest], found.Select(dates => Wall(dates[0].Value.From)));
    }

    /// <summary>What the words settle, no preference changes.</summary>
    [Theory]
    [InlineData("They met on 3 June 2021.")]
    [InlineData("They met last Monday.")]
    [InlineData("They meet next Monday.")]
    [InlineData("They met yesterday.")]
    [InlineData("It rained for the past three days.")]
    [InlineData("It rained last week.")]
    public void Read_ClosedDate_IsTheSameForEveryPreference(string text)
    {
        var found = Enum.GetValues<DatePreference>().Select(p => Assert.Single(Lexicons.Readers.For(null, text).Dates.Read(text, s_reference with { Preference = p })).Value).ToList();

        Assert.All(found, value => Assert.Equal(found[0], value));
    }

    [Fact]
    public void Examples_OfTheSpec_AreMany() => Assert.True(Examples.Count > 30, "dates.md lost its examples");

    private static string Wall(DateTime? time) =>
        time?.ToString(time.Value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) ?? "";

    private static string Notes(DateMention date) => string.Join(", ",
        date.Alternatives.Select(a => $"or {Wall(a.From)}..{Wall(a.To)}").Prepend(date.RenderingsDisagree ? "disagree" : "").Where(note => note.Length > 0));
}
