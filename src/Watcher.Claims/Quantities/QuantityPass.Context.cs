using Watcher.Reading.Text;
using static Watcher.Claims.Quantities.NumberWordRole;

namespace Watcher.Claims.Quantities;

/// <summary>What the words around a quantity make of it: role, change, part of a total, doubts, renderings.</summary>
internal sealed partial class QuantityPass
{
    private QuantityRole Role(Draft draft, Unit unit, int next)
    {
        var before = draft.First > 0 && !_tokens[draft.First].LineBefore ? Word(_tokens[draft.First - 1]) : null;
        if (unit.Dimension == Dimension.Duration && (draft.IsHyphened || before?.Is(ScopeWord) == true))
        {
            return QuantityRole.Scope;
        }

        if (unit.Dimension is not (Dimension.Count or Dimension.Ratio or Dimension.Magnitude) && draft.IsHyphened)
        {
            return QuantityRole.Attribute;
        }

        // "a three-train collision", "four-storey houses"; "a 900-strong brigade" counts its people
        if (unit.Dimension == Dimension.Count && draft.Number.Next is var hyphen && next == hyphen && hyphen + 1 < _tokens.Count && _tokens[hyphen] is { Sign: '-', IsGlued: true }
            && _tokens[hyphen + 1] is { IsWord: true, IsGlued: true, LineBefore: false } compound && Word(compound)?.Cardinal is null && !compound.Span.Of(_text).Equals("strong", StringComparison.OrdinalIgnoreCase))
        {
            return QuantityRole.Attribute;
        }

        // "a 500kg bomb", "155mm shells": a glued measure in front of a noun
        if (unit.Dimension is Dimension.Mass or Dimension.Length && next < _tokens.Count && _tokens[next] is { IsWord: true, LineBefore: false } noun && Word(noun)?.Is(Function | Of | And) != true
            && (before?.Is(Article) == true || unit.Id == "mm") && draft.Number.Next < _tokens.Count && _tokens[draft.Number.Next].IsGlued)
        {
            return QuantityRole.Attribute;
        }

        // "the city of 1.4 million"
        if (unit.Dimension == Dimension.Count && before?.Is(Of) == true && draft.First > 1 && Word(_tokens[draft.First - 2])?.Is(Populated) == true)
        {
            return QuantityRole.Attribute;
        }

        return QuantityRole.Claim;
    }

    /// <summary>"4,000 troops were killed and about 8,000 injured": the noun of the count before it in the sentence.</summary>
    private QuantityMention CopyNoun(QuantityMention mention)
    {
        for (var k = _found.Count - 1; k >= 0 && IsSameSentence(_found[k].Outer.End, mention.Outer.Start); k--)
        {
            if (_found[k] is { Noun: { } noun, Value.Unit.Dimension: Dimension.Count, Role: QuantityRole.Claim } donor)
            {
                return mention with { Noun = noun, Modifiers = donor.Modifiers, IsNounCopied = true, Kind = QuantityKind.Count };
            }
        }

        return mention with { Kind = QuantityKind.Count };
    }

    private bool IsSameSentence(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (_text[i] is '\n' || (_text[i] is '.' or '!' or '?' && i + 1 < to && char.IsWhiteSpace(_text[i + 1])))
            {
                return false;
            }
        }

