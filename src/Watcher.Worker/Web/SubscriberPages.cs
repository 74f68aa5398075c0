using System.Globalization;
using System.Net;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Web;

/// <summary>
/// <c>/u/{token}</c> and <c>/p/{token}</c>: GET shows a page, because mail scanners follow links; only POST does it (RFC 8058). No login, no
/// cookie, no redirect, no script.
/// </summary>
internal static class SubscriberPages
{
    /// <summary>How long a reader's pause lasts; the mails say so.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromDays(7);

    public static void Map(WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/u/{token}", (string token, HttpContext context) => ShowAsync(token, LinkPurpose.Unsubscribe, context));
        app.MapGet("/p/{token}", (string token, HttpContext context) => ShowAsync(token, LinkPurpose.Pause, context));
        app.MapPost("/u/{token}", (string token, HttpContext context) => DoAsync(token, LinkPurpose.Unsubscribe, context));
        app.MapPost("/p/{token}", (string token, HttpContext context) => DoAsync(token, LinkPurpose.Pause, context));
    }

    private static async Task<IResult> ShowAsync(string token, LinkPurpose purpose, HttpContext context)
    {
        if (await FindAsync(token, purpose, context) is not var (recipient, list))
        {
            return Unknown(context);
        }

        var words = Words.For(recipient.Locale);
        var (title, question, button) = purpose == LinkPurpose.Unsubscribe
            ? (words.UnsubscribeTitle, words.UnsubscribeQuestion, words.UnsubscribeButton)
            : (words.PauseTitle, words.PauseQuestion, words.PauseButton);
        return Page(
            context, recipient.Locale, title,
            $"<p>{Encode(Fill(question, list.Title))}</p><form method=\"post\"><p><button type=\"submit\">{Encode(button)}</button></p></form>");
    }

    private static async Task<IResult> DoAsync(string token, LinkPurpose purpose, HttpContext context)
    {
        if (await FindAsync(token, purpose, context) is not var (recipient, list))
        {
            return Unknown(context);
        }

        var words = Words.For(recipient.Locale);
        var silences = context.RequestServices.GetRequiredService<SilenceStore>();
        if (purpose == LinkPurpose.Unsubscribe)
        {
            await silences.UnsubscribeAsync(recipient.Id, list.Id, context.RequestAborted);
            return Page(context, recipient.Locale, words.UnsubscribeTitle, $"<p>{Encode(Fill(words.Unsubscribed, list.Title))}</p>");
        }

        var until = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() + s_pause;
        await silences.PauseAsync(recipient.Id, until, context.RequestAborted);
        var local = TimeZoneInfo.ConvertTime(until, recipient.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return Page(context, recipient.Locale, words.PauseTitle, $"<p>{Encode(Fill(words.Paused, local))}</p>");
    }

    private static Task<(RecipientSettings, ListSettings)?> FindAsync(string token, LinkPurpose purpose, HttpContext context) =>
        context.RequestServices.GetRequiredService<SubscriberLinks>().FindAsync(
            token, purpose, context.RequestServices.GetRequiredService<CurrentRules>().Current.Configuration, context.RequestAborted);

    private static IResult Unknown(HttpContext context)
    {
        var words = Words.For("en");
        return Page(context, "en", words.UnknownTitle, $"<p>{Encode(words.Unknown)}</p>", StatusCodes.Status404NotFound);
    }

    private static IResult Page(HttpContext context, string language, string title, string body, int status = StatusCodes.Status200OK)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        return Results.Content(
            $"""
            <!doctype html>
            <html lang="{language}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encode(title)}</title></head>
            <body><main><h1>{Encode(title)}</h1>{body}</main></body>
            </html>
            """,
            "text/html; charset=utf-8", statusCode: status);
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Fill(string sentence, string what) => string.Format(CultureInfo.InvariantCulture, sentence, what);

    /// <summary>The few words of these pages, in the recipient's language.</summary>
    private sealed record Words(
        string UnsubscribeTitle, string UnsubscribeQuestion, string UnsubscribeButton, string Unsubscribed,
        string PauseTitle, string PauseQuestion, string PauseButton, string Paused, string UnknownTitle, string Unknown)
    {
        private static readonly Words s_english = new(
            "Unsubscribe", "Get no more mail about \"{0}\"?", "Unsubscribe", "You get no more mail about \"{0}\".",
            "Pause", "Get no mail for 7 days? Afterwards one digest tells what happened meanwhile, \"{0}\" included.", "Pause for 7 days",
            "You get no mail until {0}.", "Nothing here", "This link is not known, or its subscription has ended already.");

        private static readonly Words s_ukrainian = new(
            "Відписатися", "Більше не отримувати листів про «{0}»?", "Відписатися", "Ви більше не отримуватимете листів про «{0}».",
            "Пауза", "Не отримувати листів 7 днів? Потім один дайджест розповість, що сталося за цей час, зокрема про «{0}».", "Пауза на 7 днів",
            "Ви не отримуватимете листів до {0}.", "Тут нічого немає", "Це посилання невідоме або підписку вже припинено.");

        public static Words For(string locale) => locale == "uk" ? s_ukrainian : s_english;
    }
}
