using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Worker.Cli;

/// <summary>One article as a line of <c>replay --jsonl</c>: mentions, claims and relations in the words of cli.md "Batch forms".</summary>
internal static class ReplayLines
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,     // a file for programs, not a web page
    };

    /// <summary>Stems of the wordings that give a place back; every other capture takes it.</summary>
    private static readonly string[] s_regaining =
        ["retak", "retook", "re-tak", "re-took", "recaptur", "re-captur", "liberat", "free", "regain", "reclaim", "recover", "de-occup", "deoccup", "back", "clear"];

    /// <summary>First words of metric names that the counted noun replaces: "people killed" of soldiers is "soldier killed".</summary>
    private static readonly string[] s_generic = ["people", "equipment", "area"];

    /// <summary>Such a metric is named by the counted noun already.</summary>
    private const string OpenRule = "QTY-8";

    private const string PartRule = "CTL-8";

    /// <summary>A flag at a town's edge: somebody is there.</summary>
    private const string FlagRaised = "flag raised";

    private static readonly FrozenSet<string> s_holding = FrozenSet.ToFrozenSet(
        ["hold", "control", "occupy", "defend", "retain", "retain control of", "in control of", "maintain control of", "under control", "under control of", "under the control of", "in the hands of", "held", "controlled", "occupied"], StringComparer.Ordinal);

    /// <summary>What a line is made from.</summary>
    internal sealed record ReplayedArticle(string Id, Detection Detection, ImmutableArray<Claim> Claims, Recording Recording)
    {
        /// <summary>From a span of the cleaned text to the given text; the same when nothing was cleaned away.</summary>
        public Func<TextSpan, TextSpan> ToGiven { get; init; } = static span => span;
    }

    /// <param name="article">After it was recorded in <paramref name="ledger"/>.</param>
    /// <param name="ledger">The replay's ledger, to find the claims that a comparison names.</param>
    /// <param name="sideName">The name of a side; null when it has none.</param>
    /// <param name="isOfPeople">The claim counts people; false for every other quantity.</param>
    public static string Write(ReplayedArticle article, InMemoryLedger ledger, Func<SubjectId, string?> sideName, Func<Claim, bool> isOfPeople) => JsonSerializer.Serialize(
        new
        {
            ArticleId = article.Id,
            Mentions = article.Detection.Mentions.Where(m => m.IsWatched && m.Type is (SubjectType.Settlement or SubjectType.Person)).Select(m => Mention(m, article)),
            Claims = article.Claims.Where(IsPrinted).Select(c => Claim(c, article, sideName, isOfPeople)),
            Relations = article.Recording.Findings.Where(f => IsPrinted(f.Claim)).SelectMany(f => Relations(f, ledger)),
        },
        s_json);

    private static object Mention(Mention mention, ReplayedArticle article)
    {
        var span = article.ToGiven(mention.Span);
        return new
        {
            span.Start,
            span.End,
            Type = mention.Type == SubjectType.Person ? "person" : "settlement",
            mention.Canonical,
        };
    }

    private static object Claim(Claim claim, ReplayedArticle article, Func<SubjectId, string?> sideName, Func<Claim, bool> isOfPeople)
    {
        var span = article.ToGiven(claim.Evidence.Span);
        var isQuantity = claim.Kind == ClaimKind.Quantity;
        var (low, high) = isQuantity && claim.Value is { } value ? Bounds(value) : (null, null);
        var side = claim.Scope.Side ?? claim.Actor?.Side;
        return new
        {
            Id = claim.Id.Value,
            Kind = isQuantity ? "quantity" : "control",
            EvidenceStart = span.Start,
            EvidenceEnd = span.End,
            Metric = isQuantity ? Metric(claim) : null,
            Subject = isQuantity ? side is { } s ? sideName(s) ?? s.Value : claim.Scope.Object : null,
            ValueLow = low,
            ValueHigh = high,
            Unit = isQuantity ? Unit(claim, isOfPeople(claim)) : null,
            Settlement = isQuantity ? null : claim.Subject.Name,
            Status = isQuantity ? null : StatusOf(claim),
            Part = IsOfPart(claim),
            Actor = claim.Actor?.Name,
            Speaker = claim.Attribution.Source?.Source,
            Asof = claim.AsOf.Interval.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Negated = claim.Polarity == Polarity.Negated,
            Certainty = Certainty(claim),
        };
    }

    /// <summary>A statement without a place or a number, and the wording of a movement, have no words in this format.</summary>
    private static bool IsPrinted(Claim claim) => claim.Kind is not (ClaimKind.Statement or ClaimKind.Telling);

    private static string Metric(Claim claim)
    {
        var words = claim.Subject.Name.Split(' ');
        if (claim.Scope.Object is not { } counted || claim.RuleIds.Contains(OpenRule) || words.Any(word => word.StartsWith(counted, StringComparison.OrdinalIgnoreCase) || word == Plural(counted)))
        {
            return claim.Subject.Name;
        }

        return string.Join(' ', words.Length > 1 && s_generic.Contains(words[0]) ? [counted, .. words[1..]] : words.Prepend(counted));
    }

    private static string Unit(Claim claim, bool isOfPeople) => claim.Value?.Unit.Id switch
    {
        "1" => "percent",
        "mi/h" => "mph",
        "t" => "tonnes",
        "ft" => "feet",
        "yd" => "yards",
        { Length: > 0 } id => id,
        _ when isOfPeople => "people",
        _ => Plural(claim.Scope.Object ?? ""),
    };

    private static string Plural(string lemma) => lemma switch
    {
        "" or "aircraft" => lemma,
        [.., not ('a' or 'e' or 'o' or 'u'), 'y'] => lemma[..^1] + "ies",
        [.., 's' or 'x' or 'z'] or [.., 'c' or 's', 'h'] => lemma + "es",
        _ => lemma + "s",
    };

    /// <summary>As stated, in the surface unit; an upper bound has no lower one, and "dozens" has no number.</summary>
    private static (decimal? Low, decimal? High) Bounds(Quantity value)
    {
        var factor = value.Unit.Id == "1" ? 100 : 1;        // a fraction is printed as a percentage
        return value.Hedge switch
        {
            Hedge.Vague or Hedge.Indefinite => (null, null),
            Hedge.AtMost or Hedge.LessThan => (null, value.High * factor),
            _ => (value.Low * factor, value.High * factor),
        };
    }

    /// <summary>The status in the words of the format.</summary>
    public static string StatusOf(Claim claim)
    {
        var predicate = claim.Predicate;
        return predicate == Predicate.HeldBy ? "controlled"
            : predicate == Predicate.Contested ? "contested"
            : predicate == Predicate.EnteredBy && IsOfPart(claim) ? s_holding.Contains(claim.Frame ?? "") ? "controlled" : IsRegaining(claim.Frame) ? "recaptured" : "captured"
            : predicate == Predicate.EnteredBy ? "entered"
            : predicate == Predicate.Surrounded ? "besieged"
            : predicate == Predicate.WithdrawnFrom ? "withdrawn"
            : predicate == Predicate.AdvanceToward ? "advancing"
            : predicate == Predicate.Struck ? "shelled"
            : predicate == Predicate.Evacuated ? "evacuated"
            : predicate != Predicate.CapturedBy ? predicate.Id
            : IsRegaining(claim.Frame) ? "recaptured" : "captured";
    }

    /// <summary>A part of the place was taken or is held, which says of the whole only that they are inside.</summary>
    private static bool IsOfPart(Claim claim) => claim.Predicate == Predicate.EnteredBy && claim.RuleIds.Contains(PartRule) && claim.Frame != FlagRaised;

    private static bool IsRegaining(string? wording)
    {
        var folded = Fold.Text(wording ?? "");
        return s_regaining.Any(stem => folded.Contains(stem, StringComparison.Ordinal));
    }

    private static string Certainty(Claim claim) => claim switch
    {
        { Stance: Stance.Denies } => "denied",
        { Modality: Modality.Claimed } => "claimed",
        { Modality: Modality.Future } => IsOwnPlan(claim) ? "planned" : "predicted",
        { Modality: Modality.Conditional } => "predicted",
        _ => "asserted",
    };

    private static bool IsOwnPlan(Claim claim) => claim is { Actor: { } actor, Attribution.Source: { } source }
        && ((actor.Id is { } id && id == source.SourceId) || (actor.Side is { } side && side == source.Side));

    private static IEnumerable<object> Relations(Finding finding, InMemoryLedger ledger) =>
        from comparison in finding.Compared
        from other in ledger.TellingsOf(comparison.Earlier)
        where other != finding.Claim && IsPrinted(other) && IsSameNumber(ledger.Find(comparison.Earlier)?.Claim, other)
        let isOvertaken = comparison.Notes.Contains(HistoryNote)
        let later = isOvertaken ? other : finding.Claim
        let earlier = isOvertaken ? finding.Claim : other
        select new
        {
            ClaimA = Id(later),
            ClaimB = Id(earlier),
            Relation = isOvertaken ? "updates" : Relation(comparison.Verdict),
            comparison.Rule,
        };

    /// <summary>What was overtaken before it was read: the entry updates the claim.</summary>
    private const string HistoryNote = "speaks of an earlier time";

    /// <summary>A sighting with reporting variance says another number, and does not stand for its entry.</summary>
    private static bool IsSameNumber(Claim? entry, Claim telling) => entry?.Value?.Point == telling.Value?.Point
        || (entry?.Value is { } one && telling.Value is { } other && one.AgreesWith(other));

    private static string Id(Claim claim) => $"{claim.Article.Value}#{claim.Id.Value}";

    private static string Relation(Verdict verdict) => verdict switch
    {
        Verdict.Contradicts => "contradicts",
        Verdict.Updates or Verdict.Revises => "updates",
        Verdict.Corroborates { IsStrong: true } or Verdict.Repeats => "corroborates",
        _ => "compatible",
    };
}
