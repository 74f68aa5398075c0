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
        Civilians = [.. frames.Civilians.Select(word => Fold.Text(word))];
        foreach (var topic in frames.Words.GroupBy(word => word.Topic))
        {
            var table = new PhraseTable<FrameWord>();
            foreach (var word in topic)
            {
                table.Add(word.Form, word);
            }

            Topics.Add(table);
        }
    }

    /// <summary>One table for each topic.</summary>
    public List<PhraseTable<FrameWord>> Topics { get; } = [];

    public PhraseTable<bool> Movements { get; }

    public PhraseTable<bool> Reasons { get; }

    public PhraseTable<bool> Contrasts { get; } = PhraseTable.Of(s_contrasts);

    public HashSet<string> Civilians { get; }
}
