using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Ledgers;

/// <summary>A claim and its article, built from the notation that Specs/comparison.md explains.</summary>
internal sealed partial record ClaimNotation(Claim Claim, ArticleRef Article)
{
    private const int Year = 2022;
    private const int Month = 9;

    private static readonly Dictionary<string, Unit> s_units = new()
    {
        [""] = Unit.None,
        ["km2"] = Make("km2", Dimension.Area, 1, "km2"),
        ["mi2"] = Make("mi2", Dimension.Area, 2.589988110336m, "km2"),
        ["acre"] = Make("acre", Dimension.Area, 0.0040468564224m, "km2"),
        ["km"] = Make("km", Dimension.Length, 1, "km"),
        ["mi"] = Make("mi", Dimension.Length, 1.609344m, "km"),
        ["usd"] = Make("USD", Dimension.Currency, 1, "USD"),
        ["eur"] = Make("EUR", Dimension.Currency, 1, "EUR"),
    };

    private static readonly Dictionary<string, Predicate> s_statuses = new[]
    {
        Predicate.HeldBy, Predicate.Contested, Predicate.EnteredBy, Predicate.Surrounded, Predicate.CapturedBy, Predicate.WithdrawnFrom,
        Predicate.AdvanceToward, Predicate.Struck, Predicate.Evacuated,
    }.ToDictionary(p => p.Id);

    /// <summary>The rules of the repository's own configuration, with the metrics that the rows use.</summary>
    public static ComparisonRules Rules { get; } = ComparisonRules.From(
        RuleFile.Read<ComparisonFile>(Path.Combine(Repository.Config, "ontology", "comparison.yaml")),
        new Dictionary<string, MetricKind>
        {
            ["area-retaken"] = MetricKind.Cumulative,
            ["settlements-retaken"] = MetricKind.Cumulative,
            ["trapped"] = MetricKind.Snapshot,
            ["wind-speed"] = MetricKind.Rate,
        }) with
    {
        Frames = FrameTable.From(RuleFile.Read<FramesFile>(Path.Combine(Repository.Config, "ontology", "frames.yaml"))),
    };

