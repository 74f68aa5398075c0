using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>The side of a person whom no list gives one, from the title an article puts in front of the name: "Veran army chief Anna Novak".</summary>
internal static class PersonSides
{
    private const int MaxTitleWords = 9;

    /// <summary>Characters of an office between a name and the side it is of.</summary>
    private const int MaxOffice = 90;

    private static readonly FrozenSet<string> s_put = FrozenSet.ToFrozenSet(["installed", "appointed", "backed", "controlled", "held", "occupied", "imposed", "led", "run", "supported", "aligned"]);

    /// <summary>Between a name and the place that its bearer governs: "Anna Novak, <b>the head of the</b> Corin Oblast administration".</summary>
    private static readonly FrozenSet<string> s_offices = FrozenSet.ToFrozenSet(["governor", "mayor", "head"]), s_aroundOffice = FrozenSet.ToFrozenSet(["the", "of", "acting", "deputy", "regional", "city"]);

    private static readonly SearchValues<char> s_ends = SearchValues.Create(",.;:\n\"“”");

    public static ImmutableArray<Mention> Infer(Article article, ImmutableArray<Mention> mentions, SideTable sides)
    {
        var found = new Dictionary<SubjectId, SubjectId>();
        for (var i = 0; i < mentions.Length; i++)
        {
            var person = mentions[i];
            if (person is { Type: SubjectType.Person, Side: null } && !found.ContainsKey(person.Subject) && (SideOfOffice(article, mentions, i) ?? SideOfTitle(article, mentions, i, sides) ?? SideOfGoverned(article, mentions, i, sides)) is { } side)
            {
                found[person.Subject] = side;
            }
        }

        return found.Count == 0 ? mentions
            : [.. mentions.Select(mention => mention is { Type: SubjectType.Person, Side: null } && found.TryGetValue(mention.Subject, out var side) ? mention with { Side = side } : mention)];
    }

    private static SubjectId? SideOfTitle(Article article, ImmutableArray<Mention> mentions, int index, SideTable sides)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            var gap = article.Text[mentions[i].Span.End..mentions[index].Span.Start];
            if (gap is ['\'' or '’', 's', .., ',', ' '])
            {
                gap = gap[..^2];        // "Vera's president, Anna Novak, said"
            }

            if (gap.AsSpan().IndexOfAny(s_ends) >= 0 || Tokenizer.Tokenize(gap).Length > MaxTitleWords || !IsTitle(gap))
            {
                return null;
            }

            if (mentions[i].Type is SubjectType.Side or SubjectType.Body && Sides.SideOf(mentions[i]) is { } side)
            {
                return side;
            }

            if (mentions[i].Place is { Country: { } country } && Fold.Text(gap) is "governor" or "mayor" && sides.Sides.ContainsKey(new SubjectId(country.ToLowerInvariant())))
            {
                return new SubjectId(country.ToLowerInvariant());
            }
        }

        return null;
    }

    /// <summary>"Anna Novak, the governor of Corin, said": the country that the place lies in.</summary>
    private static SubjectId? SideOfGoverned(Article article, ImmutableArray<Mention> mentions, int index, SideTable sides)
    {
        if (index + 1 >= mentions.Length || mentions[index + 1] is not { Place.Country: { } country } place || place.Span.Start - mentions[index].Span.End is < 0 or > MaxOffice)
        {
            return null;
        }

        var words = Tokenizer.Tokenize(article.Text[mentions[index].Span.End..place.Span.Start]);
        var side = new SubjectId(country.ToLowerInvariant());
        var isOffice = words.Length > 1 && words[0].Folded == "," && words.Skip(1).Any(word => s_offices.Contains(word.Folded)) && words.Skip(1).All(word => s_offices.Contains(word.Folded) || s_aroundOffice.Contains(word.Folded));
        return isOffice && sides.Sides.ContainsKey(side) ? side : null;
    }

    /// <summary>
    /// "The head of the Osterian-installed council, Anna Novak, said", "Anna Novak, governor of the Osterian-controlled region, said": who put
    /// them in office or holds the place decides, whatever country the place is in.
    /// </summary>
    private static SubjectId? SideOfOffice(Article article, ImmutableArray<Mention> mentions, int index)
    {
        var (text, person) = (article.Text, mentions[index].Span);
        foreach (var side in mentions.Where(mention => mention.Type == SubjectType.Side && IsHyphenedTo(text, mention.Span.End)))
        {
            // The title stands in front of the name's comma, or between the two commas behind the name.
            var isBefore = side.Span.End <= person.Start && text.AsSpan(side.Span.End, person.Start - side.Span.End) is var before
                && before.Length <= MaxOffice && before.TrimEnd() is [.., ','] && before.TrimEnd()[..^1].IndexOfAny(s_ends) < 0
                && person.End < text.Length && text[person.End] == ',';
            var isBehind = side.Span.Start >= person.End && text.AsSpan(person.End, side.Span.Start - person.End) is [',', ..] between
                && between.Length <= MaxOffice && between[1..].IndexOfAny(s_ends) < 0;
            if (isBefore || isBehind)
            {
                return side.Subject;
            }
        }

        return null;
    }

    private static bool IsHyphenedTo(string text, int end)
    {
        if (end + 1 >= text.Length || text[end] is not ('-' or '\u2010' or '\u2011'))
        {
            return false;
        }

        var last = end + 1;
        while (last < text.Length && char.IsLetter(text[last]))
        {
            last++;
        }

        return s_put.Contains(Fold.Text(text[(end + 1)..last]));
    }

    /// <summary>A title has capitals, hyphens and "of", "for", "and"; a verb in lower case ends it.</summary>
    private static bool IsTitle(string gap) =>
        Tokenizer.Tokenize(gap).All(token => !token.IsWord || char.IsUpper(gap[token.Span.Start]) || token.Folded is "s"
            || token.Folded is "of" or "for" or "in" or "and" or "the" or "chief" or "commander" or "minister" or "president" or "spokesman" or "spokeswoman" or "spokesperson" or "army"
                or "general" or "governor" or "deputy" or "head" or "prime" or "foreign" or "defence" or "defense" or "official" or "lawmaker" or "leader" or "ambassador" or "military"
                or "information" or "interior" or "health" or "internal" or "affairs" or "security" or "intelligence" or "police" or "navy" or "staff" or "secretary" or "envoy" or "adviser" or "advisor" or "strongman" or "ruler"
                or "marshal" or "colonel" or "brigadier" or "major" or "admiral" or "captain" or "junta"
                || s_put.Contains(token.Folded));
}
