namespace Watcher.Claims.Digests;

/// <summary>Claim ids as short as they can be and still name one claim of the digest: <c>c-7f3a21</c>.</summary>
internal sealed class ShortIds
{
    /// <summary>The ledger holds more claims than the digest: six digits are unique in one of thousands.</summary>
    private const int LeastDigits = 6;

    private readonly int _digits;

    public ShortIds(IEnumerable<ClaimId> ids)
    {
        var sorted = ids.Select(id => id.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        _digits = LeastDigits;
        for (var i = 1; i < sorted.Count; i++)
        {
            var shared = sorted[i].AsSpan().CommonPrefixLength(sorted[i - 1]);
            _digits = Math.Max(_digits, shared + 1);
        }
    }

    public string Of(ClaimId id) => "c-" + id.Value[..Math.Min(_digits, id.Value.Length)];
}
