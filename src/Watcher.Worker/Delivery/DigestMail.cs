namespace Watcher.Worker.Delivery;
internal static class DigestMail { public static RenderedDigest Render(Claims.Digests.DigestInput i, Mail.MessageId m, Rules.MailPolicy p) => throw new NotSupportedException(); }
