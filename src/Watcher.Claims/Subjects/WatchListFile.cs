namespace Watcher.Claims.Subjects;

/// <summary><c>config/watchlists/*.yaml</c> as people write it (configuration.md 2). <see cref="WatchList"/> is what it compiles to.</summary>
public sealed record WatchListFile
{
    public required int Version { get; init; }

    /// <summary>Must equal the file name.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>ISO 639-1; in these languages names and terms are looked for.</summary>
    public string[] Languages { get; init; } = ["en"];

    public SettlementEntry[] Settlements { get; init; } = [];

    public PersonEntry[] People { get; init; } = [];

    /// <summary>Empty: every metric of the ontology.</summary>
    public MetricEntry[] Metrics { get; init; } = [];

    /// <summary>Adds to or overrides <c>ontology/sides.yaml</c>.</summary>
    public ListSideEntry[] Sides { get; init; } = [];

    /// <summary>Adds to <c>ontology/anchors.yaml</c>.</summary>
    public ListAnchorEntry[] Anchors { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public enum WatchPriority { Normal, Primary }

public sealed record SettlementEntry
{
    /// <summary>Null only beside <see cref="Ref"/>: the row's id is then used.</summary>
    public string? Id { get; init; }

    /// <summary>A row of <c>gazetteer/settlements.tsv</c>; the keys given here override the row's.</summary>
    public string? Ref { get; init; }

    public string? Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    public string? Admin1 { get; init; }

    public string? Admin2 { get; init; }

    public LocationEntry? Location { get; init; }

    public int? Geonames { get; init; }

    /// <summary>Language → names.</summary>
    public Dictionary<string, string[]> Aliases { get; init; } = [];

    /// <summary>Language → former names, <c>name@from..to</c>.</summary>
    public Dictionary<string, string[]> Historic { get; init; } = [];

    /// <summary>Longer names that contain this one and mean another place.</summary>
    public string[] Not { get; init; } = [];

    /// <summary>One of these must stand in the same block or the title.</summary>
    public string[] Context { get; init; } = [];

    public WatchPriority Priority { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>Degrees, WGS 84.</summary>
public sealed record LocationEntry
{
    public required double Lat { get; init; }

    public required double Lon { get; init; }
}

public sealed record PersonEntry
{
    public string? Id { get; init; }

    /// <summary>A row of <c>gazetteer/people.tsv</c>.</summary>
    public string? Ref { get; init; }

    /// <summary>Given name first.</summary>
    public string? Name { get; init; }

    public Dictionary<string, string[]> Aliases { get; init; } = [];

    public RoleEntry[] Roles { get; init; } = [];

    public string[] Not { get; init; } = [];

    public string[] Context { get; init; } = [];

    public WatchPriority Priority { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record RoleEntry
{
    public required string Title { get; init; }

    /// <summary>First day, <c>yyyy-MM-dd</c>.</summary>
    public string? From { get; init; }

    /// <summary>First day after it.</summary>
    public string? To { get; init; }
}

public sealed record MetricEntry
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public required string Unit { get; init; }

    /// <summary>cumulative, snapshot or rate.</summary>
    public required string Kind { get; init; }

    /// <summary>The counted noun.</summary>
    public string? Object { get; init; }

    public Dictionary<string, string[]> Terms { get; init; } = [];

    public WatchPriority Priority { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record ListSideEntry
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Letter { get; init; }

    public string[] Bodies { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record ListAnchorEntry
{
    public required string Id { get; init; }

    /// <summary>First day, <c>yyyy-MM-dd</c>.</summary>
    public required string Date { get; init; }

    public Dictionary<string, string[]> Terms { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}
