using Watcher.Reading.Text;
using static Watcher.Claims.Quantities.NumberWordRole;

namespace Watcher.Claims.Quantities;

/// <summary>What was found becomes a mention: its value, hedges and doubts.</summary>
internal sealed partial class QuantityPass
{
    /// <summary>Makes the mention: unit or noun, hedge behind, role, group; gives the token behind it.</summary>
    private int? Build(Draft draft)
    {
        var number = draft.Number;
        var next = Math.Max(draft.Next, number.Next);
        var hedge = draft.Hedge;
        var unit = draft.Unit;
        if (hedge == Hedge.ApproxBelow && number.IsArticle && unit is null && number.Scale == 0)
        {
            return null;
        }

        // One in five, nine out of ten
        if (unit is null && !number.IsFraction && OneIn(number) is { } ratio)
        {
            number = ratio;
            next = ratio.Next;
        }

        if (After(next, out var afterLength) is { } after && hedge is Hedge.Exact or Hedge.Approx)
        {
            hedge = after;
            next += afterLength;
        }

        var isOdd = unit is null && next + 1 < _tokens.Count && _tokens[next].Sign == '-' && Word(_tokens[next + 1])?.Is(Odd) == true;
        if (isOdd)
        {
            next += 2;
        }

        var isAge = IsAgeBehind(unit, next, out var ageLength);
        if (isAge)
        {
            next += ageLength;
        }

        if (unit is { Dimension: Dimension.Temperature } && next + 1 < _tokens.Count && Word(_tokens[next])?.Before == Hedge.LessThan && Word(_tokens[next + 1])?.Cardinal == 0 && number.Value > 0)
        {
            number = number with { Value = -number.Value };        // "2 degrees below zero"
            next += 2;
        }

        var coreFirst = number.First;
        var coreEnd = _tokens[Math.Max(next - 1, draft.First)].End;
        var noun = default(NounPhrase);
        var isSwallowed = false;
        if (unit is null && !isAge)
        {
            (var swallowed, next) = SwallowSame(number, next);
            isSwallowed = swallowed;
            noun = Noun(next, number);
            if (draft.IsZeroWord && noun.Head is null)
            {
                return null;
            }

            if ((hedge == Hedge.NearZero && noun.Head is null) || (hedge == Hedge.Vague && !IsVagueCount(draft.First, noun)))
            {
                return null;
            }

            if (noun.Head is not null)
            {
                coreEnd = noun.End;
                next = noun.Next;
            }
        }
        else if (unit is not null)
        {
            (coreEnd, next) = SwallowUnit(unit, coreEnd, next);
            noun = OfWhat(next);
        }

        if (unit is not null && After(next, out var lateLength) is { } late && hedge is Hedge.Exact or Hedge.Approx && !_tokens[next].LineBefore && lateLength > 1)
        {
            hedge = late;
            next += lateLength;
        }
        else if (noun.Head is not null && unit is null && next < _tokens.Count && After(next, out lateLength) is { } nounHedge && hedge == Hedge.Exact && lateLength == 2)
        {
            hedge = nounHedge;
            next += lateLength;
        }

        if (unit is null && noun.Head is null && IsUncounted(draft, number, next))
        {
            return null;
        }

        if (Value(draft with { Number = number, Hedge = hedge }, unit, isOdd) is not { } value)
        {
            return null;
        }

        var coreStart = hedge is Hedge.NearZero or Hedge.Vague || draft.IsZeroWord ? _tokens[draft.First].Start : _tokens[coreFirst].Start;
        var core = new TextSpan(coreStart, Math.Max(coreEnd, coreStart));
        var mention = new QuantityMention
        {
            Core = core,
            Outer = new TextSpan(_tokens[draft.First].Start, Math.Max(core.End, _tokens[Math.Min(next, _tokens.Count) - 1].End is var end && unit is null && noun.Head is not null ? core.End : end)),
            Value = value,
            Kind = isAge ? QuantityKind.Age : Kind(value.Unit, number, noun),
            Noun = noun.Head,
            MoreNouns = noun.More.IsDefault ? [] : noun.More,
            Modifiers = noun.Modifiers.IsDefault ? [] : noun.Modifiers,
            Role = isAge ? QuantityRole.Attribute : Role(draft, value.Unit, next),
        };
        if (unit is null && noun.Head is null && !number.IsFraction && IsOutcome(next))
        {
            mention = CopyNoun(mention);
        }

        mention = WithChange(mention, draft, noun);
        mention = WithPart(mention, draft.First);
        mention = WithSuspects(mention, draft.First, next);
        mention = WithGroup(mention, draft.First, isSwallowed);
        Add(mention);
        if (!noun.Inner.IsDefaultOrEmpty)
        {
            _found.AddRange(noun.Inner);
        }

        return Math.Max(next, draft.First + 1);
    }

