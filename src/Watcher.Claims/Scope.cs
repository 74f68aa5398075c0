using System.Collections.Immutable;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims;

/// <summary>What a value covers. Claims with different scopes are not comparable, and silence is then the right answer.</summary>
public sealed record Scope
{
    /// <summary>In <see cref="Object"/> between the counted noun and the id of the country that they come from: "children from Algeria" are "child from dz".</summary>
    internal const string FromCountry = " from ";

    /// <summary>In <see cref="Object"/> behind the noun of a part: "of the dead, ten were children". It is never set against a whole.</summary>
    internal const string AmongThem = " among them";

    /// <summary>The side the counted or acting thing belongs to ("Russian soldiers"); null when the text names none.</summary>
    public SubjectId? Side { get; init; }

    /// <summary>The counted noun's lemma or object class: "soldier", "tank", "settlement", "territory"; with the country where the text names it.</summary>
    public string? Object { get; init; }

    public Place? Area { get; init; }

    /// <summary>The event or anchor the value belongs to ("strike", "war", "counteroffensive"); null when the text names none.</summary>
    public string? Event { get; init; }

    /// <summary>The ship, firm or building that the article calls its event by, folded ("the Corina sinking"); null for none, and for a value of something else.</summary>
    public string? EventName { get; init; }

    /// <summary>Names in the article about the event that no list knows, folded; empty or default for none, and for a value of something else.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>The day on which the event happened, where the value is of a later report: "said on Friday that the strike on Tuesday killed 12". Null when the text names none.</summary>
    public DateTime? EventDay { get; init; }

    /// <summary>The period a total or increment runs over; unbounded on both sides when the text names none.</summary>
    public WallInterval Period { get; init; }
}
