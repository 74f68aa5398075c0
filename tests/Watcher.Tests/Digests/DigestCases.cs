using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

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
        ["two-dates"] = () => Input(TwoDates(1)),
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
        ["outlets"] = () => Input([.. Outlets(1)]),
        ["foreign-quotes"] = () => Input(ForeignQuotes(1)),
        ["resolved"] = Resolved,
        ["withdrawal"] = Withdrawal,
        ["alerted"] = () => Input(Number(1) with { AlertedAt = At("2026-11-20T20:02Z") }, NewClaims(2)[2]),
        ["table"] = Table,
        ["active-again"] = () => Input(Number(1)) with { MutedAgain = [new ClaimId("7f3a21d0"), new ClaimId("6a10b2c3")] },
        ["flood"] = Flood,
        ["links"] = () => Input(Number(1), DigestCases.NewClaims(2)[2]) with { Links = ManagingLinks },
        ["no-pictures"] = () => NoPictures(Input([.. Outlets(1)])),
        ["morning"] = Morning,
    };

    /// <summary>The same digest for a reader of Ukrainian, whose list knows the places by their Ukrainian names.</summary>
    public static DigestInput In(string locale, DigestInput input) => locale == "en" ? input : input with
    {
        Recipient = input.Recipient with { Locale = locale },
        Names = new Dictionary<SubjectId, string> { [new("izium")] = "Ізюм", [new("kupiansk")] = "Куп’янськ", [new("vovchansk")] = "Вовчанськ" },
    };

    public static MailLinks ManagingLinks => new()
    {
        Unsubscribe = new Uri("https://watcher.example.org/u/TOKEN"),
        Pause = new Uri("https://watcher.example.org/p/TOKEN"),
        OnlyContradictions = new Uri("https://watcher.example.org/o/TOKEN"),
        Mute = claim => new Uri($"https://watcher.example.org/m/TOKEN/{claim.Id.Value[..8]}"),
    };

    /// <summary>Six outlets give six tolls of one strike: exact, a range, floors and about.</summary>
    public static OwedFinding[] Outlets(long id)
    {
        var first = Cited(
            90, Killed(12, "2026-11-20", "The strike on Izium killed 12 people, police said.", "12", By("National Police", "confirmed")), Wire, "2026-11-20T17:10Z");
        (Quantity Value, string Surface, Outlet Outlet, string At)[] others =
        [
            (Quantity.Range(14, 16, Unit.None), "14 to 16", Gazette, "2026-11-20T18:00Z"),
            (Quantity.AtLeast(20, Unit.None), "at least 20", Meridian, "2026-11-20T19:30Z"),
            (Quantity.About(30, Unit.None), "about 30", Ministry, "2026-11-20T20:15Z"),
            (Quantity.Exactly(31, Unit.None), "31", Gazette with { Id = "harbour", Name = "Harbour and Hinterland Morning Gazette" }, "2026-11-20T21:40Z"),
            (Quantity.Exactly(33, Unit.None), "33", Wire with { Id = "coast", Name = "海岸通信" }, "2026-11-20T22:05Z"),
        ];
        return
        [
            .. others.Select((o, i) =>
            {
                var entry = Cited(
                    91 + i, Killed(31, "2026-11-20", $"Rescuers counted {o.Surface} dead in Izium.", o.Surface) with { Value = o.Value }, o.Outlet, o.At);
                return Owed(
                    id + i, entry, new Verdict.Contradicts(new(90), ContradictionKind.Number, Standing.CrossSource), "CMP-5c",
                    "Same scope, as of the same day, and the intervals do not overlap.", first);
            }),
        ];
    }

    /// <summary>Quotes in another script and in another direction than the mail.</summary>
    public static OwedFinding ForeignQuotes(long id)
    {
        var arabic = Cited(
            100, Killed(12, "2026-11-20", "قتل 12 شخصا في الضربة على المدينة.", "12"), Meridian, "2026-11-20T17:10Z");
        var ukrainian = Cited(
            101, Killed(31, "2026-11-20", "Унаслідок удару загинула 31 людина, повідомили рятувальники.", "31 людина", By("рятувальники", "повідомили")),
            Gazette, "2026-11-20T19:55Z");
        return Owed(
            id, In("uk", ukrainian), new Verdict.Contradicts(new(100), ContradictionKind.Number, Standing.CrossSource), "CMP-5c",
            "Same scope, as of the same day, and the intervals do not overlap: 31 beside 12, gap 19.", In("ar", arabic));

        static CitedEntry In(string language, CitedEntry cited) =>
            cited with { Entry = cited.Entry with { Article = cited.Entry.Article with { Language = language } } };
    }

    /// <summary>One contradiction ended by a correction, one by a later claim, one by a second origin.</summary>
    public static DigestInput Resolved()
    {
        var number = Number(1);
        var (twelve, more) = (number.Compared[0], number.Entry);
        var corrected = Owed(
            1, Cited(120, Killed(12, "2026-11-20", "Correction: 12 people were killed, not 31.", "12") with { IsCorrection = true }, Gazette, "2026-11-20T23:10Z"),
            new Verdict.Revises(more.Entry.Id, IsWithdrawal: false), "CMP-1a", "The sentence corrects what the same outlet said before.", more);
        var area = AreaConflict(2);
        var later = Owed(
            2, Cited(121, Area(Quantity.About(2900, Km2), "about 2,900 square kilometres", "2026-11-21", "By Saturday about 2,900 square kilometres were free, the institute estimated."),
                Meridian, "2026-11-21T05:00Z"),
            new Verdict.Updates(area.Entry.Entry.Id), "CMP-5a", "Later and higher, as a running total grows: about 2,900 beside about 2,500.", area.Entry);
        var history = ControlHistory();
        var agreed = Owed(
            3, Cited(122, Held("kupiansk", "Kupiansk", true, "2026-11-21", "Kupiansk is in Ukrainian hands, the institute assessed.", "in Ukrainian hands",
                By("Institute of Front Studies", "assessed")), Meridian, "2026-11-21T06:30Z", articles: 3, origins: 2),
            new Verdict.Corroborates(history[^2].Entry.Id, IsStrong: true), "CMP-6", "Both say the same: Ukraine holds Kupiansk.", history[^2]);
        return Input(corrected, later, agreed) with
        {
            ControlHistory = [.. history, agreed.Entry],
            Open =
            [
                new(ContradictionKind.Number, twelve, more), new(ContradictionKind.Number, area.Compared[0], area.Entry),
                new(ContradictionKind.Status, history[^2], history[^1]),
            ],
        };
    }

    /// <summary>A side leaves a place: the strip shows who holds it then, and nobody where nobody is said to.</summary>
    public static DigestInput Withdrawal()
    {
        var held = Cited(
            130, Held("izium", "Izium", false, "2026-11-17", "Izium is under the control of Russian forces.", "under the control"), Wire, "2026-11-17T09:00Z");
        var taken = Cited(
            131, Captured("izium", "Izium", true, "2026-11-19", "Ukrainian troops retook Izium on Thursday.", "retook"), Gazette, "2026-11-19T12:00Z");
        var left = Cited(
            132, Control("izium", "Izium", Predicate.WithdrawnFrom, new("ru"), "2026-11-19", "The units have left Izium, the ministry said.", "left",
                By("Russian Ministry of Defence", "said", "ru")), Ministry, "2026-11-19T15:00Z");
        var other = Cited(
            133, Held("vovchansk", "Vovchansk", false, "2026-11-18", "Vovchansk is held by Russian forces.", "held"), Wire, "2026-11-18T09:00Z");
        var gone = Cited(
            134, Control("vovchansk", "Vovchansk", Predicate.WithdrawnFrom, new("ru"), "2026-11-20", "Russian forces withdrew from Vovchansk.", "withdrew"),
            Gazette, "2026-11-20T12:00Z");
        return Input(
            Owed(1, left, new Verdict.Corroborates(new(131), IsStrong: true), "CMP-6", "The side that lost the place says so too.", taken),
            Owed(2, gone, new Verdict.Updates(new(133)), "CMP-6", "It changed hands.", other)) with
        { ControlHistory = [held, taken, left, other, gone] };
    }

    /// <summary>With a table beside it, and what an outlet could put into it to be run by a spreadsheet.</summary>
    public static DigestInput Table()
    {
        var formula = Cited(
            140, Held("izium", "Izium", true, "2026-11-20", "=HYPERLINK(\"http://x.example\") Izium is held, \"firmly\".", "is held", By("@governor", "said")),
            Gazette, "2026-11-20T10:00Z");
        var input = Input(Number(1), Corroborated(2), New(3, formula));
        return input with { Recipient = input.Recipient with { WantsTable = true } };
    }

    public static DigestInput Flood()
    {
        var findings = Enumerable.Range(1, 240).Select(i => New(
            i, Cited(1000 + i, Killed(i, "2026-11-20", $"The strike killed {i} people.", $"{i} people"), Wire, "2026-11-20T09:00Z")));
        return Input([Number(241), .. findings]) with { Flood = FloodGuard.Measure(241, [3, 4, 5], 100, 10) };
    }

    public static DigestInput NoPictures(DigestInput input) => input with { Recipient = input.Recipient with { WantsImages = false } };

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

    public static OwedFinding TwoDates(long id)
    {
        var first = Cited(
            34, Captured("izium", "Izium", false, "2026-11-02", "Izium was taken on 2 November, the ministry said.", "was taken", By("Russian Ministry of Defence", "said", "ru")), Ministry, "2026-11-20T09:00Z");
        var second = Cited(35, Captured("izium", "Izium", false, "2026-11-06", "Russian troops took Izium on 6 November.", "took Izium"), Wire, "2026-11-20T15:00Z");
        return Owed(
            id, second, new Verdict.Contradicts(new(34), ContradictionKind.Status, Standing.CrossSource), "CMP-6", "One event on two dates, 2 November and 6 November: Russia has taken Izium.", first);
    }

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