    private void Add(QuantityMention mention) => _found.Add(mention);

    private ParsedNumber? OneIn(ParsedNumber number)
    {
        var i = number.Next;
        if (i >= _tokens.Count || number.Value <= 0 || number.Value != decimal.Truncate(number.Value) || number.IndefiniteHigh is not null)
        {
            return null;
        }

        var isOutOf = Longest(i, OutOf, out var length);
        if (!isOutOf && !(number.Value == 1 && Longest(i, In, out length)))
        {
            return null;
        }

        return i + length < _tokens.Count && _numbers.Parse(i + length) is { IsFraction: false, IndefiniteHigh: null, HasSign: false } whole && whole.Value > number.Value
            && whole.Value <= (isOutOf ? 10000 : 1000) && UnitAt(whole).Unit is null
                ? number with { Value = number.Value / whole.Value, Next = whole.Next, IsFraction = true, SigDigits = 1 }
                : null;
    }

    private Hedge? After(int i, out int length)
    {
        length = 0;
        return i < _tokens.Count && !_tokens[i].LineBefore ? _lexicon.Phrases.Longest(_tokens, i, static w => w.After is not null, out length) switch
        {
            { After: { } hedge } when _tokens[i].IsWord || _tokens[i].IsGlued => IsBoundOfItsOwn(i + length) ? null : hedge,
            _ => null,
        } : null;
    }

    /// <summary>"5000 or more than 4500": the words open a bound of their own.</summary>
    private bool IsBoundOfItsOwn(int i) =>
        i < _tokens.Count && Word(_tokens[i - 1]) is { } last && last.Is(Function) && (_tokens[i].IsDigits || Word(_tokens[i])?.Cardinal is not null);

    private bool IsAgeBehind(Unit? unit, int i, out int length)
    {
        length = 0;
        if (unit is not { Dimension: Dimension.Duration } || i >= _tokens.Count || _tokens[i].LineBefore)
        {
            return false;
        }

        var k = _tokens[i].Sign == '-' ? i + 1 : i;
        if (k < _tokens.Count && _lexicon.Phrases.Longest(_tokens, k, static w => w.Is(Age), out var words) is not null && !Folded(_tokens[k]).StartsWith("ag", StringComparison.Ordinal))
        {
            length = k + words - i;
            return true;
        }

        return false;
    }

    /// <summary>"forty-five (45)": the same number again.</summary>
    private (bool, int) SwallowSame(ParsedNumber number, int i)
    {
        if (i + 2 < _tokens.Count && _tokens[i].Sign == '(' && _numbers.Parse(i + 1) is { } again && again.Value == number.Value
            && again.Next < _tokens.Count && _tokens[again.Next].Sign == ')')
        {
            return (true, again.Next + 1);
        }

        return (false, i);
    }

    /// <summary>"kilometres (kms)": the unit again.</summary>
    private (int CoreEnd, int Next) SwallowUnit(Unit unit, int coreEnd, int i)
    {
        if (i + 2 < _tokens.Count && _tokens[i].Sign == '(' && _lexicon.Phrases.Longest(_tokens, i + 1, unit, static (w, same) => w.Units.Exists(u => u.Unit == same), out var length) is not null
            && i + 1 + length < _tokens.Count && _tokens[i + 1 + length].Sign == ')')
        {
            return (_tokens[i + 1 + length].End, i + length + 2);
        }

        return (coreEnd, i);
    }

