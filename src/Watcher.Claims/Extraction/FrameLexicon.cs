using System.Collections.Immutable;
using Watcher.Claims.Ledgers;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>The words of a <see cref="FrameTable"/> compiled for matching. Immutable and thread-safe.</summary>
internal sealed class FrameLexicon
{
    private static readonly ImmutableArray<string> s_contrasts = ["as opposed to", "rather than", "instead of", "unlike", "far from", "nothing like"];

    public FrameLexicon(FrameTable frames)
    {
        Movements = PhraseTable.Of(frames.Movements);
        Reasons = PhraseTable.Of(frames.Reasons);
        Leading = [.. frames.Leading.Select(Fold.Text)];
        Civilians = [.. frames.Civilians.Select(word => Fold.Text(word))];
        foreach (var topic in frames.Topics)
        {
            var table = new PhraseTable<FrameWord>();
            foreach (var word in frames.Words.Where(word => word.Topic == topic))
            {
                table.Add(word.Form, word);
            }

            Topics.Add((topic, table));
        }
    }

    /// <summary>Each topic with its words.</summary>
    public List<(FrameTopic Topic, PhraseTable<FrameWord> Words)> Topics { get; } = [];

    public PhraseTable<bool> Movements { get; }

    public PhraseTable<bool> Reasons { get; }

    public PhraseTable<bool> Contrasts { get; } = PhraseTable.Of(s_contrasts);

    /// <summary>Words that may stand between "to" and the place it leads to.</summary>
    public HashSet<string> Leading { get; }

    public HashSet<string> Civilians { get; }
}
