using System.Globalization;
using Watcher.Worker.Options;

namespace Watcher.Worker.Doctor;

/// <summary>The machine: languages and zones, folders, disk, proxy, web address.</summary>
internal static class HostChecks
{
    private const long WarnBelowBytes = 1_000_000_000;
    private const long FailBelowBytes = 100_000_000;

    public static Diagnosis Globalisation(Examination of)
    {
        const string Name = "globalisation";
        const string Fix = "install libicu and tzdata on the host, and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset";
        if (!HasCultures())
        {
            return Diagnosis.Fail(Name, "no ICU: languages other than English cannot be told apart", Fix);
        }

        string[] needed = ["Europe/Kyiv", "America/New_York", .. of.Rules?.Configuration.Recipients.Select(r => r.Zone.Id) ?? []];
        var unknown = needed.Distinct().Where(zone => !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _)).ToList();
        return unknown.Count > 0
            ? Diagnosis.Fail(Name, $"the host does not know the zone {string.Join(", ", unknown)}", Fix)
            : Diagnosis.Ok(Name, $"ICU and tzdata present; {string.Join(", ", needed.Distinct())} and uk-UA known");
    }

    /// <summary>Every folder that Watcher writes to: the store's, the pickup folder.</summary>
    public static Diagnosis Folders(Examination of)
    {
        const string Name = "folders";
        var pickup = of.Mail.PickupDirectory.Length > 0 ? of.Mail.PickupDirectory : Path.Combine(of.DataDirectory, "mail");
        string[] folders = of.Mail.Transport == "pickup" ? [of.DataDirectory, pickup] : [of.DataDirectory];
        foreach (var folder in folders)
        {
            if (Unwritable(folder) is { } reason)
            {
                return Diagnosis.Fail(Name, $"{folder} cannot be written to: {reason}", "give the user that runs Watcher the right to write there, or name another folder with --data DIR");
            }
        }

        return Diagnosis.Ok(Name, $"writable: {string.Join(", ", folders)}");
    }

    public static Diagnosis Disk(Examination of)
    {
        const string Name = "disk";
        var folder = Existing(Path.GetFullPath(of.DataDirectory));
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free at {folder}");
        return free < FailBelowBytes ? Diagnosis.Fail(Name, text, "make room: the store cannot grow")
            : free < WarnBelowBytes ? Diagnosis.Warn(Name, text, "make room, or keep less: retention in watcher.yaml")
            : Diagnosis.Ok(Name, text);
    }

    /// <param name="variable">Reads an environment variable; null when it is not set.</param>
    public static Diagnosis Proxy(Func<string, string?> variable)
    {
        const string Name = "proxy";
        string[] names = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
        foreach (var name in names)
        {
            if (variable(name) is { Length: > 0 } value)
            {
                return Uri.TryCreate(value, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks4" or "socks5"
                    ? Diagnosis.Ok(Name, $"{name} is {proxy.Scheme}://{proxy.Authority}")
                    : Diagnosis.Fail(Name, $"{name} is not the address of a proxy", $"set {name}=http://host:port, or unset it");
            }
        }

        return Diagnosis.Ok(Name, "none");
    }

    public static Diagnosis Web(Examination of)
    {
        const string Name = "web";
        var web = of.Section<WebOptions>(WebOptions.Section);
        if (!web.Enabled)
        {
            return Diagnosis.Ok(Name, "switched off");
        }

        foreach (var url in web.Urls.Split(';'))
        {
            var plain = url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(plain, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                return Diagnosis.Fail(Name, $"Web:Urls has '{url}', which is no http address", "Web__Urls=http://127.0.0.1:8080");
            }

            if (!address.IsLoopback && web.AllowAnonymous)
            {
                return Diagnosis.Warn(Name, $"{url} is reachable from outside, and Web:AllowAnonymous shows the status to everyone", "bind it to 127.0.0.1, or set Web__AllowAnonymous=false");
            }
        }

        return Diagnosis.Ok(Name, $"listens on {web.Urls}");
    }

    private static bool HasCultures()
    {
        try
        {
            return !AppContext.TryGetSwitch("System.Globalization.Invariant", out var isInvariant) || !isInvariant
                ? CultureInfo.GetCultureInfo("uk-UA", predefinedOnly: true).Calendar is not null : false;
        }
        catch (CultureNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Why nothing can be written there; null when something can. Leaves nothing behind.</summary>
    private static string? Unwritable(string folder)
    {
        var there = Existing(Path.GetFullPath(folder));
        for (var above = Path.GetFullPath(folder); above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
            {
                return $"{above} is a file";
            }
        }

        try
        {
            using var probe = new FileStream(Path.Combine(there, $".watcher-doctor-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>The folder, or the nearest one above it that is there: it is made at the first run.</summary>
    private static string Existing(string folder)
    {
        var there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }

        return there;
    }
}
