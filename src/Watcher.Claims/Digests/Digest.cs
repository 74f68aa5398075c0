using System.Collections.Immutable;

namespace Watcher.Claims.Digests;

/// <summary>What a reader sees of a digest, ordered, capped and in the reader's words. Every text is clean and cut; none is encoded yet.</summary>
public sealed record Digest
{
    public required string Id { get; init; }

    /// <summary>Of the mail, with the prefix; at most <see cref="DigestSubject.MaxLength"/> characters.</summary>
    public required string Subject { get; init; }

    public required string Preheader { get; init; }

    /// <summary>"2 contradictions, 7 new claims".</summary>
    public required string Heading { get; init; }

    public required string ListTitle { get; init; }

    /// <summary>The window in the recipient's zone, with the zone and its offset.</summary>
    public required string Window { get; init; }

    public required string Coverage { get; init; }

    /// <summary>What is on record and was never mailed; null but in the first digest.</summary>
    public string? Baseline { get; init; }

    /// <summary>What was counted and is not shown; null when nothing was.</summary>
    public string? Silent { get; init; }

    public required DigestWords Words { get; init; }

    public required DigestCounts Counts { get; init; }

    /// <summary>Of the gravest contradiction; null when there is none.</summary>
    public Severity? Severity { get; init; }

    /// <summary>In order, numbered from 1 over all kinds.</summary>
    public required ImmutableArray<DigestCard> Cards { get; init; }

    /// <summary>Cards beyond the caps, by kind; empty when all are shown.</summary>
    public ImmutableArray<DigestOverflow> Overflows { get; init; } = [];

    /// <summary>Contradictions that an alert has told and that are as they were then; counted among the contradictions.</summary>
    public required DigestLines Alerted { get; init; }

    public required DigestLines Corroborated { get; init; }

    public required DigestLines WithinArticle { get; init; }

    public required DigestLines Notes { get; init; }

    public ImmutableArray<ControlStrip> Strips { get; init; } = [];

    /// <summary>What the letters of the strips mean.</summary>
    public string StripLegend { get; init; } = "";

    public ImmutableArray<string> Failing { get; init; } = [];

    /// <summary>Claims that were muted and are active again; null for none.</summary>
    public string? MutedAgain { get; init; }

    /// <summary>Why only the gravest cards stand here; null for an ordinary digest.</summary>
    public string? Flood { get; init; }

    /// <summary>The findings told by the mail as a file; null when none is wanted.</summary>
    public MailFile? Table { get; init; }

    /// <summary>What the table holds, in words; null without one.</summary>
    public string? TableNote { get; init; }

    /// <summary>All strips in one picture; null without pictures.</summary>
    public MailImage? StripPicture { get; init; }

    /// <summary>Pictures of the cards and the strips, in order.</summary>
    public IEnumerable<MailImage> Pictures => Cards.Select(c => c.Picture).Append(StripPicture).OfType<MailImage>();

    public MailLinks Links { get; init; } = MailLinks.None;

    /// <summary>Lines of the footer without its links.</summary>
    public required ImmutableArray<string> Footer { get; init; }

    /// <summary>The page of this digest; null without a web page.</summary>
    public Uri? Page { get; init; }

    public Uri? Unsubscribe { get; init; }

    /// <summary>Ids of the findings whose card or line is in the mail, rising. The others stay owed.</summary>
    public required ImmutableArray<long> Shown { get; init; }
}

/// <summary>What a digest holds, shown or not. Contradictions and updates are counted as cards, new claims one by one, the others as lines.</summary>
public sealed record DigestCounts
{
    public required int Contradictions { get; init; }

    public required int Resolved { get; init; }

    public required int New { get; init; }

    public required int Updated { get; init; }

    public required int Retracted { get; init; }

    public required int Corroborated { get; init; }

    public required int WithinArticle { get; init; }

    public required int Notes { get; init; }
}

/// <summary>In the order in which they are told.</summary>
public enum CardKind { Contradiction, Resolved, New, Updated, Retracted }

/// <summary>One story: a contradiction, a new claim, or what became of an earlier one.</summary>
public sealed record DigestCard
{
    public required CardKind Kind { get; init; }

    /// <summary>Kind of the contradiction in the reader's words ("number", "control", "denial", "wording"); null for other cards.</summary>
    public string? Tag { get; init; }

    /// <summary>What it is about: "Izium: civilians killed".</summary>
    public required string Title { get; init; }

    /// <summary>Short id of the newest claim, as the command line takes it.</summary>
    public required string ClaimId { get; init; }

    /// <summary>Null for cards that are no contradiction.</summary>
    public Severity? Severity { get; init; }

