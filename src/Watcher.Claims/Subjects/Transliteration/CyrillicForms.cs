using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Subjects.Transliteration;

/// <summary>
/// Case forms of one Ukrainian or Russian name word: stem and a closed list of endings, never a general stemmer (claims.md 2.5). Endings of
/// both languages stand together where a word does not tell its language; what no grammar gives does not occur in texts.
/// </summary>
public static class CyrillicForms
{
    /// <summary>Women's surnames have endings of their own, places have not; given names in -ий are nouns, places in -ий adjectives.</summary>
    public enum Kind { Place, Person }

    /// <summary>Shorter words have no case forms of their own: they would fall together with other words.</summary>
    public const int MinLength = 4;

    // The longest ending that fits decides.
    private static readonly (string Ending, string[] Others)[] s_adjectives =
    [
        ("ський", ["ського", "ському", "ським", "ськім", "ської", "ській", "ською", "ську", "ська", "ські", "ських", "ськими"]),
        ("цький", ["цького", "цькому", "цьким", "цькім"]),
        ("ский", ["ского", "скому", "ским", "ском"]),
        ("цкий", ["цкого", "цкому", "цким", "цком"]),
        ("ий", ["ого", "ому", "им", "ім", "ом"]), ("ый", ["ого", "ому", "ым", "ом"]), ("ой", ["ого", "ому", "ым", "ом"]),
        ("ая", ["ой", "ую", "ою"]), ("ое", ["ого", "ому", "ым", "им", "ом"]), ("ее", ["его", "ему", "им", "ем"]), ("ые", ["ых", "ым", "ыми"]), ("ие", ["их", "им", "ими"]),
    ];

    private static readonly (string Ending, string[] Others)[] s_men =
    [
        ("ський", ["ського", "ському", "ським", "ськім"]), ("цький", ["цького", "цькому", "цьким", "цькім"]),
        ("ский", ["ского", "скому", "ским", "ском"]), ("цкий", ["цкого", "цкому", "цким", "цком"]),
        ("ий", ["ого", "ому", "им", "ім", "ия", "ию", "ием", "ии"]), ("ый", ["ого", "ому", "ым", "ом"]), ("ой", ["ого", "ому", "ым", "ом"]),
    ];

    private static readonly (string Ending, string[] Others)[] s_nouns =
    [
        ("ів", ["ова", "ову", "овом", "ові", "овим", "ового", "овому", "ева", "еву", "евом", "еві"]), ("їв", ["єва", "єву", "євом", "єві", "євим"]),
        ("ієв", ["ієва", "ієву", "ієвом", "ієві"]), ("ев", ["ева", "еву", "евом", "еве", "евым", "евим", "еві"]), ("ов", ["ова", "ову", "овом", "ове", "овым", "овим", "ові"]),
        ("єв", ["єва", "єву", "євим", "євом", "єві"]),
        ("ія", ["ії", "ію", "ією"]), ("ия", ["ии", "ию", "ией"]), ("я", ["і", "ї", "ю", "ею", "єю", "ей", "и", "е", "ям", "ьям"]),
        ("ка", ["ки", "ку", "ці", "кою", "ке", "кой", "кої", "кій"]), ("га", ["ги", "гу", "зі", "гою", "ге", "гой", "гої", "гій"]), ("ха", ["хи", "ху", "сі", "хою", "хе", "хой"]),
        ("жа", ["жі", "жу", "жею", "жи", "же", "жей"]), ("ча", ["чі", "чу", "чею", "чи", "че", "чей"]), ("ша", ["ші", "шу", "шею", "ши", "ше", "шей"]),
        ("ця", ["ці", "цю", "цею"]), ("а", ["и", "і", "ы", "у", "ою", "ой", "е", "ої", "ій"]),
        ("е", ["ого", "ому", "ім", "им", "я", "ю", "ем", "і", "а", "у"]), ("є", ["я", "ю", "єм", "ї", "ього", "ьому"]), ("о", ["а", "у", "ом", "ові", "і", "е"]),
        ("ці", ["ців", "цям", "цями", "цях"]), ("цы", ["цев", "цам", "цами", "цах"]),
        ("и", ["", "ів", "ам", "ами", "ах"]), ("ы", ["", "ов", "ам", "ами", "ах"]), ("і", ["", "ів", "ей", "ам", "ями", "ях", "ям", "ами", "ах"]),
        ("й", ["я", "ю", "єм", "ем", "ї", "є", "е", "и", "єві", "еві"]),
        ("ець", ["ця", "цю", "цем", "ці", "цеві"]), ("ец", ["ца", "цу", "цом", "цем", "це"]), ("ок", ["ка", "ку", "ком", "ці", "ке", "кові"]), ("ьок", ["ька", "ьку", "ьком"]),
        ("ень", ["ня", "ню", "нем", "ні", "еня", "ені", "енем"]), ("інь", ["еня", "еню", "енем", "ені", "іня", "іні"]),
        ("ь", ["я", "ю", "ем", "ом", "і", "е", "и", "ю"]),
    ];

