namespace Watcher.Reading.Articles;

/// <summary>Who wrote the article: the line above it and the box below it.</summary>
internal static class Bylines
{
    private static readonly Shape s_labelled = new(
        @"^(?:(?:authors?|written by|words by|story by|text by|reported by|автор(?:ы|и|ка)?|текст)\s*(?::|by\b)?|(?:editors?|reporters?|pewarta|penulis|redaktur|muhabir|haber|autor(?:es|a|ka)?|auteur|auteure|autore|yazar|редактор|кореспондент|корреспондент)\s*:)\s*(\p{L}.{1,90})$",
        "author", "written by", "words by", "story by", "text by", "reported by", "автор", "текст", "editor", "reporter", "pewarta", "penulis", "redaktur", "muhabir", "haber", "autor", "auteur", "yazar", "редактор", "респондент");

    private static readonly Shape s_by = new(
        @"^(?:By|BY|by) (?:\p{Lu}[\p{L}.'’-]+)(?: (?:\p{Lu}[\p{L}.'’-]*|and|&|de|van|von|al|bin)){1,8}(?:(?:,| \||,? [A-Z]{2,5}\b| for| -| –| on).{0,60})?$",
        "by ")
    { IsCased = true };

    private static readonly Shape s_box = new(
        @"^\p{Lu}[\p{L}.'’-]+(?: \p{L}[\p{L}.'’-]*){1,4},? (?:is|was|has been|covers|writes|reports|works) .{5,450}$",
        " is ", " was ", " has been ", " covers ", " writes ", " reports ", " works ")
    { IsCased = true };

    private static readonly Shape s_trade = new(
        @"\b(?:editor|reporter|correspondent|writer|journalist|columnist|contributor|author|producer|intern|fellow|freelancer?|covers|writes"
        + @"|журналіст\p{L}*|журналист\p{L}*|редактор\p{L}*|кореспондент\p{L}*|корреспондент\p{L}*|оглядач\p{L}*|обозреватель\p{L}*|автор\p{L}*|авторка|репортер\p{L}*|колумніст\p{L}*|колумнист\p{L}*|пише про|пишет о|пишет об)\b",
        "editor", "reporter", "correspondent", "writer", "journalist", "columnist", "contributor", "author", "producer", "intern", "fellow", "freelance", "covers", "writes",
        "журналіст", "журналист", "редактор", "кореспондент", "корреспондент", "оглядач", "обозреватель", "автор", "репортер", "колумн", "пише про", "пишет о");

    private static readonly Shape s_contact = new(
        @"follow (?:him|her|them|me)\b|on (?:twitter|x|mastodon|bluesky|facebook|instagram|linkedin|telegram)\b|(?:^|\s)@\w{3,}|\w@\w+\.\w|(?:reached|contacted) (?:at|on|via)|(?:his|her|their) (?:twitter|website|newsletter)",
        "follow", "twitter", "on x", "mastodon", "bluesky", "facebook", "instagram", "linkedin", "telegram", "@", "reached", "contacted", "website", "newsletter");

    private static readonly Shape s_contactOnly = new(
        @"^(?:(?:you can )?(?:email|e-mail|contact|follow|reach|tweet) \p{L}.{0,160}(?:@\w{2,}|\w@\w+\.\w|on (?:twitter|facebook|instagram|telegram|x)\b).*|(?:twitter|x|telegram|instagram): ?@\w+|@\w{3,}"
        + @"|(?:https?://)?(?:www\.)?(?:twitter|x|facebook|instagram|linkedin|youtube|tiktok|t)\.(?:com|me)/\S+"
        + @"|(?:(?:have|got) a (?:news )?tip\?? .{0,60})?\p{L}[\p{L}.'’ -]{3,60} (?:can|may) be (?:reached|contacted|emailed) (?:at|by|on|via) .{4,160})$",
        "@", "on twitter", "on facebook", "on instagram", "on telegram", "on x", ".com/", ".me/", "be reached", "be contacted", "be emailed");

    public static void Lines(CleaningState state, string marker)
    {
        for (var i = state.Pieces.Count - 1; i >= 0; i--)
        {
            var piece = state.Pieces[i];
            var text = piece.Text;
            if (text.Length > 110 || piece.Kind == BlockKind.Headline)
            {
                continue;
            }

            // "By Popular Demand" may head a section: an unlabelled byline stands at the top or at the foot.
            var atEdge = i <= 6 || i >= state.Pieces.Count - 3;
            if ((s_labelled.IsMatch(text) && AreNames(text)) || (atEdge && piece.Kind != BlockKind.Heading && s_by.IsMatch(text) && !LineBreaks.EndsSentence(text)))
            {
                state.Drop(i, marker);
            }
        }
    }

    /// <summary>"Author: Ann Example and Bo Sample": capitalised words and what joins them.</summary>
    private static bool AreNames(ReadOnlySpan<char> text)
    {
        var label = true;
        var names = 0;
        foreach (var word in text.ToString().Split([' ', ',', ':', '&', '|'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (label && (word is "by" or "By" or "BY" || names == 0 && word.Length > 3 && s_label.IsMatch(word)))
            {
                continue;
            }

            label = false;
            if (char.IsUpper(word[0]))
            {
                names++;
            }
            else if (word is not ("and" or "de" or "van" or "von" or "al" or "bin" or "и" or "та" or "й"))
            {
                return false;
            }
        }

        return names is >= 1 and <= 10;
    }

    private static readonly Shape s_label = new(
        @"^(?:authors?|written|words|story|text|reported|автор(?:ы|и|ка)?|текст|editors?|reporters?|pewarta|penulis|redaktur|muhabir|haber|autor(?:es|a|ka)?|auteure?|autore|yazar|редактор|кореспондент|корреспондент)$");

    public static void AuthorBoxes(CleaningState state, string marker)
    {
        // A box stands below the article; five blocks leave room for a second author and a share line.
        for (var i = state.Pieces.Count - 1; i >= Math.Max(1, state.Pieces.Count - 5); i--)
        {
            var text = state.Pieces[i].Text;
            if (text.Length <= 200 && s_contactOnly.IsMatch(text))
            {
                state.Drop(i, marker);
            }
            else if (text.Length <= 600 && ((s_box.IsMatch(text) && s_trade.IsMatch(text) && s_contact.IsMatch(text)) || (IsAboutAuthor(state.Article, text) && s_trade.IsMatch(text))))
            {
                state.Drop(i, marker);
            }
        }
    }

    /// <summary>"Ann Example — журналістка": it opens with the name of an author and says who that is; a report does not speak of its own author so.</summary>
    private static bool IsAboutAuthor(Article article, ReadOnlySpan<char> text)
    {
        foreach (var author in article.Authors)
        {
            if (author.Contains(' ') && text.Length > author.Length && text.StartsWith(author, StringComparison.OrdinalIgnoreCase) && s_aboutOpening.IsMatch(text[author.Length..]))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly Shape s_aboutOpening = new(@"^(?: (?:пише|пишет|працює|работает|є)\b| ?[-–—])");
}
