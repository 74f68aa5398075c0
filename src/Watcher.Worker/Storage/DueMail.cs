using Watcher.Mail;

namespace Watcher.Worker.Storage;

/// <summary>A mail taken for one attempt.</summary>
internal sealed record DueMail
{
    public required OutgoingMail Mail { get; init; }

    public required string Recipient { get; init; }

    public required string Kind { get; init; }

    /// <summary>The state it was in before it was taken, and goes back to when the attempt does not count.</summary>
    public required string StateBefore { get; init; }

    /// <summary>Attempts before this one.</summary>
    public required int Attempts { get; init; }

    /// <summary>How often it was sent again without knowing whether the transport had it.</summary>
    public required int Resends { get; init; }

    /// <summary>How much was left out because the relay found it too big.</summary>
    public required MailReduction Reduction { get; init; }
}

/// <summary>What a mail goes without because a relay found it too big.</summary>
internal enum MailReduction
{
    Whole,

    /// <summary>And without the table.</summary>
    WithoutImages,
    TextOnly,
}
