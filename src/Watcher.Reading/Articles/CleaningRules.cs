using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>A step of cleaning: the marker table's, or a shape that needs control flow, such as a credit with a free name.</summary>
internal sealed record CleaningRule(string Name, Action<CleaningState> Apply);

/// <summary>All steps of cleaning in the order tried. Names of shapes begin with "shape-" and serve as marker ids.</summary>
internal static class CleaningRules
{
    /// <summary>Shorter lines repeat on purpose: refrains, labels, answers.</summary>
    private const int RepeatedLength = 80;

    /// <summary>Lines at the end of a text that may invite to a channel.</summary>
    private const int TailLines = 3;

    private const int LongestInvitation = 160;

    private const int LongestMailLine = 200;

    private const int LongestLabel = 40;

    private const int MostLabelWords = 3;

    private static readonly Shape s_copyright = new(@"^(?:(?:copyright\s*)?(?:©|\(c\))\s*.*(?:19|20)\d\d.*|copyright\s+.*(?:19|20)\d\d.*|(?:19|20)\d\d\s*©.*|©.{2,60})$",
        "©", "(c)", "copyright");

    private static readonly Shape s_readingTime = new(
        @"^(?:(?:reading time|read time|час читання|время чтения|lesezeit|temps de lecture|tiempo de lectura|tempo di lettura|czas czytania|okuma süresi)\s*:?\s*)?\d{1,2}\s*-?(?:min|mins|minutes?|мин|минут[аы]?|хв|хвилин[аи]?|minuten|minuti|minuty?|dk|dakika)\.?"
        + @"(?:\s*(?:read|чтения|читання|de lecture|de lectura|di lettura|czytania|lesezeit))?$|^min(?:ute)?s? read$",
        "min", "мин", "хв", "dk", "dakika");

    private static readonly Shape s_postedAt = new(
        @"^(?:(?:posted|first published|published|updated|last updated|last modified|опубликовано|опубліковано|обновлено|оновлено)\b|(?:(?:par|por|von|di) [^,.]{3,50}?)?(?:publié|mis à jour|veröffentlicht|aktualisiert|publicado|actualizado|atualizado"
        + @"|pubblicato|aggiornato|opublikowano|aktualizacja|zaktualizowano|güncelleme|yayınlanma|gepubliceerd|bijgewerkt|publicat|actualizat|publicerad|uppdaterad|δημοσιεύτηκε|ενημερώθηκε)(?: le| el| il| em| am| op| la| la data| den)?\b)\s*(?:on|at|:)?[^.!?]*\d[^!?]*[^.!?]$",
        "posted", "published", "updated", "modified", "опубликовано", "опубліковано", "обновлено", "оновлено", "publi", " jour", "ffentlicht", "aktuali", "ualizado", "pubblicato", "aggiornato", "zaktualizowano", "ncelleme", "nlanma", "bijgewerkt", "actualizat",
        "uppdaterad", "δημοσιεύτηκε", "ενημερώθηκε")
    { HasDigit = true };

    private static readonly Shape s_counter = new(
        @"^(?:(?:image|photo|slide|picture|фото)\s*)?\d{1,3}\s*(?:of|/|из|з)\s*\d{1,3}$|^\(?\d[\d,.]*[km]?\)?\s*(?:comments?|shares?|views?|likes?|комментари[йяев]+|коментар[іїявь]*|просмотр\p{L}*|перегляд\p{L}*)(?: \d{1,2}:\d\d)?$"
        + @"|^(?:comments?|shares?|views?|likes?|комментари[йяев]+|коментар[іїявь]*|просмотр\p{L}*|перегляд\p{L}*|прочит\p{L}+)\s*[:(]\s*\d[\d\s,.]*[kmк]?\)?$",
        "of", "/", "из", "з", "comment", "share", "view", "like", "комментари", "коментар", "просмотр", "перегляд", "прочит")
    { HasDigit = true };

    /// <summary>"More Example Post Stories": the title of a list of other articles.</summary>
    private static readonly Shape s_listTitle = new(
        @"^(?:explore |read |see |view |browse |discover )?(?:(?:more|other|latest|related|recommended|similar|recent)\s(?:[\p{L}\d'’&.-]+\s){0,3}(?:stories|articles|news|posts|coverage|headlines|insights)"
        + @"|(?:more|related|recommended|top|popular|featured|trending)\s(?:stories|articles|news|posts|coverage|reading|videos|headlines|podcasts|insights|resources)"
        + @"(?:\s(?:(?:that|which)\s)?(?:(?:you|we)\s)?(?:may|might)\s(?:also\s)?(?:interest you|like|enjoy)|\s(?:on|from|in|by)(?:\s[\p{L}\d'’&.-]+){1,3})?"
        + @"|(?:ещё|другие|інші|похожие|схожі|читайте|последние|останні)\s(?:\p{L}+\s){0,2}(?:новости|новини|статьи|статті|материалы|матеріали|публикации|публікації)|most (?:read|viewed|popular|shared|commented|watched)\s(?:in|on|this|today|now)(?:\s[\p{L}\d'’&.-]+){0,3})[.:!]?$",
        "more", "other", "latest", "related", "recommended", "similar", "recent", "top", "popular", "featured", "trending", "most", "ещё", "другие", "інші", "похожие", "схожі", "читайте", "последние", "останні");

