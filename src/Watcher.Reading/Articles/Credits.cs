namespace Watcher.Reading.Articles;

/// <summary>Credits of pictures and of agency reports. What a picture credit was glued to is a caption.</summary>
internal static class Credits
{
    private const int LongestCredit = 130;

    private static readonly char[] s_partsOfCredit = [' ', '/', '|', ',', '(', ')', '-', '—', '–'];

    /// <summary>A paragraph longer than this is no caption, even when a picture's credit stands at its end.</summary>
    private const int LongestCaption = 700;

    /// <summary>"Photo by X/AGENCY", "IMAGE SOURCE: X". Group 1 is the name.</summary>
    private static readonly Shape s_labelled = new(
        @"(?:file\s+)?(?:photos?|photographs?|photography|pictures?|images?|video|map|graphic|illustration|фото|зображення|изображение|світлина|снимок)(?: illustration)?\s*"
        + @"(?:(?:by|courtesy of|courtesy|via|credits?|source|copyright|от|від|з|из)\s*[:.…]?|:|/)\s*(\S.*)$",
        "photo", "picture", "image", "video", "map", "graphic", "illustration", "фото", "зображення", "изображение", "світлина", "снимок");

    /// <summary>The same in other languages of the web: "Foto: dpa", "Fot. Ann Example", "사진=…", "图／…".</summary>
    private static readonly Shape s_labelledElsewhere = new(
        @"(?:(?:fotos?|fotó|fotografía|fotografia|foto de archivo|foto simbólica|symbolbild|symbolfoto|bild|crédit photo|photo d'illustration|crédito|kuva|ảnh|φωτογραφία|φωτο|صورة|تصوير|צילום|사진|写真|図|图|图片|摄影|供图)\s*[:：=/／]|fot\.\s)\s*(\S.*)$",
        "fot", "bild", "photo", "dito", "kuva", "ảnh", "φωτο", "صورة", "تصوير", "צילום", "사진", "写真", "図", "图", "摄影", "供图");

    private static readonly Shape s_bracketed = new(
        @"[(\[]\s*(?:(?:file |cover |main )?(?:image|photo|photograph|picture|pic|map|graphic|video|screenshot|screengrab|фото|зображення|изображение|карта)s?\s*)?"
        + @"(?:(?:credits?|sources?|courtesy(?: of)?|via|by|copyright|джерело|источник)\s*:?|:)\s*[^()\[\]]{2,130}[)\]]\s*\.?$",
        "credit", "source", "courtesy", "via", "by", "copyright", "джерело", "источник", ":");

    private static readonly Shape s_creditOnly = new(@"^(?:Credits?|CREDITS?|Courtesy|Handout|Photos?|Фото)\s*(?::|…|\.\.\.|of|by|/)\s*\S.{1,110}$",
        "credit", "courtesy", "handout", "photo", "фото")
    { IsCased = true };

    private static readonly Shape s_creditTail = new(@"(?:Credits?|CREDITS?|Courtesy)(?::|…|\.\.\.| of)\s*\p{Lu}.{1,100}$", "credit", "courtesy") { IsCased = true };

    private static readonly Shape s_reportingWhole = new(
        @"^[(\[]?(?:(?:additional|with) )?(?:reporting|writing|editing|compiled|written|edited)(?: and (?:writing|editing|reporting))? (?:by|from) .{3,400}$",
        "reporting", "writing", "editing", "compiled", "written", "edited");

    private static readonly Shape s_reportingTail = new(
        @"\((?:Additional r|R|With r)eporting (?:and writing )?(?:by|from) [^()]{3,300}\)\.?$", "eporting")
    { IsCased = true };

    public static void Photos(CleaningState state, string marker)
    {
        for (var i = state.Pieces.Count - 1; i >= 0; i--)
        {
            var piece = state.Pieces[i];
            if (piece.Kind == BlockKind.Headline)
            {
                continue;
            }

            var start = Start(piece);
            if (start < 0)
            {
                continue;
            }

            var alone = start == 0;
            var glued = i > 0 && alone && IsGlued(state, i);
            var rest = piece.Text[..start].TrimEnd();
            state.Cut(i, start, piece.Text.Length, marker);
            if (!alone && rest.Length <= LongestCaption && IsPictureText(rest, piece.Text[start..]))
            {
                state.MakeCaption(i);
            }
            else if (glued)
            {
                state.MakeCaption(i - 1);
            }
        }
    }

