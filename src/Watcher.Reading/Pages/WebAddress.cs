using System.Diagnostics.CodeAnalysis;

namespace Watcher.Reading.Pages;

/// <summary>Reads addresses that pages write: http or https, absolute in the end, with a host that can be looked up.</summary>
internal static class WebAddress
{
    /// <param name="page">What a relative address is relative to; null when only absolute ones count.</param>
    /// <param name="text">As written.</param>
    /// <param name="address">The address read.</param>
    public static bool TryRead(Uri? page, string text, [NotNullWhen(true)] out Uri? address)
    {
        var isRead = page is null ? Uri.TryCreate(text.Trim(), UriKind.Absolute, out address) : Uri.TryCreate(page, text.Trim(), out address);
        return isRead && address!.Scheme is "http" or "https" && HasHost(address!);
    }

    /// <summary>Some hosts pass as part of an address and throw when their ASCII form is asked for: damaged international names.</summary>
    public static bool HasHost(Uri address)
    {
        try
        {
            return address.IdnHost.Length > 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }
}
