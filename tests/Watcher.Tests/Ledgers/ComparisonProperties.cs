using FsCheck;
using FsCheck.Fluent;
using Watcher.Claims;
using Watcher.Claims.Ledgers;

namespace Watcher.Tests.Ledgers;

/// <summary>What holds for any two claims.</summary>
public sealed class ComparisonProperties
{
    private static readonly string[] s_values =
        ["12", "~12", ">=12", ">12", "<=12", "<12", "10..20", "i24..99", "b3..9", "0~", "?", "40", "<~40", ">~40", "2000km2", "~500000acre", "3000km", "100usd"];

    private static readonly string[] s_scopes =
    [
        "", "side:ua", "side:ru", "side:ua area:kharkiv/oblast", "area:izium/in-kharkiv", "area:~north side:ua", "event:strike area:izium", "since:1 side:ru",
        "in:4-10 agg:period", "agg:inc", "obj:soldier", "area:lis?",
    ];

    private static readonly string[] s_tellings =
    [
        "", "by:police", "by:staff/ua", "by:ministry/ru stance:denies", "neg", "mod:future", "mod:past", "mod:presupposed on:11?", "on:9 correction", "on:8-12",
        "on:12 via:beta", "on:10! via:beta", "stance:doubts", "art:x", "frame:fled", "frame:regrouped via:beta",
    ];

    private static readonly string[] s_predicates =
    [
        "killed", "area-retaken", "trapped", "wind-speed", "held-by", "captured-by", "withdrawn-from", "contested", "entered-by", "surrounded", "struck",
        "advance-toward",
    ];

    private static readonly Gen<string> s_claim =
        from predicate in Gen.Elements(s_predicates)
        from value in Gen.Elements(s_values)
        from scope in Gen.Elements(s_scopes)
        from telling in Gen.Elements(s_tellings)
        select predicate.Contains('-') && predicate is not ("area-retaken" or "wind-speed") || predicate is "contested" or "surrounded" or "struck"
            ? $"{predicate} {scope} {telling}" : $"{predicate} v:{value} {scope} {telling}";

    private static readonly Arbitrary<string[]> s_claims = s_claim.ListOf(4).Select(list => list.ToArray()).ToArbitrary();

    [Fact]
    public void Compare_AnyClaims_GivesAVerdictWithARuleAndAReason() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(s_claims, notations =>
    {
        var finding = Compare(notations);
        return finding.Rule.StartsWith("CMP-", StringComparison.Ordinal) && finding.Why.Length > 0
            && finding.Compared.All(c => c.Why.Length > 0 && c.Rule.StartsWith("CMP-", StringComparison.Ordinal));
    }));

    [Fact]
    public void Compare_SameClaimsTwice_GivesTheSame() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(s_claims, notations =>
        Compare(notations).Compared.SequenceEqual(Compare(notations).Compared, new SameVerdict())));

    [Fact]
    public void Compare_OverlappingValues_NeverContradictAsNumbers() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(s_claims, notations =>
    {
        var claim = ClaimNotation.Read(notations[^1]).Claim;
        return Compare(notations).Compared.Where(IsNumberClash).All(c => Entry(notations, c).Value is not { } earlier || claim.Value is not { } value
            || !value.Overlaps(earlier));
    }));

    [Fact]
    public void Compare_Contradiction_NeverRestsOnPlansOrNamesakes() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(s_claims, notations =>
        Compare(notations).Compared.Where(c => c.Verdict is Verdict.Contradicts)
            .All(c => IsFirm(ClaimNotation.Read(notations[^1]).Claim) && IsFirm(Entry(notations, c)))));

    [Fact]
    public void Compare_BothWays_AgreeOnWhetherNumbersClashOnOneDay() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(s_claims, notations =>
    {
        string[] there = [notations[0], notations[1]];
        string[] back = [notations[1], notations[0]];
        var (one, other) = (ClaimNotation.Read(notations[0]).Claim, ClaimNotation.Read(notations[1]).Claim);
        return one.IsCorrection || other.IsCorrection
            || Compare(there).Compared.Any(IsSameDayClash) == Compare(back).Compared.Any(IsSameDayClash);
    }));

    private static Finding Compare(string[] notations)
    {
        var (claim, article) = ClaimNotation.Read(notations[^1]);
        var earlier = notations[..^1].Select((notation, i) => ClaimNotation.Read(notation).AsEntry(i + 1)).ToList();
        return new ClaimComparer().Compare(claim, article, earlier, ClaimNotation.Rules);
    }

    private static Claim Entry(string[] notations, Comparison comparison) => ClaimNotation.Read(notations[(int)comparison.Earlier.Value - 1]).Claim;

    private static bool IsFirm(Claim claim) => claim.Modality is not (Modality.Future or Modality.Conditional)
        && claim.Scope.Area is not { IsAmbiguous: true } && claim.Subject.Place is not { IsAmbiguous: true };

    private static bool IsNumberClash(Comparison comparison) => comparison.Verdict is Verdict.Contradicts { Kind: ContradictionKind.Number };

    private static bool IsSameDayClash(Comparison comparison) => IsNumberClash(comparison) && comparison.Rule == "CMP-5c";

    private sealed class SameVerdict : IEqualityComparer<Comparison>
    {
        public bool Equals(Comparison? x, Comparison? y) => x!.Earlier == y!.Earlier && x.Verdict == y.Verdict && x.Rule == y.Rule && x.Why == y.Why;

        public int GetHashCode(Comparison obj) => obj.Earlier.GetHashCode();
    }
}
