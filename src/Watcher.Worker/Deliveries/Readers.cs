using Watcher.Claims.Digests;
using Watcher.Claims.Subjects;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Recipients and lists as mails need them.</summary>
internal static class Readers
{
    /// <param name="schedule">As the footer names it; empty for mails that do not.</param>
    public static DigestRecipient Of(RecipientSettings recipient, string schedule = "")
    {
        ArgumentNullException.ThrowIfNull(recipient);
        return new DigestRecipient
        {
            Id = recipient.Id,
            Address = recipient.Address,
            Zone = recipient.Zone,
            Locale = recipient.Locale,
            WantsHtml = recipient.WantsHtml,
            WantsImages = recipient.WantsImages,
            WantsTable = recipient.WantsTable,
            Schedule = schedule,
        };
    }

    /// <summary>What the list's subjects are called in the reader's language, where the list says so.</summary>
    public static IReadOnlyDictionary<SubjectId, string> Names(ListSettings list, RecipientSettings recipient)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(recipient);
        return list.Spoken.Where(name => name.Language == recipient.Locale).ToDictionary(name => name.Subject, name => name.Text);
    }

    public static DigestList List(ListSettings list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return new DigestList { Id = list.Id, Title = list.Title, Subjects = list.Subjects, Primary = list.Primary };
    }
}
