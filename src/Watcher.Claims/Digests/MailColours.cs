namespace Watcher.Claims.Digests;

/// <summary>
/// The palette of the HTML parts: light values stand inline, dark ones in the style sheet (digest.md 2 and 6). Every pair that is used has a
/// contrast of at least 4.5 (WCAG AA); a test computes it.
/// </summary>
internal static class MailColours
{
    public const string Page = "#f3f4f6";
    public const string Sheet = "#ffffff";
    public const string Ink = "#1b1f24";
    public const string Dim = "#57606a";
    public const string Link = "#0b57d0";
    public const string Line = "#d8dee4";
    public const string Early = "#fff8e1";
    public const string Late = "#fdecea";
    public const string Mark = "#ffe08a";

    public const string DarkPage = "#14181d";
    public const string DarkSheet = "#1d2229";
    public const string DarkInk = "#e8eaed";
    public const string DarkDim = "#a9b3be";
    public const string DarkLink = "#8ab4f8";
    public const string DarkLine = "#3a424c";
    public const string DarkEarly = "#332b1a";
    public const string DarkLate = "#3a1f1f";
    public const string DarkMark = "#5c4a12";
    public const string DarkMarkInk = "#ffffff";
}

/// <summary>Word, symbol and colour of a state: never colour alone.</summary>
/// <param name="Class">In the style sheet.</param>
/// <param name="Symbol">In front of the word.</param>
/// <param name="Accent">Light.</param>
/// <param name="DarkAccent">Dark.</param>
internal readonly record struct CardLook(string Class, string Symbol, string Accent, string DarkAccent)
{
    public static CardLook Plain { get; } = new("plain", "", "#57606a", "#a9b3be");

    public static CardLook Of(CardKind kind) => kind switch
    {
        CardKind.Contradiction => new("con", "⚠", "#b3261e", "#f28b82"),
        CardKind.Resolved => new("res", "✓", "#1b6e3c", "#81c995"),
        CardKind.New => new("new", "●", "#0b57d0", "#8ab4f8"),
        CardKind.Updated => new("upd", "↻", "#7a5900", "#fdd663"),
        _ => new("ret", "⊘", "#57606a", "#a9b3be"),
    };
}