    private static readonly Shape s_listenLive = new(@"^(?:listen|watch) (?:to |back to )?(?:.{2,40} )?(?:live\b|on catch-?up\b).{0,120}$", "listen", "watch");

    private static readonly Shape s_soldLabel = new(@"^[^.!?]{0,40}[|/–-]\s*(?:affiliate|sponsored|advertorial|partner content|paid content|promotion|реклама)$",
        "affiliate", "sponsored", "advertorial", "partner content", "paid content", "promotion", "реклама");

    /// <summary>"Unlock up to 55% off your subscription": an order to the reader, a percentage and what it is taken off.</summary>
    private static readonly Shape s_discount = new(
        @"^(?:\W{0,4})(?:save|unlock|get|grab|enjoy|claim|take|receive|redeem)\b(?: up to| an? extra| an additional| over)?\s\d{1,3}\s?%(?:\s(?:off|discount|on your|on all|on every)\b).{0,140}$",
        "%")
    { HasDigit = true };

    private static readonly Shape s_moreAt = new(@"^(?:more|full coverage|read more|follow)\b.{0,80}https?://\S+(?: and https?://\S+)*\.?$", "http");

    /// <summary>"Press office, Ann Example, ann@town.example, 555 0100": a line that ends with an address of mail or a number behind one, and is no sentence.</summary>
    private static readonly Shape s_mail = new(@"^(?:.{0,150}[\s:,;(/|])?[\w.+-]{2,40}@[\w-]+(?:\.[\w-]+){1,4}(?:[\s,;|/()+:-]+(?:\p{L}{1,12}\.?[\s:]+)?[\d\s()/+-]{5,24})?$", "@");

    /// <summary>"Seen something? Write to desk@outlet.example.": a question to the reader and an address, in whatever language.</summary>
    private static readonly Shape s_asksForMail = new(@"^[^?？]{4,80}[?？]\s?.{3,150}[\w.+-]{2,40}@[\w-]+(?:\.[\w-]+){1,4}\.?$", "@");

    private static readonly Shape s_channel = new(
        @"\b(?:facebook|instagram|telegram|whatsapp|viber|youtube|tiktok|google news|twitter|linkedin)|телеграм|ватсап|вайбер|фейсбук|واتساب|واٹس ایپ|تلغرام|تليغرام|تلگرام|فيسبوك|व्हाट्सएप|टेलीग्राम|फेसबुक|카카오톡|微信|ไลน์",
        "facebook", "instagram", "telegram", "whatsapp", "viber", "youtube", "tiktok", "google news", "twitter", "linkedin", "телеграм", "ватсап", "вайбер", "фейсбук", "واتساب", "واٹس ایپ", "تلغرام", "تليغرام", "تلگرام", "فيسبوك",
        "व्हाट्सएप", "टेलीग्राम", "फेसबुक", "카카오톡", "微信", "ไลน์");

    /// <summary>"[Gambas:Video]": where a system was to put a film. An editor's note has blanks behind its colon.</summary>
    private static readonly Shape s_placeholder = new(@"^\[\p{L}{3,20}:[^\s\]][^\]]{0,60}\]$", "[");

    /// <summary>"-30-", "###", "- ENDS -": the end of a release.</summary>
    private static readonly Shape s_end = new(@"^(?:[-–—]{1,2}\s?30\s?[-–—]{1,2}|#(?:\s?#){2,3}|[-–—*\[(]+\s?ends?\s?[-–—*\])]+)$", "30", "#", "end");

    private static readonly Shape s_picture = new(@"(?:https?://)?pic\.(?:twitter|x)\.com/\w*$", "pic.");

