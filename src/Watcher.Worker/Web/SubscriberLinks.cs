using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Watcher.Claims.Digests;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Web;

/// <summary>
/// The links with which readers end or pause their mails. There are none without an https <c>mail.base_url</c>, or when this process serves
/// no pages: a link, and more so the one-click header, is a promise.
/// </summary>
internal sealed class SubscriberLinks(SigningKeyStore store, IOptions<WebOptions> web)
{
    private ImmutableArray<string> _keys = [];

    /// <param name="mayMake">False for whoever only looks: a key is then not made.</param>
    public async Task<MailLinks> ForAsync(string recipient, string list, MailPolicy policy, bool mayMake, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (!web.Value.Enabled || policy.BaseUrl is not { Scheme: "https" } root)
        {
            return MailLinks.None;
        }

        if (await KeysAsync(cancellationToken) is [] && mayMake)
        {
            await store.MakeAsync(cancellationToken);
        }

        if (await KeysAsync(cancellationToken) is not [var key, ..])
        {
            return MailLinks.None;
        }

        var folder = new Uri(root.AbsoluteUri.TrimEnd('/') + "/");
        return new MailLinks
        {
            Unsubscribe = new Uri(folder, $"u/{SubscriberToken.Of(LinkPurpose.Unsubscribe, recipient, list, key)}"),
            Pause = new Uri(folder, $"p/{SubscriberToken.Of(LinkPurpose.Pause, recipient, list, key)}"),
        };
    }

    /// <summary>The subscription that the link is about; null for a link that is not ours, or about nobody any more.</summary>
    public async Task<(RecipientSettings Recipient, ListSettings List)?> FindAsync(
        string token, LinkPurpose purpose, WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var subscriptions =
            from recipient in configuration.Recipients
            from subscription in recipient.Subscriptions
            let list = configuration.List(subscription.List)
            where list is not null
            select (Recipient: recipient, List: list);

        // A mail that went out under former ids ends the subscription too.
        IEnumerable<string> Ids(FormerIdKind kind, string present) =>
            configuration.FormerIds.Where(id => id.Kind == kind && id.Present == present).Select(id => id.Old).Prepend(present);
        var known =
            (from s in subscriptions
             from recipientId in Ids(FormerIdKind.Recipient, s.Recipient.Id)
             from listId in Ids(FormerIdKind.List, s.List.Id)
             select (Ids: (recipientId, listId), Subscription: s)).ToList();
        return SubscriberToken.Find(token, purpose, known.Select(k => k.Ids), await KeysAsync(cancellationToken)) is { } found
            ? known.First(k => k.Ids == found).Subscription : null;
    }

    /// <summary>The operator's keys, one a line, newest first; else the store's own.</summary>
    private async Task<ImmutableArray<string>> KeysAsync(CancellationToken cancellationToken)
    {
        if (_keys.IsEmpty)
        {
            _keys =
            [
                .. web.Value.UnsubscribeKey.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                .. await store.AllAsync(cancellationToken),
            ];
        }

        return _keys;
    }
}
