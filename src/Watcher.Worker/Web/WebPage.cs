using System.Text.Json;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Jobs;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

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

        app.MapGet("/livez", Alive);
        app.MapGet("/healthz", Alive);
        app.MapGet("/readyz", Ready);
        SubscriberPages.Map(app);
        if (web.AllowAnonymous || IsLoopback(web.Urls))
        {
            app.MapGet("/api/v1/status", Status);
        }
    }

    private static IResult Alive(JobPulse pulse, TimeProvider time) =>
        pulse.Late(time.GetUtcNow()) is { Count: > 0 } late
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
        var failing = states.Values.Count(f => f.Failures > 0);
        return Results.Json(
            new
            {
                schema = "watcher.status/1",
                version = Product.Version,
                config = rules.Current.Configuration.Fingerprint[..7],
                config_error = rules.Refused?.Problems.Select(p => p.Headline),
                feeds = new { ok = states.Count - failing, failing },
                outbox = new { pending = waiting, oldest_seconds = oldest is { } since ? (long)(now - since).TotalSeconds : 0 },
                relay = new { paused_until = relay.RestsUntil > now ? relay.RestsUntil : (DateTimeOffset?)null, problem = relay.Alarm?.Reply },
            },
            new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower });
    }

    private static bool IsLoopback(string urls) => urls.Split(';').All(url =>
        Uri.TryCreate(url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri) && uri.IsLoopback);
}
