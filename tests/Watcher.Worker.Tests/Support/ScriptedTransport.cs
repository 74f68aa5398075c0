using Watcher.Mail;

namespace Watcher.Worker.Tests.Support;

/// <summary>A transport that answers what the test says, in order, and accepts everything after that.</summary>
internal sealed class ScriptedTransport(params Func<OutgoingMail, Delivery>[] answers) : IMailTransport
{
    private readonly Queue<Func<OutgoingMail, Delivery>> _answers = new(answers);

    /// <summary>Every mail that was handed over, whatever the answer.</summary>
    public List<OutgoingMail> Handed { get; } = [];

    public static Func<OutgoingMail, Delivery> Accept => _ =>
        new Delivery.Sent(DeliveryPhase.EndOfData, new RelayReply(250, "2.0.0", "queued"));

    public static Func<OutgoingMail, Delivery> Defer(DeliveryFault fault) => _ =>
        new Delivery.Deferred(DeliveryPhase.RcptTo, new RelayReply(451, "4.3.0", "later"), fault);

    public static Func<OutgoingMail, Delivery> Reject(DeliveryFault fault) => _ =>
        new Delivery.Rejected(DeliveryPhase.RcptTo, new RelayReply(550, "5.1.1", "no such user"), fault);

    public static Func<OutgoingMail, Delivery> LoseReply => _ =>
        new Delivery.Unknown(DeliveryPhase.EndOfData, new RelayReply(null, null, "connection lost"));

    public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        Handed.Add(mail);
        return Task.FromResult(_answers.TryDequeue(out var answer) ? answer(mail) : Accept(mail));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
