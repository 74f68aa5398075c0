using System.Text.RegularExpressions;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>
/// Pages that answer with something else than an article. The signs alone prove nothing, reports speak of errors and cookies too; they count
/// only where the page has little running text.
/// </summary>
internal static partial class NoArticleSigns
{
    /// <summary>Error pages and consent walls say less than this, in characters.</summary>
    private const int ShortPage = 1_500;

    /// <summary>What a wall says that does not name itself in its title; reports on cookies are longer.</summary>
    private const int ConsentText = 600;

    /// <summary>A stub of a paid article: two sentences and an offer. Longer openings are worth reading.</summary>
    private const int Stub = 320;

    private const int ManyCards = 9;

    private const int ManyCaptions = 6;

    /// <summary>A paragraph that a teaser is not.</summary>
    private const int SolidParagraph = 220;

    /// <param name="metadata">Of the page.</param>
    /// <param name="page">Its blocks, after the body was looked for.</param>
    /// <param name="pieces">What would be the article's text.</param>
    /// <param name="length">Characters of running text in it.</param>
    /// <returns>The reason why the page is no article, or null when nothing says so.</returns>
    public static NoArticleReason? Read(PageMetadata metadata, PageOutline page, List<(BlockKind Kind, string Text)> pieces, int length)
    {
        if (length < ShortPage && (ErrorTitle().IsMatch(Fold.Text(metadata.Title)) || page.Blocks.Take(12).Any(b => b.Kind == BlockKind.Heading && ErrorTitle().IsMatch(Fold.Text(b.Text)))))
        {
            return NoArticleReason.ErrorPage;
        }

        if (length < ShortPage && (ConsentTitle().IsMatch(Fold.Text(metadata.Title)) || (length < ConsentText && IsConsent(page))))
        {
            return NoArticleReason.ConsentWall;
        }

        if (length < Stub && (metadata.IsFree == false || page.Blocks.Any(b => b.Text.Length < 250 && Offer().IsMatch(Fold.Text(b.Text)))))
        {
            return NoArticleReason.Paywalled;
        }

        var solid = pieces.Count(p => p.Kind is not (BlockKind.Caption or BlockKind.Heading) && ReadingLength.Of(p.Text) >= SolidParagraph);
        var captions = page.Blocks.Where(b => b.Kind == BlockKind.Caption).ToList();
        if (solid == 0 && captions.Count >= ManyCaptions && captions.Sum(c => c.Text.Length) > 2 * length)
        {
            return NoArticleReason.Gallery;
        }

        return solid == 0 && length < ShortPage && metadata.Kind is not "article" && metadata.ArticleBody is null && IsList(page, length)
            ? NoArticleReason.IndexPage : null;
    }

    /// <summary>Many linked titles, which say more than the text or have a paragraph each at most. Those without a frame count too: old front pages are lists of headlines.</summary>
    private static bool IsList(PageOutline page, int length)
    {
        var (titles, said) = (0, 0);
        foreach (var block in page.Blocks)
        {
            var isTitle = block.LinkDensity > 0.8 && block.Text.Length >= 25 && (block.IsCard || block.Kind == BlockKind.Heading);
            titles += isTitle ? 1 : 0;
            said += isTitle || block.IsCard ? block.Text.Length : 0;
        }

        return titles >= ManyCards && (said > length || titles >= page.Blocks.Count(b => b.Kind != BlockKind.Heading && BodyFinder.Prose(b) > 0));
    }

    private static bool IsConsent(PageOutline page)
    {
        var (all, about) = (0, 0);
        foreach (var block in page.Blocks)
        {
            all += block.Text.Length;
            about += ConsentWords().Count(Fold.Text(block.Text)) > 0 ? block.Text.Length : 0;
        }

        return all > 0 && about > all * 0.5;
    }

    [GeneratedRegex(@"^(?:error )?(?:40[0-9]|410|429|50[0-4])\b|^(?:error|page|article|story|document|file|content)?:? ?(?:not found|no longer (?:available|exists)|cannot be found|could not be found|was not found)\b|page (?:not found|you (?:requested|are looking for))|^access denied|^forbidden|^just a moment|^attention required|^are you (?:a robot|human)|^(?:please )?verify(?:ing)? (?:you are|that you)|^service (?:temporarily )?unavailable|^bad gateway|^security check|^something went wrong|^oops\b|^страница не найдена|^ошибка|^сторінку не знайдено|^помилка|^доступ (?:запрещен|заборонено)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ErrorTitle();

    [GeneratedRegex(@"^before you continue|^your privacy choices|^we value your privacy|^cookie (?:consent|settings|preferences)|^privacy settings|^consent\b|^manage (?:cookies|consent)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ConsentTitle();

    [GeneratedRegex(@"\bcookies?\b|\bconsent\b|\bpersonal data\b|\bprivacy (?:policy|settings|choices)\b|\baccept all\b|\bour partners\b|\blegitimate interest|файлы cookie|файли cookie|персональн\p{L}+ дан", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ConsentWords();

    [GeneratedRegex(@"subscribe (?:now )?to (?:continue|read|unlock|keep)|to continue reading|to (?:keep|read on|read the (?:full|rest|whole))|(?:article|story|content|piece) is (?:only )?(?:for|available to|exclusive to|reserved for) (?:our )?(?:paid |paying )?(?:subscribers|members)|subscribers only|already (?:a subscriber|a member|subscribed)|unlock this (?:article|story|piece)|create a free account|register to (?:continue|read)|weiterlesen mit|(?:bereits|schon) (?:ein )?(?:abo\b|abonnent|registriert)|(?:nur )?fur abonnent|abonnez-vous pour (?:lire|continuer|acceder)|reserve (?:a nos|aux) abonnes|deja abonne|ya (?:es|eres) suscriptor|ya (?:estas|esta) suscrito"
        + @"|suscribete para (?:leer|seguir|continuar)|para (?:seguir|continuar) leyendo|gia abbonat|abbonati per (?:leggere|continuare)|riservato agli abbonati|ja e assinante|assine para (?:ler|continuar)|para continuar lendo|tylko dla (?:subskrybentow|prenumeratorow)|aby czytac dalej|masz juz (?:subskrypcje|prenumerate)"
        + @"|abonelere ozel|okumaya devam etmek icin abone|(?:только|лише|тільки) для (?:подписчиков|підписників|передплатників)|оформите подписку|оформіть передплату|чтобы читать дальше|щоб читати далі", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Offer();
}
