namespace Watcher.Claims.Digests.Pictures;

/// <summary>Pictures keep their white ground in every scheme, so they have one palette. Letters and shapes say what colours say.</summary>
internal static class PictureColours
{
    public static readonly Colour Ground = Colour.Parse(MailColours.Sheet);
    public static readonly Colour Ink = Colour.Parse(MailColours.Ink);
    public static readonly Colour Dim = Colour.Parse(MailColours.Dim);
    public static readonly Colour Grid = Colour.Parse("#e3e7eb");
    public static readonly Colour Axis = Colour.Parse("#8c959f");
    public static readonly Colour Mark = Colour.Parse("#0b57d0");
    public static readonly Colour Interval = Colour.Parse("#a8c7fa");
    public static readonly Colour Disputed = Colour.Parse("#f6c7c3");
    public static readonly Colour Contested = Colour.Parse("#fbe8a6");
    public static readonly Colour Unknown = Colour.Parse("#f3f4f6");

    /// <summary>Of sides, in the order of the legend; further ones begin again.</summary>
    public static readonly Colour[] Sides =
        [Colour.Parse("#c9dcfb"), Colour.Parse("#dcd0f2"), Colour.Parse("#cdebd2"), Colour.Parse("#ffd9b8")];
}
