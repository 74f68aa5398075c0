using Watcher.Claims.Digests;

namespace Watcher.Tests.Digests;

/// <summary>Cells of the table of findings: what a spreadsheet must not run, and what it must not lose.</summary>
public sealed class FindingTableTests
{
    [Theory]
    [InlineData("=HYPERLINK(\"http://x.example\")", "\"'=HYPERLINK(\"\"http://x.example\"\")\"")]
    [InlineData("+1 from the crowd", "'+1 from the crowd")]
    [InlineData("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tindented", "'\tindented")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("12 people, police said", "\"12 people, police said\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("Куп'янськ", "Куп'янськ")]
    [InlineData(null, "")]
    public void Cell_AnyText_IsSafeAndWhole(string? text, string cell) => Assert.Equal(cell, FindingTable.Cell(text));
}