    /// <summary>
    /// A credit of a photo makes its paragraph a caption. "(Source: …)" also stands under statements, so there the text must lack a full stop.
    /// </summary>
    private static bool IsPictureText(ReadOnlySpan<char> rest, ReadOnlySpan<char> credit) =>
        !(credit.StartsWith("(source", StringComparison.OrdinalIgnoreCase) || credit.StartsWith("(via", StringComparison.OrdinalIgnoreCase)
            || credit.StartsWith("[source", StringComparison.OrdinalIgnoreCase))
        || !LineBreaks.EndsSentence(rest);

    /// <summary>In plain text a caption stands on the line right above its credit.</summary>
    private static bool IsGlued(CleaningState state, int index)
    {
        var (above, credit) = (state.Pieces[index - 1], state.Pieces[index]);
        return above.Kind == BlockKind.Paragraph && above.Text.Length <= 250 && above.SourceStart + above.Text.Length + 1 == credit.SourceStart
            && state.Article.Dropped.IsEmpty && HasBlankLines(state);
    }

    /// <summary>Only where paragraphs are set apart by blank lines does a single line break mean that two lines belong together.</summary>
    private static bool HasBlankLines(CleaningState state)
    {
        var blocks = state.Article.Blocks;
        for (var i = 1; i < blocks.Length; i++)
        {
            if (blocks[i].SourceStart > blocks[i - 1].SourceStart + blocks[i - 1].Span.Length + 1)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"(by transplant, i.e. small plants)" and "(credit cards, cash)" credit nobody.</summary>
    private static bool NamesSomebody(ReadOnlySpan<char> credit)
    {
        foreach (var c in credit[2..])
        {
            if (c == ':' || char.IsUpper(c))
            {
                return true;
            }
        }

        return false;
    }

    private static int Start(CleaningState.Piece piece)
    {
        var text = piece.Text;
        if (text.Length <= LongestCredit && s_creditOnly.IsMatch(text) && !LooksLikeSentence(text))
        {
            return 0;
        }

        if (text.TrimEnd(" .") is [.., ')' or ']'] && s_bracketed.Find(text, out var bracketed) && NamesSomebody(text[bracketed.Start..bracketed.End]))
        {
            return bracketed.Start;
        }

        // The tail is searched in a window: a credit is short.
        var from = Math.Max(0, text.Length - LongestCredit - 40);
        var hasLabel = s_labelled.MayMatch(text[from..]);
        foreach (var shape in (ReadOnlySpan<Shape>)[s_labelled, s_labelledElsewhere])
        {
            if (shape.IndexIn(text[from..]) is >= 0 and var labelled && text.Length - from - labelled <= LongestCredit
                && IsCreditPlace(piece, from + labelled) && !LooksLikeSentence(text[(from + labelled)..]))
            {
                return from + labelled;
            }
        }

        // "… in Grakovo. Photo by": the pattern finds its first place; a later one counts too.
        for (var at = hasLabel ? text.LastIndexOf("hoto") : -1; at > from; at = text[..at].LastIndexOf("hoto"))
        {
            if (IsCreditPlace(piece, at - 1) && s_labelled.IndexIn(text[(at - 1)..]) == 0 && text.Length - at <= LongestCredit && !LooksLikeSentence(text[(at - 1)..]))
            {
                return at - 1;
            }
        }

        if (s_creditTail.IndexIn(text[from..]) is >= 0 and var tail)
        {
            var at = from + tail;
            if (IsCreditPlace(piece, at) && !LooksLikeSentence(text[at..]))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>At the start of a block, after the end of a sentence, or anywhere between words of a caption.</summary>
    private static bool IsCreditPlace(CleaningState.Piece piece, int at)
    {
        if (at == 0)
        {
            return true;
        }

        if (!char.IsWhiteSpace(piece.Text[at - 1]))
        {
            return piece.Text[at - 1] == '\u3002';   // Chinese and Japanese set no blank behind a full stop
        }

        var before = piece.Text[..at].TrimEnd();
        return before.Length > 0 && (before[^1] is '.' or '!' or '?' or '"' or '”' or '»' or ')' or '|' or '…' or '’' || piece.Kind == BlockKind.Caption);
    }

    /// <summary>"Photos by Ann Example went on show in May." is news: most of its words are in lower case.</summary>
    private static bool LooksLikeSentence(ReadOnlySpan<char> credit)
    {
        int lower = 0, words = 0;
        foreach (var part in credit.SplitAny([' ', '/', '|', ',']))
        {
            var word = credit[part];
            if (word.IsEmpty)
            {
                continue;
            }

            words++;
            lower += char.IsLower(word[0]) && word is not ("by" or "via" or "of" or "the" or "and" or "for" or "courtesy" or "source" or "credit" or "de" or "van" or "von" or "от" or "від") ? 1 : 0;
        }

        return words > 3 && lower > words * 0.4;
    }

    /// <summary>"REUTERS/Ann Example", "Ann Example | Getty Images", "(AP Photo/Ann Example, File)": names and an agency, nothing else.</summary>
    public static void Agencies(CleaningState state, string marker)
    {
        for (var i = state.Pieces.Count - 1; i >= 0; i--)
        {
            var piece = state.Pieces[i];
            if (piece.Kind == BlockKind.Headline)
            {
                continue;
            }

            var start = LastPart(piece.Text);
            var part = piece.Text[start..];
            if (part.Length is < 4 or > LongestCredit || !IsAgencyCredit(piece, start, state.Markers))
            {
                continue;
            }

            var rest = start;
            state.Cut(i, start, piece.Text.Length, marker);
            if (rest > 0 && rest <= LongestCaption)
            {
                state.MakeCaption(i);
            }
        }
    }

    /// <summary>Where the last sentence or bracket of a block begins.</summary>
    private static int LastPart(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        if (text[^1] == ')')
        {
            var open = text.LastIndexOf('(');
            return open < 0 ? 0 : open;
        }

        for (var i = end - 2; i > 0; i--)
        {
            if (char.IsWhiteSpace(text[i]) && text[i - 1] is '.' or '!' or '?' or '”' or '"' or '…' && i + 1 < end && !IsInitial(text, i - 1))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static bool IsInitial(ReadOnlySpan<char> text, int dot) =>
        text[dot] == '.' && dot > 0 && char.IsUpper(text[dot - 1]) && (dot == 1 || !char.IsLetter(text[dot - 2]));

    private static bool IsAgencyCredit(CleaningState.Piece piece, int start, MarkerSet markers)
    {
        var part = piece.Text[start..];
        var separated = part.IndexOfAny("/|") >= 0 || part.Contains(" via ", StringComparison.Ordinal) || part[0] == '('
            || part.Contains(" - ", StringComparison.Ordinal) || part.Contains(", ", StringComparison.Ordinal);
        if (!separated || LooksLikeSentence(part) || part.Contains("://", StringComparison.Ordinal))
        {
            return false;
        }

        return AreNames(part) && NamesAgency(part, markers) && !EndsLikeDateline(part);
    }

    /// <summary>A few words, none of them in lower case but those that join names.</summary>
    private static bool AreNames(ReadOnlySpan<char> part)
    {
        var words = 0;
        foreach (var range in part.SplitAny(s_partsOfCredit))
        {
            var word = part[range];
            if (word.IsEmpty)
            {
                continue;
            }

            words++;
            if (char.IsLower(word[0]) && word is not ("via" or "for" or "and" or "de" or "van" or "of" or "the" or "file" or "photo"))
            {
                return false;
            }
        }

        return words is >= 2 and <= 14;
    }

    private static bool NamesAgency(ReadOnlySpan<char> part, MarkerSet markers)
    {
        var words = part.ToString().Split(s_partsOfCredit, StringSplitOptions.RemoveEmptyEntries);
        var folded = $" {Watcher.Reading.Text.Fold.Text(string.Join(' ', words))} ";
        return markers.Agencies.Any(a => folded.Contains(a, StringComparison.Ordinal));
    }

    /// <summary>"KYIV, Nov 3 (Reuters) -" opens a report and is no credit.</summary>
    private static bool EndsLikeDateline(ReadOnlySpan<char> part) => part.TrimEnd()[^1] is '-' or '–' or '—';

    public static void Reporting(CleaningState state, string marker)
    {
        for (var i = state.Pieces.Count - 1; i >= 0; i--)
        {
            var text = state.Pieces[i].Text;
            if (text.Length <= 450 && s_reportingWhole.IsMatch(text) && !LooksLikeSentence(text.ToString().Replace("reporting", "", StringComparison.OrdinalIgnoreCase)
                .Replace("editing", "", StringComparison.OrdinalIgnoreCase).Replace("additional", "", StringComparison.OrdinalIgnoreCase)))
            {
                state.Drop(i, marker);
            }
            else if (text[^1] is ')' or '.' && s_reportingTail.IndexIn(text) is >= 0 and var tail)
            {
                state.Cut(i, tail, text.Length, marker);
            }
        }
    }
}
