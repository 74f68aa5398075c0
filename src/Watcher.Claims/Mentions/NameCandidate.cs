using System.Collections.Immutable;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Mentions;

/// <summary>What a compiled name can stand for.</summary>
internal sealed record NameTarget
{
    public required SubjectType Type { get; init; }

    public required SubjectId Id { get; init; }

    public required string Canonical { get; init; }

    public Settlement? Settlement { get; init; }

    public Person? Person { get; init; }

    public Body? Body { get; init; }

    /// <summary>The side it is or belongs to; for a capital, the side whose government it can stand for.</summary>
    public SubjectId? Side { get; init; }

    public bool IsCapital { get; init; }

    public bool IsWatched { get; init; }

    /// <summary>A row of an official list that nobody chose: among thousands of names many are words or surnames, so it needs a cue.</summary>
    public bool IsOfficial { get; init; }
}

internal enum NameForm
{
    /// <summary>The whole name.</summary>
    Full,

    /// <summary>A person's surname alone.</summary>
    Surname,

    /// <summary>A building or office that stands for a government.</summary>
    Metonym,

    /// <summary>The adjective of a place ("Харківська"): a name only beside the oblast or raion it qualifies.</summary>
    Adjective,

    /// <summary>A region called for its city ("Харківщина"): the oblast, never the city.</summary>
    Region,

    /// <summary>A longer name that must not be taken for the target.</summary>
    Excluded,
}

/// <summary>One way to read a compiled name.</summary>
/// <param name="Capitals">For each word, how it must be written.</param>
internal sealed record NameCandidate(NameTarget Target, NameForm Form, AliasKind Kind, double Score, Capitals[] Capitals)
{
    /// <summary>The name of the rule that <see cref="Mention.Rule"/> shows.</summary>
    public string Rule => Form switch
    {
        NameForm.Surname => "surname",
        NameForm.Metonym => "metonym",
        _ => Kind == AliasKind.Generated ? "generated" : "alias",
    };
}

internal enum Capitals { Any, First, All }

/// <summary>A compiled name found in a text, with every reading that its spelling allows.</summary>
internal sealed class NameMatch(int first, int count, ImmutableArray<NameCandidate> candidates)
{
    public int First { get; } = first;

    public int Count { get; } = count;

    public int Last => First + Count - 1;

    public ImmutableArray<NameCandidate> Candidates { get; } = candidates;

    /// <summary>The pass knows what it is, or that it is nothing.</summary>
    public bool IsDecided { get; set; }

    /// <summary>Something beside the name of an official list, or what the article says elsewhere, tells that it is a place.</summary>
    public bool IsBelieved { get; set; }

    /// <summary>A longer name that a list tells apart from its own.</summary>
    public bool IsExcluded => Candidates.Any(candidate => candidate.Form == NameForm.Excluded);

    public bool CanBe(SubjectType type)
    {
        foreach (var candidate in Candidates)
        {
            if (candidate.Target.Type == type)
            {
                return true;
            }
        }

        return false;
    }

    public bool IsNothingBut(SubjectType type)
    {
        foreach (var candidate in Candidates)
        {
            if (candidate.Target.Type != type)
            {
                return false;
            }
        }

        return true;
    }
}
