using System.Text;

namespace Watcher.Claims.Digests;

/// <summary>A digest with its parts.</summary>
public sealed record WrittenDigest(Digest Digest, WrittenMail Mail)
{
    public string Text => Mail.Text;

    /// <summary>Null when the recipient wants none.</summary>
    public string? Html => Mail.Html;
}

/// <summary>Composes a digest and writes its parts, smaller where the HTML would be clipped.</summary>
public static class DigestWriter
{
    /// <exception cref="ArgumentException">A finding names an entry that was not given with it.</exception>
    public static WrittenDigest Write(DigestInput input, DigestPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(policy);
        foreach (var caps in DigestCaps.Ladder)
        {
            var digest = DigestComposer.Compose(input, policy, caps);
            var html = input.Recipient.WantsHtml ? DigestHtml.Write(digest) : null;
            if (html is null || caps == DigestCaps.Ladder[^1] || Encoding.UTF8.GetByteCount(html) <= DigestHtml.MaxBytes)
            {
                return new WrittenDigest(
                    digest, new WrittenMail
                    {
                        Subject = digest.Subject,
                        Text = DigestText.Write(digest),
                        Html = html,
                        Images = html is null ? [] : [.. digest.Pictures],
                        Attached = digest.Table,
                    });
            }
        }

        throw new System.Diagnostics.UnreachableException();
    }
}
