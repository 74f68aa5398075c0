using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;

using static Watcher.Tests.Digests.DigestSamples;

namespace Watcher.Tests.Digests;

/// <summary>One digest for every kind of card and line; the golden files bear their names.</summary>
internal static class DigestCases
{
    public static IReadOnlyDictionary<string, Func<DigestInput>> All { get; } = new Dictionary<string, Func<DigestInput>>
    {
        ["number"] = () => Input(Number(1)),
        ["number-area"] = () => Input(AreaConflict(1)),
        ["control"] = ControlConflict,
        ["denial"] = () => Input(Denial(1)),
        ["wording"] = () => Input(Wording(1)),
        ["new"] = () => Input([.. NewClaims(1)]),
        ["updated"] = () => Input(Updated(1)),
        ["retracted"] = () => Input(Retracted(1)),
        ["corroborated"] = () => Input(Corroborated(1)),
        ["within-one-article"] = () => Input(WithinArticle(1)),
        ["note"] = () => Input(Quality(1), UnitNote(2)),
        ["overflow"] = () => Input([.. Enumerable.Range(1, 17).Select(i => New(i, Cited(100 + i, Killed(i, "2026-11-20", $"The strike killed {i} people.", $"{i} people"),
            Wire, "2026-11-20T09:00Z")))]),
        ["morning"] = Morning,
    };

    public static OwedFinding Number(long id)
    {
        var twelve = Cited(
            10, Killed(12, "2026-11-20", "The strike on Izium killed 12 people, police said on Friday evening.", "12", By("National Police", "confirmed")),
            Wire, "2026-11-20T17:10Z", articles: 3, origins: 2, before: new Backing(2, 1));
        var more = Cited(
            11, Killed(31, "2026-11-20", "Rescuers have pulled 31 bodies from the rubble in Izium, the regional administration said.", "31",
                By("Kharkiv regional administration", "said", "ua")),
            Gazette, "2026-11-20T19:55Z");
        return Owed(
            id, more, new Verdict.Contradicts(new(10), ContradictionKind.Number, Standing.CrossSource), "CMP-5c",
            "Same scope, as of the same time, and the intervals do not overlap: 31 beside 12, gap 19, ratio 2.58.", twelve);
    }

    public static OwedFinding AreaConflict(long id)
    {
        var acres = Cited(
            12, Area(Quantity.Exactly(500_000, Acre, 1), "half a million acres", "2026-11-20",
                "Half of the district, or half a million acres, has been freed since Monday, the president's office said.", By("Office of the President", "said", "ua")),
            Wire, "2026-11-20T10:00Z");
        var more = Cited(
            13, Area(Quantity.About(2500, Km2), "about 2,500 square kilometres", "2026-11-20",
                "The institute estimated that about 2,500 square kilometres had changed hands by Friday.", By("Institute of Front Studies", "estimated")),
            Meridian, "2026-11-20T21:30Z");
        return Owed(
            id, more, new Verdict.Contradicts(new(12), ContradictionKind.Number, Standing.CrossSource), "CMP-5c",
            "Same scope, as of the same time, and the intervals do not overlap: [2,250, 2,750] km² beside [1,922, 2,125] km², gap 125 km², ratio 1.24.", acres);
    }

    public static DigestInput ControlConflict()
    {
        var history = ControlHistory();
        var finding = Owed(
            1, history[^1], new Verdict.Contradicts(history[^2].Entry.Id, ContradictionKind.Status, Standing.CrossSource), "CMP-6",
            "Both cannot hold at one time: captured by Russia and held by Ukraine.", history[^2]);
        return Input(finding) with { ControlHistory = [.. history] };
    }

    public static CitedEntry[] ControlHistory() =>
    [
        Cited(20, Held("kupiansk", "Kupiansk", true, "2026-11-03", "Kupiansk remains under Ukrainian control, the staff said.", "under Ukrainian control",
            By("General Staff", "said", "ua")), Wire, "2026-11-03T08:00Z", articles: 4, origins: 2),
        Cited(21, Control("kupiansk", "Kupiansk", Predicate.Contested, new("ru"), "2026-11-18", "Fighting continued in Kupiansk on Wednesday.",
            "Fighting continued", By("Institute of Front Studies", "assessed")), Meridian, "2026-11-18T20:00Z"),
        Cited(22, Held("kupiansk", "Kupiansk", true, "2026-11-21", "Ukrainian forces hold Kupiansk, the brigade's spokesman told reporters on Saturday.",
            "hold Kupiansk", By("brigade spokesman", "told", "ua")), Gazette, "2026-11-21T04:00Z"),
        Cited(23, Captured("kupiansk", "Kupiansk", false, "2026-11-21", "Russian troops captured Kupiansk on Saturday morning, the ministry claimed.",
            "captured Kupiansk", By("Russian Ministry of Defence", "claimed", "ru")), Ministry, "2026-11-21T05:30Z"),
    ];

