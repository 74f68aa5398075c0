using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Quartz;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Jobs;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Telemetry;

namespace Watcher.Worker.Web;

/// <summary>The probes, a status document, and the pages with which readers unsubscribe and pause. On loopback unless told otherwise; mail is complete without it.</summary>
internal static class WebPage
{
    public static void Listen(WebApplicationBuilder builder, IConfiguration settings)
    {
        var web = settings.GetSection(WebOptions.Section).Get<WebOptions>() ?? new WebOptions();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (web.Enabled)
        {
            builder.WebHost.UseUrls(web.Urls.Split(';'));
        }
        else
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");   // a web host must listen somewhere; nothing is served there
        }
    }

    public static void Map(WebApplication app)
    {
        var web = app.Configuration.GetSection(WebOptions.Section).Get<WebOptions>() ?? new WebOptions();
        if (!web.Enabled)
        {
            return;
        }

        if (web.KnownProxies.Length > 0)
        {
            // Others can write what they like into these headers.
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            Array.ForEach(web.KnownProxies, proxy => forwarded.KnownProxies.Add(IPAddress.Parse(proxy)));
            app.UseForwardedHeaders(forwarded);
        }

        if (web.PathBase.Length > 0)
        {
            app.UsePathBase(web.PathBase);
            app.UseRouting();       // after the base was taken off, not before
        }

        app.Use(WithHeaders);
        app.MapGet("/livez", Alive);
        app.MapGet("/healthz", Alive);
        app.MapGet("/readyz", Ready);
        SubscriberPages.Map(app);
        var access = app.Services.GetRequiredService<WebAccess>();
        if (!access.IsServed)
        {
            WebLog.OnlyProbes(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Watcher"), web.Urls);
            return;
        }

        var guarded = app.MapGroup("").AddEndpointFilter(async (call, next) => access.Refuse(call.HttpContext) is { } refused ? refused : await next(call));
        guarded.MapGet("/api/v1/status", Status);
        guarded.MapGet("/metrics", Metrics);
        if (access.HasToken)
        {
            guarded.MapPost("/-/reload", Reload);
        }
        else if (!WebAccess.IsLoopback(web.Urls))
        {
            WebLog.Anonymous(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Watcher"), web.Urls);
        }
    }

    /// <summary>On every answer, those that fail too. The forms of the mail links put their own policy in place of this one.</summary>
    private static Task WithHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        return next(context);
    }

    private static async Task<IResult> Metrics(StoreGauges gauges, PrometheusText text, CancellationToken cancellationToken)
    {
        await gauges.RefreshAsync(cancellationToken);
        return Results.Text(text.Write(), PrometheusText.MediaType);
    }

    /// <summary>What SIGHUP does, for places where a signal cannot be sent.</summary>
    private static IResult Reload(IEnumerable<IHostedService> services, CurrentRules rules)
    {
        var isTaken = services.OfType<RuleBookReloader>().Single().Reload(["asked for"]);
        return isTaken
            ? Results.Json(new { config = rules.Current.Configuration.Fingerprint[..7] })
            : Results.Json(new { errors = rules.Refused?.Problems.Select(p => p.Headline) ?? [] }, statusCode: StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Alive(JobPulse pulse, ISchedulerFactory schedulers, CancellationToken cancellationToken) =>
        await pulse.LateAsync(schedulers, cancellationToken) is { Count: > 0 } late
            ? Results.Text($"late: {string.Join(", ", late)}", statusCode: StatusCodes.Status503ServiceUnavailable) : Results.Text("ok");

    private static async Task<IResult> Ready(Database database, IHostApplicationLifetime host, CancellationToken cancellationToken)
    {
        if (host.ApplicationStopping.IsCancellationRequested)
        {
            return Results.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            return Results.Text("ok");
        }
        catch (System.Data.Common.DbException e)
        {
            return Results.Text($"store: {e.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IResult> Status(
        CurrentRules rules, FeedStore feeds, OutboxQueries outbox, RelayHealth relay, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (waiting, oldest) = await outbox.WaitingAsync(cancellationToken);
        var states = await feeds.AllAsync(cancellationToken);
        var polled = rules.Current.Configuration.Feeds.Where(f => f.IsEnabled).Select(f => states.GetValueOrDefault(f.Id)).OfType<FeedState>().ToList();
        var failing = polled.Count(f => f.Failures > 0);
        return Results.Json(
            new
            {
                schema = "watcher.status/1",
                version = Product.Version,
                config = rules.Current.Configuration.Fingerprint[..7],
                config_error = rules.Refused?.Problems.Select(p => p.Headline),
                feeds = new { ok = polled.Count(f => f is { Failures: 0, LastSuccessAt: not null }), failing },
                outbox = new { pending = waiting, oldest_seconds = oldest is { } since ? (long)(now - since).TotalSeconds : 0 },
                relay = new { paused_until = relay.RestsUntil > now ? relay.RestsUntil : (DateTimeOffset?)null, problem = relay.Alarm?.Reply },
            },
            new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
    }
}

internal static partial class WebLog
{
    [LoggerMessage(Level = LogLevel.Warning, EventName = "web_anonymous", Message = "Whoever reaches {Urls} can read status and metrics; Web__TokenFile would ask for a token")]
    public static partial void Anonymous(ILogger log, string urls);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "web_only_probes",
        Message = "{Urls} serves the probes and the links of mails only: set Web__TokenFile, or Web__AllowAnonymous=true, for status and metrics")]
    public static partial void OnlyProbes(ILogger log, string urls);
}
