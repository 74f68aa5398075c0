using System.Collections.Frozen;
using System.Globalization;

namespace Watcher.Claims.Digests;

/// <summary>
/// The mail's own words in one language; the articles' words stay as they are. A further language is one more entry of the table.
/// Placeholders are those of <see cref="string.Format(IFormatProvider, string, object[])"/>.
/// </summary>
public sealed record DigestWords
{
    public required string Locale { get; init; }

    /// <summary>Names of days and months.</summary>
    public required CultureInfo Culture { get; init; }

    public required Counted Contradictions { get; init; }

    public required Counted NewInSubject { get; init; }

    public required Counted NewClaims { get; init; }

    public required Counted Updated { get; init; }

    public required Counted Retracted { get; init; }

    public required Counted Corroborated { get; init; }

    public required Counted WithinArticle { get; init; }

    public required Counted Notes { get; init; }

    public required Counted Feeds { get; init; }

    public required Counted Articles { get; init; }

    public required Counted Origins { get; init; }

    public required Counted Claims { get; init; }

    public required string Contradiction { get; init; }

    public required string New { get; init; }

    public required string UpdatedWord { get; init; }

    public required string RetractedWord { get; init; }

    public required string CorroboratedWord { get; init; }

    public required string Number { get; init; }

    public required string Control { get; init; }

    public required string Denial { get; init; }

    public required string Wording { get; init; }

    public required string Earlier { get; init; }

    public required string Later { get; init; }

    public required string WithinArticleTitle { get; init; }

    public required string Settlements { get; init; }

    public required string NotesTitle { get; init; }

    public required string FeedsFailing { get; init; }

    public required string AsOf { get; init; }

    public required string ReadAs { get; init; }

    public required string ReadAsIf { get; init; }

    public required string WhyFlagged { get; init; }

    public required string Why { get; init; }

    public required string BackedBy { get; init; }

    public required string Party { get; init; }

    public required string Via { get; init; }

    public required string NoSource { get; init; }

    public required string WatchList { get; init; }

    public required string Coverage { get; init; }

    public required string Failing { get; init; }

    public required string LastGood { get; init; }

    public required string NeverGood { get; init; }

    public required string Baseline { get; init; }

    public required string Silent { get; init; }

    public required string SeenAgain { get; init; }

    public required string OtherScope { get; init; }

    public required string BothCannotHold { get; init; }

    public required string DenialIntro { get; init; }

    public required string FrameIntro { get; init; }

    public required string ControlIntro { get; init; }

    public required string DisputedUntil { get; init; }

    public required string Stale { get; init; }

    public required string OwnChange { get; init; }

    public required string LaterMoment { get; init; }

    public required string Withdrawn { get; init; }

    public required string SingleOrigin { get; init; }

    public required string Confidence { get; init; }

    public required string AlsoSays { get; init; }

    public required string Agrees { get; init; }

    public required string Allows { get; init; }

    public required string UnitNote { get; init; }

    public required string LengthNote { get; init; }

    public required string RenderingNote { get; init; }

    public required string QualityNote { get; init; }

    public required string AndMore { get; init; }

    public required string InTextPart { get; init; }

    public required string InNextDigest { get; init; }

    public required string OpenDigest { get; init; }

    public required string AllEvidence { get; init; }

    public required string Unsubscribe { get; init; }

    public required string YouGetThis { get; init; }

    public required string NotFacts { get; init; }

    public required string ShowCommand { get; init; }

    public required string Version { get; init; }

    public required string StripHeading { get; init; }

    public required string StripContested { get; init; }

    public required string StripDisputed { get; init; }

    public required string StripUnknown { get; init; }

    public required string When { get; init; }

    public required string Status { get; init; }

    public required string Who { get; init; }

    public required string NewMark { get; init; }

    public required string StateHeld { get; init; }

    public required string StateNotHeld { get; init; }

    public required string StateCaptured { get; init; }

