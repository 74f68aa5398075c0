using Microsoft.Playwright;

namespace Watcher.Screenshots;

/// <summary>The browser of the machine: Debian's, or the one that <c>WATCHER_CHROMIUM</c> names. Playwright downloads none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;

    /// <summary>Null when there is none; then the tests are skipped with this reason in front of them.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("WATCHER_CHROMIUM") is { Length: > 0 } named
        ? named : Array.Find(s_places, File.Exists);

    /// <summary>Null without Chromium.</summary>
    public IBrowser? Browser { get; private set; }

    public async Task InitializeAsync()
    {
        if (Path is null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-dev-shm-usage"],         // containers run as root and have a small /dev/shm
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}

/// <summary>A theory that needs a browser.</summary>
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "no Chromium here (apt-get install chromium, or name one in WATCHER_CHROMIUM)";
        }
    }
}
