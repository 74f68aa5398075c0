namespace Watcher.Worker.Rules.Checks;

/// <summary>The kinds of files people edit, with their table of keys.</summary>
/// <param name="Name">Of the schema: <c>schema/feeds.schema.json</c>.</param>
/// <param name="Title">For editors.</param>
internal sealed record ConfigFileKind(string Name, string Title, Shape.Mapping Shape)
{
    public static ConfigFileKind WatchList { get; } = new("watchlist", "A watch list of Watcher: config/watchlists/ID.yaml", ConfigShapes.WatchList);

    public static ConfigFileKind Feeds { get; } = new("feeds", "Outlets and feeds of Watcher: config/feeds.yaml", ConfigShapes.Feeds);

    public static ConfigFileKind Recipients { get; } = new("recipients", "Recipients of Watcher: config/recipients.yaml", ConfigShapes.Recipients);

    public static ConfigFileKind Watcher { get; } = new("watcher", "Thresholds and mail policy of Watcher: config/watcher.yaml", ConfigShapes.Watcher);

    public static IReadOnlyList<ConfigFileKind> All { get; } = [WatchList, Feeds, Recipients, Watcher];

    /// <summary>The kind of a file by its place in the configuration folder; null for rule data.</summary>
    public static ConfigFileKind? Of(string path) => Path.GetFileName(path) switch
    {
        "feeds.yaml" => Feeds,
        "recipients.yaml" or "recipients.example.yaml" => Recipients,
        "watcher.yaml" => Watcher,
        _ when Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) == "watchlists" && path.EndsWith(".yaml", StringComparison.Ordinal) => WatchList,
        _ => null,
    };
}
