namespace Watcher.Claims.Quantities;

/// <summary>
/// Which reading a date gets where its words leave two of them open: the last or the coming Friday, the 3 March of this year or of the year
/// before. The caller knows what kind of text it is; the words do not say.
/// </summary>
public enum DatePreference
{
    /// <summary>The rule of news (quantities.md 7): the latest day up to the reference, unless the sentence speaks of what is to come.</summary>
    PastUnlessFutureTense,

    /// <summary>The latest reading up to the reference day, whatever the tense.</summary>
    Past,

    /// <summary>The first reading ahead of the reference, as in a diary; a weekday read on that weekday is the one a week later.</summary>
    Future,

    /// <summary>The reading closest to the reference day; the earlier one of two that are equally close.</summary>
    Nearest,
}
