using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Watcher.Worker.Doctor;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Doctor;

/// <summary>Against a name server on loopback that answers from a table.</summary>
public sealed class TxtLookupTests
{
    [Fact]
    public async Task Ask_NameWithTwoStrings_JoinsThem()
    {
        using var server = new NameServer(("example.org", ["v=spf1 include:relay.example ", "-all"]));

        Assert.Equal(["v=spf1 include:relay.example -all"], await server.Lookup.AskAsync("example.org", CancellationToken.None));
    }

    [Fact]
    public async Task Ask_UnknownName_GivesNothing()
    {
        using var server = new NameServer();

        Assert.Empty(await server.Lookup.AskAsync("nobody.example", CancellationToken.None));
    }

    [Fact]
    public async Task Ask_AnswerCutShort_IsAnIOException()
    {
        using var server = new NameServer(("example.org", ["x"])) { CutTo = 20 };

        await Assert.ThrowsAsync<IOException>(() => server.Lookup.AskAsync("example.org", CancellationToken.None));
    }

    [Theory]
    [InlineData("v=spf1 -all", "v=DMARC1; p=none", "Ok", "SPF present")]
    [InlineData("v=spf1 +all", "v=DMARC1; p=none", "Warn", "+all")]
    [InlineData("v=spf1 -all", "", "Warn", "DMARC missing")]
    [InlineData("google-site-verification=x", "v=DMARC1; p=none", "Warn", "SPF missing")]
    public async Task Sender_RecordsOfTheDomain_AreJudged(string spf, string dmarc, string health, string message)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Checkout.Config, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(Checkout.Config, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "watcher.yaml"), "version: 1\nmail:\n  from: watcher@news.example\n");
        using var server = new NameServer(("news.example", [spf]), ("_dmarc.news.example", dmarc.Length > 0 ? [dmarc] : []));
        var examined = Examination.Of(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Watcher:ConfigDirectory"] = folder.Path }).Build());

        var found = await MailChecks.SenderAsync(examined, server.Lookup, CancellationToken.None);

        Assert.True(found.Health.ToString() == health, found.Message);
        Assert.Contains(message, found.Message, StringComparison.Ordinal);
    }

    private sealed class NameServer : IDisposable
    {
        private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
        private readonly Dictionary<string, string[]> _records;

        public NameServer(params (string Name, string[] Strings)[] records)
        {
            _records = records.Where(r => r.Strings.Length > 0).ToDictionary(r => r.Name, r => r.Strings);
            _ = AnswerAsync();
        }

        public int CutTo { get; init; } = int.MaxValue;

        public TxtLookup Lookup => new((IPEndPoint)_socket.Client.LocalEndPoint!);

        public void Dispose() => _socket.Dispose();

        private async Task AnswerAsync()
        {
            try
            {
                while (true)
                {
                    var asked = await _socket.ReceiveAsync();
                    var reply = Reply(asked.Buffer);
                    await _socket.SendAsync(reply.AsMemory(0, Math.Min(reply.Length, CutTo)), asked.RemoteEndPoint);
                }
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException)
            {
                // The test is over.
            }
        }

        private byte[] Reply(byte[] question)
        {
            var labels = new List<string>();
            for (var at = 12; question[at] != 0; at += question[at] + 1)
            {
                labels.Add(Encoding.ASCII.GetString(question, at + 1, question[at]));
            }

            var strings = _records.GetValueOrDefault(string.Join('.', labels));
            var reply = new List<byte>(question);
            (reply[2], reply[3]) = (0x81, (byte)(strings is null ? 0x83 : 0x80));
            reply[7] = (byte)(strings is null ? 0 : 1);
            if (strings is not null)
            {
                var data = strings.SelectMany(s => Encoding.ASCII.GetBytes(s).Prepend((byte)s.Length)).ToArray();
                var length = new byte[2];
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)data.Length);
                reply.AddRange([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, .. length, .. data]);
            }

            return [.. reply];
        }
    }
}
