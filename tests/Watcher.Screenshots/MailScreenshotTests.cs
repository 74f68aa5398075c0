using Microsoft.Playwright;

namespace Watcher.Screenshots;

/// <summary>
/// The golden mails in a real browser: nothing is wider than the screen, every picture is there, and nothing is asked of any server. With
/// <c>WATCHER_SCREENSHOTS=DIR</c> the pictures stay there to be looked at.
/// </summary>
public sealed class MailScreenshotTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>A phone, a reading pane, a window.</summary>
    private static readonly int[] s_widths = [360, 640, 1000];

    private static readonly ColorScheme[] s_schemes = [ColorScheme.Light, ColorScheme.Dark];

    public static TheoryData<string> Mails
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var file in Directory.EnumerateFiles(GoldenMail.Folder, "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                data.Add(Path.GetRelativePath(GoldenMail.Folder, file).Replace('\\', '/'));
            }

            return data;
        }
    }

    [ChromiumTheory]
    [MemberData(nameof(Mails))]
    public async Task Mail_AtEveryWidthInBothSchemes_FitsAndLoadsItsPicturesAndNothingElse(string mail)
    {
        await using var context = await chromium.Browser!.NewContextAsync();                // skipped without a browser
        var page = await context.NewPageAsync();
        var asked = new List<string>();
        await page.RouteAsync("**/*", route =>
        {
            if (!route.Request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                asked.Add(route.Request.Url);
            }

            return route.AbortAsync();
        });
        await page.SetContentAsync(GoldenMail.Read(mail), new PageSetContentOptions { WaitUntil = WaitUntilState.Load });
        Assert.Empty(asked);
        var unseen = await page.EvaluateAsync<string[]>("() => [...document.images].filter(i => !i.complete || i.naturalWidth === 0).map(i => i.alt)");
        Assert.True(unseen.Length == 0, $"{mail}: {string.Join("; ", unseen)}");

        foreach (var scheme in s_schemes)
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            foreach (var width in s_widths)
            {
                await page.SetViewportSizeAsync(width, 800);
                await LookAsync(page, mail, width, scheme);
            }
        }

        Assert.Empty(asked);
    }

    private static async Task LookAsync(IPage page, string mail, int width, ColorScheme scheme)
    {
        var where = $"{mail} at {width} px, {scheme}";
        var size = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        Assert.True(size[0] <= size[1], $"{where}: {size[0]} px wide");
        var small = await page.EvaluateAsync<string[]>(SmallTargets);
        Assert.True(small.Length == 0 || width > 480, $"{where}: links of the footer nearer than 44 px: {string.Join("; ", small)}");
        var faint = await page.EvaluateAsync<string[]>(FaintTexts);
        Assert.True(faint.Length == 0, $"{where}: contrast below 4.5: {string.Join("; ", faint)}");
        if (Environment.GetEnvironmentVariable("WATCHER_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var name = $"{mail.Replace('/', '-').Replace(".html", "", StringComparison.Ordinal)}.{width}.{scheme.ToString().ToLowerInvariant()}.png";
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name), FullPage = true });
        }
    }

    /// <summary>Links that stand alone in a block of their own, as those of the footer do, whose box is lower than a thumb is wide.</summary>
    private const string SmallTargets = """
        () => [...document.querySelectorAll('a')].filter(a => getComputedStyle(a).display === 'block' && a.getBoundingClientRect().height < 44)
          .map(a => a.textContent)
        """;

    /// <summary>WCAG contrast of each text as it is rendered: its colour on the nearest ground that is painted behind it.</summary>
    private const string FaintTexts = """
        () => {
          const parse = c => { const m = c.match(/[\d.]+/g).map(Number); return m.length > 3 && m[3] === 0 ? null : m.slice(0, 3); };
          const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
          const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c) return c; } return [255, 255, 255]; };
          const found = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          for (let n = walker.nextNode(); n; n = walker.nextNode()) {
            const e = n.parentElement;
            const style = getComputedStyle(e);
            if (!n.textContent.trim() || style.fontSize === '0px' || !e.offsetParent || n.textContent.trim() === '\u00a0') continue;
            const [a, b] = [light(parse(style.color)), light(ground(e))];
            const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (contrast < 4.5) found.push(contrast.toFixed(2) + ' ' + n.textContent.trim().slice(0, 40));
          }
          return found;
        }
        """;
}
