using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Worker.Doctor;

/// <summary>Asks a name server for TXT records (RFC 1035), which the platform's own resolver cannot.</summary>
internal sealed class TxtLookup(IPEndPoint server)
{
    private const ushort TxtType = 16;
    private const ushort InternetClass = 1;
    private const int HeaderBytes = 12;
    private const int MaxLabels = 128;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    /// <summary>The host's first name server; null when it has none.</summary>
    public static TxtLookup? OfTheHost()
    {
        try
        {
            var server = NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().DnsAddresses).FirstOrDefault();
            return server is null ? null : new TxtLookup(new IPEndPoint(server, 53));
        }
        catch (NetworkInformationException)
        {
            return null;
        }
    }

    /// <summary>The records of a name, each joined from its strings; empty when it has none or does not exist.</summary>
    /// <exception cref="IOException">No answer in five seconds, or none that can be read.</exception>
    public async Task<IReadOnlyList<string>> AskAsync(string name, CancellationToken cancellationToken)
    {
        var id = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue);
        var question = Question(id, name);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            using var udp = new UdpClient(server.AddressFamily);
            udp.Connect(server);
            await udp.SendAsync(question, limit.Token);
            var answer = (await udp.ReceiveAsync(limit.Token)).Buffer;
            if (answer.Length >= HeaderBytes && (answer[2] & 0x02) != 0)
            {
                answer = await AskByTcpAsync(question, limit.Token);      // truncated
            }

            return Read(answer, id);
        }
        catch (SocketException e)
        {
            throw new IOException($"the name server {server} does not answer: {e.Message}", e);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"the name server {server} does not answer in {s_limit.TotalSeconds:0} s");
        }
    }

    private async Task<byte[]> AskByTcpAsync(byte[] question, CancellationToken cancellationToken)
    {
        using var tcp = new TcpClient(server.AddressFamily);
        await tcp.ConnectAsync(server, cancellationToken);
        var stream = tcp.GetStream();
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)question.Length);
        await stream.WriteAsync(length, cancellationToken);
        await stream.WriteAsync(question, cancellationToken);
        await stream.ReadExactlyAsync(length, cancellationToken);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return answer;
    }

    private static byte[] Question(ushort id, string name)
    {
        using var bytes = new MemoryStream();
        bytes.Write([(byte)(id >> 8), (byte)id, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 0]);      // recursion desired, one question
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            var ascii = Encoding.ASCII.GetBytes(label);
            bytes.WriteByte((byte)ascii.Length);
            bytes.Write(ascii);
        }

        bytes.Write([0, 0, (byte)TxtType, 0, (byte)InternetClass]);
        return bytes.ToArray();
    }

    private static List<string> Read(byte[] answer, ushort id)
    {
        try
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(answer) != id)
            {
                throw new IOException("the answer belongs to another question");
            }

            var code = answer[3] & 0x0f;
            if (code is not (0 or 3))       // 3: no such name
            {
                throw new IOException($"the name server refuses with code {code}");
            }

            var (questions, answers) = (BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(4)), BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(6)));
            var at = HeaderBytes;
            for (var i = 0; i < questions; i++)
            {
                at = SkipName(answer, at) + 4;
            }

            var found = new List<string>();
            for (var i = 0; i < answers; i++)
            {
                at = SkipName(answer, at);
                var (type, length) = (BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(at)), BinaryPrimitives.ReadUInt16BigEndian(answer.AsSpan(at + 8)));
                at += 10;
                if (type == TxtType)
                {
                    found.Add(Text(answer.AsSpan(at, length)));
                }

                at += length;
            }

            return found;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new IOException("the answer of the name server is cut short", e);
        }
    }

    private static string Text(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        while (data.Length > 0)
        {
            text.Append(Encoding.UTF8.GetString(data.Slice(1, data[0])));
            data = data[(1 + data[0])..];
        }

        return text.ToString();
    }

    private static int SkipName(byte[] message, int at)
    {
        for (var hops = 0; hops < MaxLabels; hops++)
        {
            var length = message[at];
            if (length == 0)
            {
                return at + 1;
            }

            if ((length & 0xc0) == 0xc0)
            {
                return at + 2;      // a pointer ends the name
            }

            at += length + 1;
        }

        throw new IOException("a name in the answer does not end");
    }
}
