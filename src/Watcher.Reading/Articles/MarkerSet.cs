using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>config/cleaning/boilerplate.yaml.</summary>
public sealed record MarkerFile
{
    public required MarkerEntry[] Markers { get; init; }

    /// <summary>Picture agencies and stock libraries, as credits name them.</summary>
    public required string[] Agencies { get; init; }
}

public sealed record MarkerEntry
{
    public required string Id { get; init; }

    public required string Category { get; init; }

    public required MarkerScope[] Scopes { get; init; }

    /// <summary>ISO 639-1, or null for forms that are met in any language.</summary>
    public string? Language { get; init; }

    /// <summary>Plain text, matched after folding (case, accents, quotes and spaces do not matter).</summary>
    public required string[] Forms { get; init; }

    /// <summary>Where given, the scopes prefix, contains and suffix drop a block only if it holds one of these too, as whole words.</summary>
    public string[] With { get; init; } = [];

    /// <summary>Longest block, in characters, that the scopes prefix, contains and suffix may drop.</summary>
    public int MaxLength { get; init; } = 200;

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>Where a form has to stand, and what goes with it.</summary>
public enum MarkerScope
{
    /// <summary>The whole block is the form, give or take punctuation around it. Drops the block.</summary>
    Block,

    /// <summary>The form stands after the end of a sentence at the end of a block. Trims it.</summary>
    Tail,

    /// <summary>The form opens a block and a separator or a line of its own follows, or it is in capitals. Trims it.</summary>
    Head,

    /// <summary>A short block begins with the form. Drops the block.</summary>
    Prefix,

    /// <summary>Like <see cref="Prefix"/>, above the first paragraph or in the last third of the text: in its midst such a line is the article's own.</summary>
    Edge,

    /// <summary>A short block ends with the form. Drops the block.</summary>
    Suffix,

    /// <summary>A short block holds the form as whole words. Drops the block.</summary>
    Contains,

    /// <summary>The block is made of such words only ("Share Tweet Email"). Drops the block.</summary>
    OnlyWords,

    /// <summary>The whole block is the form, in the later part of the article, and no running text follows. Drops it and all after it.</summary>
    FromHere,

    /// <summary>Like <see cref="FromHere"/>, whatever follows: what does is running text about something else, such as the author.</summary>
    EndsText,
}

/// <summary>The compiled markers. Immutable and thread-safe.</summary>
public sealed class MarkerSet
{
    private readonly SearchValues<string> _plainForms;
    private readonly SearchValues<string> _otherForms;

    public MarkerSet(MarkerFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Blocks = Whole(file, MarkerScope.Block);
        FromHere = Whole(file, MarkerScope.FromHere);
        EndsText = Whole(file, MarkerScope.EndsText);
        Words = Whole(file, MarkerScope.OnlyWords);
        Tails = MarkersByLetter.ByEnd(Listed(file, MarkerScope.Tail));
        Heads = MarkersByLetter.ByStart(Listed(file, MarkerScope.Head));
        Prefixes = MarkersByLetter.ByStart(Listed(file, MarkerScope.Prefix));
        Edges = MarkersByLetter.ByStart(Listed(file, MarkerScope.Edge));
        Suffixes = MarkersByLetter.ByEnd(Listed(file, MarkerScope.Suffix));
        Contained = Listed(file, MarkerScope.Contains);
        LongestWithContained = Contained.Select(marker => marker.MaxLength).DefaultIfEmpty().Max();
        _plainForms = SearchValues.Create([.. Contained.Select(marker => marker.Form).Where(form => Ascii.IsValid(form))], StringComparison.Ordinal);
        _otherForms = SearchValues.Create([.. Contained.Select(marker => marker.Form).Where(form => !Ascii.IsValid(form))], StringComparison.Ordinal);
        Agencies = [.. file.Agencies.Select(agency => $" {Fold.Text(agency)} ")];
    }

    /// <summary>No markers and no agencies: only the rules written in C# apply.</summary>
    public static MarkerSet Empty { get; } = new(new MarkerFile { Markers = [], Agencies = [] });

    internal FrozenDictionary<string, string> Blocks { get; }

    internal FrozenDictionary<string, string> FromHere { get; }

    internal FrozenDictionary<string, string> EndsText { get; }

    internal FrozenDictionary<string, string> Words { get; }

    internal MarkersByLetter Tails { get; }

    internal MarkersByLetter Heads { get; }

    internal MarkersByLetter Prefixes { get; }

    internal MarkersByLetter Edges { get; }

    internal MarkersByLetter Suffixes { get; }

    internal ImmutableArray<ListedMarker> Contained { get; }

    /// <summary>No longer block is dropped for what it holds.</summary>
    private int LongestWithContained { get; }

    /// <summary>Whether a block holds a form of <see cref="Contained"/>: hardly one does, and one look tells. A block in plain letters holds none with others.</summary>
    internal bool HoldsContained(ReadOnlySpan<char> folded) =>
        folded.Length <= LongestWithContained && (folded.ContainsAny(_plainForms) || (!Ascii.IsValid(folded) && folded.ContainsAny(_otherForms)));

    /// <summary>Folded, between blanks, as whole words are looked for.</summary>
    internal ImmutableArray<string> Agencies { get; }

    /// <summary>The folded text without the punctuation around it: what whole-block forms are compared by.</summary>
    internal static string Core(string folded)
    {
        var core = Core(folded.AsSpan());
        return core.Length == folded.Length ? folded : core.ToString();
    }

    /// <inheritdoc cref="Core(string)"/>
    internal static ReadOnlySpan<char> Core(ReadOnlySpan<char> folded)
    {
        int start = 0, end = folded.Length;
        while (start < end && !char.IsLetterOrDigit(folded[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(folded[end - 1]))
        {
            end--;
        }

        return start == end ? folded : folded[start..end];
    }

    private static FrozenDictionary<string, string> Whole(MarkerFile file, MarkerScope scope)
    {
        var forms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var marker in file.Markers.Where(m => m.Scopes.Contains(scope)))
        {
            foreach (var form in marker.Forms)
            {
                forms.TryAdd(Core(Fold.Text(form)), marker.Id);
            }
        }

        return forms.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static ImmutableArray<ListedMarker> Listed(MarkerFile file, MarkerScope scope) =>
    [
        .. from marker in file.Markers
           where marker.Scopes.Contains(scope)
           let with = marker.With.Select(Fold.Text).ToImmutableArray()
           from form in marker.Forms
           select new ListedMarker(marker.Id, Fold.Text(form), marker.MaxLength, with),
    ];
}

/// <summary>One form of a marker, folded.</summary>
internal readonly record struct ListedMarker(string Id, string Form, int MaxLength, ImmutableArray<string> With);