    private static readonly string[] s_afterConsonant = ["а", "у", "ом", "ем", "ові", "еві", "і", "е", "ым", "им"];

    private static readonly string[] s_adjectiveSuffixes = ["ськ", "цьк", "зьк", "ск", "цк"];

    private static readonly string[] s_adjectiveEndings =
        ["ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими", "ая", "ой", "ую", "ое", "ом", "ие"];

    /// <summary>The word itself, folded, then its case forms; words shorter than four letters and words in other scripts only themselves.</summary>
    public static ImmutableArray<string> Of(string word, Kind kind) => OfFolded(Fold.Text(word).Replace("'", "", StringComparison.Ordinal), kind);

    /// <summary>As <see cref="Of"/> for a word that is folded already, its apostrophes left out.</summary>
    /// <param name="isPart">True for a word of a longer name: that has case forms however short it is (Яр, Яру).</param>
    internal static ImmutableArray<string> OfFolded(string folded, Kind kind, bool isPart = false)
    {
        if (folded.Length < (isPart ? 2 : MinLength) || !folded.AsSpan().ContainsAnyInRange('\u0400', '\u04FF'))
        {
            return [folded];
        }

        var (ending, others) = Paradigm(folded, kind == Kind.Person ? s_men : s_adjectives) ?? Paradigm(folded, s_nouns) ?? ("", s_afterConsonant);
        var forms = ImmutableArray.CreateBuilder<string>(others.Length + 1);
        forms.Add(folded);
        Add(forms, folded.AsSpan(0, folded.Length - ending.Length), others);
        if (ending.Length == 0 && folded[^1] is not ('й' or 'ь'))
        {
            // Ріг, Рогу; Камінь is a soft noun above. The vowel opens when an ending follows.
            var vowel = folded.LastIndexOf('і');
            if (vowel > 0 && vowel == folded.Length - 2)
            {
                Add(forms, string.Concat(folded.AsSpan(0, vowel), "о", folded.AsSpan(vowel + 1)), ["у", "а", "ом", "ові", "і"]);
            }
        }

        return forms.ToImmutable();
    }

    /// <summary>
    /// Case forms of the adjective of a place, folded: Харків, харківський. Beside an oblast or raion word it stands for the place. Empty for
    /// names that are adjectives themselves or no Cyrillic.
    /// </summary>
    public static ImmutableArray<string> AdjectivesOf(string place)
    {
        var forms = ImmutableArray.CreateBuilder<string>();
        foreach (var stem in AdjectiveStems(place))
        {
            Add(forms, stem, s_adjectiveEndings);
        }

        return forms.ToImmutable();
    }

    /// <summary>Case forms of the region called for a city, folded: Харків, Харківщина; Донецьк, Донеччина. Empty where the language has none.</summary>
    public static ImmutableArray<string> RegionsOf(string place)
    {
        var forms = ImmutableArray.CreateBuilder<string>();
        foreach (var stem in AdjectiveStems(place).Where(s => s.Length > MinLength))
        {
            var region = stem.EndsWith("цьк", StringComparison.Ordinal) ? stem[..^3] + "ччин"
                : stem.EndsWith("ськ", StringComparison.Ordinal) ? stem[..^3] + "щин"
                : stem.EndsWith("ск", StringComparison.Ordinal) ? stem[..^2] + "щин"
                : null;
            if (region is not null)
            {
                Add(forms, region, ["а", "и", "і", "у", "ою", "ы", "е", "ой"]);
            }
        }

        return forms.ToImmutable();
    }

