namespace Watcher.Mail;

/// <summary>A mail before it is bytes. Text in headers is cleaned when written; addresses and ids are refused where they are made.</summary>
public sealed record MailContent
{
    public required MailAddress From { get; init; }

    /// <summary>From configuration only, never from an article.</summary>
    public string? FromName { get; init; }

    public required MailAddress To { get; init; }

    public MailAddress? ReplyTo { get; init; }

    public required string Subject { get; init; }

    /// <summary>Time of composing, with the recipient's offset.</summary>
    public required DateTimeOffset Date { get; init; }

    public required MessageId MessageId { get; init; }

    public MailThread? Thread { get; init; }

    public MailList? List { get; init; }

    /// <summary><c>https</c> and <c>mailto</c> only, in the order clients should try them. One-click is announced when one is https.</summary>
    public IReadOnlyList<Uri> Unsubscribe { get; init; } = [];

    /// <summary>The web page of past digests, when recipients can reach it.</summary>
    public Uri? Archive { get; init; }

    /// <summary>Written last and in this order. Names begin with <c>X-</c>, or are <c>Feedback-ID</c>; a name stands once.</summary>
    public IReadOnlyList<MailHeader> ExtraHeaders { get; init; } = [];

    /// <summary>Any line ending; written as CRLF.</summary>
    public required string Text { get; init; }

    /// <summary>Null: the mail is plain text only.</summary>
    public string? Html { get; init; }

    /// <summary>Shown by the HTML part, so there are none without it.</summary>
    public IReadOnlyList<InlineImage> Images { get; init; } = [];

    /// <summary>A file beside the text, for readers to open or keep; null for none.</summary>
    public AttachedFile? Attached { get; init; }
}

/// <summary>Ties mails together under a root that is never sent: clients build an empty container for it.</summary>
/// <param name="Root">The same for all mails of the thread.</param>
/// <param name="Topic">Outlook's name of the thread; null leaves both of Outlook's headers out.</param>
/// <param name="StartedAt">First sight of the claim, or start of the week. Must be the same in every mail of the thread.</param>
public sealed record MailThread(MessageId Root, string? Topic, DateTimeOffset StartedAt);

/// <param name="Title">As recipients know it.</param>
/// <param name="Id">A domain name, as in <c>kharkiv.lists.watcher.example.org</c>.</param>
public sealed record MailList(string Title, string Id);

public sealed record MailHeader(string Name, string Value);

/// <param name="Name">Letters, digits, hyphens and one dot before the ending: every client and disk takes it as it is.</param>
/// <param name="MediaType">As in <c>text/csv</c>; texts are UTF-8.</param>
/// <param name="Content">Written as base64, so any bytes will do.</param>
public sealed record AttachedFile(string Name, string MediaType, ReadOnlyMemory<byte> Content);

/// <param name="Cid">Unique in the mail, in the form <c>left@right</c>; the HTML shows the image by <c>src="cid:left@right"</c>.</param>
/// <param name="Png">PNG bytes; no other format is shown by every client.</param>
/// <param name="Alt">The numbers in words; written as <c>Content-Description</c>.</param>
public sealed record InlineImage(MessageId Cid, ReadOnlyMemory<byte> Png, string Alt);