    public static IReadOnlyList<CleaningRule> InOrder { get; } =
    [
        new("shape-leaked-comment", s => LeakedMarkup.Comments(s, "shape-leaked-comment")),
        new("shape-leaked-code", s => LeakedMarkup.Code(s, "shape-leaked-code")),
        new("shape-title-remnant", s => TitleRemnant(s, "shape-title-remnant")),
        new("shape-duplicate-headline", s => DuplicateHeadline(s, "shape-duplicate-headline")),
        new("shape-repeated-run", s => RepeatedRun(s, "shape-repeated-run")),
        new("markers", MarkerTable.Apply),
        new("shape-photo-credit", s => Credits.Photos(s, "shape-photo-credit")),
        new("shape-agency-credit", s => Credits.Agencies(s, "shape-agency-credit")),
        new("shape-reporting-credit", s => Credits.Reporting(s, "shape-reporting-credit")),
        new("shape-byline", s => Bylines.Lines(s, "shape-byline")),
        new("shape-author-box", s => Bylines.AuthorBoxes(s, "shape-author-box")),
        new("shape-copyright", s => DropWhole(s, s_copyright, 300, "shape-copyright")),
        new("shape-reading-time", s => DropWhole(s, s_readingTime, 40, "shape-reading-time")),
        new("shape-posted-at", s => DropWhole(s, s_postedAt, 90, "shape-posted-at")),
        new("shape-counter", s => DropWhole(s, s_counter, 40, "shape-counter")),
        new("shape-list-title", s => DropWhole(s, s_listTitle, 60, "shape-list-title")),
        new("shape-listen-live", s => DropWhole(s, s_listenLive, 160, "shape-listen-live")),
        new("shape-sold-label", s => DropWhole(s, s_soldLabel, 60, "shape-sold-label")),
        new("shape-discount", s => DropWhole(s, s_discount, 200, "shape-discount")),
        new("shape-more-at", s => DropWhole(s, s_moreAt, 220, "shape-more-at")),
        new("shape-mail-address", s => MailLines(s, "shape-mail-address")),
        new("shape-channel-line", s => ChannelLine(s, "shape-channel-line")),
        new("shape-placeholder", s => DropWhole(s, s_placeholder, 90, "shape-placeholder")),
        new("shape-end-mark", s => DropWhole(s, s_end, 20, "shape-end-mark")),
        new("shape-signature", s => Signatures.Apply(s, "shape-signature")),
        new("shape-embedded-picture", s => EmbeddedPicture(s, "shape-embedded-picture")),
    ];

    internal static bool IsListTitle(ReadOnlySpan<char> text) => text.Length <= 60 && s_listTitle.IsMatch(text);

    private static void DropWhole(CleaningState state, Shape shape, int maxLength, string marker)
    {
        for (var i = state.Pieces.Count - 1; i >= 0; i--)
        {
            if (state.Pieces[i].Text.Length <= maxLength && state.Pieces[i].Kind != BlockKind.Headline && shape.IsMatch(state.Pieces[i].Text))
            {
                state.Drop(i, marker);
            }
        }
    }

    /// <summary>"Bridge reopens |": the separator of a site name that was cut off, at the end of the headline.</summary>
    private static void TitleRemnant(CleaningState state, string marker)
    {
        for (var i = 0; i < Math.Min(2, state.Pieces.Count); i++)
        {
            var piece = state.Pieces[i];
            if (piece.Kind is not (BlockKind.Headline or BlockKind.Heading) && (i > 0 || piece.Text.Length > 200))
            {
                continue;
            }

            var bare = piece.Text.TrimEnd(" |»•·").Length;
            if (bare > 0 && bare < piece.Text.Length)
            {
                state.Cut(i, bare, piece.Text.Length, marker);
            }
        }
    }

    /// <summary>The headline once more among the first blocks.</summary>
    private static void DuplicateHeadline(CleaningState state, string marker)
    {
        var first = state.Pieces.FirstOrDefault(p => p.Kind == BlockKind.Headline);
        var headline = MarkerSet.Core(first is null ? Fold.Text(state.Article.Title) : first.Folded);

        if (headline.Length < 8)
        {
            return;
        }

        var seen = false;
        for (var i = 0; i < Math.Min(10, state.Pieces.Count); i++)
        {
            if (!MarkerSet.Core(state.Pieces[i].Folded).SequenceEqual(headline))
            {
                continue;
            }

            if (seen)
            {
                state.Drop(i--, marker);
            }

            seen = true;
        }
    }

