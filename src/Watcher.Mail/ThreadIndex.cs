using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Mail;

/// <summary>Outlook's <c>Thread-Index</c>: 22 bytes that are the same in every mail of a thread.</summary>
internal static class ThreadIndex
{
    /// <summary>A reserved byte (1), five bytes of time (bits 55..16 of the file time), sixteen bytes that identify the root.</summary>
    public static string For(MailThread thread)
    {
        Span<byte> index = stackalloc byte[22];
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, thread.StartedAt.ToFileTime());
        index[0] = 1;
        time[1..6].CopyTo(index[1..]);
        SHA256.HashData(Encoding.UTF8.GetBytes(thread.Root.Value)).AsSpan(0, 16).CopyTo(index[6..]);
        return Convert.ToBase64String(index);
    }
}
