namespace Watcher.Claims.Subjects;

/// <summary>The id of a settlement, person, metric, body or side, as rule data and watch lists spell it ("izium", "killed", "ru").</summary>
public readonly record struct SubjectId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>What a name or wording can stand for. Bodies and sides are never subjects; they act and speak.</summary>
public enum SubjectType { Settlement, Person, Metric, Body, Side }

/// <summary>What a place name stands for in its sentence (claims.md 2.3). Part of a subject: city and oblast of one name never share a scope.</summary>
public enum PlaceReading { City, Oblast, Raion, Government, Dateline, Event }
