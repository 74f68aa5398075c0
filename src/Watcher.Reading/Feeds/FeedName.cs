namespace Watcher.Reading.Feeds;

/// <summary>A name as it stands in one feed, taken apart once; the same object for every place it occurs in.</summary>
internal sealed class FeedName
{
    public FeedName(string written)
    {
        Written = written;
        Folded = written.ToLowerInvariant();
        var colon = Folded.IndexOf(':', StringComparison.Ordinal);
        (Prefix, Local) = colon <= 0 ? ("", Folded.TrimStart(':')) : (Folded[..colon], Folded[(colon + 1)..]);
        Mark = MarkOf(Local);
        IsFrame = Local is "rss" or "rdf" or "channel" or "feed" or "item" or "entry";
    }

    /// <summary>Prefix and case as in the feed.</summary>
    public string Written { get; }

    /// <summary>In lower case with its prefix.</summary>
    public string Folded { get; }

    /// <summary>In lower case; empty for none.</summary>
    public string Prefix { get; }

    /// <summary>In lower case.</summary>
    public string Local { get; }

    /// <summary>One bit, the same for equal names: elements of a name are not looked for where its bit is missing.</summary>
    public ulong Mark { get; }

    /// <summary>The elements that frame items: what stands between their children is only the layout of the source.</summary>
    public bool IsFrame { get; }

    /// <summary>What the element of this name belonged to when the declarations in force had the number <see cref="KnownAt"/>.</summary>
    public Vocabulary Vocabulary { get; set; }

    public int KnownAt { get; set; } = -1;

    /// <param name="local">In lower case.</param>
    public static ulong MarkOf(string local) => local.Length == 0 ? 1 : 1UL << ((local.Length + (local[0] * 5) + (local[^1] * 3) + (local[local.Length / 2] * 7)) & 63);

    public bool IsWritten(ReadOnlySpan<char> name) => name.SequenceEqual(Written);
}
