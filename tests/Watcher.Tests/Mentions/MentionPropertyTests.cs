using FsCheck;
using FsCheck.Fluent;
using Watcher.Claims.Mentions;

namespace Watcher.Tests.Mentions;

/// <summary>What holds for every text.</summary>
public sealed class MentionPropertyTests
{
    private static readonly string[] s_pieces =
    [
        "Kharkiv", "Izyum", "Kup'iansk", "Kyiv's", "Zelensky's", "President", "Volodymyr", "Zlensky", "Putin", "the", "region", "and", ",", ".", " ", "\n", "\n\n", "-", "–",
        "(AP)", "Russian", "Defense", "Ministry", "U.S.", "Институт", "Харкові", "\u00AD", "\u0301", "'", "’s", "\"", "said", "http://", "Nice", "in", "of", "Battle", "Street", "",
    ];

    private static Arbitrary<string> Texts { get; } =
        Gen.Elements(s_pieces).ArrayOf().Select(pieces => string.Join(' ', pieces)).Where(t => t.Trim().Length > 0).ToArbitrary();

    [Fact]
    public void Mentions_OfAnyText_LieInsideItAndNeverOverlap() => Prop.ForAll(Texts, text =>
    {
        var article = Reading.Articles.ArticleText.FromPlainText(text);
        var mentions = MentionDetector.Detect(article, MentionSample.Rules).Mentions;
        return mentions.All(m => m.Span.Of(article.Text).SequenceEqual(m.Surface) && m.Span.Length > 0)
            && mentions.Zip(mentions.Skip(1)).All(pair => pair.First.Span.End <= pair.Second.Span.Start);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Mentions_UnderAnotherApostrophe_AreTheSame() => Prop.ForAll(Texts, text =>
    {
        var straight = MentionSample.Detect(text.Replace('’', '\'')).Mentions.Select(m => (m.Span, m.Subject, m.Place?.Reading));
        var curly = MentionSample.Detect(text.Replace('\'', '’')).Mentions.Select(m => (m.Span, m.Subject, m.Place?.Reading));
        return straight.SequenceEqual(curly);
    }).QuickCheckThrowOnFailure();
}
