using Watcher.Mail;

namespace Watcher.Worker.Tests.Mail;

/// <summary>What every transport promises. Each transport derives a class that says how to build it and where its mail arrives.</summary>
public abstract class MailTransportContract : IAsyncLifetime
{
    [Fact]
    public async Task Send_Mail_ArrivesByteForByte()
    {
        var mail = SampleMail.Outgoing(SampleMail.Content with { Subject = "суперечність", Text = ".dots\r\n..\r\n.\r\nlong " + new string('=', 20_000) + "\r\n" });
        await using var transport = NewTransport();

        var delivery = await transport.SendAsync(mail, CancellationToken.None);

        var sent = Assert.IsType<Delivery.Sent>(delivery);
        Assert.Equal(DeliveryPhase.EndOfData, sent.Phase);
        Assert.NotEmpty(sent.Reply.Text);
        Assert.Equal(mail.Rendered.ToArray(), Assert.Single(await ArrivedAsync()));
    }

    [Fact]
    public async Task Send_LinesOfDots_DoNotEndTheMessage()
    {
        var mail = SampleMail.Raw("Subject: dots\r\n\r\n.\r\nMAIL FROM:<x@example.org>\r\n..\r\n.a\r\n");
        await using var transport = NewTransport();

        await transport.SendAsync(mail, CancellationToken.None);

        Assert.Equal(mail.Rendered.ToArray(), Assert.Single(await ArrivedAsync()));
    }

    [Fact]
    public async Task Send_SeveralMails_AllArrive()
    {
        await using var transport = NewTransport();
        foreach (var key in new[] { "one", "two", "three" })
        {
            var content = SampleMail.Content with { Subject = key, MessageId = MessageIds.For('d', key, "watcher.example.org") };
            Assert.IsType<Delivery.Sent>(await transport.SendAsync(SampleMail.Outgoing(content), CancellationToken.None));
            await transport.ReleaseAsync(CancellationToken.None);
        }

        var subjects = (await ArrivedAsync()).Select(bytes => ParsedMail.Read(bytes)["Subject"]);
        Assert.Equal(["one", "three", "two"], subjects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Send_FromManyThreads_KeepsMailsApart()
    {
        await using var transport = NewTransport();

        var deliveries = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => transport.SendAsync(
            SampleMail.Outgoing(SampleMail.Content with { MessageId = MessageId.Parse($"t.{number}@example.org") }), CancellationToken.None)));

        Assert.All(deliveries, delivery => Assert.IsType<Delivery.Sent>(delivery));
        Assert.Equal(8, (await ArrivedAsync()).Select(bytes => ParsedMail.Read(bytes)["Message-ID"]).Distinct().Count());
    }

    [Fact]
    public async Task Send_Cancelled_ThrowsAndNothingArrives()
    {
        await using var transport = NewTransport();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.SendAsync(SampleMail.Outgoing(), new CancellationToken(canceled: true)));

        Assert.Empty(await ArrivedAsync());
    }

    [Fact]
    public async Task Send_DestinationAway_IsDeferredWithoutCostingAnAttempt()
    {
        await using var transport = NewTransportToNowhere();

        var delivery = await transport.SendAsync(SampleMail.Outgoing(), CancellationToken.None);

        var deferred = Assert.IsType<Delivery.Deferred>(delivery);
        Assert.Equal((DeliveryPhase.Connect, DeliveryFault.Relay, false), (deferred.Phase, deferred.Fault, deferred.CountsAsAttempt));
        Assert.NotEmpty(deferred.Reply.Text);
    }

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public abstract Task DisposeAsync();

    protected abstract IMailTransport NewTransport();

    protected abstract IMailTransport NewTransportToNowhere();

    protected abstract Task<IReadOnlyList<byte[]>> ArrivedAsync();
}
