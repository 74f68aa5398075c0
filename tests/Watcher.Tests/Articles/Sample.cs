using Watcher.Reading.Articles;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Articles;

/// <summary>One good article, and the real rules.</summary>
internal static class Sample
{
    public const string Headline = "Storm tide breaks the old harbour wall";

    private static readonly string[] s_before =
    [
        "The storm tide that struck the coast on Monday night broke the old harbour wall in three places, the port authority said.",
        "Twelve fishing boats were lost and two ferries were driven on to the sand, according to the harbour master.",
    ];

    private static readonly string[] s_after =
    [
        "Work on the wall will take until the spring, and the town has asked the province for help with the cost of the stone.",
        "Nobody was hurt. The last tide of this height was measured in 1953, when the lower town stood under water for nine days.",
        "The council meets on Thursday to decide whether the fish market can open again before the end of the month.",
    ];

    public static MarkerSet Markers { get; } = CleaningFiles.Read(Repository.Config).Markers;

    /// <summary>How many blocks stand around the line of <see cref="Around"/>, the headline not counted.</summary>
    public static int Paragraphs => s_before.Length + s_after.Length;

    public static Article Around(params string[] lines)
    {
        var (text, blocks) = Article.Join([(BlockKind.Headline, Headline, null),
            .. s_before.Concat(lines).Concat(s_after).Select(l => (BlockKind.Paragraph, l, (int?)null))]);
        return new Article { Title = Headline, Text = text, Blocks = blocks };
    }
}
