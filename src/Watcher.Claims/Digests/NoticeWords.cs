using System.Collections.Frozen;

namespace Watcher.Claims.Digests;

/// <summary>What mails about one kind of trouble say.</summary>
/// <param name="Count">In the subject and the heading.</param>
/// <param name="Lead">What it means.</param>
/// <param name="Fix">What to do where the problem itself does not say; {0} is its name.</param>
/// <param name="Close">What it does not mean.</param>
internal sealed record OpsWords(Counted Count, string Lead, string Fix, string Close);

/// <summary>The own words of alerts, heartbeats, ops and test mails in one language.</summary>
internal sealed partial record NoticeWords
{
    public required string Locale { get; init; }

    public required string OutletsContradict { get; init; }

    public required Counted SeveralContradict { get; init; }

    public required string SentAtOnce { get; init; }

    public required string HeldBack { get; init; }

    public required string RollUp { get; init; }

    public required string YouGetAlert { get; init; }

    public required string NothingNew { get; init; }

    public required string AllFeedsFailing { get; init; }

    public required string IsRunning { get; init; }

    public required string BlindNow { get; init; }

    public required string FeedsAnswered { get; init; }

    public required string ArticlesRead { get; init; }

    public required string NoNewClaims { get; init; }

    public required string FailingNames { get; init; }

    public required string HeartbeatCounts { get; init; }

    public required string YouGetHeartbeat { get; init; }

    public required string WatcherOn { get; init; }

    public required string Since { get; init; }

    public required string Fix { get; init; }

    public required string YouGetOps { get; init; }

    public required string VersionOnly { get; init; }

    public required string VersionAndRules { get; init; }

    public required FrozenDictionary<OpsKind, OpsWords> Ops { get; init; }

    public required string TestSubject { get; init; }

    public required string TestHeading { get; init; }

    public required string TestLead { get; init; }

    public required string TestSent { get; init; }

    public required string TestFormat { get; init; }

    public required string HtmlAndText { get; init; }

    public required string TextOnly { get; init; }

    public required string WithPictures { get; init; }

    public required string WithoutPictures { get; init; }

    public required string TestClose { get; init; }

    public required string TestPlot { get; init; }

    public required string YouGetTest { get; init; }

    /// <summary>English where a language is missing.</summary>
    public static NoticeWords For(string locale) => string.Equals(locale, "uk", StringComparison.OrdinalIgnoreCase) ? s_ukrainian : s_english;

    private static readonly NoticeWords s_english = new()
    {
        Locale = "en",
        OutletsContradict = "outlets contradict",
        SeveralContradict = new("{0} contradiction at once", "{0} contradictions at once"),
        SentAtOnce = "Sent at once because severity is {0}. It is also in the next digest.",
        HeldBack = "Held back during your quiet hours, sent now in one mail. All of them are also in the next digest.",
        RollUp = "Hourly roll-up: more than {0} alerts within an hour are sent together, once an hour. All of them are also in the next digest.",
        YouGetAlert = "You get this because {0} asks for \"{1}\" and above at once, on \"{2}\".",
        NothingNew = "Nothing new this week",
        AllFeedsFailing = "All feeds are failing",
        IsRunning = "Watcher is running.",
        BlindNow = "Watcher is running and sees nothing: no feed of this list answers.",
        FeedsAnswered = "{0} of {1} answered",
        ArticlesRead = "{0} read, of which {1} mention this list",
        NoNewClaims = "0 new claims, {0} seen again",
        FailingNames = "Failing: {0}.",
        HeartbeatCounts = "{0} feeds ok, {1} failing",
        YouGetHeartbeat = "You get this because {0} asks for a sign of life in weeks without a digest of \"{1}\".",
        WatcherOn = "Watcher on \"{0}\"",
        Since = "since {0}",
        Fix = "fix: {0}",
        YouGetOps = "You get this because {0} is an operator of this Watcher.",
        VersionOnly = "Watcher {0}",
        VersionAndRules = "Watcher {0}  config {1}",
        Ops = new Dictionary<OpsKind, OpsWords>
        {
            [OpsKind.FeedsFailing] = new(
                new("{0} feed failing", "{0} feeds failing"), "No poll has succeeded for more than a day.",
                "open the address in a browser; then: watcher feeds test {0}", "All other feeds are read as before. The digests name the same feeds too."),
            [OpsKind.FeedGone] = new(
                new("{0} feed gone for good", "{0} feeds gone for good"), "The server answered 410: the feed will not come back, and is no longer polled.",
                "look for its successor, or remove {0} from feeds.yaml", "What was read from it stays in the ledger."),
            [OpsKind.OutboxStuck] = new(
                new("{0} mail stuck in the outbox", "{0} mails stuck in the outbox"), "These mails are rendered and could not be handed over.",
                "look at the relay's answer; the mail stays in the outbox and is tried again", "Findings of a mail that is given up come with the next digest."),
            [OpsKind.ReloadRefused] = new(
                new("configuration reload refused: {0} error", "configuration reload refused: {0} errors"), "The changed configuration has errors. The old one keeps running.",
                "correct the file; then: watcher check", "Nothing stopped; the next look is within a minute."),
            [OpsKind.FloodGuard] = new(
                new("flood guard: {0} feed behind a burst", "flood guard: {0} feeds behind a burst"), "A digest held far more than usual and was sent as counts with the ten gravest cards. It came from:",
                "watcher feeds test {0}", "A changed feed option, a new alias or a busy day looks like this. Nothing was mailed twice."),
            [OpsKind.RecipientSuspended] = new(
                new("{0} recipient suspended", "{0} recipients suspended"), "The address was refused twice within seven days.",
                "correct the address of {0} in recipients.yaml", "Findings stay owed, and come with the first digest after the correction."),
            [OpsKind.RelayRefused] = new(
                new("the mail relay refuses: {0} problem", "the mail relay refuses: {0} problems"), "The relay refused for reasons of policy or configuration, so sending is paused.",
                "see the relay's own words above; then: watcher digest send-test ADDRESS", "Mails wait in the outbox."),
        }.ToFrozenDictionary(),
        TestSubject = "This mail arrived - {0}",
        TestHeading = "This is a test",
        TestLead = "If you can read this, mail from Watcher reaches you.",
        TestSent = "Sent {0} by {1}.",
        TestFormat = "Your mails are {0}, {1}.",
        HtmlAndText = "HTML and text",
        TextOnly = "text only",
        WithPictures = "with pictures (one is below)",
        WithoutPictures = "without pictures",
        TestClose = "Nothing else is tested: no feed was read, and nothing was marked as mailed.",
        TestPlot = "Sample figures",
        YouGetTest = "You get this because somebody who runs Watcher on \"{1}\" asked for a test to {0}.",
    };
}
