using Watcher.Claims.Quantities;

namespace Watcher.Tests.Quantities;

public sealed class TrapTests
{
    /// <summary>The goal of issue 4: at most one false quantity in all of them.</summary>
    private const int Allowed = 1;

    [Fact]
    public void Read_Traps_FindsNoQuantity()
    {
        var traps = SpecRows.Load("traps.md");

        var found = traps.SelectMany(trap => Lexicons.Quantities.Read(trap.Text).Where(m => m.Role != QuantityRole.Identifier).Select(m => $"{trap.Text} → {m.Core.Of(trap.Text)}")).ToList();

        Assert.True(traps.Count >= 40, "traps.md lost its examples");
        Assert.True(found.Count <= Allowed, string.Join('\n', found));
    }
}
