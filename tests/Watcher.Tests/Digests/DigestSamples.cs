using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Tests.Digests;

/// <summary>Digest inputs made by hand: invented outlets, invented or long-known events.</summary>
internal static class DigestSamples
{
    public static readonly Outlet Wire = new() { Id = "wire", Name = "Steppe Wire", Owner = "wire", Kind = "agency" };
    public static readonly Outlet Gazette = new() { Id = "gazette", Name = "Oskil Gazette", Owner = "gazette", Kind = "regional media" };
    public static readonly Outlet Meridian = new() { Id = "meridian", Name = "Meridian", Owner = "meridian" };
    public static readonly Outlet Ministry = new() { Id = "mod", Name = "Ministry Channel", Owner = "mod", Kind = "official", Party = "ru" };

    public static readonly Unit Km2 = new() { Id = "km2", Dimension = Dimension.Area, Name = "square kilometres", CanonicalId = "km2" };
    public static readonly Unit Km = new() { Id = "km", Dimension = Dimension.Length, Name = "kilometres", CanonicalId = "km" };
    public static readonly Unit Acre =
        new() { Id = "acre", Dimension = Dimension.Area, Name = "acres", CanonicalId = "km2", Factor = 0.0040468564224m };

    private static readonly SubjectId s_ukraine = new("ua");
    private static readonly SubjectId s_russia = new("ru");
    private static readonly DateTimeOffset s_end = new(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(2));

    public static DigestPolicy Policy { get; } = new() { Version = "0.1.0", Unsubscribe = new Uri("mailto:ops@example.org?subject=unsubscribe%20front%209c1f") };

    public static DigestInput Input(params ReadOnlySpan<OwedFinding> findings) => new()
    {
        DigestId = "d-20261121-0900-front-9c1f",
        DedupKey = "digest:editor:front:20261121T0700Z",
        List = new DigestList
        {
            Id = "front",
            Title = "Kharkiv front",
            Subjects = [new("izium"), new("kupiansk"), new("vovchansk"), new("killed"), new("area-retaken"), new("settlements-retaken")],
            Primary = [new("izium")],
        },
        Recipient = new DigestRecipient { Id = "editor", Address = "editor@example.org", Zone = Kyiv, Schedule = "daily 09:00" },
        From = s_end.AddDays(-1),
        To = s_end,
        ComposedAt = s_end.AddSeconds(4),
        Findings = [.. findings],
        Sides = [new(s_ukraine, "Ukraine", "Ukrainian", "U"), new(s_russia, "Russia", "Russian", "R")],
        Coverage = new Coverage { Feeds = 43, ArticlesRead = 612, SeenAgain = 12, DifferentScope = 3 },
        Fingerprint = "3f2a91c0d4e5",
    };

    /// <summary>A fixed zone: the tests must not depend on the time zone files of the machine.</summary>
    public static TimeZoneInfo Kyiv { get; } = TimeZoneInfo.CreateCustomTimeZone("Europe/Kyiv", TimeSpan.FromHours(2), "Europe/Kyiv", "Europe/Kyiv");

    public static CitedEntry Cited(long id, Claim claim, Outlet outlet, string published, int articles = 1, int origins = 1, Backing before = default) => new()
    {
        Entry = new LedgerEntry
        {
            Id = new EntryId(id),
            Claim = claim with { PublishedAt = At(published), Id = Id($"{id}:{outlet.Id}"), Article = new ArticleId($"a{id}") },
            Article = new ArticleRef
            {
                Id = new ArticleId($"a{id}"),
                Outlet = outlet,
                Url = new Uri($"https://{outlet.Id}.example/news/{id}"),
                Title = $"Report {id} of the {outlet.Name}",
                Language = "en",
                PublishedAt = At(published),
            },
            RecordedAt = At(published).AddMinutes(5),
        },
        Backing = new Backing(articles, origins),
        Before = before,
    };

    public static OwedFinding Owed(long id, CitedEntry entry, Verdict verdict, string rule, string why, params ReadOnlySpan<CitedEntry> compared)
    {
        ImmutableArray<CitedEntry> cited = [.. compared];
        return new OwedFinding
        {
            Id = id,
            RecordedAt = entry.Entry.RecordedAt,
            Entry = entry,
            Compared = cited,
            Finding = new Finding
            {
                Claim = entry.Entry.Claim,
                Verdict = verdict,
                Rule = rule,
                Why = why,
                Compared = cited.IsEmpty ? [] : [new Comparison { Earlier = cited[0].Entry.Id, Verdict = verdict, Rule = rule, Why = why }],
            },
        };
    }

