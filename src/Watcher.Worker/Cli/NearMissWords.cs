using Watcher.Claims.Mentions;

namespace Watcher.Worker.Cli;

/// <summary>What a refiner's refusal means, and what a list's author can do about it.</summary>
internal static class NearMissWords
{
    private static readonly Dictionary<string, string> s_meanings = new(StringComparer.Ordinal)
    {
        [NearMissFinder.OneEdit] = "one letter from the name; if it is another spelling, add it to aliases",
        [NearMissFinder.SmallLetters] = "the name in small letters; names are looked for with their capitals",
        [NearMissFinder.LongerWord] = "the name begins a longer word; if that means the subject too, add it to aliases",
        [NearMissFinder.OtherList] = "watched by another list, not by this one",
        [NearMissFinder.NoNumber] = "a word of this metric in a sentence without a number",
        ["not"] = "excluded by not:",
        ["context"] = "none of its context: words stands near",
        ["url"] = "inside an address",
        ["credit"] = "in the credit of a picture or author",
        ["byline"] = "in a byline",
        ["street-name"] = "in the name of a street or building",
        ["river"] = "the name of a river or lake here",
        ["person-name"] = "in a person's name",
        ["common-word"] = "an ordinary word here",
        ["other-first-name"] = "the surname behind another first name",
        ["two-of-one-surname"] = "two people bear this surname; the text must name one in full first",
        ["common-surname"] = "a frequent surname; the text must name the person in full first",
        ["longer-name"] = "part of a longer name",
        ["possible-place"] = "perhaps a typing error of the name",
    };

    public static string Of(string refiner) => s_meanings.TryGetValue(refiner, out var meaning) ? $"{meaning} ({refiner})" : refiner;
}