    public static OwedFinding Denial(long id)
    {
        var said = Cited(
            30, Captured("vovchansk", "Vovchansk", false, "2026-11-20", "Vovchansk has been taken, the ministry claimed on Friday.", "has been taken",
                By("Russian Ministry of Defence", "claimed", "ru")), Wire, "2026-11-20T12:00Z");
        var denied = Cited(
            31, Captured("vovchansk", "Vovchansk", false, "2026-11-20", "The mayor denied that the town had been taken.", "denied",
                By("the mayor of Vovchansk", "denied", "ua")) with
            { Stance = Stance.Denies }, Gazette, "2026-11-20T15:00Z");
        return Owed(
            id, denied, new Verdict.Contradicts(new(30), ContradictionKind.Denial, Standing.CrossSource), "CMP-7", "It denies what the earlier claim says.", said);
    }

    public static OwedFinding Wording(long id)
    {
        var regrouped = Cited(
            32, Control("izium", "Izium", Predicate.WithdrawnFrom, new("ru"), "2026-11-20", "The units were regrouped from Izium as planned, the ministry said.",
                "regrouped", By("Russian Ministry of Defence", "said", "ru")) with
            { Frame = "regrouped" }, Ministry, "2026-11-20T12:00Z");
        var fled = Cited(
            33, Control("izium", "Izium", Predicate.WithdrawnFrom, new("ru"), "2026-11-20", "Residents said the soldiers fled Izium on stolen bicycles.",
                "fled", By("residents", "said")) with
            { Frame = "fled" }, Wire, "2026-11-20T18:00Z");
        return Owed(
            id, fled, new Verdict.Contradicts(new(32), ContradictionKind.Frame, Standing.CrossSource), "CMP-8",
            "Opposite tellings of one transition (motive): \"fled\" beside \"regrouped\".", regrouped);
    }

    /// <summary>One sentence about two places, a number, a plan and a statement.</summary>
    public static OwedFinding[] NewClaims(long id)
    {
        const string sentence = "Ukrainian troops entered Izium and Vovchansk at dawn, the governor said.";
        var one = Cited(
            40, Captured("izium", "Izium", true, "2026-11-20", sentence, "entered", By("the governor", "said", "ua")) with { Predicate = Predicate.EnteredBy },
            Wire, "2026-11-20T09:00Z");
        var other = Cited(
            41, Captured("vovchansk", "Vovchansk", true, "2026-11-20", sentence, "entered", By("the governor", "said", "ua")) with { Predicate = Predicate.EnteredBy },
            Wire, "2026-11-20T09:00Z");
        var same = other with
        {
            Entry = other.Entry with { Article = one.Entry.Article, Claim = other.Entry.Claim with { Article = one.Entry.Claim.Article } },
        };
        var many = Cited(
            42, Killed(9, "2026-11-19", "At least nine people died when the market was hit.", "At least nine people") with
            {
                Value = Quantity.AtLeast(9, Unit.None),
            },
            Gazette, "2026-11-20T22:30Z");
        var plan = Cited(
            43, Captured("kupiansk", "Kupiansk", false, "2026-11-25", "Kupiansk will be taken within days, the ministry's spokesman said.", "will be taken",
                By("Russian Ministry of Defence", "said", "ru")) with
            { Modality = Modality.Future },
            Ministry, "2026-11-21T01:00Z");
        return [New(id, one), New(id + 1, same), New(id + 2, many), New(id + 3, plan)];
    }

    public static OwedFinding Updated(long id)
    {
        var forty = Cited(
            50, Settlements(Quantity.Exactly(40, Unit.None), "40", "2026-11-18", "40 settlements have been retaken so far, the governor said.", By("the governor", "said", "ua")),
            Wire, "2026-11-18T12:00Z");
        var sixty = Cited(
            51, Settlements(Quantity.MoreThan(60, Unit.None), "More than 60", "2026-11-20", "More than 60 settlements are free again, the governor said on Friday.",
                By("the governor", "said", "ua")),
            Gazette, "2026-11-20T13:00Z");
        return Owed(
            id, sixty, new Verdict.Updates(new(50)), "CMP-5a", "Later and higher, as a running total grows: more than 60 beside 40, ratio 1.5.", forty);
    }