    public static ClaimNotation Read(string notation)
    {
        var words = notation.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var predicate = words[0];
        var keys = words.Skip(1).Select(w => w.Split(':', 2)).ToLookup(w => w[0], w => w.Length > 1 ? w[1] : "yes");
        string? Get(string key) => keys[key].LastOrDefault();

        var known = new HashSet<string>(
            ["v", "by", "via", "on", "pub", "side", "obj", "area", "event", "since", "in", "agg", "place", "mod", "stance", "neg", "frame",
             "correction", "rise", "called", "names", "quote", "art", "means", "suspect", "cue", "span", "who"]);
        if (keys.FirstOrDefault(k => !known.Contains(k.Key)) is { } stranger)
        {
            throw new FormatException($"Unknown key {stranger.Key} in \"{notation}\".");
        }

        var (asOf, firstDay) = ReadAsOf(Get("on") ?? "10");
        var published = ReadTime(Get("pub") ?? $"{firstDay}T20");
        var outlet = (Get("via") ?? "alpha").Split('/');
        var article = new ArticleRef
        {
            Id = new ArticleId(Get("art") ?? $"{outlet[0]} {notation}"),
            Outlet = new Outlet { Id = outlet[0], Name = outlet[0], Owner = outlet[^1] },
            PublishedAt = published,
        };

        var isStatus = s_statuses.TryGetValue(predicate, out var status);
        var isStatement = predicate == "said";
        var told = Predicate.ToldTopic(new Predicate(predicate));
        var place = ReadPlace(Get("place") ?? "izium");
        var subject = isStatus || told is not null
            ? new ClaimSubject { Type = SubjectType.Settlement, Id = place!.Id ?? new SubjectId(place.Name), Name = place.Name, Place = place }
            : new ClaimSubject { Type = isStatement ? SubjectType.Person : SubjectType.Metric, Id = new SubjectId(isStatement ? Get("by")! : predicate), Name = predicate == "killed" ? "people killed" : predicate };
        var quote = (Get("quote") ?? Unique(notation)).Replace('_', ' ');
        var attribution = ReadAttribution(Get("by"), Get("cue"), outlet[0]);
        SubjectId? side = Get("side") is { } s ? new SubjectId(s) : null;
        var area = ReadPlace(Get("area"));
        var kind = isStatus ? ClaimKind.Control : told is not null ? ClaimKind.Telling : isStatement ? ClaimKind.Statement : ClaimKind.Quantity;
        var span = int.Parse(Get("span") ?? "0", CultureInfo.InvariantCulture);
        var claim = new Claim
        {
            Id = new ClaimId(Unique(notation)),
            Article = article.Id,
            Evidence = new Evidence(new TextSpan(span, span + quote.Length), quote),
            Kind = kind,
            Subject = subject,
            Actor = isStatus && side is { } actor ? new Actor(actor.Value, actor, actor) : Get("who") is { } who ? new Actor(who.Replace('_', ' '), null, null) : null,
            Predicate = isStatus ? status : new Predicate(predicate),
            Watched = [subject.Id],
            Value = Get("v") is { } v ? ReadValue(v) : null,
            ValueSurface = Get("v"),
            Aggregation = Get("agg") switch
            {
                "inc" => QuantityAggregation.Increment,
                "period" => QuantityAggregation.Period,
                "total" => QuantityAggregation.Cumulative,
                _ => QuantityAggregation.Unknown,
            },
            Suspects = Get("means") is not null ? ["unit-suspect-area"] : Get("suspect") is { } suspect ? [suspect] : [],
            Hypothesis = Get("means") is { } means ? ReadValue(means) : null,
            Scope = new Scope
            {
                Side = side,
                Object = Get("obj")?.Replace('_', ' '),
                Area = area,
                Event = Get("event")?.Replace('_', ' '),
                EventName = Get("called")?.Replace('_', ' '),
                Names = Get("names") is { } names ? [.. names.Split(',').Select(name => name.Replace('_', ' '))] : [],
                Period = Get("since") is { } since ? new WallInterval(ReadDay(since), null) : Get("in") is { } within ? ReadDays(within) : default,
            },
            AsOf = asOf,
            PublishedAt = published,
            Attribution = attribution,
            Stance = Get("stance") is { } stance ? Enum.Parse<Stance>(stance, ignoreCase: true) : Stance.Asserts,
            Polarity = Get("neg") is null ? Polarity.Positive : Polarity.Negated,
            Modality = Get("mod") is { } mod ? Enum.Parse<Modality>(mod, ignoreCase: true) : Modality.Asserted,
            Frame = Get("frame")?.Replace('_', ' '),
            OriginKey = OriginKeys.For(attribution, article.Outlet, asOf, subject, isStatus ? status : new Predicate(predicate), area),
            IsCorrection = Get("correction") is not null,
            IsRise = Get("rise") is not null,
        };
        return new ClaimNotation(claim, article);
    }

    public LedgerEntry AsEntry(long id) =>
        new() { Id = new EntryId(id), Claim = Claim, Article = Article, RecordedAt = Article.PublishedAt };

    public static Quantity ReadValue(string text)
    {
        var match = Value().Match(text);
        if (!match.Success)
        {
            throw new FormatException($"Not a value: \"{text}\".");
        }

        var unit = s_units[match.Groups["unit"].Value];
        var low = Number(match.Groups["low"].Value);
        var high = Number(match.Groups["high"].Value);
        return match.Groups["hedge"].Value switch
        {
            "?" => Quantity.Vague(unit),
            "0~" => Quantity.NearZero(unit),
            "~" => Quantity.About(low!.Value, unit),
            "<~" => Quantity.NearlyBelow(low!.Value, unit),
            ">~" => Quantity.JustAbove(low!.Value, unit),
            ">" => Quantity.MoreThan(low!.Value, unit),
            ">=" => Quantity.AtLeast(low!.Value, unit),
            "<" => Quantity.LessThan(low!.Value, unit),
            "<=" => Quantity.AtMost(low!.Value, unit),
            "i" => Quantity.Indefinite(low!.Value, high!.Value, unit),
            "b" => Quantity.IndefiniteBand(low!.Value, high!.Value, unit),
            _ when high is { } top => Quantity.Range(low!.Value, top, unit),
            _ => Quantity.Exactly(low!.Value, unit),
        };
    }