    public required string StateWithdrawn { get; init; }

    public required string StateContested { get; init; }

    public required string StateEntered { get; init; }

    public required string StateSurrounded { get; init; }

    public required string StateAdvance { get; init; }

    public required string StateStruck { get; init; }

    public required string StateEvacuated { get; init; }

    public required string Statement { get; init; }

    public required string Planned { get; init; }

    public required string Conditional { get; init; }

    public required string Formerly { get; init; }

    public required string Denied { get; init; }

    public required string Not { get; init; }

    public required string Said { get; init; }

    public required string Claimed { get; init; }

    public required string Assessed { get; init; }

    public required string Confirmed { get; init; }

    public required string Doubted { get; init; }

    public required string DeniedBy { get; init; }

    public required string SeverityWord { get; init; }

    public required string Low { get; init; }

    public required string Medium { get; init; }

    public required string High { get; init; }

    public required string Critical { get; init; }

    public required string And { get; init; }

    public required string HeadingEmpty { get; init; }

    public required string SameSpeaker { get; init; }

    public required string SameOutlet { get; init; }

    public required Counted Independent { get; init; }

    public required string Before { get; init; }

    public required string SinceLast { get; init; }

    public required string Event { get; init; }

    public required string SaysSays { get; init; }

    public required string There { get; init; }

    public required string FirstSeen { get; init; }

    /// <summary>The table; English where a language is missing.</summary>
    public static DigestWords For(string locale)
    {
        ArgumentNullException.ThrowIfNull(locale);
        return s_table.GetValueOrDefault(locale, s_english);
    }

    /// <summary>Fills the placeholders of a text of this table.</summary>
    public string Format(string text, params ReadOnlySpan<object?> values) => string.Format(Culture, text, values);

