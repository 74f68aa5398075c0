using System.Collections.Immutable;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Makes the whole mail of a digest. Pure: called once a digest, and again for a preview.</summary>
internal delegate RenderedDigest DigestRendering(DigestInput input, MessageId messageId, MailPolicy policy);

/// <summary>A digest as it goes into the outbox.</summary>
internal sealed record RenderedDigest
{
    public required string Subject { get; init; }

    /// <summary>The whole MIME message.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>Ids of the findings whose card or line is in the mail; what is only counted in it stays owed.</summary>
    public required ImmutableArray<long> Shown { get; init; }
}
