using System.Text.Json.Nodes;
using Watcher.Claims.Subjects;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Findings as GeoJSON (RFC 7946): a feature for each settlement and metric or status, with its latest claims.</summary>
internal sealed class ClaimMap(IReadOnlyDictionary<SubjectId, Settlement> settlements)
{
    private const int MaxClaims = 5;

    private readonly Dictionary<(SubjectId Place, string Predicate), (Place Place, Queue<(RecordedFinding Finding, ClaimStanding Standing)> Latest)> _features = [];

    /// <summary>Adds a finding; later calls are later findings. One without a known settlement has no place on a map.</summary>
    public void Add(RecordedFinding finding, ClaimStanding standing)
    {
        var claim = finding.Finding.Claim;
        if ((claim.Subject.Place ?? claim.Scope.Area) is not { Id: { } id } place)
        {
            return;
        }

        var key = (id, claim.Predicate.Id);
        if (!_features.TryGetValue(key, out var feature))
        {
            _features[key] = feature = (place, new Queue<(RecordedFinding, ClaimStanding)>());
        }

        feature.Latest.Enqueue((finding, standing));
        if (feature.Latest.Count > MaxClaims)
        {
            feature.Latest.Dequeue();
        }
    }

    public JsonObject ToJson() => new()
    {
        ["type"] = "FeatureCollection",
        ["features"] = new JsonArray([.. _features.Values.OrderBy(f => f.Place.Id!.Value.Value, StringComparer.Ordinal).ThenBy(f => f.Latest.Peek().Finding.Finding.Claim.Predicate.Id, StringComparer.Ordinal).Select(Feature)]),
    };

    private JsonObject Feature((Place Place, Queue<(RecordedFinding Finding, ClaimStanding Standing)> Latest) feature)
    {
        var last = feature.Latest.Last().Finding;
        return new JsonObject
        {
            ["type"] = "Feature",

            // Longitude first; a settlement whose list gives no location has a null geometry.
            ["geometry"] = settlements.GetValueOrDefault(feature.Place.Id!.Value)?.Location is { } at
                ? new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(at.Lon, at.Lat) } : null,
            ["properties"] = new JsonObject
            {
                ["settlement"] = feature.Place.Id!.Value.Value,
                ["name"] = feature.Place.Name,
                ["predicate"] = last.Finding.Claim.Predicate.Id,
                ["verdict"] = ClaimDocument.Word(last.Finding.Verdict),
                ["as_of"] = ClaimDocument.Wall(last.Finding.Claim.AsOf.Interval.From),
                ["claims"] = new JsonArray([.. feature.Latest.Reverse().Select(f => ClaimDocument.Of(f.Finding, f.Standing))]),
            },
        };
    }
}
