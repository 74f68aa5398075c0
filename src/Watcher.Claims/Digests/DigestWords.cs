using System.Collections.Frozen;
using System.Globalization;

namespace Watcher.Claims.Digests;

/// <summary>
/// The mail's own words in one language; the articles' words stay as they are.
/// Placeholders are those of <see cref="string.Format(IFormatProvider, string, object[])"/>.
/// </summary>
public sealed partial record DigestWords
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

    public required Counted Findings { get; init; }

    public required string Contradiction { get; init; }

    public required string New { get; init; }

    public required string UpdatedWord { get; init; }

    public required string RetractedWord { get; init; }

    public required string CorroboratedWord { get; init; }

    public required string NumberTag { get; init; }

    public required string Control { get; init; }

    public required string Denial { get; init; }

    public required string Wording { get; init; }

    public required string Earlier { get; init; }

    public required string Later { get; init; }

    public required string Attached { get; init; }

    public required string FirstOf { get; init; }

    public required string ToldAtOnceTitle { get; init; }

    public required string ToldAtOnce { get; init; }

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

    /// <summary>The same capture on two dates: what, then each date with who gives it.</summary>
    public required string TwoDatesIntro { get; init; }

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

    public required string StateNoAdvance { get; init; }

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

    public required Counted Resolved { get; init; }

    public required Counted MutedAgain { get; init; }

    public required Counted FurtherAlerts { get; init; }

    public required string ResolvedWord { get; init; }

    /// <summary>A value and its day.</summary>
    public required string OnDay { get; init; }

    public required string Versus { get; init; }

    public required string Pause { get; init; }

    public required string OnlyContradictions { get; init; }

    public required string MuteClaim { get; init; }

    public required string MutedAgainList { get; init; }

    public required string Flood { get; init; }

    public required string FloodTold { get; init; }

    public required string ResolvedByWithdrawal { get; init; }

    public required string ResolvedByLater { get; init; }

    public required string ResolvedByAgreement { get; init; }

    public required string OnceContradicted { get; init; }

    public required string About { get; init; }

    public required string Nearly { get; init; }

    public required string JustOver { get; init; }

    public required string MoreThan { get; init; }

    public required string AtLeast { get; init; }

    public required string LessThan { get; init; }

    public required string AtMost { get; init; }

    public required string Between { get; init; }

    public required string AtLeastAbout { get; init; }

    public required string NearZero { get; init; }

    public required string NoNumber { get; init; }

    public required string Hourly { get; init; }

    public required string Daily { get; init; }

    public required string Weekly { get; init; }

    public required string OnRequest { get; init; }

    public required string Oblast { get; init; }

    public required string District { get; init; }

    public required string QuoteOpen { get; init; }

    public required string QuoteClose { get; init; }

    /// <summary>Quotation marks of the HTML part, which need not do with those of a keyboard.</summary>
    public required string PrintOpen { get; init; }

    public required string PrintClose { get; init; }

    public required string PlotAlt { get; init; }

    public required string PlotRow { get; init; }

    public required string PlotMore { get; init; }

    public required string StripAlt { get; init; }

    public required string OutletWord { get; init; }

    public required string NumberWord { get; init; }

    public required string ApartBeside { get; init; }

    public required string Gap { get; init; }

    /// <summary>Of what the texts of <see cref="DigestInput"/> name in English: metrics, sides and counted things. Empty in English.</summary>
    public required FrozenDictionary<string, string> Names { get; init; }

    /// <summary>A rule in words, where the comparer's own English does not do; by rule and, where one rule gives several verdicts, verdict. Empty in English.</summary>
    public required FrozenDictionary<string, string> Rules { get; init; }

    /// <summary>English where a language is missing.</summary>
    public static DigestWords For(string locale) => string.Equals(locale, "uk", StringComparison.OrdinalIgnoreCase) ? s_ukrainian : s_english;

    /// <summary>Fills the placeholders of a text of this table.</summary>
    public string Format(string text, params ReadOnlySpan<object?> values) => string.Format(Culture, text, values);

    /// <summary>A whole number with its thousands set apart.</summary>
    public string Number(int count) => count.ToString("#,0", Culture);

    /// <summary>In the quotation marks of the language: an outlet's own wording.</summary>
    public string Quoted(string text) => QuoteOpen + text + QuoteClose;
}

/// <summary>A text beside a number.</summary>
/// <param name="One">For one; in Slavic languages for all that end in one, but not in eleven.</param>
/// <param name="Many">For the others.</param>
public sealed record Counted(string One, string Many)
{
    /// <summary>Set for languages with three forms: numbers that end in two, three or four, but not in twelve to fourteen.</summary>
    public string? Few { get; init; }

    /// <summary>Thousands are set apart as the language does: by a comma, or by a no-break space where there are three forms.</summary>
    public string Of(int count)
    {
        var number = count.ToString("#,0", CultureInfo.InvariantCulture);
        return string.Format(CultureInfo.InvariantCulture, Form(count), Few is null ? number : number.Replace(',', '\u00A0'));
    }

    private string Form(int count)
    {
        if (Few is null)
        {
            return count == 1 ? One : Many;
        }

        var (ones, tens) = (count % 10, count % 100);
        return ones == 1 && tens != 11 ? One : ones is >= 2 and <= 4 && tens is not (>= 12 and <= 14) ? Few : Many;
    }
}
