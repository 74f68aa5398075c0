using System.Reflection;

namespace Watcher.Worker.Demo;

/// <summary>The bundled feeds and pages behind a web server on loopback: the demo reads them as the service reads the world.</summary>
internal sealed class DemoSite : IAsyncDisposable
{
    private const string Prefix = "demo/";

    private readonly WebApplication _app;

    private DemoSite(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<DemoSite> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/{**path}", (string path) => Content(path) is { } text ? Results.Text(text, TypeOf(path)) : Results.NotFound());
        await app.StartAsync(cancellationToken);
        return new DemoSite(app, new Uri(app.Urls.Single()));
    }

    /// <summary>A bundled file, or null.</summary>
    public static string? Content(string path)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + path);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".xml" => "application/xml; charset=utf-8",
        ".json" => "application/feed+json; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };
}
