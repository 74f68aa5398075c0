using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Who speaks: a mention, or the words of the text ("Russian-installed officials").</summary>
internal sealed record Speaker(string Name, SubjectId? Id, SubjectId? Side, SpeakerClass Class, bool IsWatched = false);

/// <summary>Words of the text and who says them.</summary>
/// <param name="Content">What is said.</param>
/// <param name="Speaker">Who says it.</param>
/// <param name="Cue">As it stands in the text.</param>
/// <param name="Group">What sort of cue it is.</param>
/// <param name="IsDistanced">The one who reports it does not share it: "falsely claimed".</param>
/// <param name="Rule">The rule that found it.</param>
internal sealed record AttributedSpan(TextSpan Content, Speaker Speaker, string Cue, CueGroup Group, bool IsDistanced, string Rule)
{
    /// <summary>Nobody says it: "did not confirm that S", "has not said whether S". Nothing in it is claimed.</summary>
    public bool IsUnsaid { get; init; }

    /// <summary>Somebody reports it, and nobody is named: "reports that S". It is told as no more than likely.</summary>
    public bool IsHearsay => Rule == AttributionReader.HearsayRule;

    /// <summary>It names no speaker.</summary>
    public bool IsOfNobody => IsUnsaid || IsHearsay;

    /// <summary>The sentence and the words of a denial that stands elsewhere than what it denies: "S. The army denied it."</summary>
    public (SentenceView Sentence, TextSpan Words)? Elsewhere { get; init; }
}