    public static OwedFinding New(long id, CitedEntry entry) => Owed(id, entry, new Verdict.Novel(), "CMP-9", "Nothing comparable is known.");

    public static Claim Control(string place, string name, Predicate predicate, SubjectId side, string day, string quote, string mark, Attribution? by = null) =>
        Base(quote, mark) with
        {
            Kind = ClaimKind.Control,
            Subject = Settlement(place, name),
            Actor = new Actor(side == s_ukraine ? "Ukraine" : "Russia", side, side),
            Predicate = predicate,
            Watched = [new(place)],
            AsOf = Day(day),
            Attribution = by ?? Unnamed,
        };

    public static Claim Captured(string place, string name, bool byUkraine, string day, string quote, string mark, Attribution? by = null) =>
        Control(place, name, Predicate.CapturedBy, byUkraine ? s_ukraine : s_russia, day, quote, mark, by);

    public static Claim Held(string place, string name, bool byUkraine, string day, string quote, string mark, Attribution? by = null) =>
        Control(place, name, Predicate.HeldBy, byUkraine ? s_ukraine : s_russia, day, quote, mark, by);

    public static Claim Killed(decimal count, string day, string quote, string mark, Attribution? by = null) => Base(quote, mark) with
    {
        Kind = ClaimKind.Quantity,
        Subject = new ClaimSubject { Type = SubjectType.Metric, Id = new("killed"), Name = "people killed" },
        Predicate = new Predicate("killed"),
        Watched = [new("izium"), new("killed")],
        Value = Quantity.Exactly(count, Unit.None),
        ValueSurface = mark,
        Scope = new Scope { Object = "civilian", Area = new Place { Id = new("izium"), Name = "Izium", Reading = PlaceReading.City }, Event = "strike" },
        AsOf = Day(day),
        Attribution = by ?? Unnamed,
    };

    public static Claim Area(Quantity value, string surface, string day, string quote, Attribution? by = null) => Base(quote, surface) with
    {
        Kind = ClaimKind.Quantity,
        Subject = new ClaimSubject { Type = SubjectType.Metric, Id = new("area-retaken"), Name = "area retaken" },
        Predicate = new Predicate("area-retaken"),
        Watched = [new("area-retaken")],
        Value = value,
        ValueSurface = surface,
        Scope = new Scope { Side = s_ukraine, Object = "territory" },
        AsOf = Day(day),
        Attribution = by ?? Unnamed,
    };

    public static Claim Settlements(Quantity value, string surface, string day, string quote, Attribution? by = null) => Area(value, surface, day, quote, by) with
    {
        Subject = new ClaimSubject { Type = SubjectType.Metric, Id = new("settlements-retaken"), Name = "settlements retaken" },
        Predicate = new Predicate("settlements-retaken"),
        Watched = [new("settlements-retaken")],
        Scope = new Scope { Side = s_ukraine, Area = new Place { Name = "Kharkiv", Reading = PlaceReading.Oblast } },
    };

    public static Attribution By(string source, string cue, string? side = null) =>
        new([new AttributionLink { Source = source, Cue = cue, Side = side is null ? null : new SubjectId(side) }, OutletLink]);

    public static Attribution Unnamed { get; } = new([OutletLink]);

    private static AttributionLink OutletLink => new() { Source = "the outlet", IsOutlet = true };

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    public static AsOf Day(string day) => new(WallInterval.Day(At(day).DateTime), "the day") { IsStated = true };

    public static Evidence Quote(string quote, string mark, int start = 100)
    {
        var at = mark.Length == 0 ? -1 : quote.IndexOf(mark, StringComparison.Ordinal);
        return new Evidence(
            new TextSpan(start, start + quote.Length), quote, at < 0 ? null : new TextSpan(start + at, start + at + mark.Length));
    }

    private static Claim Base(string quote, string mark) => new()
    {
        Id = Id(quote),
        Article = new ArticleId("a0"),
        Evidence = Quote(quote, mark),
        Kind = ClaimKind.Control,
        Subject = Settlement("izium", "Izium"),
        Predicate = Predicate.HeldBy,
        Watched = [],
        Scope = new Scope(),
        AsOf = Day("2026-11-20"),
        PublishedAt = s_end,
        Attribution = Unnamed,
        OriginKey = quote,
        Confidence = 0.83,
    };

    private static ClaimSubject Settlement(string id, string name) => new()
    {
        Type = SubjectType.Settlement,
        Id = new(id),
        Name = name,
        Place = new Place { Id = new(id), Name = name, Reading = PlaceReading.City },
    };

    private static ClaimId Id(string seed) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed))));
}
