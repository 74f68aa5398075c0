using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Watcher.Worker.Cli;
using Watcher.Worker.Options;

namespace Watcher.Worker.Web;

/// <summary>Who may read status and metrics. The probes and the links of mails are for everybody.</summary>
internal sealed class WebAccess(IOptions<WebOptions> options, TimeProvider time)
{
    /// <summary>Wrong tokens from one address within a minute; more are not even looked at.</summary>
    private const int MaxWrong = 10;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly byte[] _token = Encoding.UTF8.GetBytes(options.Value.Token);
    private readonly bool _isLocal = options.Value is { Token: "", AllowAnonymous: false } && IsLoopback(options.Value.Urls);
    private readonly bool _isOpen = options.Value.Token.Length == 0 && (options.Value.AllowAnonymous || IsLoopback(options.Value.Urls));
    private readonly ConcurrentDictionary<IPAddress, (DateTimeOffset Since, int Wrong)> _wrong = new();

    public bool HasToken => _token.Length > 0;

    /// <summary>True when something can be read here at all.</summary>
    public bool IsServed => _isOpen || HasToken;

    /// <summary>Null when the request may pass; else what it is answered.</summary>
    public IResult? Refuse(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_isOpen)
        {
            // A name of somebody else's that was made to point here is a page in a browser reading what is meant for this machine (DNS rebinding).
            var host = context.Request.Host.Host.Trim('[', ']');
            return !_isLocal || host == "localhost" || (IPAddress.TryParse(host, out var named) && IPAddress.IsLoopback(named))
                ? null : Results.StatusCode(StatusCodes.Status421MisdirectedRequest);
        }

        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var now = time.GetUtcNow();
        if (_wrong.TryGetValue(address, out var tries) && tries.Wrong >= MaxWrong && now - tries.Since < s_window)
        {
            context.Response.Headers.RetryAfter = "60";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        const string Scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), _token))
        {
            return null;
        }

        _wrong.AddOrUpdate(address, (now, 1), (_, before) => now - before.Since < s_window ? (before.Since, before.Wrong + 1) : (now, 1));
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    /// <summary>
    /// A page that others can reach says who may read it: by a token, or by saying that all may. In a container the port is published by
    /// somebody who sees it; there it starts with the probes and the links of mails alone.
    /// </summary>
    /// <exception cref="VerbException">It says neither.</exception>
    public static void Require(WebOptions web, bool isContainer)
    {
        ArgumentNullException.ThrowIfNull(web);
        if (web is { Enabled: true, AllowAnonymous: false, Token: "" } && !IsLoopback(web.Urls) && !isContainer)
        {
            throw new VerbException(ExitCodes.ConfigurationInvalid, "config_invalid",
                $"Web:Urls ({web.Urls}) can be reached from other machines, and nothing says who may read it",
                "set Web__TokenFile, or Web__AllowAnonymous=true, or listen on http://127.0.0.1:8080");
        }
    }

    public static bool IsLoopback(string urls) => urls.Split(';').All(url =>
        Uri.TryCreate(url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri) && uri.IsLoopback);
}
