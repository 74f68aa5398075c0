using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Watcher.Claims.Digests.Pictures;

/// <summary>
/// The letters of the pictures, drawn for them: Latin, Cyrillic, digits and the signs of plots. They are lines and not a bitmap, because the
/// canvas smooths lines at any size, and a bitmap doubled for sharp screens looks like a till receipt.
/// </summary>
/// <remarks>
/// A glyph is its character, its width and its strokes, divided by "/". Capitals are 10 high, small letters 7; y grows upwards. "x,y" is a
/// point, "~x,y" the control of a quadratic curve, two controls in a row meet half-way, and "o" before a stroke closes it.
/// </remarks>
internal static class PlotFont
{
    private const double CapHeight = 10;
    private const double Gap = 2.1;
    private const double Regular = 1.25;
    private const double Strong = 1.75;
    private const int CurveSteps = 6;

    /// <summary>Capitals of a text of 16 pixels are about this share of it high.</summary>
    private const double CapShare = 0.71;

    private const string Shapes = """
        A 7 0,0 3.5,10 7,0/1.2,3.3 5.8,3.3
        B 6 0,0 0,10 2.8,10 ~5.6,10 5.6,7.7 ~5.6,5.3 2.8,5.3 0,5.3/2.8,5.3 ~6.1,5.3 6.1,2.7 ~6.1,0 2.8,0 0,0
        C 7 7,7.6 ~6.3,10 3.7,10 ~0,10 0,5 ~0,0 3.7,0 ~6.3,0 7,2.4
        D 6.6 0,0 0,10 2.6,10 ~6.7,10 6.7,5 ~6.7,0 2.6,0 0,0
        E 5.4 5.4,10 0,10 0,0 5.4,0/0,5.2 4.7,5.2
        F 5.2 5.2,10 0,10 0,0/0,5.2 4.5,5.2
        G 7.2 7,7.6 ~6.3,10 3.7,10 ~0,10 0,5 ~0,0 3.8,0 ~7.2,0 7.2,3.4 7.2,4.6 4.2,4.6
        H 6.6 0,0 0,10/6.6,0 6.6,10/0,5.2 6.6,5.2
        I 0.4 0.2,0 0.2,10
        J 4.4 4.4,10 4.4,2.8 ~4.4,0 2.1,0 ~0.2,0 0,2.2
        K 6.2 0,0 0,10/5.9,10 0,4.1/2.1,6.1 6.3,0
        L 5 0,10 0,0 5,0
        M 8 0,0 0,10 4,2.6 8,10 8,0
        N 6.8 0,0 0,10 6.8,0 6.8,10
        O 7.6 o~0,10 ~7.6,10 ~7.6,0 ~0,0
        P 6 0,0 0,10 3,10 ~6.1,10 6.1,7.3 ~6.1,4.6 3,4.6 0,4.6
        Q 7.6 o~0,10 ~7.6,10 ~7.6,0 ~0,0/4.8,2.6 7.6,-0.9
        R 6.2 0,0 0,10 3,10 ~6.1,10 6.1,7.3 ~6.1,4.6 3,4.6 0,4.6/3,4.6 6.3,0
        S 6 5.7,7.8 ~5.1,10 3,10 ~0.3,10 0.3,7.6 ~0.3,5.8 3,5.2 ~6,4.6 6,2.6 ~6,0 3,0 ~0.4,0 0,2.4
        T 6.8 0,10 6.8,10/3.4,10 3.4,0
        U 6.6 0,10 0,3.6 ~0,0 3.3,0 ~6.6,0 6.6,3.6 6.6,10
        V 7 0,10 3.5,0 7,10
        W 10 0,10 2.5,0 5,8.4 7.5,0 10,10
        X 6.6 0,0 6.6,10/0,10 6.6,0
        Y 6.8 0,10 3.4,4.8 6.8,10/3.4,4.8 3.4,0
        Z 6.2 0,10 6.2,10 0,0 6.2,0
        a 5.2 5.2,7 5.2,0/o~0,7.1 ~5.2,7.1 ~5.2,-0.1 ~0,-0.1
        b 5.2 0,10 0,0/o~0,7.1 ~5.2,7.1 ~5.2,-0.1 ~0,-0.1
        c 4.8 4.9,5.4 ~4.3,7 2.7,7 ~0,7 0,3.5 ~0,0 2.7,0 ~4.3,0 4.9,1.6
        d 5.2 5.2,10 5.2,0/o~0,7.1 ~5.2,7.1 ~5.2,-0.1 ~0,-0.1
        e 5.2 0,3.7 5.2,3.7 ~5.2,7 2.7,7 ~0,7 0,3.5 ~0,0 2.8,0 ~4.4,0 5,1.4
        f 3.4 3.6,9.9 ~1.3,10.4 1.3,8 1.3,0/0,7 3.2,7
        g 5.2 5.2,7 5.2,-0.6 ~5.2,-3 2.6,-3 ~1,-3 0.3,-2.1/o~0,7.1 ~5.2,7.1 ~5.2,-0.1 ~0,-0.1
        h 5 0,10 0,0/0,4.2 ~0.4,7 2.8,7 ~5,7 5,4.4 5,0
        i 0.4 0.2,7 0.2,0/0.2,9.6 0.2,9.7
        j 1.4 1.2,7 1.2,-1 ~1.2,-3 -0.6,-2.9/1.2,9.6 1.2,9.7
        k 4.8 0,10 0,0/4.5,7 0,2.7/1.7,4.3 4.9,0
        l 0.4 0.2,10 0.2,0
        m 8 0,7 0,0/0,4.4 ~0.3,7 2.2,7 ~4,7 4,4.6 4,0/4,4.4 ~4.3,7 6.2,7 ~8,7 8,4.6 8,0
        n 5 0,7 0,0/0,4.2 ~0.4,7 2.8,7 ~5,7 5,4.4 5,0
        o 5.4 o~0,7.1 ~5.4,7.1 ~5.4,-0.1 ~0,-0.1
        p 5.2 0,7 0,-3/o~0,7.1 ~5.2,7.1 ~5.2,-0.1 ~0,-0.1
        q 5.2 5.2,7 5.2,-3/o~0,7.1 ~5.2,7.1 ~5.2,-0.1 ~0,-0.1
        r 3 0,7 0,0/0,4 ~0.4,7 3,6.9
        s 4.4 4.2,5.6 ~3.6,7 2.2,7 ~0.3,7 0.3,5.3 ~0.3,4.1 2.2,3.7 ~4.4,3.2 4.4,1.8 ~4.4,0 2.2,0 ~0.5,0 0,1.5
        t 3.2 1.2,9.3 1.2,1.8 ~1.2,0 3.2,0.1/0,7 3.1,7
        u 5 0,7 0,2.6 ~0,0 2.3,0 ~4.7,0 5,2.8/5,7 5,0
        v 5 0,7 2.5,0 5,7
        w 7.4 0,7 1.9,0 3.7,6 5.5,0 7.4,7
        x 4.8 0,0 4.8,7/0,7 4.8,0
        y 5 0,7 2.6,0/5,7 2.2,-1.6 ~1.7,-3 0.2,-2.9
        z 4.6 0,7 4.6,7 0,0 4.6,0
        0 5.6 o~0,10 ~5.6,10 ~5.6,0 ~0,0
        1 5.6 1,8 3.2,10 3.2,0
        2 5.6 0.2,7.6 ~0.5,10 2.8,10 ~5.4,10 5.4,7.5 ~5.4,5.8 3.4,3.7 0,0 5.6,0
        3 5.6 0.3,8.2 ~1,10 2.8,10 ~5.2,10 5.2,7.6 ~5.2,5.3 2.4,5.3/2.4,5.3 ~5.6,5.3 5.6,2.7 ~5.6,0 2.8,0 ~0.6,0 0,2
        4 5.6 4.1,0 4.1,10 0,3 5.7,3
        5 5.6 5,10 0.9,10 0.5,5.3 ~1.4,6.4 2.9,6.4 ~5.6,6.4 5.6,3.2 ~5.6,0 2.7,0 ~0.7,0 0,1.8
        6 5.6 4.9,8.7 ~4.4,10 3,10 ~0,10 0,4 0,3.2/o~0,6.3 ~5.6,6.3 ~5.6,0 ~0,0
        7 5.6 0,10 5.6,10 2,0
        8 5.6 o~0.3,10 ~5.3,10 ~5.3,5.3 ~0.3,5.3/o~0,5.3 ~5.6,5.3 ~5.6,0 ~0,0
        9 5.6 0.7,1.3 ~1.2,0 2.6,0 ~5.6,0 5.6,6 5.6,6.8/o~0,10 ~5.6,10 ~5.6,3.7 ~0,3.7
        . 0.4 0.2,0 0.2,0.1
        , 0.6 0.5,0.3 0,-1.6
        : 0.4 0.2,0.3 0.2,0.4/0.2,5.6 0.2,5.7
        ; 0.6 0.5,0.3 0,-1.6/0.5,5.6 0.5,5.7
        - 3 0,3.7 3,3.7
        – 4.6 0,3.7 4.6,3.7
        + 5 0,4.2 5,4.2/2.5,1.7 2.5,6.7
        = 5 0,3 5,3/0,5.6 5,5.6
        < 4.6 4.6,7 0,4.2 4.6,1.4
        > 4.6 0,7 4.6,4.2 0,1.4
        ≤ 4.6 4.6,8.2 0,5.6 4.6,3/0,0.6 4.6,0.6
        ≥ 4.6 0,8.2 4.6,5.6 0,3/0,0.6 4.6,0.6
        ~ 5 0,3.4 ~1.3,5.8 2.5,4.3 ~3.7,2.8 5,5.2
        % 7.6 6.4,10 1.2,0/o~0,10 ~3,10 ~3,6 ~0,6/o~4.6,4 ~7.6,4 ~7.6,0 ~4.6,0
        / 3.4 0,-1 3.4,10.4
        ( 1.8 1.8,10.8 ~-0.8,4.5 1.8,-1.8
        ) 1.8 0,10.8 ~2.6,4.5 0,-1.8
        [ 1.8 1.8,10.8 0,10.8 0,-1.8 1.8,-1.8
        ] 1.8 0,10.8 1.8,10.8 1.8,-1.8 0,-1.8
        ' 0.4 0.2,10 0.2,7.8
        " 2 0.2,10 0.2,7.8/1.8,10 1.8,7.8
        « 4 1.8,6.2 0,3.8 1.8,1.4/4,6.2 2.2,3.8 4,1.4
        » 4 0,6.2 1.8,3.8 0,1.4/2.2,6.2 4,3.8 2.2,1.4
        ° 2.8 o~0,10 ~2.8,10 ~2.8,7.2 ~0,7.2
        ² 3 0.2,8.8 ~0.4,10 1.5,10 ~2.8,10 2.8,8.8 ~2.8,7.8 0,5.4 3,5.4
        ³ 3 0.2,9.4 ~0.6,10 1.4,10 ~2.7,10 2.7,8.9 ~2.7,7.9 1.2,7.9/1.2,7.9 ~3,7.9 3,6.6 ~3,5.4 1.4,5.4 ~0.4,5.4 0,6.2
        · 0.4 0.2,4.2 0.2,4.3
        … 5.6 0.2,0 0.2,0.1/2.8,0 2.8,0.1/5.4,0 5.4,0.1
        & 6.6 6.4,0 1.4,7 ~0.4,8.4 1.4,9.7 ~2.6,10.4 3.8,9.4 ~5.4,7.6 2.6,5.6 ~-1.6,2.8 1.2,0.5 ~4.4,-1.2 6.2,4.4
        ! 0.4 0.2,10 0.2,3/0.2,0 0.2,0.1
        ? 4.8 0,7.8 ~0.5,10 2.5,10 ~4.8,10 4.8,7.7 ~4.8,6.2 3.4,5.1 ~2.4,4.3 2.4,2.8/2.4,0 2.4,0.1
        _ 5 0,-1.4 5,-1.4
        # 6 1.2,0 2.4,10/3.8,0 5,10/0,3.2 5.6,3.2/0.4,6.8 6,6.8
        Б 6 5.3,10 0,10 0,0 2.9,0 ~6,0 6,2.9 ~6,5.7 2.9,5.7 0,5.7
        Г 5 5,10 0,10 0,0
        Ґ 5 4.8,11.8 4.8,10 0,10 0,0
        Д 7 0,-2 0,0 7,0 7,-2/0.9,0 ~1.8,2.4 1.8,10 6,10 6,0
        Ж 9 4.5,10 4.5,0/0.3,10 4.5,4.9 8.7,10/0,0 3.3,6.2/9,0 5.7,6.2
        З 5.6 0.3,8.2 ~1,10 2.8,10 ~5.2,10 5.2,7.6 ~5.2,5.3 2.4,5.3/2.4,5.3 ~5.6,5.3 5.6,2.7 ~5.6,0 2.8,0 ~0.6,0 0,2
        И 6.8 0,10 0,0 6.8,10 6.8,0
        Й 6.8 0,10 0,0 6.8,10 6.8,0/1.9,12.9 ~3.4,11.2 4.9,12.9
        Л 6.4 0,0 ~1.6,0 1.8,10 6.4,10 6.4,0
        П 6.4 0,0 0,10 6.4,10 6.4,0
        Ц 6.8 0,10 0,0 6.8,0 6.8,-2/6,10 6,0
        Ч 6 0,10 0,6.8 ~0,4.4 3,4.4 ~4.8,4.4 6,5/6,10 6,0
        Ш 8.4 0,10 0,0 8.4,0 8.4,10/4.2,10 4.2,0
        Щ 9.2 0,10 0,0 9.2,0 9.2,-2/4.2,10 4.2,0/8.4,10 8.4,0
        Ъ 7 0,10 1.8,10 1.8,0 4.3,0 ~7,0 7,2.8 ~7,5.6 4.3,5.6 1.8,5.6
        Ы 8 0,10 0,0 2.6,0 ~5.4,0 5.4,2.8 ~5.4,5.6 2.6,5.6 0,5.6/8,10 8,0
        Ь 5.8 0,10 0,0 2.9,0 ~5.8,0 5.8,2.8 ~5.8,5.6 2.9,5.6 0,5.6
        Э 6.8 0,7.6 ~0.6,10 3.1,10 ~6.8,10 6.8,5 ~6.8,0 3.1,0 ~0.6,0 0,2.4/2.4,5.1 6.8,5.1
        Є 7 7,7.6 ~6.3,10 3.7,10 ~0,10 0,5 ~0,0 3.7,0 ~6.3,0 7,2.4/0,5.1 4.6,5.1
        Ю 9.6 0,0 0,10/0,5.1 2.6,5.1/o~2.6,10 ~9.6,10 ~9.6,0 ~2.6,0
        Я 6 6,0 6,10 3,10 ~0,10 0,7.4 ~0,4.8 3,4.8 6,4.8/3,4.8 0,0
        Ї 2.4 1.2,0 1.2,10/0.2,12.4 0.2,12.5/2.2,12.4 2.2,12.5
        Ф 8.4 4.2,10.6 4.2,-0.6/o~0,9 ~8.4,9 ~8.4,1.2 ~0,1.2
        У 6.4 0,10 3.5,3.3/6.4,10 2.7,1.2 ~2.1,0 0.4,0.1
        б 5.4 5,10.4 ~4,9.3 2.6,9.2 ~0,8.9 0,4 0,3.4/o~0,6.9 ~5.4,6.9 ~5.4,-0.1 ~0,-0.1
        в 4.6 0,0 0,7 2.2,7 ~4.2,7 4.2,5.4 ~4.2,3.8 2.2,3.8 0,3.8/2.2,3.8 ~4.7,3.8 4.7,1.9 ~4.7,0 2.2,0 0,0
        г 3.8 3.8,7 0,7 0,0
        ґ 3.8 3.7,8.7 3.7,7 0,7 0,0
        д 5.6 0,-1.7 0,0 5.6,0 5.6,-1.7/0.8,0 ~1.5,1.6 1.5,7 4.8,7 4.8,0
        ж 7 3.5,7 3.5,0/0.3,7 3.5,3.4 6.7,7/0,0 2.6,4.4/7,0 4.4,4.4
        з 4.3 0.2,5.8 ~0.8,7 2.1,7 ~3.9,7 3.9,5.4 ~3.9,3.8 1.8,3.8/1.8,3.8 ~4.3,3.8 4.3,1.9 ~4.3,0 2.1,0 ~0.5,0 0,1.3
        и 5 0,7 0,0 5,7 5,0
        й 5 0,7 0,0 5,7 5,0/1.2,9.9 ~2.5,8.4 3.8,9.9
        к 4.4 0,7 0,0/4.2,7 0,2.8/1.5,4.3 4.5,0
        л 4.9 0,0 ~1.2,0 1.4,7 4.9,7 4.9,0
        м 6.2 0,0 0,7 3.1,1.8 6.2,7 6.2,0
        н 4.8 0,0 0,7/4.8,0 4.8,7/0,3.6 4.8,3.6
        п 4.8 0,0 0,7 4.8,7 4.8,0
        т 4.6 0,7 4.6,7/2.3,7 2.3,0
        ф 7.8 3.9,10 3.9,-3/o~0,7.1 ~7.8,7.1 ~7.8,-0.1 ~0,-0.1
        ц 5.5 0,7 0,0 5.5,0 5.5,-1.7/4.8,7 4.8,0
        ч 4.6 0,7 0,4.8 ~0,3 2.2,3 ~3.6,3 4.6,3.5/4.6,7 4.6,0
        ш 7 0,7 0,0 7,0 7,7/3.5,7 3.5,0
        щ 7.7 0,7 0,0 7.7,0 7.7,-1.7/3.5,7 3.5,0/7,7 7,0
        ъ 5.4 0,7 1.4,7 1.4,0 3.3,0 ~5.4,0 5.4,2 ~5.4,4 3.3,4 1.4,4
        ы 6.4 0,7 0,0 2,0 ~4.2,0 4.2,2 ~4.2,4 2,4 0,4/6.4,7 6.4,0
        ь 4.4 0,7 0,0 2.2,0 ~4.4,0 4.4,2 ~4.4,4 2.2,4 0,4
        э 4.8 0,5.4 ~0.5,7 2.2,7 ~4.8,7 4.8,3.5 ~4.8,0 2.2,0 ~0.5,0 0,1.6/1.8,3.6 4.8,3.6
        є 4.8 4.9,5.4 ~4.3,7 2.7,7 ~0,7 0,3.5 ~0,0 2.7,0 ~4.3,0 4.9,1.6/0,3.6 3.2,3.6
        ю 7.2 0,0 0,7/0,3.6 2,3.6/o~2,7.1 ~7.2,7.1 ~7.2,-0.1 ~2,-0.1
        я 4.6 4.6,0 4.6,7 2.3,7 ~0,7 0,5.2 ~0,3.4 2.3,3.4 4.6,3.4/2.3,3.4 0,0
        ї 2.4 1.2,7 1.2,0/0.2,9.6 0.2,9.7/2.2,9.6 2.2,9.7
        """;

