using Watcher.Reading.Pages;
using Watcher.Worker.Fetching;
using Watcher.Worker.Options;

namespace Watcher.Worker.Cli;

/// <summary>Reads what a verb names: a URL through the guarded fetcher, a file, or standard input.</summary>
internal static class PageInput
{
    public static bool IsUrl(string name) =>
        Uri.TryCreate(name, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    public static async Task<(string Text, Uri? Url)> ReadAsync(string name, IConfiguration settings, CancellationToken cancellationToken)
    {
        if (IsUrl(name))
        {
            var page = await FetchAsync(new FetchRequest(new Uri(name)), settings, cancellationToken);
            return (Charset.Decode(page).Text, page.Url);
        }

        if (name == "-")
        {
            return (await Console.In.ReadToEndAsync(cancellationToken), null);
        }

        if (!File.Exists(name))
        {
            throw new VerbException(ExitCodes.NotFound, "not_found", $"No file '{name}'.", "give a URL, a file, or - for standard input");
        }

        return (Charset.Decode(await File.ReadAllBytesAsync(name, cancellationToken), null).Text, null);
    }

    /// <summary>Fetches one address, as the service would.</summary>
    public static async Task<Page> FetchAsync(FetchRequest request, IConfiguration settings, CancellationToken cancellationToken)
    {
        var options = settings.GetSection(HttpOptions.Section).Get<HttpOptions>() ?? new HttpOptions();
        using var fetcher = new PageFetcher(Microsoft.Extensions.Options.Options.Create(options), new HostThrottle(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System), TimeProvider.System);
        return await fetcher.FetchAsync(request, cancellationToken) switch
        {
            FetchResult.Fetched fetched => fetched.Page,
            var other => throw new VerbException(ExitCodes.ProblemsFound, "fetch_failed", $"{request.Url}: {FetchReason.Of(other, request.Timeout ?? FetchLimits.Default.Timeout)}", null),
        };
    }
}
