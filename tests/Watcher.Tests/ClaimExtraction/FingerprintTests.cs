using System.Security.Cryptography;
using System.Text;
using Watcher.Claims;

namespace Watcher.Tests.ClaimExtraction;

public sealed class FingerprintTests
{
    [Fact]
    public void ToHex_Parts_IsTheHashOfTheirLines()
    {
        var whole = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("Izium\n\nвзято\n12")));

        Assert.Equal(whole, Of(64, "Izium", "", "взято", "12"));
        Assert.Equal(whole[..16], Of(16, "Izium", "", "взято", "12"));
    }

    [Fact]
    public void ToHex_PartsCutElsewhere_Differs() => Assert.NotEqual(Of(64, "ab", "c"), Of(64, "a", "bc"));

    [Fact]
    public void ToHex_NumberOrPartInPieces_IsThatOfItsWriting()
    {
        var one = new Fingerprint();
        one.Add("id:", "mayor");
        one.Add(-1204);

        Assert.Equal(Of(64, "id:mayor", "-1204"), one.ToHex(64));
    }

    [Fact]
    public void ToHex_PartsLongerThanItsRoom_IsTheHashOfAll()
    {
        string[] parts = ["взято", new('ї', 4_000), "12", new('a', 9_000)];

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))), Of(64, parts));
    }

    private static string Of(int digits, params string[] parts)
    {
        var print = new Fingerprint();
        foreach (var part in parts)
        {
            print.Add(part);
        }

        return print.ToHex(digits);
    }
}
