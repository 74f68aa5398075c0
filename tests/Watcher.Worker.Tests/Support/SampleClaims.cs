using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Watcher.Claims;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Worker.Tests.Support;

/// <summary>
/// Claims of one plain sentence form, so that the tests of the worker do not rest on the rule data: "412 people were evacuated from
/// Dravec, the mayor said." and "Dravec is held by Norland, the ministry said."
/// </summary>
internal static partial class SampleClaims
{
    public static readonly SubjectId Evacuated = new("evacuated");
    public static readonly SubjectId Dravec = new("dravec");

    public static ImmutableArray<Claim> Find(Article article, ArticleRef reference)
    {
        var claims = ImmutableArray.CreateBuilder<Claim>();
        foreach (Match match in Sentence().Matches(article.Text))
        {
            claims.Add(Make(match, reference));
        }

        return claims.ToImmutable();
    }

    private static Claim Make(Match match, ArticleRef reference)
    {
        var place = new Place { Id = Id(match.Groups["place"].Value), Name = match.Groups["place"].Value, Reading = PlaceReading.City };
        var isCount = match.Groups["count"].Success;
        var subject = isCount
            ? new ClaimSubject { Type = SubjectType.Metric, Id = Evacuated, Name = "people evacuated" }
            : new ClaimSubject { Type = SubjectType.Settlement, Id = Dravec, Name = "Dravec", Place = place };
        var predicate = isCount ? new Predicate("evacuated") : Predicate.HeldBy;
        var asOf = new AsOf(WallInterval.Day(reference.PublishedAt.Date), "publication day");
        var attribution = new Attribution(
        [
            new AttributionLink { Source = match.Groups["who"].Value, Cue = "said", Stance = Stance.Asserts },
            new AttributionLink { Source = reference.Outlet.Name, IsOutlet = true },
        ]);
        return new Claim
        {
            Id = new ClaimId(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{reference.Id}\n{match.Index}\n{match.Value}")))[..16]),
            Article = reference.Id,
            Evidence = new Evidence(new TextSpan(match.Index, match.Index + match.Length), match.Value),
            Kind = isCount ? ClaimKind.Quantity : ClaimKind.Control,
            Subject = subject,
            Actor = isCount ? null : new Actor(match.Groups["side"].Value, Id(match.Groups["side"].Value), Id(match.Groups["side"].Value)),
            Predicate = predicate,
            Watched = [subject.Id, place.Id!.Value],   // set two lines into the method
            Value = isCount ? Quantity.Exactly(decimal.Parse(match.Groups["count"].Value, System.Globalization.CultureInfo.InvariantCulture), Unit.None) : null,
            ValueSurface = isCount ? match.Groups["count"].Value : null,
            Aggregation = isCount ? QuantityAggregation.Cumulative : QuantityAggregation.Unknown,
            Scope = new Scope { Object = isCount ? "people" : null, Area = place, Event = isCount ? "flood" : null },
            AsOf = asOf,
            PublishedAt = reference.PublishedAt,
            Attribution = attribution,
            OriginKey = OriginKeys.For(attribution, reference.Outlet, asOf, subject, predicate, place),
        };
    }

    private static SubjectId Id(string name) => new(name.ToLowerInvariant());

    [GeneratedRegex(@"((?<count>\d+) people were evacuated from (?<place>\w+)|(?<place>\w+) is held by (?<side>\w+)), (?<who>[\w ]+) said\.")]
    private static partial Regex Sentence();
}
