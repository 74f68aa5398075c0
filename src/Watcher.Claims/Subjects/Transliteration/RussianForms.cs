using System.Text;

namespace Watcher.Claims.Subjects.Transliteration;

/// <summary>
/// The Russian spellings that a Ukrainian place name can have by the regular correspondences of endings and letters (-івка: -овка, -ське: -ское,
/// -ськ: -ск), and their Latin letters under BGN/PCGN. Translated names (Red for Червоний) follow no rule and are curated.
/// </summary>
public static class RussianForms
{
    /// <summary>Bound of the spellings of one word: і and и have two or three Russian counterparts each.</summary>
    public const int MaxForms = 6;

    private const string Alphabet = "абвгдежзийклмнопрстуфхцчшщъыьэюя";

    // In the order of the alphabet; the soft and the hard sign have none.
    private static readonly string[] s_letters = "a,b,v,g,d,e,zh,z,i,y,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya".Split(',');

    // The longest that fits decides. The first Russian ending is the usual one.
    private static readonly (string Ukrainian, string[] Russian)[] s_endings =
    [
        ("ський", ["ский"]), ("цький", ["цкий"]), ("зький", ["зский", "зкий"]), ("ська", ["ская"]), ("цька", ["цкая"]), ("ське", ["ское"]), ("цьке", ["цкое"]),
        ("зьке", ["зское", "зкое"]), ("ськ", ["ск"]), ("цьк", ["цк"]), ("зьк", ["зск", "зк"]), ("іївка", ["еевка", "иевка"]), ("ївка", ["евка"]), ("івка", ["овка", "евка"]),
        ("івці", ["овцы", "евцы"]), ("ївці", ["евцы"]), ("инці", ["инцы"]), ("ці", ["цы"]), ("івськ", ["овск"]), ("ів", ["ов", "ев"]), ("їв", ["ев"]),
        ("ове", ["ово", "овое"]), ("еве", ["ево"]), ("єве", ["ево"]), ("ине", ["ино", "иное"]), ("їне", ["ино"]), ("не", ["ное"]), ("ле", ["лое"]), ("ре", ["рое"]),
        ("те", ["тое"]), ("пілля", ["полье"]), ("лля", ["лье"]), ("ння", ["нье"]), ("жжя", ["жье"]), ("ття", ["тье"]), ("ець", ["ец"]), ("ця", ["ца"]),
        ("гий", ["гий"]), ("кий", ["кий"]), ("хий", ["хий"]), ("ий", ["ый"]), ("ній", ["ний"]), ("на", ["на", "ная"]), ("ва", ["ва", "вая"]), ("ка", ["ка", "кая"]), ("га", ["га", "гая"]), ("ха", ["ха", "хая"]), ("ла", ["ла", "лая"]), ("ра", ["ра", "рая"]), ("та", ["та", "тая"]), ("ля", ["ля"]),
        ("ки", ["ки"]), ("ги", ["ги"]), ("хи", ["хи"]), ("чі", ["чи"]), ("и", ["ы"]), ("і", ["и", "ы"]), ("пілль", ["поль"]), ("піль", ["поль"]),
    ];

    /// <summary>Folded Russian spellings of one folded Ukrainian word, the likeliest first; never empty.</summary>
    public static IReadOnlyList<string> Of(string ukrainian)
    {
        ArgumentNullException.ThrowIfNull(ukrainian);
        var (stem, endings) = Split(ukrainian);
        var stems = new List<StringBuilder> { new(stem.Length) };
        for (var i = 0; i < stem.Length; i++)
        {
            var letters = Letters(stem, i);
            var count = stems.Count;
            for (var other = 1; other < letters.Length && stems.Count * endings.Length < MaxForms; other++)
            {
                for (var k = 0; k < count && stems.Count * endings.Length < MaxForms; k++)
                {
                    stems.Add(new StringBuilder(stems[k].ToString()).Append(letters[other]));
                }
            }

            for (var k = 0; k < count; k++)
            {
                stems[k].Append(letters[0]);
            }
        }

        var forms = new List<string>(stems.Count * endings.Length);
        foreach (var russian in stems)
        {
            foreach (var ending in endings)
            {
                var form = russian + ending;
                if (!forms.Contains(form))
                {
                    forms.Add(form);
                }
            }
        }

        return forms;
    }

    /// <summary>BGN/PCGN romanization of one folded Russian word, without the marks for soft and hard sign.</summary>
    public static string Latin(string russian)
    {
        ArgumentNullException.ThrowIfNull(russian);
        var latin = new StringBuilder(russian.Length + 6);
        for (var i = 0; i < russian.Length; i++)
        {
            var isAfterVowel = i == 0 || "аеиоуыэюяйъь".Contains(russian[i - 1], StringComparison.Ordinal);
            var at = Alphabet.IndexOf(russian[i], StringComparison.Ordinal);
            latin.Append(russian[i] == 'е' && isAfterVowel ? "ye" : at >= 0 ? s_letters[at] : russian[i].ToString());
        }

        return latin.ToString();
    }

    private static (string Stem, string[] Endings) Split(string word)
    {
        var best = -1;
        for (var i = 0; i < s_endings.Length; i++)
        {
            var ending = s_endings[i].Ukrainian;
            if (word.Length - ending.Length >= 2 && word.EndsWith(ending, StringComparison.Ordinal) && (best < 0 || ending.Length > s_endings[best].Ukrainian.Length))
            {
                best = i;
            }
        }

        return best < 0 ? (word, [""]) : (word[..^s_endings[best].Ukrainian.Length], s_endings[best].Russian);
    }

    private static string[] Letters(string stem, int at) => stem[at] switch
    {
        'і' when at == 0 => ["и"],
        'і' => ["и", "е", "о"],     // an old ѣ became е, an о in a closed syllable stayed
        'и' when at > 0 && "гкхжчшщ".Contains(stem[at - 1], StringComparison.Ordinal) => ["и"],
        'и' => ["и", "ы"],
        'ї' => ["и"],
        'є' => ["е"],
        'ґ' => ["г"],
        'ь' when at + 1 < stem.Length && stem[at + 1] is 'с' or 'к' => [""],
        var letter => [letter.ToString()],
    };
}