    private static decimal? Number(string text) =>
        text.Length == 0 ? null : decimal.Parse(text.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static Attribution ReadAttribution(string? by, string? cue, string outlet)
    {
        var last = new AttributionLink { Source = outlet, IsOutlet = true };
        if (by is null)
        {
            return new Attribution([last]);
        }

        var parts = by.Split('/');
        var speaker = new AttributionLink
        {
            Source = parts[0],
            SourceId = new SubjectId(parts[0]),
            Side = parts.Length > 1 ? new SubjectId(parts[1]) : null,
            Cue = cue ?? "said",
        };
        return new Attribution([speaker, last]);
    }

    private static Place? ReadPlace(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var isVague = text[0] == '~';
        var parts = text.TrimStart('~').Split('/');
        var isAmbiguous = parts[0].EndsWith('?');
        var name = parts[0].TrimEnd('?');
        var reading = parts.Contains("oblast") ? PlaceReading.Oblast : PlaceReading.City;
        return new Place
        {
            Id = isVague ? null : new SubjectId(name),
            Name = name,
            Reading = reading,
            Admin1 = isVague ? null : parts.FirstOrDefault(p => p.StartsWith("in-", StringComparison.Ordinal))?[3..] + " Oblast" is { Length: > 7 } oblast
                ? oblast : reading == PlaceReading.Oblast ? $"{name} Oblast" : null,
            Within = parts.FirstOrDefault(p => p.StartsWith("near-", StringComparison.Ordinal)) is { } city ? new SubjectId(city[5..]) : null,
            Candidates = isAmbiguous ? [new SubjectId(name), new SubjectId($"{name}-2")] : [],
        };
    }

    private static (AsOf AsOf, int FirstDay) ReadAsOf(string text)
    {
        if (text == "none")
        {
            return (new AsOf(default, "nobody knows"), 1);
        }

        var days = text.TrimEnd('?', '!');
        var interval = ReadDays(days);
        var asOf = new AsOf(interval, text.EndsWith('?') ? "publication day" : $"on day {days}")
        {
            IsStated = !text.EndsWith('?'),
            Alternatives = text.EndsWith('!') ? [WallInterval.Day(new DateTime(Year, Month + 1, 1))] : [],
        };
        return (asOf, interval.From!.Value.Day);
    }

    /// <summary>"10", or "5-12" with the last day included.</summary>
    private static WallInterval ReadDays(string text)
    {
        var ends = text.Split('-');
        return new WallInterval(ReadDay(ends[0]), ReadDay(ends[^1]).AddDays(1));
    }

    /// <summary>A day of September 2022; 0 and less count back into August.</summary>
    private static DateTime ReadDay(string text) =>
        new DateTime(Year, Month, 1).AddDays(int.Parse(text.Replace('m', '-'), CultureInfo.InvariantCulture) - 1);

    private static DateTimeOffset ReadTime(string text)
    {
        var parts = text.Split('T');
        var hour = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 20;
        return new DateTimeOffset(ReadDay(parts[0]).AddHours(hour), TimeSpan.Zero);
    }

    /// <summary>Six words that no other notation has: quotes do not overlap unless a row says so.</summary>
    private static string Unique(string notation)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(notation)));
        return string.Join(' ', Enumerable.Range(0, 6).Select(i => hash.Substring(i * 8, 8)));
    }

    private static Unit Make(string id, Dimension dimension, decimal factor, string canonical) =>
        new() { Id = id, Dimension = dimension, Factor = factor, Name = id, CanonicalId = canonical };

    [GeneratedRegex(@"^(?<hedge>\?|0~|<~|>~|~|>=|<=|>|<|i|b)?(?<low>\d[\d,.]*?)?(\.\.(?<high>\d[\d,.]*))?(?<unit>km2|mi2|acre|km|mi|usd|eur)?$")]
    private static partial Regex Value();
}