    /// <summary>Characters that look like others, or stand for them.</summary>
    private const string From = "АВЕКМНОРСТХІЈЅаеорсухіјѕ‘’ʼ′“”„−—łŁøØđĐı\u00A0\u202F\u2009";
    private const string Into = "ABEKMHOPCTXIJSaeopcyxijs''''\"\"\"-–lLoOdDi   ";

    private static readonly FrozenDictionary<char, Glyph> s_glyphs = Read();

    /// <param name="Width">Without the gap to the next.</param>
    /// <param name="Lines">Straight pieces, curves broken up; y upwards.</param>
    private sealed record Glyph(double Width, (Point From, Point To)[] Lines);

    /// <summary>True when every character can be drawn, with its accents left out.</summary>
    public static bool Knows(string text) => Letters(text).All(c => c == ' ' || s_glyphs.ContainsKey(c));

    /// <summary>In CSS pixels.</summary>
    public static double Width(string text, double size)
    {
        var width = Letters(text).Sum(c => Advance(c));
        return Math.Max(0, width - Gap) * Unit(size);
    }

    /// <param name="canvas">Drawn on.</param>
    /// <param name="text">Characters that are not known are left out.</param>
    /// <param name="left">Of the first letter.</param>
    /// <param name="baseline">CSS pixels from the top.</param>
    /// <param name="size">As in CSS <c>font-size</c>.</param>
    /// <param name="colour">Of the letters.</param>
    /// <param name="isStrong">Thicker lines.</param>
    public static void Draw(Canvas canvas, string text, double left, double baseline, double size, Colour colour, bool isStrong = false)
    {
        var unit = Unit(size);
        foreach (var letter in Letters(text))
        {
            if (s_glyphs.TryGetValue(letter, out var glyph))
            {
                var at = left;
                var lines = Array.ConvertAll(glyph.Lines, l => (
                    new Point(at + (l.From.X * unit), baseline - (l.From.Y * unit)), new Point(at + (l.To.X * unit), baseline - (l.To.Y * unit))));
                canvas.Strokes(lines, (isStrong ? Strong : Regular) * unit, colour);
            }

            left += Advance(letter) * unit;
        }
    }