    /// <summary>
    /// Text once more: a teaser above the first paragraph, a section that the layout for small screens repeats. A lone paragraph that comes back
    /// later is quoted on purpose, and plans repeat their lines.
    /// </summary>
    private static void RepeatedRun(CleaningState state, string marker)
    {
        using var repeated = new RentedList<int>(state.Pieces.Count);
        ReadRepeatedHashes(state, repeated);
        if (repeated.Count == 0)
        {
            return;
        }

        var first = new Dictionary<string, int>(repeated.Count, StringComparer.Ordinal);
        for (var i = 0; i < state.Pieces.Count; i++)
        {
            var piece = state.Pieces[i];
            if (piece.Kind is BlockKind.Table or BlockKind.Headline || repeated.Items.BinarySearch(piece.FoldedHash) < 0)
            {
                continue;
            }

            var folded = piece.Folded.ToString();
            if (first.TryAdd(folded, i))
            {
                continue;
            }

            var earlier = first[folded];
            var (run, sentences) = (0, 0);
            for (; i + run < state.Pieces.Count && earlier + run < i && state.Pieces[i + run].Folded.SequenceEqual(state.Pieces[earlier + run].Folded); run++)
            {
                var text = state.Pieces[i + run].Text;
                sentences += text.Length >= RepeatedLength && LineBreaks.EndsSentence(text) ? 1 : 0;
            }

            var isTeaser = i - earlier <= 2 && piece.Kind == BlockKind.Paragraph && piece.Text.Length >= RepeatedLength;
            if (isTeaser || (run >= 3 && sentences >= 2))
            {
                for (var last = i + Math.Max(1, run) - 1; last >= i; last--)
                {
                    state.Drop(last, marker);
                }

                i--;
            }
        }
    }

    /// <summary>The hashes that several blocks have, in order: in most articles there are none, and then nothing has to be compared.</summary>
    private static void ReadRepeatedHashes(CleaningState state, RentedList<int> repeated)
    {
        using var hashes = new RentedList<int>(state.Pieces.Count);
        foreach (var piece in state.Pieces)
        {
            hashes.Add(piece.FoldedHash);
        }

        hashes.Sort();
        for (var i = 1; i < hashes.Count; i++)
        {
            if (hashes[i] == hashes[i - 1])
            {
                repeated.Add(hashes[i]);
            }
        }
    }

    /// <summary>
    /// "Zapratite nas na Facebook-u i Instagramu", in whatever language: the last lines of a text that name a network and end like no sentence, where
    /// the text's own paragraphs do. What has a colon in it names a source.
    /// </summary>
    private static void ChannelLine(CleaningState state, string marker)
    {
        for (var i = state.Pieces.Count - 1; i >= Math.Max(1, state.Pieces.Count - TailLines); i--)
        {
            var piece = state.Pieces[i];
            if (piece is { Kind: BlockKind.Paragraph, Text.Length: <= LongestMailLine } && s_asksForMail.IsMatch(piece.Text))
            {
                state.Drop(i, marker);
            }
            else if (piece is { Kind: BlockKind.Paragraph, Text.Length: <= LongestInvitation } && !LineBreaks.EndsSentence(piece.Text) && piece.Text.IndexOfAny(':', '：', '@') < 0
                && s_channel.IsMatch(piece.Text) && HasSentences(state, i))
            {
                state.Drop(i, marker);
            }
        }
    }

    /// <summary>Lines that end with an address of mail, and the label above them: "Media contact:".</summary>
    private static void MailLines(CleaningState state, string marker)
    {
        for (var i = state.Pieces.Count - 1; i >= 0; i--)
        {
            if (state.Pieces[i] is { Kind: not BlockKind.Headline, Text: { Length: <= LongestMailLine } line } && s_mail.IsMatch(line))
            {
                state.Drop(i, marker);
                if (i > 1 && state.Pieces[i - 1] is { Kind: BlockKind.Paragraph, Text: { Length: <= LongestLabel } label } && label[^1] is ':' or '\uFF1A' && label.Count(' ') < MostLabelWords)
                {
                    state.Drop(--i, marker);
                }
            }
        }
    }

    /// <summary>Most long paragraphs before a line end as sentences do.</summary>
    internal static bool HasSentences(CleaningState state, int end)
    {
        var (sentences, others) = (0, 0);
        for (var i = 0; i < end; i++)
        {
            if (state.Pieces[i] is { Kind: BlockKind.Paragraph, Text: var text } && ReadingLength.Of(text) >= RepeatedLength)
            {
                (sentences, others) = LineBreaks.EndsSentence(text) ? (sentences + 1, others) : (sentences, others + 1);
            }
        }

        return sentences > others;
    }

    /// <summary>The address of a picture at the end of a quoted post.</summary>
    private static void EmbeddedPicture(CleaningState state, string marker)
    {
        for (var i = 0; i < state.Pieces.Count; i++)
        {
            var text = state.Pieces[i].Text;
            if (s_picture.IndexIn(text) is >= 0 and var found)
            {
                var count = state.Pieces.Count;
                state.Cut(i, found, text.Length, marker);
                i -= count - state.Pieces.Count;
            }
        }
    }
}
