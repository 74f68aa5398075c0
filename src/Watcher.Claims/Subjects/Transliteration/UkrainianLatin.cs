using System.Text;

namespace Watcher.Claims.Subjects.Transliteration;

/// <summary>
/// Ukrainian names in Latin letters under the national table of 2010 (Cabinet of Ministers, resolution 55): one spelling a name, case kept.
/// The other romanizations of the same name follow from it by <see cref="LatinForms"/>.
/// </summary>
public static class UkrainianLatin
{
    private const string Alphabet = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя";

    // In the order of the alphabet; the soft sign has none.
    private static readonly string[] s_letters = "a,b,v,h,g,d,e,ie,zh,z,y,i,i,i,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,iu,ia".Split(',');

    /// <summary>Letters outside the alphabet stay as they are; apostrophes and soft signs fall away.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var latin = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var lower = char.ToLowerInvariant(name[i]);
            var isFirst = i == 0 || !(char.IsLetter(name[i - 1]) || IsApostrophe(name[i - 1]));
            var letters = lower == 'г' && i > 0 && char.ToLowerInvariant(name[i - 1]) == 'з' ? "gh"   // зг is zgh, so that it is not read as ж
                : isFirst && Initial(lower) is { } initial ? initial
                : Letters(lower) ?? (IsApostrophe(lower) ? "" : name[i].ToString());
            if (letters.Length > 0 && char.IsUpper(name[i]))
            {
                latin.Append(char.ToUpperInvariant(letters[0])).Append(letters, 1, letters.Length - 1);
            }
            else
            {
                latin.Append(letters);
            }
        }

        return latin.ToString();
    }

    private static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ' or '`';

    private static string? Initial(char c) => c switch { 'є' => "ye", 'ї' => "yi", 'й' => "y", 'ю' => "yu", 'я' => "ya", _ => null };

    private static string? Letters(char c) => Alphabet.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? s_letters[at] : null;
}
