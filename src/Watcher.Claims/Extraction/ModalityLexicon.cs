using System.Collections.Frozen;

namespace Watcher.Claims.Extraction;

/// <summary>Negation, modality, the words inside verb groups and the function words of a language, compiled. Immutable and thread-safe.</summary>
public sealed class ModalityLexicon
{
    public ModalityLexicon(ModalityFile modality, NegationFile negation, GrammarFile grammar)
    {
        ArgumentNullException.ThrowIfNull(modality);
        ArgumentNullException.ThrowIfNull(negation);
        ArgumentNullException.ThrowIfNull(grammar);
        Words = new Grammar(grammar);
        foreach (var entry in modality.Entries)
        {
            foreach (var form in entry.Forms)
            {
                Modals.Add(form, entry.Modality);
            }
        }

        Implicative = PhraseTable.Of(modality.Implicative);
        foreach (var form in modality.Attempts)
        {
            Attempts.Add(form, false);
        }

        foreach (var form in modality.Wishes)
        {
            Attempts.Add(form, true);
        }

        BeforeGerund = PhraseTable.Of(modality.Gerunds.AfterVerbs);
        GerundPrepositions = modality.Gerunds.AfterPrepositions.ToFrozenSet(StringComparer.Ordinal);
        NearMisses = PhraseTable.Of(modality.NearMisses);
        Untrue = PhraseTable.Of(modality.Untrue);
        Debunked = PhraseTable.Of(modality.Debunked);
        Tallies = modality.Tallies.ToFrozenSet(StringComparer.Ordinal);
        Fictions = modality.Fictions.ToFrozenSet(StringComparer.Ordinal);
        Factives = modality.Factives.ToFrozenSet(StringComparer.Ordinal);
        Opens = modality.Opens.ToFrozenSet(StringComparer.Ordinal);
        Rumours = modality.Rumours.ToFrozenSet(StringComparer.Ordinal);
        ToldOf = modality.Gerunds.ToldOf.ToFrozenSet(StringComparer.Ordinal);
        Causatives = modality.Causatives.ToFrozenSet(StringComparer.Ordinal);
        Decisions = modality.Decisions.ToFrozenSet(StringComparer.Ordinal);
        Thanks = modality.Thanks.ToFrozenSet(StringComparer.Ordinal);
        Wished = PhraseTable.Of(modality.Wished);
        PutOff = PhraseTable.Of(modality.PutOff);
        Begins = PhraseTable.Of(modality.Begins);
        Mandative = modality.Mandative.ToFrozenSet(StringComparer.Ordinal);
        Conditions = PhraseTable.Of(modality.Conditions);
        Past = modality.Past.ToFrozenSet(StringComparer.Ordinal);
        Auxiliaries = modality.Auxiliaries.ToFrozenSet(StringComparer.Ordinal);
        Adverbs = modality.Adverbs.ToFrozenSet(StringComparer.Ordinal);
        Negations = PhraseTable.Of(negation.Negations);
        Exceptions = PhraseTable.Of(negation.Exceptions);
    }

    internal Grammar Words { get; }

    internal PhraseTable<Modality> Modals { get; } = new();

    internal PhraseTable<bool> Implicative { get; }

    /// <summary>In front of an infinitive: it has not happened. True for what was not even tried.</summary>
    internal PhraseTable<bool> Attempts { get; } = new();

    /// <summary>In front of a gerund: it did not happen.</summary>
    internal PhraseTable<bool> BeforeGerund { get; }

    /// <summary>In front of a gerund it has not happened, unless somebody is accused of it or shown at it.</summary>
    internal FrozenSet<string> GerundPrepositions { get; }

    internal PhraseTable<bool> NearMisses { get; }

    internal PhraseTable<bool> Untrue { get; }

    internal PhraseTable<bool> Debunked { get; }

    internal FrozenSet<string> Rumours { get; }

    internal FrozenSet<string> Factives { get; }

    internal FrozenSet<string> Opens { get; }

    internal FrozenSet<string> Tallies { get; }

    internal FrozenSet<string> Fictions { get; }

    internal FrozenSet<string> ToldOf { get; }

    internal FrozenSet<string> Causatives { get; }

    internal FrozenSet<string> Decisions { get; }

    internal FrozenSet<string> Thanks { get; }

    internal PhraseTable<bool> Wished { get; }

    internal PhraseTable<bool> PutOff { get; }

    internal PhraseTable<bool> Begins { get; }

    internal FrozenSet<string> Mandative { get; }

    internal PhraseTable<bool> Conditions { get; }

    internal FrozenSet<string> Past { get; }

    internal FrozenSet<string> Auxiliaries { get; }

    internal FrozenSet<string> Adverbs { get; }

    internal PhraseTable<bool> Negations { get; }

    internal PhraseTable<bool> Exceptions { get; }
}