    /// <summary>What happened, in a sentence or two.</summary>
    public ImmutableArray<string> Intro { get; init; } = [];

    /// <summary>The statements with their quotes: two side by side for a contradiction.</summary>
    public ImmutableArray<DigestStatement> Statements { get; init; } = [];

    /// <summary>Further statements of the same story, a line each.</summary>
    public ImmutableArray<DigestLine> Also { get; init; } = [];

    public ImmutableArray<HistoryRow> History { get; init; } = [];

    public ControlStrip? Strip { get; init; }

    /// <summary>The numbers of all outlets on one axis; null for cards without numbers.</summary>
    public NumberPlot? Plot { get; init; }

    /// <summary><see cref="Plot"/> or <see cref="Strip"/> as the HTML part shows it; null where there is no room for one, or none is wanted.</summary>
    public MailImage? Picture { get; init; }

    /// <summary>How many origins and articles stand behind each side.</summary>
    public ImmutableArray<string> Backing { get; init; } = [];

    /// <summary>The rule in words, and its id; null for new claims.</summary>
    public string? Why { get; init; }

    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>The claim on the web page; null without one.</summary>
    public Uri? Page { get; init; }

    /// <summary>The page that silences the claim for this recipient; null without one.</summary>
    public Uri? Mute { get; init; }

    /// <summary>The whole card in one line, for what does not fit.</summary>
    public required DigestLine Summary { get; init; }

    /// <summary>Ids of the findings told by this card.</summary>
    public required ImmutableArray<long> Findings { get; init; }

    /// <summary>Claims the card stands for, where claims are counted: several for one sentence about several places.</summary>
    public int Claims { get; init; } = 1;
}

/// <summary>Who says what, where and when.</summary>
public sealed record DigestStatement
{
    /// <summary>"EARLIER", "LATER"; null when it stands alone.</summary>
    public string? Label { get; init; }

    /// <summary>Time of publication in the recipient's zone.</summary>
    public required string When { get; init; }

    /// <summary>The moment it speaks of: "as of 10 Sep".</summary>
    public string? AsOf { get; init; }

    /// <summary>What is said, short: the number as it stands in the text, or the status of a place.</summary>
    public string? Value { get; init; }

    /// <summary>The value as the rules understood it: "about 2,500 km² (2,250 to 2,750)"; null when it adds nothing.</summary>
    public string? ReadAs { get; init; }

    public required Quotation Quote { get; init; }

    public string? Language { get; init; }

    /// <summary>Outlet, its kind and language.</summary>
    public required string Outlet { get; init; }

    /// <summary>The speaker with what he does with the claim: "ISW (assessed)", "Russian MoD (claimed, party)".</summary>
    public required string Speaker { get; init; }

    public DigestLink? Link { get; init; }
}

/// <summary>A link to an article: http or https, without user info.</summary>
/// <param name="Url">Absolute, ASCII.</param>
/// <param name="Host">In punycode.</param>
/// <param name="Title">Of the article; may be empty.</param>
public sealed record DigestLink(string Url, string Host, string Title);

/// <summary>One line of a list.</summary>
public sealed record DigestLine(string? ClaimId, string Text, DigestLink? Link, ImmutableArray<long> Findings);

/// <summary>A list of lines: shown in both parts, and what only the text part still holds.</summary>
/// <param name="Shown">Up to the cap.</param>
/// <param name="Further">Beyond the cap; in the text part only.</param>
/// <param name="Total">All of them, in the mail or not.</param>
public sealed record DigestLines(ImmutableArray<DigestLine> Shown, ImmutableArray<DigestLine> Further, int Total);

/// <summary>Cards of one kind that found no room. The text part names as many as it can in a line each.</summary>
/// <param name="Kind">Of the cards.</param>
/// <param name="Count">All that are no cards, claims where claims are counted.</param>
/// <param name="Lines">Those that have a line in the text part.</param>
/// <param name="Unlisted">Those that have not even that: counted here, told by the next digest.</param>
public sealed record DigestOverflow(CardKind Kind, int Count, ImmutableArray<DigestLine> Lines, int Unlisted);

/// <summary>One day and status in the history of a place.</summary>
public sealed record HistoryRow(string When, string Status, string Who, bool IsNew);

/// <summary>Who is said to hold a place, one letter a day.</summary>
/// <param name="Place">Name.</param>
/// <param name="Span">First and last day in words.</param>
/// <param name="Letters">One a day.</param>
/// <param name="First">The first day.</param>
public sealed record ControlStrip(string Place, string Span, string Letters, DateOnly First);