    private static readonly DigestWords s_english = new()
    {
        Locale = "en",
        Culture = CultureInfo.InvariantCulture,
        Contradictions = new("{0} contradiction", "{0} contradictions"),
        NewInSubject = new("{0} new", "{0} new"),
        NewClaims = new("{0} new claim", "{0} new claims"),
        Updated = new("{0} updated", "{0} updated"),
        Retracted = new("{0} retracted", "{0} retracted"),
        Corroborated = new("{0} corroborated", "{0} corroborated"),
        WithinArticle = new("{0} within one article", "{0} within one article"),
        Notes = new("{0} note", "{0} notes"),
        Feeds = new("{0} feed", "{0} feeds"),
        Articles = new("{0} article", "{0} articles"),
        Origins = new("{0} origin", "{0} origins"),
        Claims = new("{0} claim", "{0} claims"),
        Contradiction = "CONTRADICTION",
        New = "NEW",
        UpdatedWord = "UPDATED",
        RetractedWord = "RETRACTED",
        CorroboratedWord = "CORROBORATED",
        Number = "number",
        Control = "control",
        Denial = "denial",
        Wording = "wording",
        Earlier = "EARLIER",
        Later = "LATER",
        WithinArticleTitle = "WITHIN ONE ARTICLE",
        Settlements = "SETTLEMENTS",
        NotesTitle = "NOTES",
        FeedsFailing = "FEEDS FAILING",
        AsOf = "as of {0}",
        ReadAs = "read as {0}",
        ReadAsIf = "read as {0}; the unit is in doubt",
        WhyFlagged = "Why flagged",
        Why = "Why",
        BackedBy = "Backed by",
        Party = "party",
        Via = "via {0}",
        NoSource = "no source named",
        WatchList = "Watch list",
        Coverage = "{0}, {1} read",
        Failing = "{0} failing",
        LastGood = "last good {0}",
        NeverGood = "never good yet",
        Baseline = "Baseline: {0} read, {1} recorded, none mailed.",
        Silent = "Counted, not shown: {0}.",
        SeenAgain = "{0} seen again",
        OtherScope = "{0} of another scope",
        BothCannotHold = "Both cannot be right.",
        DenialIntro = "One source says it, another says it is not so.",
        FrameIntro = "The same event, told in opposite words.",
        ControlIntro = "Recorded: {0} ({1}). Now also: {2} ({3}).",
        DisputedUntil = "Shown as DISPUTED until {0} agree.",
        Stale = "Possibly stale: the lower value may be an older count told again.",
        OwnChange = "The same voice changed what it said.",
        LaterMoment = "The situation moved on.",
        Withdrawn = "The source or outlet withdrew what it said.",
        SingleOrigin = "single origin",
        Confidence = "confidence {0}",
        AlsoSays = "Also: {0}",
        Agrees = "Agrees: {0}: {1}",
        Allows = "Compatible: {0}: {1}",
        UnitNote = "{0} gives an area as a length, \"{1}\"; read as {2}",
        LengthNote = "{0} gives an area where a length may be meant: \"{1}\"",
        RenderingNote = "{0} gives one quantity in two units that do not fit each other: \"{1}\"",
        QualityNote = "{0}: {1}: \"{2}\"",
        AndMore = "... and {0} more",
        InTextPart = "each has a line in the text part of this mail",
        InNextDigest = "{0} of them are told by the next digest",
        OpenDigest = "Open the full digest",
        AllEvidence = "All evidence for {0}",
        Unsubscribe = "Unsubscribe",
        YouGetThis = "You get this because {0} is on \"{1}\", {2}.",
        NotFacts = "Claims are what outlets and speakers say, not established facts.",
        ShowCommand = "More on a claim: watcher claims show {0}",
        Version = "Watcher {0}  digest {1}  config {2}",
        StripHeading = "{0}, {1} days",
        StripContested = "contested",
        StripDisputed = "disputed",
        StripUnknown = "no claim",
        When = "When",
        Status = "Control",
        Who = "Who says so",
        NewMark = "new",
        StateHeld = "held by {0}",
        StateNotHeld = "no longer held by {0}",
        StateCaptured = "captured by {0}",
        StateWithdrawn = "left by {0}",
        StateContested = "fighting",
        StateEntered = "entered by {0}",
        StateSurrounded = "surrounded by {0}",
        StateAdvance = "{0} advancing toward it",
        StateStruck = "struck by {0}",
        StateEvacuated = "evacuated by {0}",
        Statement = "statement",
        Planned = "planned or predicted: {0}",
        Conditional = "only if: {0}",
        Formerly = "formerly: {0}",
        Denied = "denied: {0}",
        Not = "not {0}",
        Said = "said",
        Claimed = "claimed",
        Assessed = "assessed",
        Confirmed = "confirmed",
        Doubted = "doubted",
        DeniedBy = "denied",
        SeverityWord = "severity {0}",
        Low = "low",
        Medium = "medium",
        High = "high",
        Critical = "critical",
        And = "{0} and {1}",
        HeadingEmpty = "Nothing to show",
        SameSpeaker = "same speaker: {0}",
        SameOutlet = "same outlet: {0}",
        Independent = new("{0} independent origin", "{0} independent origins"),
        Before = "Before: {0}",
        SinceLast = "+{0} since the last digest",
        Event = "Event: {0}.",
        SaysSays = "{0}: {1}. {2}: {3}.",
        There = "{0} where published",
        FirstSeen = "first seen {0}",
    };

    private static readonly FrozenDictionary<string, DigestWords> s_table =
        new[] { s_english }.ToFrozenDictionary(words => words.Locale, StringComparer.OrdinalIgnoreCase);
}

/// <summary>A text beside a number.</summary>
/// <param name="One">For one.</param>
/// <param name="Many">For any other number.</param>
public sealed record Counted(string One, string Many)
{
    public string Of(int count) => string.Format(CultureInfo.InvariantCulture, count == 1 ? One : Many, count.ToString("#,0", CultureInfo.InvariantCulture));
}
