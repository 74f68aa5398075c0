using System.Collections.Frozen;

namespace Watcher.Claims.Extraction;

/// <summary>Function words, compiled. Immutable and thread-safe.</summary>
internal sealed class Grammar(GrammarFile file)
{
    public FrozenSet<string> Prepositions { get; } = file.Prepositions.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> SpeakerPrepositions { get; } = file.SpeakerPrepositions.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> Definite { get; } = file.Definite.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> NoNames { get; } = file.NoNames.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> Particles { get; } = file.Particles.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> ClassedBodies { get; } = file.ClassedBodies.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> KindsOfBodies { get; } = file.KindsOfBodies.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> SpeaksElsewhere { get; } = file.SpeaksElsewhere.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> Determiners { get; } = file.Determiners.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> Trailers { get; } = file.Trailers.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> ClauseOpeners { get; } = file.ClauseOpeners.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> QuantityStops { get; } = file.QuantityStops.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> Changes { get; } = file.Changes.ToFrozenSet(StringComparer.Ordinal);

    public PhraseTable<bool> Rises { get; } = PhraseTable.Of(file.Rises);

    public FrozenSet<string> Reported { get; } = file.Reported.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> AreaPrepositions { get; } = file.AreaPrepositions.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> SiteNouns { get; } = file.SiteNouns.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> Greetings { get; } = file.Greetings.ToFrozenSet(StringComparer.Ordinal);

    public PhraseTable<bool> Courtesies { get; } = PhraseTable.Of(file.Courtesies);

    public FrozenSet<string> EmptyNouns { get; } = file.EmptyNouns.ToFrozenSet(StringComparer.Ordinal);

    public FrozenSet<string> IrregularParticiples { get; } = file.IrregularParticiples.ToFrozenSet(StringComparer.Ordinal);
}
