using System.Security.Cryptography;
using System.Text;
using Watcher.Claims;

namespace Watcher.Tests.ClaimExtraction;

public sealed class FingerprintTests
{
    [Fact]
    public void Of_Parts_IsTheHashOfTheirLines()
    {
        var whole = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("Izium\n\nвзято\n12")));

        Assert.Equal(whole, Fingerprint.Of(64, "Izium", "", "взято", "12"));
        Assert.Equal(whole[..16], Fingerprint.Of(16, "Izium", "", "взято", "12"));
    }

    [Fact]
    public void Of_PartsCutElsewhere_Differs() => Assert.NotEqual(Fingerprint.Of(64, "ab", "c"), Fingerprint.Of(64, "a", "bc"));
}
