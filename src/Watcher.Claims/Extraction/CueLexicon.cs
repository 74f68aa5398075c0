using System.Collections.Frozen;

namespace Watcher.Claims.Extraction;

/// <summary>Cues of attribution, compiled. Immutable and thread-safe.</summary>
public sealed class CueLexicon
{
    public CueLexicon(CuesFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Language = file.Language;
        foreach (var cue in file.Cues)
        {
            foreach (var form in Inflection.VerbForms(cue.Verb, cue.Forms))
            {
                Cues.Add(form, cue);
            }
        }

        foreach (var frame in file.Frames)
        {
            Frames.Add(frame.Form, frame.Group);
        }

        foreach (var noun in file.Speakers.People) SpeakerNouns.Add(noun, SpeakerClass.Person);
        foreach (var noun in file.Speakers.Bodies) SpeakerNouns.Add(noun, SpeakerClass.Body);
        foreach (var noun in file.Speakers.Documents) SpeakerNouns.Add(noun, SpeakerClass.Document);
        Pronouns = file.Pronouns.Person.Select(word => (word, SpeakerClass.Person))
            .Concat(file.Pronouns.Body.Select(word => (word, SpeakerClass.Body)))
            .Concat(file.Pronouns.Any.Select(word => (word, SpeakerClass.Any)))
            .ToFrozenDictionary(pair => pair.word, pair => pair.Item2, StringComparer.Ordinal);
        Possessives = file.Pronouns.Possessives.ToFrozenSet(StringComparer.Ordinal);
        Organisations = file.Speakers.Organisations.ToFrozenSet(StringComparer.Ordinal);
        Groups = file.Speakers.Groups.ToFrozenSet(StringComparer.Ordinal);
        Mouths = file.Speakers.Mouths.ToFrozenSet(StringComparer.Ordinal);
        Allegations = file.Speakers.Allegations.ToFrozenSet(StringComparer.Ordinal);
        Pictures = file.Speakers.Pictures.ToFrozenSet(StringComparer.Ordinal);
        Shares = file.Speakers.Shares.SelectMany(verb => Inflection.VerbForms(verb)).ToFrozenSet(StringComparer.Ordinal);
        Retold = file.Retold.ToFrozenSet(StringComparer.Ordinal);
        Distance = file.Distance.ToFrozenSet(StringComparer.Ordinal);
        Corrections = PhraseTable.Of(file.Corrections);
    }

    public string Language { get; }

    internal PhraseTable<CueEntry> Cues { get; } = new();

    internal PhraseTable<CueGroup> Frames { get; } = new();

    internal PhraseTable<SpeakerClass> SpeakerNouns { get; } = new();

    internal FrozenDictionary<string, SpeakerClass> Pronouns { get; }

    internal FrozenSet<string> Possessives { get; }

    /// <summary>Last words of the names of bodies.</summary>
    internal FrozenSet<string> Organisations { get; }

    /// <summary>Nouns that stand for a group named before.</summary>
    internal FrozenSet<string> Groups { get; }

    /// <summary>They speak for their side.</summary>
    internal FrozenSet<string> Mouths { get; }

    internal FrozenSet<string> Allegations { get; }

    internal FrozenSet<string> Pictures { get; }

    internal FrozenSet<string> Shares { get; }

    /// <summary>What stands for a statement told before: "the claim".</summary>
    internal FrozenSet<string> Retold { get; }

    internal FrozenSet<string> Distance { get; }

    internal PhraseTable<bool> Corrections { get; }
}

/// <summary>What a speaker is, for "he", "it", "the agency" and "the same report".</summary>
internal enum SpeakerClass { Any, Person, Body, Document }