    public static OwedFinding Retracted(long id)
    {
        var said = Cited(
            52, Captured("vovchansk", "Vovchansk", true, "2026-11-19", "Vovchansk was liberated on Thursday.", "was liberated"), Gazette, "2026-11-19T12:00Z");
        var withdrawn = Cited(
            53, Captured("vovchansk", "Vovchansk", true, "2026-11-19", "Correction: an earlier version said that Vovchansk was liberated; it was not.",
                "it was not") with
            { Polarity = Polarity.Negated, IsCorrection = true }, Gazette, "2026-11-20T12:00Z");
        return Owed(
            id, withdrawn, new Verdict.Revises(new(52), IsWithdrawal: true), "CMP-1a", "The sentence corrects what the same outlet said before.", said);
    }

    public static OwedFinding Corroborated(long id)
    {
        var square = Cited(
            60, Area(Quantity.Exactly(2000, Km2, 1), "2,000 square kilometres", "2026-11-20", "The president spoke of 2,000 square kilometres.",
                By("the president", "said", "ua")), Wire, "2026-11-20T08:00Z", articles: 5, origins: 3, before: new Backing(2, 1));
        var acres = Cited(
            61, Area(Quantity.Exactly(500_000, Acre, 1), "half a million acres", "2026-11-20", "That is half a million acres, the general staff said.",
                By("General Staff", "said", "ua")), Gazette, "2026-11-20T16:00Z", articles: 5, origins: 3);
        return Owed(
            id, acres, new Verdict.Corroborates(new(60), IsStrong: true), "CMP-4", "The intervals agree: [1,922, 2,125] km² beside [1,900, 2,100] km².", square);
    }

    public static OwedFinding WithinArticle(long id)
    {
        var fighting = Cited(
            70, Control("izium", "Izium", Predicate.Contested, new("ua"), "2026-11-20", "Fighting for the town continues.", "Fighting"), Gazette, "2026-11-20T10:00Z");
        var free = Cited(
            71, Captured("izium", "Izium", true, "2026-11-20", "With the liberation of Izium the road is open.", "liberation of Izium"), Gazette, "2026-11-20T10:00Z");
        return Owed(
            id, free, new Verdict.Contradicts(new(70), ContradictionKind.Status, Standing.WithinArticle), "CMP-6",
            "One article says captured by Ukraine and contested of the same time.", fighting);
    }

    public static OwedFinding Quality(long id)
    {
        var earlier = Cited(80, Area(Quantity.Exactly(200, Km2), "200 square kilometres", "2026-11-20", "200 square kilometres.", null), Wire, "2026-11-20T08:00Z");
        var slip = Cited(
            81, Area(Quantity.Exactly(200_000, Km2), "200,000 square kilometres", "2026-11-20", "Some 200,000 square kilometres were retaken."), Meridian, "2026-11-20T09:00Z");
        return Owed(
            id, slip, new Verdict.DataQuality(new(80), "the ratio is that of a factor of a thousand"), "CMP-3",
            "Not decided: the ratio is that of a factor of a thousand.", earlier);
    }

    public static OwedFinding UnitNote(long id)
    {
        var claim = Area(Quantity.NearlyBelow(3000, Km), "nearly 3,000 kilometres", "2026-11-20", "Troops retook nearly 3,000 kilometres of territory.") with
        {
            Suspects = ["unit-suspect-area"],
            Hypothesis = Quantity.NearlyBelow(3000, Km2),
        };
        return New(id, Cited(82, claim, Gazette, "2026-11-20T09:30Z"));
    }

    /// <summary>A whole digest of an ordinary morning.</summary>
    public static DigestInput Morning()
    {
        var control = ControlConflict();
        var input = Input(
        [
            control.Findings[0] with { Id = 1 }, Number(2), Denial(3), AreaConflict(4), .. NewClaims(5), Updated(9), Retracted(10), Corroborated(11),
            WithinArticle(12), Quality(13), UnitNote(14),
        ]);
        return input with
        {
            ControlHistory = control.ControlHistory,
            Coverage = input.Coverage with
            {
                Baseline = new BaselineCounts(214, 37),
                Failing = [new("d-ru", "timed out (20 s)", At("2026-11-20T01:10Z")), new("e-en", "403 from e.example", null)],
            },
        };
    }
}
