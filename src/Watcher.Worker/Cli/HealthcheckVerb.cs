using System.CommandLine;

namespace Watcher.Worker.Cli;

/// <summary>The container's prober: chiseled images carry no curl.</summary>
internal static class HealthcheckVerb
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(3);

    public static Command Build()
    {
        var url = new Option<string?>("--url") { Description = "Address of the running service.", HelpName = "URL" };
        var ready = new Option<bool>("--ready") { Description = "Ask whether it is ready, not only alive." };
        var command = new Command("healthcheck", "Asks a running Watcher whether it is well.") { url, ready };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var address = parsed.GetValue(url) ?? LocalAddress(Settings.Read(parsed));
            var path = parsed.GetValue(ready) ? "/readyz" : "/livez";
            using var client = new HttpClient { Timeout = s_limit };
            try
            {
                using var response = await client.GetAsync(new Uri(new Uri(address), path), cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return ExitCodes.Done;
                }

                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{path}: {(int)response.StatusCode} {TerminalText.Escape(await response.Content.ReadAsStringAsync(cancellationToken))}");
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or UriFormatException)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{address}{path}: {e.Message}");
            }

            return ExitCodes.ProblemsFound;
        });
        return command;
    }

    /// <summary>The first address the service listens on, seen from the inside: 0.0.0.0 is asked through loopback.</summary>
    private static string LocalAddress(IConfiguration settings)
    {
        var first = (settings["Web:Urls"] ?? "http://127.0.0.1:8080").Split(';')[0];
        return first.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal)
            .Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("+", "127.0.0.1", StringComparison.Ordinal);
    }
}