        return true;
    }

    private QuantityMention WithChange(QuantityMention mention, Draft draft, NounPhrase noun)
    {
        var before = draft.First > 0 && !_tokens[draft.First].LineBefore ? _tokens[draft.First - 1] : default;
        var word = before.End > 0 ? Word(before) : null;
        var change = draft.Number.HasPlus || noun.IsAdditional || word?.Is(Additional) == true ? QuantityChange.Increase : QuantityChange.Level;
        if (change == QuantityChange.Level && word?.Is(By) == true && draft.First > 1 && Word(_tokens[draft.First - 2]) is { } verb)
        {
            change = verb.Is(IncreaseVerb) ? QuantityChange.Increase : verb.Is(DecreaseVerb) ? QuantityChange.Decrease : change;
        }

        var aggregation = change != QuantityChange.Level ? QuantityAggregation.Increment : QuantityAggregation.Unknown;
        for (var k = FirstBehind(mention.Core.End); aggregation == QuantityAggregation.Unknown && k < _tokens.Count && k < FirstBehind(mention.Core.End) + Reach; k++)
        {
            if (_tokens[k].LineBefore || (_tokens[k].Sign is '.' or '!' or '?' && k + 1 < _tokens.Count && _tokens[k + 1].SpaceBefore))
            {
                break;
            }

            if (Longest(k, Cumulative, out _))
            {
                aggregation = QuantityAggregation.Cumulative;
            }
            else if (Word(_tokens[k])?.Is(ScopeWord) == true && k + 1 < _tokens.Count && Folded(_tokens[k]) is "past" or "last" or "previous" && Folded(_tokens[k + 1]) is not ("night" or "evening"))
            {
                aggregation = QuantityAggregation.Period;
            }
        }

        return change == QuantityChange.Level && aggregation == QuantityAggregation.Unknown ? mention : mention with { Change = change, Aggregation = aggregation };
    }

    private int FirstBehind(int position)
    {
        var (low, high) = (0, _tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_tokens[middle].Start >= position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private QuantityMention WithPart(QuantityMention mention, int first)
    {
        if (_found.Count == 0 || first == 0 || mention.Value.Unit.Dimension != Dimension.Count)
        {
            return mention;
        }

        var isPart = false;
        for (var k = Math.Max(0, first - 2); k < first && !isPart; k++)
        {
            isPart = _lexicon.Phrases.Longest(_tokens, k, static w => w.Is(Including), out var length) is not null && k + length == first;
        }

        for (var k = _found.Count - 1; isPart && k >= 0 && IsSameSentence(_found[k].Outer.End, mention.Outer.Start); k--)
        {
            if (_found[k] is { Value.Unit.Dimension: Dimension.Count, Role: QuantityRole.Claim, PartOf: null })
            {
                return mention with { PartOf = k };
            }
        }

        return mention;
    }

    /// <summary>A length of territory, or as the object of a seizing verb, is doubted; an area of front line too (quantities.md 6).</summary>
    private QuantityMention WithSuspects(QuantityMention mention, int first, int next)
    {
        var unit = mention.Value.Unit;
        if (unit.Dimension == Dimension.Length && mention.Role == QuantityRole.Claim)
        {
            var isOf = next < _tokens.Count && Word(_tokens[next])?.Is(Of) == true && !_tokens[next].LineBefore;
            var (isTerritory, isLine) = (false, false);
            for (var k = next; k < _tokens.Count && k < next + SeizeReach && !_tokens[k].LineBefore && _tokens[k].Sign is not ('.' or ','); k++)
            {
                isTerritory |= isOf && Word(_tokens[k])?.Is(Territory) == true;
                isLine |= Word(_tokens[k])?.Is(LineFeature) == true;
                if (isTerritory)
                {
                    break;
                }
            }

            var isSeized = false;
            for (var k = first - 1; k >= 0 && k >= first - 3 && !_tokens[k + 1].LineBefore; k--)
            {
                isSeized |= Word(_tokens[k])?.Is(SeizeVerb) == true;
            }

            if ((isTerritory || isSeized) && !isLine && Square(unit) is { } square)
            {
                return mention with
                {
                    Suspects = [new QuantitySuspect(SuspectKind.UnitSuspectArea, mention.Value.In(square), $"{unit.Name} are a length; {square.Name} may be meant")],
                };
            }
        }
        else if (unit.Dimension == Dimension.Area && mention.Role != QuantityRole.Scope && IsOfLine(next))
        {
            return mention with
            {
                Suspects = [new QuantitySuspect(SuspectKind.UnitSuspectLength, Root(unit) is { } root ? mention.Value.In(root) : null, $"{unit.Name} are an area; a length may be meant")],
            };
        }

        return mention;
    }

    /// <summary>"long", "of front line", "stretch of the coast" behind an area: what has a length and no area.</summary>
    private bool IsOfLine(int next)
    {
        for (var k = next; k < _tokens.Count && k < next + SeizeReach && _tokens[k] is { IsWord: true, LineBefore: false }; k++)
        {
            if (Word(_tokens[k]) is not { } word || word.Is(Territory))
            {
                return false;
            }

            if (word.Is(LineFeature))
            {
                return !(k + 1 < _tokens.Count && Word(_tokens[k + 1])?.Is(Territory) == true);     // "the border area" is one
            }

            if (!word.Is(Of | Article) && !IsDeterminer(_tokens[k]))
            {
                return false;
            }
        }

        return false;
    }

    private Unit? Root(Unit unit) => unit.Id switch
    {
        "km2" => _lexicon.Units["km"],
        "mi2" => _lexicon.Units["mi"],
        "m2" => _lexicon.Units["m"],
        "ft2" => _lexicon.Units["ft"],
        "yd2" => _lexicon.Units["yd"],
        _ => null,
    };

    private Unit? Square(Unit unit) => unit.Id switch
    {
        "km" => _lexicon.Units["km2"],
        "mi" => _lexicon.Units["mi2"],
        "m" => _lexicon.Units["m2"],
        "ft" => _lexicon.Units["ft2"],
        "yd" => _lexicon.Units["yd2"],
        _ => null,
    };

    /// <summary>"Q1 (Q2)", "Q1, or Q2", "Q1 / Q2": two renderings of one quantity; the first lends its hedge.</summary>
    private QuantityMention WithGroup(QuantityMention mention, int first, bool isSwallowed)
    {
        if (_found.Count == 0 || isSwallowed || first == 0 || mention.Value.Unit.Dimension == Dimension.Count)
        {
            return mention;
        }

        var primary = _found[^1];
        var between = _text.AsSpan(primary.Outer.End, Math.Max(0, mention.Outer.Start - primary.Outer.End)).Trim();
        if (between is not ("(" or "[" or "/" or ", or") || primary.Value.Unit == mention.Value.Unit
            || primary.Value.Unit.Dimension != mention.Value.Unit.Dimension || primary.Role != mention.Role)
        {
            return mention;
        }

        var group = primary.GroupId ?? _groups++;
        var isBracket = between is "(" or "[" && mention.Outer.End < _text.Length && _text[mention.Outer.End] is ')' or ']';
        _found[^1] = primary with
        {
            GroupId = group,
            Outer = new TextSpan(primary.Outer.Start, isBracket ? mention.Outer.End + 1 : mention.Outer.End),
        };
        var value = mention.Value.Hedge == Hedge.Exact && primary.Value.IsPoint ? Rehedged(mention.Value, primary.Value.Hedge) : mention.Value;
        value = mention.Value.Hedge == Hedge.Exact && !primary.Value.IsPoint && primary.Value.Hedge is not (Hedge.Range or Hedge.Indefinite) ? Rehedged(mention.Value, primary.Value.Hedge) : value;
        return mention with { GroupId = group, Value = value, Suspects = Agree(primary.Value, mention.Value) ? mention.Suspects : mention.Suspects.Add(new QuantitySuspect(SuspectKind.RenderingsDisagree, null, "the two renderings of this quantity differ by more than rounding")) };
    }

    private static Quantity Rehedged(Quantity exact, Hedge hedge) => (exact.Stated, hedge) switch
    {
        ({ } v, Hedge.Approx) => Quantities.Quantity.About(v, exact.Unit, exact.SigDigits),
        ({ } v, Hedge.ApproxBelow) => Quantities.Quantity.NearlyBelow(v, exact.Unit, exact.SigDigits),
        ({ } v, Hedge.ApproxAbove) => Quantities.Quantity.JustAbove(v, exact.Unit, exact.SigDigits),
        ({ } v, Hedge.MoreThan) => Quantities.Quantity.MoreThan(v, exact.Unit, exact.SigDigits),
        ({ } v, Hedge.AtLeast) => Quantities.Quantity.AtLeast(v, exact.Unit, exact.SigDigits),
        ({ } v, Hedge.LessThan) => Quantities.Quantity.LessThan(v, exact.Unit, exact.SigDigits),
        ({ } v, Hedge.AtMost) => Quantities.Quantity.AtMost(v, exact.Unit, exact.SigDigits),
        _ => exact,
    };

    /// <summary>Rounding intervals overlap, or the stated values differ by at most 5 per cent (quantities.md 6). Two currencies need rates.</summary>
    private static bool Agree(Quantity first, Quantity second)
    {
        if (!first.IsComparableWith(second) || first.Point is not { } a || second.Point is not { } b || a == 0 || b == 0)
        {
            return true;
        }

        return !first.Excludes(second) || Math.Abs(a - b) / Math.Max(Math.Abs(a), Math.Abs(b)) <= 0.05m;
    }
}