    private Quantity? Value(Draft draft, Unit? unit, bool isOdd)
    {
        var (number, hedge) = (draft.Number, draft.Hedge);
        var measured = unit ?? (number.IsFraction ? _lexicon.Units["1"] : Unit.None);
        if (!SafeValue(number.Value, measured) || !SafeValue(draft.To?.Value ?? 0, measured))
        {
            return null;
        }

        if (hedge == Hedge.NearZero)
        {
            return Quantities.Quantity.NearZero(measured);
        }

        if (hedge == Hedge.Vague)
        {
            return Quantities.Quantity.Vague(measured);
        }

        if (number.IndefiniteHigh is { } high)
        {
            return hedge switch
            {
                Hedge.LessThan => Quantities.Quantity.LessThan(number.Value, measured, 1),
                Hedge.MoreThan => Quantities.Quantity.MoreThan(number.Value, measured, 1),
                _ => number.IsClosed ? Quantities.Quantity.IndefiniteBand(number.Value, high, measured) : Quantities.Quantity.Indefinite(number.Value, high, measured),
            };
        }

        if (isOdd)
        {
            var width = number.Value >= 100 ? 99 : 9;
            return Quantities.Quantity.AboutBetween(number.Value, number.Value + width, measured, number.SigDigits);
        }

        var (value, digits) = (number.Value, number.SigDigits);
        return hedge switch
        {
            Hedge.Range => draft.To is { } to ? Quantities.Quantity.Range(value, to.Value, measured, digits) : null,
            Hedge.Approx => Quantities.Quantity.About(value, measured, digits),
            Hedge.ApproxBelow => Quantities.Quantity.NearlyBelow(value, measured, digits),
            Hedge.ApproxAbove => Quantities.Quantity.JustAbove(value, measured, digits),
            Hedge.MoreThan => Quantities.Quantity.MoreThan(value, measured, digits),
            Hedge.AtLeast => Quantities.Quantity.AtLeast(value, measured, digits),
            Hedge.LessThan => Quantities.Quantity.LessThan(value, measured, digits),
            Hedge.AtMost => Quantities.Quantity.AtMost(value, measured, digits),
            _ when number.IsApprox => Quantities.Quantity.About(value, measured, digits),
            _ => Quantities.Quantity.Exactly(value, measured, digits),
        };
    }

    /// <summary>The product with the unit's factor, and half as much again, stay inside decimal.</summary>
    private static bool SafeValue(decimal value, Unit unit) => Math.Abs(value) < 1e25m / Math.Max(1, Math.Max(unit.Factor, unit.FactorHigh));

    private static QuantityKind Kind(Unit unit, ParsedNumber number, NounPhrase noun) => unit.Dimension switch
    {
        Dimension.Count => noun.Head is null ? QuantityKind.Number : QuantityKind.Count,
        Dimension.Ratio when unit.Id == "1" => QuantityKind.Fraction,
        Dimension.Ratio or Dimension.RatioDifference => QuantityKind.Percent,
        Dimension.Currency => QuantityKind.Currency,
        Dimension.Length => QuantityKind.Length,
        Dimension.Area => QuantityKind.Area,
        Dimension.Mass => QuantityKind.Mass,
        Dimension.Volume => QuantityKind.Volume,
        Dimension.Speed => QuantityKind.Speed,
        Dimension.Temperature => QuantityKind.Temperature,
        Dimension.Energy => QuantityKind.Energy,
        Dimension.Duration => QuantityKind.Duration,
        Dimension.Information => QuantityKind.Information,
        Dimension.Angle => QuantityKind.Angle,
        Dimension.Magnitude => QuantityKind.Magnitude,
        Dimension.Rate => QuantityKind.Rate,
        _ => number.IsFraction ? QuantityKind.Fraction : QuantityKind.Other,
    };
}
