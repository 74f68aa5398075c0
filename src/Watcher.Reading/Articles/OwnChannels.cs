using System.Collections.Frozen;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>
/// The outlet's own channels on other networks. A short line that links to one asks the reader to follow it, in whatever language; a report
/// links to the channels of others, and to single posts.
/// </summary>
internal sealed class OwnChannels(string? host)
{
    /// <summary>Shorter names of sites stand in many names of channels.</summary>
    private const int ShortestName = 4;

    /// <summary>More addresses than these are no set of buttons.</summary>
    private const int MostButtons = 60;

    private static readonly FrozenSet<string> s_networks = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "t.me", "telegram.me", "facebook.com", "instagram.com", "twitter.com", "x.com", "youtube.com", "tiktok.com", "threads.net", "threads.com", "vk.com", "ok.ru", "dzen.ru",
        "max.ru", "linkedin.com", "bsky.app", "whatsapp.com", "invite.viber.com", "viber.com", "news.google.com", "google.com", "soundcloud.com", "patreon.com", "buymeacoffee.com");

    /// <summary>Addresses that only an outlet gives, and only for itself: subscriptions to channels, preferred sources, stores of applications.</summary>
    private static readonly string[] s_invitations =
    [
        "news.google.com/publications", "news.google.com/s/", "google.com/preferences/source", "whatsapp.com/channel", "chat.whatsapp.com", "invite.viber.com", "t.me/+", "t.me/joinchat", "t.me/boost",
        "apps.apple.com", "itunes.apple.com", "play.google.com/store/apps", "appgallery.huawei.com", "patreon.com/join", "buymeacoffee.com", "facebook.com/sharer", "twitter.com/intent", "x.com/intent", "t.me/share",
    ];

    private readonly HashSet<string> _buttons = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _name = SiteTail.HostLetters(host);

    /// <summary>The channel that an address leads to, or an invitation; null for other sites and for single posts.</summary>
    public static string? Of(ReadOnlySpan<char> address)
    {
        var at = address.IndexOf("//");
        if (at is not (0 or 5 or 6))
        {
            return null;
        }

        address = Bare(address[(at + 2)..]);
        foreach (var invitation in s_invitations)
        {
            if (address.StartsWith(invitation, StringComparison.OrdinalIgnoreCase))
            {
                return invitation;
            }
        }

        var slash = address.IndexOf('/');
        if (slash < 0 || !s_networks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(address[..slash]))
        {
            return null;
        }

        var end = address.IndexOfAny('?', '#');
        var channel = (end < 0 ? address : address[..end]).TrimEnd('/');
        return channel.Length > slash + 1 && IsName(channel[(slash + 1)..]) ? channel.ToString() : null;
    }

    /// <summary>One part names a channel; deeper paths are posts, but for a few networks that sort their channels.</summary>
    private static bool IsName(ReadOnlySpan<char> path) =>
        path.IndexOf('/') is var slash && (slash < 0 || (path[..slash] is "channel" or "company" or "c" or "user" or "profile" or "s" && !path[(slash + 1)..].Contains('/')));

    /// <summary>A button of the site: a link to a channel without words, or with a name's length of them.</summary>
    public void AddButton(string channel)
    {
        if (_buttons.Count < MostButtons)
        {
            _buttons.Add(channel);
        }
    }

    public bool Includes(string channel)
    {
        if (Array.IndexOf(s_invitations, channel) >= 0 || _buttons.Contains(channel))
        {
            return true;
        }

        var name = string.Concat(Fold.Text(channel[(channel.LastIndexOf('/') + 1)..]).Where(char.IsLetterOrDigit));
        return _name.Length >= ShortestName && name.Length >= ShortestName
            && (name.Contains(_name, StringComparison.Ordinal) || _name.Contains(name, StringComparison.Ordinal));
    }

    private static ReadOnlySpan<char> Bare(ReadOnlySpan<char> address) =>
        address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address[4..] : address.StartsWith("m.", StringComparison.OrdinalIgnoreCase) ? address[2..] : address;
}