    /// <summary>Cut with an ellipsis so that it is not wider than <paramref name="width"/>.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Width(text, size) <= width)
        {
            return text;
        }

        var end = text.Length;
        while (end > 0 && Width(text[..end].TrimEnd() + "…", size) > width)
        {
            end = DisplayText.OffSurrogate(text, end - 1);
        }

        return text[..end].TrimEnd() + "…";
    }

    private static double Unit(double size) => size * CapShare / CapHeight;

    private static double Advance(char letter) => letter == ' ' ? 4.2 : s_glyphs.TryGetValue(letter, out var glyph) ? glyph.Width + Gap : 0;

    private static IEnumerable<char> Letters(string text)
    {
        foreach (var c in text)
        {
            if (c == ' ' || char.IsSurrogate(c) || s_glyphs.ContainsKey(c))
            {
                yield return c;
                continue;
            }

            // An accented letter shows without its accent; what has no letter of ours shows as itself, that is not at all.
            var alike = Alike(c);
            var whole = alike != c ? alike : Alike(c.ToString().Normalize(NormalizationForm.FormD)[0]);
            yield return CharUnicodeInfo.GetUnicodeCategory(whole) == UnicodeCategory.NonSpacingMark ? ' ' : whole;
        }
    }

    private static char Alike(char c) => From.IndexOf(c) is >= 0 and var at ? Into[at] : c;

    private static FrozenDictionary<char, Glyph> Read()
    {
        var glyphs = new Dictionary<char, Glyph>();
        foreach (var line in Shapes.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var rest = line[2..];
            var space = rest.IndexOf(' ');
            glyphs.Add(line[0], new Glyph(Number(rest[..space]), [.. rest[(space + 1)..].Split('/').SelectMany(Stroke)]));
        }

        return glyphs.ToFrozenDictionary();
    }

    private static IEnumerable<(Point, Point)> Stroke(string text)
    {
        var isClosed = text[0] == 'o';
        var points = (isClosed ? text[1..] : text).Split(' ').Select(p => (IsControl: p[0] == '~', At: ToPoint(p.TrimStart('~')))).ToList();
        if (isClosed)
        {
            points.Add(points[0]);
            points.Insert(0, (false, Middle(points[0].At, points[^2].At)));
            points[^1] = (false, points[0].At);
        }

        var from = points[0].At;
        for (var at = 1; at < points.Count; at++)
        {
            if (!points[at].IsControl)
            {
                yield return (from, points[at].At);
                from = points[at].At;
                continue;
            }

            var control = points[at].At;
            var to = points[at + 1].IsControl ? Middle(control, points[at + 1].At) : points[at + 1].At;
            var before = from;
            for (var step = 1; step <= CurveSteps; step++)
            {
                var t = step / (double)CurveSteps;
                var next = Curve(from, control, to, t);
                yield return (before, next);
                before = next;
            }

            from = to;
            at += points[at + 1].IsControl ? 0 : 1;
        }
    }

    private static Point Curve(Point from, Point control, Point to, double t)
    {
        var (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
        return new Point((a * from.X) + (b * control.X) + (c * to.X), (a * from.Y) + (b * control.Y) + (c * to.Y));
    }

    private static Point Middle(Point a, Point b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private static Point ToPoint(string text)
    {
        var comma = text.IndexOf(',');
        return new Point(Number(text[..comma]), Number(text[(comma + 1)..]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
