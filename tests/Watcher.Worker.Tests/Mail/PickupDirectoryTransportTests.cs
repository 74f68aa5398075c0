using Watcher.Mail;

namespace Watcher.Worker.Tests.Mail;

public sealed class PickupDirectoryTransportTests : MailTransportContract
{
    private readonly string _parent = Directory.CreateTempSubdirectory("watcher-mail-").FullName;

    private string Folder => Path.Combine(_parent, "not", "yet", "there");

    [Fact]
    public async Task Send_SameMailTwice_LeavesOneFileNamedForPeopleAndById()
    {
        await using var transport = NewTransport();

        await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);
        var again = await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        var path = Path.Combine(Folder, "20261121-0900-digest-kharkiv.d.qf4gvwng5gbmr0ecev28.eml");
        Assert.Equal(path, again.Reply.Text);
        Assert.Equal([path], Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task Send_LeftoversOfACrash_AreReplacedAndNeverCountedAsMail()
    {
        Directory.CreateDirectory(Folder);
        var leftover = Path.Combine(Folder, ".20261121-0900-digest-kharkiv.d.qf4gvwng5gbmr0ecev28.eml.tmp");
        await File.WriteAllTextAsync(leftover, new string('x', 100_000));
        await using var transport = NewTransport();

        await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        Assert.False(File.Exists(leftover));
        Assert.Equal(SampleMail.Outgoing().Rendered.ToArray(), Assert.Single(await ArrivedAsync()));
    }

    [Theory]
    [InlineData("../../escape", "x/y/z@example.org")]
    [InlineData("/etc/passwd", "a/b@example.org")]
    [InlineData("..", "a@example.org")]
    public async Task Send_NamesWithPaths_StayInTheFolder(string stem, string id)
    {
        var mail = SampleMail.Outgoing() with { FileNameStem = stem, MessageId = MessageId.Parse(id) };
        await using var transport = NewTransport();

        var delivery = await transport.SendAsync(mail, CancellationToken.None);

        Assert.Equal(Folder, Path.GetDirectoryName(Path.GetFullPath(Assert.IsType<Delivery.Sent>(delivery).Reply.Text)));
        Assert.Single(Directory.GetFiles(Folder, "*.eml"));
    }

    public override Task DisposeAsync()
    {
        Directory.Delete(_parent, recursive: true);
        return Task.CompletedTask;
    }

    protected override IMailTransport NewTransport() => new PickupDirectoryTransport(Folder);

    protected override IMailTransport NewTransportToNowhere()
    {
        var file = Path.Combine(_parent, "a-file");
        File.WriteAllText(file, "");
        return new PickupDirectoryTransport(file);
    }

    protected override async Task<IReadOnlyList<byte[]>> ArrivedAsync() => Directory.Exists(Folder)
        ? await Task.WhenAll(Directory.GetFiles(Folder, "*.eml").Select(file => File.ReadAllBytesAsync(file)))
        : [];
}
