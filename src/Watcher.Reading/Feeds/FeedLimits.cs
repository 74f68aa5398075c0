namespace Watcher.Reading.Feeds;

/// <summary>What a hostile or broken feed may cost.</summary>
internal static class FeedLimits
{
    /// <summary>News feeds carry 10 to 200 items; whole archives in one feed have been seen with a few hundred.</summary>
    public const int MaxItems = 1_000;

    /// <summary>Items read to find the newest among them: archives are sorted either way.</summary>
    public const int MaxRead = 20_000;

    /// <summary>Characters in which the feed is looked for when the body begins with something else.</summary>
    public const int MaxLead = 65_536;

    /// <summary>Elements below this depth are unfolded into their parent. Markup inside items rarely passes 30.</summary>
    public const int MaxDepth = 128;

    /// <summary>Elements of one feed: 1,000 items with articles in XHTML. What comes after is read as the text of what it stands in.</summary>
    private const int MaxElements = 250_000;

    /// <summary>Elements that any feed may have, however short it is.</summary>
    private const int MinElements = 2_000;

    /// <summary>
    /// Characters for an element beyond those. Real feeds have forty and more; each element costs a hundred bytes and more, so that a body of
    /// nothing but tags would hold many times its own size.
    /// </summary>
    private const int CharactersPerElement = 12;

    /// <param name="characters">The length of the body.</param>
    public static int Elements(int characters) => Math.Min(MaxElements, MinElements + (characters / CharactersPerElement));

    /// <summary>Characters of one text. The same limit as for the text of an article.</summary>
    public const int MaxTextLength = 1_000_000;

    /// <summary>Characters of a title, a name or an address; a longer one is an attack or an accident.</summary>
    public const int MaxLineLength = 4_096;

    /// <summary>Enclosures of one item: a gallery may hold dozens.</summary>
    public const int MaxEnclosures = 100;

    /// <summary>Names of one item; more than these nobody reads.</summary>
    public const int MaxAuthors = 20;

    /// <summary>Characters of an attribute: pictures inside their own address have some thousands, and nobody reads those.</summary>
    public const int MaxAttributeLength = 65_536;

    /// <summary>Attributes of one element.</summary>
    public const int MaxAttributes = 64;

    /// <summary>Problems kept for one feed; a thousand equal ones tell no more than the first.</summary>
    public const int MaxProblems = 50;
}
