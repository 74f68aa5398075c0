using System.Collections.Frozen;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>What an article itself says of forces that no table knows.</summary>
/// <param name="Groups">Folded names that it calls armed: "fighters of LURD", "the larger rebel force, LURD".</param>
/// <param name="HasOtherArmy">It names the army of a state that no table knows ("the Yugoslav federal army"), so "the army" may be that one.</param>
/// <param name="Country">The one state it puts its towns in: "the Mozambican town of Palma"; null for none or several.</param>
/// <param name="Rebelled">The one state whose rebels it names: "South Sudanese rebels" fight the army of South Sudan; null for none or several.</param>
/// <param name="Fighting">States whose armies or forces it names.</param>
internal sealed record ForcesOfArticle(FrozenSet<string> Groups, bool HasOtherArmy, SubjectId? Country, SubjectId? Rebelled, FrozenSet<SubjectId> Fighting)
{
    /// <summary>Tokens of "the Movement for Democracy in Liberia, or".</summary>
    private const int MaxToShort = 10;

    /// <summary>Tokens between a state and its town: "Liberian port city of".</summary>
    private const int MaxToTown = 5;

    private const int MinShort = 3;

    private static readonly FrozenSet<string> s_fighters = FrozenSet.ToFrozenSet(
        ["rebels", "fighters", "militants", "militiamen", "guerrillas", "insurgents", "gunmen", "jihadists", "separatists"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_groups = FrozenSet.ToFrozenSet(["rebel", "rebels", "militia", "insurgents", "guerrillas", "militants", "separatists", "jihadists", "paramilitary"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_served = FrozenSet.ToFrozenSet(["council", "front", "column", "movement", "union", "alliance", "army", "league", "brigades", "guard", "coalition", "courts"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_bodies = FrozenSet.ToFrozenSet(["movement", "front", "army", "forces", "brigade", "brigades", "alliance", "union", "congress"], StringComparer.Ordinal);

    public static ForcesOfArticle Read(IReadOnlyList<BlockView> blocks, SideTable sides, PredicateTable predicates, Grammar words)
    {
        var fighting = new HashSet<SubjectId>();
        var groups = new HashSet<string>(StringComparer.Ordinal);
        var (countries, rebelled) = (new HashSet<SubjectId>(), new HashSet<SubjectId>());
        var hasOther = false;
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Tokens.Length; i++)
            {
                if (block.MentionAt(i) is { } mention)
                {
                    if (CountryOf(block, mention, sides, predicates) is { } country)
                    {
                        countries.Add(country);
                    }

                    if (mention.Type == SubjectType.Side && sides.States.Contains(mention.Subject) && block.TokensOf(mention.Span).End is var behind && behind < block.Tokens.Length
                        && predicates.Unnamed.TryMatch(block.Tokens, behind, out var kind, out _) && kind == UnnamedForces.Insurgents)
                    {
                        rebelled.Add(mention.Subject);
                    }

                    if (Sides.SideOf(mention) is { } state && sides.States.Contains(state) && (sides.Armies.Contains(mention.Subject) || HasForces(block, mention, predicates)))
                    {
                        fighting.Add(state);
                    }
                }
                else if (IsCapital(block, i) && !words.NoNames.Contains(block.Word(i)))
                {
                    hasOther |= IsOtherArmy(block, i);
                    if (IsGroup(block, i))
                    {
                        groups.Add(block.Word(i));
                    }
                }
            }
        }

        return new ForcesOfArticle(groups.ToFrozenSet(StringComparer.Ordinal), hasOther, countries.Count == 1 ? countries.First() : null, rebelled.Count == 1 ? rebelled.First() : null, fighting.ToFrozenSet());
    }

    private static bool HasForces(BlockView block, Mention state, PredicateTable predicates)
    {
        var end = block.TokensOf(state.Span).End;
        return predicates.ForcesNouns.Contains(block.Word(end)) || (block.Tokens.Length > end && block.Tokens[end].IsWord && predicates.ForcesNouns.Contains(block.Word(end + 1)));
    }

    /// <summary>"Translated from <b>Spanish</b>" names no state.</summary>
    public static bool IsLanguage(BlockView block, Mention mention)
    {
        var first = block.TokensOf(mention.Span).First;
        return mention.Type == SubjectType.Side && mention.Surface != mention.Canonical
            && ((block.Word(first - 1) is "from" or "into" && block.Word(first - 2) is "translated" or "translation") || (block.Word(first - 1) == "in" && block.Word(first - 2) is "said" or "written" or "speaking" or "spoke" or "published"));
    }

    private static bool IsCapital(BlockView block, int token) => block.Tokens[token].IsWord && char.IsUpper(block.Text[block.Tokens[token].Span.Start]) && !block.IsInDate(token);

    private static bool IsShort(BlockView block, int token) =>
        block.Tokens[token].Span is { Length: >= MinShort } span && block.Text.AsSpan(span.Start, span.Length).IndexOfAnyExceptInRange('A', 'Z') < 0;

    /// <summary>"LURD fighters", "fighters of LURD", "the rebel force, LURD", "the Movement for Democracy, or MODEL".</summary>
    private static bool IsGroup(BlockView block, int token)
    {
        if (s_fighters.Contains(block.Word(token + 1)) && block.Word(token) is var name && (IsShort(block, token) || (token > 0 && block.Tokens[token - 1].IsWord && !IsAdjective(name))))
        {
            return true;
        }

        if (IsServed(block, token) || IsCalledGroup(block, token))
        {
            return true;
        }

        if (!IsShort(block, token))
        {
            return false;
        }

        var before = block.Word(token - 1) is "," or "(" or "the" ? token - 2 : token - 1;
        if ((block.Word(before) == "of" && (s_fighters.Contains(block.Word(before - 1)) || block.Word(before - 1) is "forces" or "men" or "troops" or "soldiers"))
            || s_groups.Contains(block.Word(before)) || (s_groups.Contains(block.Word(before - 1)) && block.Word(before) is "group" or "force" or "movement" or "army" or "faction" or "coalition"))
        {
            return true;
        }

        if (block.Word(token - 1) is not ("or" or "("))
        {
            return false;
        }

        for (var i = token - 2; i >= Math.Max(0, token - MaxToShort); i--)
        {
            if (s_bodies.Contains(block.Word(i)) && IsCapital(block, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"<b>Harrow</b>, a rebel group", "the armed group <b>Harrow</b>".</summary>
    private static bool IsCalledGroup(BlockView block, int token)
    {
        var noun = block.Word(token + 1) == "," && block.Word(token + 2) is "a" or "an" or "another" or "the" ? token + 3 : -1;
        noun = noun > 0 && IsKindOfGroup(block.Word(noun + 1)) ? noun + 1 : noun;
        return (noun > 0 && IsArmed(block, noun - 1)) || (IsKindOfGroup(block.Word(token - 1)) && IsArmed(block, token - 2));

        static bool IsKindOfGroup(string word) => word is "group" or "movement" or "militia" or "faction" or "alliance" or "coalition";

        static bool IsArmed(BlockView block, int word) => block.Word(word) is "armed" or "militant" or "guerrilla" or "islamist" or "insurgent" or "separatist" or "jihadist" or "paramilitary" or "rebel"
            || (block.Word(word + 1) == "militia" && block.Word(word) is "a" or "the");
    }

    /// <summary>"Guerrillas of the People's <b>Column</b>", "forces of the breakaway Eastern <b>Council</b>": the last word of whom they serve.</summary>
    private static bool IsServed(BlockView block, int token)
    {
        if (!s_served.Contains(block.Word(token)) || block.MentionAt(token) is not null)
        {
            return false;
        }

        for (var i = token - 1; i >= Math.Max(1, token - MaxToShort) && (block.Tokens[i].IsWord || block.Word(i) == "'s"); i--)
        {
            if (block.Word(i) == "the")
            {
                return block.Word(i - 1) == "of" && (s_fighters.Contains(block.Word(i - 2)) || block.Word(i - 2) is "forces" or "troops" or "soldiers");
            }
        }

        return false;
    }

    /// <summary>"The <b>Yugoslav</b> federal army": an adjective of a land that no table knows.</summary>
    private static bool IsOtherArmy(BlockView block, int token)
    {
        var noun = block.Word(token + 1) is "federal" or "national" or "regular" or "government" ? token + 2 : token + 1;
        var word = block.Word(token);
        return block.Word(noun) is "army" or "military" && noun < block.Tokens.Length && !char.IsUpper(block.Text[block.Tokens[noun].Span.Start])
            && IsAdjective(word);
    }

    private static bool IsAdjective(string word) => word.EndsWith("an", StringComparison.Ordinal) || word.EndsWith("av", StringComparison.Ordinal) || word.EndsWith("ish", StringComparison.Ordinal)
        || word.EndsWith("ese", StringComparison.Ordinal) || word.EndsWith("ist", StringComparison.Ordinal) || word.EndsWith("ic", StringComparison.Ordinal);

    /// <summary>"The northern <b>Mozambican</b> town of Palma", "<b>Liberia</b>'s port city of Buchanan", "Kunduz, <b>Afghanistan</b>", "Djibo in northern <b>Burkina Faso</b>".</summary>
    private static SubjectId? CountryOf(BlockView block, Mention state, SideTable sides, PredicateTable predicates)
    {
        if (state.Type != SubjectType.Side || !sides.States.Contains(state.Subject))
        {
            return null;
        }

        var (first, end) = block.TokensOf(state.Span);
        var isTown = false;
        for (var i = end; i < Math.Min(block.Tokens.Length, end + MaxToTown); i++)
        {
            if (block.MentionAt(i) is { } town)
            {
                return isTown && PlaceFinder.IsPlace(town) ? state.Subject : Behind();
            }

            isTown |= predicates.SettlementNouns.Contains(block.Word(i));
            if (!block.Tokens[i].IsWord && block.Word(i) != "'s")
            {
                break;
            }
        }

        return Behind();

        SubjectId? Behind()
        {
            var before = block.Word(first - 1) is "northern" or "southern" or "eastern" or "western" or "central" or "northeastern" or "northwestern" or "southeastern" or "southwestern" ? first - 2 : first - 1;
            return block.Word(before) is "," or "in" && block.MentionAt(before - 1) is { Type: SubjectType.Settlement, IsEmbedded: false } && Sides.IsNoun(state) ? state.Subject : null;
        }
    }
}