    /// <summary>Case forms of a state's name, its people's or its adjective, the given one first: Сирія, Сирії; сирійський, сирійських. The capital stays.</summary>
    public static ImmutableArray<string> OfSide(string lemma)
    {
        ArgumentNullException.ThrowIfNull(lemma);
        var word = Fold.Text(lemma);
        var forms = ImmutableArray.CreateBuilder<string>();
        forms.Add(lemma);
        if (Array.Exists(s_adjectiveSuffixes, suffix => word.EndsWith(suffix + "ий", StringComparison.Ordinal)))
        {
            Add(forms, lemma.AsSpan(0, lemma.Length - 2), s_adjectiveEndings);
        }
        else
        {
            forms.AddRange(OfFolded(word, Kind.Place).Skip(1).Select(form => char.IsUpper(lemma[0]) ? string.Concat(lemma.AsSpan(0, 1), form.AsSpan(1)) : form));
        }

        return [.. forms.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The stem in the language of the name, in both where its letters do not tell (Херсон: херсонськ-, херсонск-).</summary>
    private static IEnumerable<string> AdjectiveStems(string place)
    {
        var word = Fold.Text(place).Replace("'", "", StringComparison.Ordinal).Replace('ё', 'е');
        if (word.Length < MinLength || word.Contains(' ', StringComparison.Ordinal) || word.Contains('-', StringComparison.Ordinal) || !NameForms.IsCyrillic(word)
            || word.EndsWith("ий", StringComparison.Ordinal) || word.EndsWith("ый", StringComparison.Ordinal) || word.EndsWith("ое", StringComparison.Ordinal))
        {
            yield break;
        }

        var isUkrainian = word.AsSpan().ContainsAny("іїєґ") || word.EndsWith("ськ", StringComparison.Ordinal) || word.EndsWith("цьк", StringComparison.Ordinal);
        var isRussian = !isUkrainian && (word.AsSpan().ContainsAny("ыэъ") || word.EndsWith("ск", StringComparison.Ordinal) || word.EndsWith("цк", StringComparison.Ordinal));
        if (!isRussian)
        {
            yield return AdjectiveStem(word, "ь");
        }

        if (!isUkrainian)
        {
            yield return AdjectiveStem(word, "");
        }
    }

    private static string AdjectiveStem(string word, string soft)
    {
        var stem = word.EndsWith("ия", StringComparison.Ordinal) || word.EndsWith("ія", StringComparison.Ordinal) || word.EndsWith("ея", StringComparison.Ordinal)
            ? word[..^1] + "й" : word.TrimEnd('ь');
        while (stem.Length > 3 && "аеєиіїоуыяэю".Contains(stem[^1], StringComparison.Ordinal))
        {
            stem = stem[..^1];
        }

        stem = stem.TrimEnd('ь');
        if (stem.Length > 3 && stem[^1] == stem[^2] && soft.Length > 0)
        {
            stem = stem[..^1];   // Запоріжжя
        }

        var isAdjective = Array.Exists(s_adjectiveSuffixes, suffix => stem.EndsWith(suffix, StringComparison.Ordinal));
        return stem switch
        {
            _ when isAdjective => stem,
            [.. var head, 'г' or 'ж' or 'з'] => soft.Length > 0 ? head + "зьк" : stem + "ск",
            [.. var head, 'к' or 'ч' or 'ц'] => $"{head}ц{soft}к",
            [.. var head, 'х' or 'ш' or 'с'] => soft.Length > 0 ? head + "ськ" : stem.TrimEnd('с') + (stem[^1] == 'с' ? "сск" : "ск"),
            _ => $"{stem}с{soft}к",
        };
    }

    private static (string Ending, string[] Others)? Paradigm(string word, (string Ending, string[] Others)[] paradigms)
    {
        (string Ending, string[] Others)? best = null;
        foreach (var paradigm in paradigms)
        {
            if (word.Length - paradigm.Ending.Length >= 2 && paradigm.Ending.Length > (best?.Ending.Length ?? 0) && word.EndsWith(paradigm.Ending, StringComparison.Ordinal))
            {
                best = paradigm;
            }
        }

        return best;
    }

    private static void Add(ImmutableArray<string>.Builder forms, ReadOnlySpan<char> stem, string[] endings)
    {
        foreach (var ending in endings)
        {
            forms.Add(string.Concat(stem, ending));
        }
    }
}
