namespace Watcher.Claims.Subjects;

/// <summary><c>config/ontology/sides.yaml</c>: parties, the bodies that speak for them, and bodies that speak for nobody.</summary>
public sealed record SidesFile
{
    public required SideEntry[] States { get; init; }

    /// <summary>Armed groups, movements and alliances.</summary>
    public required SideEntry[] Groups { get; init; }

    /// <summary>Bodies that every state has, as patterns over its name and adjectives.</summary>
    public required BodyKindEntry[] BodyKinds { get; init; }

    public required BodyEntry[] Bodies { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record SideEntry
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>One character for the control strips; null = first letter of the id.</summary>
    public string? Letter { get; init; }

    /// <summary>Other names, written in capitals where only capitals count ("US").</summary>
    public string[] Names { get; init; } = [];

    /// <summary>"Russian"; also used in the patterns of <see cref="SidesFile.BodyKinds"/>.</summary>
    public string[] Adjectives { get; init; } = [];

    /// <summary>"Russians".</summary>
    public string[] People { get; init; } = [];

    /// <summary>Names, adjectives and people in Ukrainian and Russian, every case written out.</summary>
    public string[] Cyrillic { get; init; } = [];

    /// <summary>The same in the nominative, where the case forms follow from the ending: "Сирія", "сирійський", "сирійці".</summary>
    public string[] CyrillicLemmas { get; init; } = [];

    /// <summary>Longer names that contain one of these and mean something else ("Latin America").</summary>
    public string[] Not { get; init; } = [];

    /// <summary>Of states: it acts and speaks, and nobody calls it "the group" or "the rebels".</summary>
    public bool Alliance { get; init; }

    public string? Capital { get; init; }

    /// <summary>Other spellings of the capital.</summary>
    public string[] CapitalNames { get; init; } = [];

    /// <summary>Buildings and offices that stand for the government: "Kremlin".</summary>
    public string[] Metonyms { get; init; } = [];

    /// <summary>Regions of a state that are no unit of any gazetteer: "Darfur". They tell where a movement leads, and are nobody's subject.</summary>
    public string[] Lands { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record BodyKindEntry
{
    public required string Id { get; init; }

    /// <summary>Pattern of the canonical name, with <c>{adjective}</c> or <c>{state}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What "the ministry", "the agency" may mean.</summary>
    public required BodyClass Class { get; init; }

    /// <summary>Patterns; <c>[Defence|Defense]</c> gives each spelling.</summary>
    public required string[] Names { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record BodyEntry
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required BodyClass Class { get; init; }

    /// <summary>Id of the side it speaks for; null for none.</summary>
    public string? Side { get; init; }

    public string[] Names { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>What kind of body it is; co-reference ("the think tank") goes by it.</summary>
public enum BodyClass { Ministry, Government, Parliament, Military, Police, Service, Agency, NewsAgency, Media, ThinkTank, Organisation, Company, Court }
