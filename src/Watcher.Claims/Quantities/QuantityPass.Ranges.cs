using static Watcher.Claims.Quantities.NumberWordRole;

namespace Watcher.Claims.Quantities;

/// <summary>Two numbers that make one quantity: ranges, bounds, "5ft 10in".</summary>
internal sealed partial class QuantityPass
{
    /// <summary>"12-15", "from a to b", "between a and b", "$60-70bn": the upper end, when it is one.</summary>
    private Draft? RangeEnd(Draft low, bool isBetween, bool isFrom)
    {
        var i = low.Next;
        if (low.Number.IndefiniteHigh is not null || i >= _tokens.Count || _tokens[i].LineBefore || low.IsZeroWord || low.Number.HasPlus)
        {
            return null;
        }

        var joint = _tokens[i];
        var isDash = joint.Sign is '-' or '~';
        var isTo = Word(joint)?.Is(RangeTo) == true;
        var isAnd = (isBetween || isFrom && low.Number.Next - low.Number.First > 1 && !low.Number.IsDigits) && Word(joint)?.Is(And) == true;
        if (!isDash && !isTo && !isAnd)
        {
            return null;
        }

        var (_, behind) = HedgeAt(i + 1);
        if (Simple(isDash ? i + 1 : behind) is not { Number.IndefiniteHigh: null, Number.HasPlus: false } high)
        {
            return null;
        }

        if (isDash && high.Number.HasSign && high.Number.Value < 0)
        {
            return null;
        }

        // "fell from 50 to 40", "rose from 400 to 600" are changes, and "from 5 to 9" needs one unit for both.
        if ((isTo && !isFrom && !IsRangeTo(low, high)) || (isFrom && IsChangeBefore(low.First)))
        {
            return null;
        }

        if (low.Unit is not null && high.Unit is not null && low.Unit.Dimension != high.Unit.Dimension)
        {
            return null;
        }

        if (low.Unit is not null && high.Unit is null && !low.IsPrefixed && !isDash && high.Next < _tokens.Count && _tokens[high.Next].IsWord && IsCounted(high.Next))
        {
            return null;
        }

        if (low.Unit is null && high.IsPrefixed)
        {
            return null;
        }

        var lowNumber = low.Number;
        // "$60-70bn", "2 to 3 million": the scale reaches back
        if (lowNumber.Scale == 0 && high.Number.Scale > 1 && lowNumber.Value * high.Number.Scale < high.Number.Value && Math.Abs(lowNumber.Value) < 1000
            && (low.Unit is null || low.IsPrefixed))
        {
            lowNumber = lowNumber with { Value = lowNumber.Value * high.Number.Scale };
        }

        var unit = high.Unit ?? low.Unit;
        var lowValue = low.Unit is not null && unit is not null && low.Unit != unit && low.Unit.Factor != 0 && unit.Factor != 0 && low.Unit.Offset == unit.Offset
            ? lowNumber.Value * low.Unit.Factor / unit.Factor
            : lowNumber.Value;
        var highValue = high.Number.Value;
        if (lowValue > highValue && lowValue < 0 && highValue < 0)
        {
            (lowValue, highValue) = (highValue, lowValue);          // -18 to -34
        }

        if (lowValue >= highValue || high.Number.IsFraction != low.Number.IsFraction && unit is null)
        {
            return null;
        }

        return high with
        {
            First = low.First,
            Number = lowNumber with { Value = lowValue, Next = high.Number.Next },
            To = high.Number with { Value = highValue },
            Unit = unit,
            IsPrefixed = low.IsPrefixed,
        };
    }

    /// <summary>"a to b" without "from" is a range when nothing was said to change and both ends fit.</summary>
    private bool IsRangeTo(Draft low, Draft high) =>
        !IsChangeBefore(low.First)
        && (low.Unit is null == high.Unit is null || low.Unit is null || low.IsPrefixed)
        && (low.Number.IsDigits == high.Number.IsDigits);

    private bool IsChangeBefore(int i)
    {
        for (var k = i - 1; k >= 0 && k >= i - 3 && !_tokens[k + 1].LineBefore && _tokens[k].IsWord; k--)
        {
            if (Word(_tokens[k]) is { } word && word.Is(IncreaseVerb | DecreaseVerb))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"greater than 100 and smaller than 300": two bounds make a range.</summary>
    private Draft? Bounds(Draft first)
    {
        if (first.Hedge is not (Hedge.MoreThan or Hedge.AtLeast or Hedge.LessThan or Hedge.AtMost) || first.Next >= _tokens.Count)
        {
            return null;
        }

        var i = first.Next;
        if (Word(_tokens[i])?.Is(And) != true && _tokens[i].Sign != ',')
        {
            return null;
        }

        var (hedge, start) = HedgeAt(i + 1);
        var (isLower, isUpper) = (first.Hedge is Hedge.MoreThan or Hedge.AtLeast, hedge is Hedge.LessThan or Hedge.AtMost);
        if (start == i + 1 || isLower != isUpper || (!isLower && hedge is not (Hedge.MoreThan or Hedge.AtLeast)) || Simple(start) is not { Number.IndefiniteHigh: null } second
            || second.Unit != first.Unit || first.Number.IndefiniteHigh is not null)
        {
            return null;
        }

        var (low, high) = isLower ? (first, second) : (second, first);
        return low.Number.Value < high.Number.Value
            ? second with { First = first.First, Hedge = Hedge.Range, Number = low.Number with { First = first.Number.First, Next = second.Number.Next }, To = high.Number }
            : null;
    }

    /// <summary>"5ft 10in", "3 hours 20 minutes", "20 dollars 43 cents", "an hour and 45 minutes": one quantity in the finer unit.</summary>
    private Draft Compound(Draft draft)
    {
        while (draft.Unit is { } unit && draft.To is null && draft.Number.IndefiniteHigh is null && !draft.IsHyphened
            && unit.Dimension is Dimension.Length or Dimension.Duration or Dimension.Mass or Dimension.Currency or Dimension.Angle)
        {
            var i = draft.Next;
            if (i >= _tokens.Count || _tokens[i].LineBefore || (unit.Dimension == Dimension.Currency && draft.IsPrefixed))
            {
                break;
            }

            var isJoined = Word(_tokens[i])?.Is(And) == true;
            if (_tokens[i].Sign == ',') i++;
            if (i < _tokens.Count && Word(_tokens[i])?.Is(And) == true) i++;
            if (i >= _tokens.Count || _numbers.Parse(i) is not { HasSign: false, IndefiniteHigh: null } number)
            {
                // "one hour and half", "an hour and a half"
                break;
            }

            if (number.IsFraction && isJoined && number.Value < 1 && unit.Dimension != Dimension.Currency && UnitAt(number).Unit is null)
            {
                return draft with { Number = draft.Number with { Value = draft.Number.Value + number.Value, Next = number.Next }, Next = number.Next };
            }

            var (finer, next, _) = UnitAt(number);
            if (unit.Dimension == Dimension.Currency)
            {
                var isCents = finer is not null && finer.Id.EndsWith("/100", StringComparison.Ordinal);
                var isBare = finer is null && IsLast(number.Next) && number.Value == decimal.Truncate(number.Value) && !(_tokens[draft.Next].Sign == ',');
                if ((!isCents && !isBare) || number.Value is <= 0 or >= 100 || number.Scale != 0)
                {
                    break;
                }

                return draft with { Number = draft.Number with { Value = draft.Number.Value + (number.Value / 100), Next = number.Next }, Next = isCents ? next : number.Next };
            }

            if (finer is null && unit.Id == "h" && IsLast(number.Next) && number.Value is > 0 and < 60 && !(_tokens[draft.Next].Sign == ','))
            {
                (finer, next) = (_lexicon.Units["min"], number.Next);
            }

            if (finer is null || finer.Dimension != unit.Dimension || finer.Factor >= unit.Factor || number.Value * finer.Factor >= unit.Factor * 3
                || Math.Abs(draft.Number.Value) > 1e9m || number.IsFraction)
            {
                break;
            }

            var value = InFiner(draft.Number.Value, unit, finer) + number.Value;
            draft = draft with { Number = draft.Number with { Value = Math.Round(value, 9), Next = next }, Unit = finer, Next = next };
        }

        return draft;
    }

    /// <summary>Twelve months are a year and not 365 / 30 of one: the factors of calendar units only rank.</summary>
    private decimal InFiner(decimal value, Unit unit, Unit finer)
    {
        var year = _lexicon.Units["a"];
        return (unit.Id, finer.Id) switch
        {
            ("a", "mo") => value * 12,
            ("mo", _) when value >= 12 => ((decimal.Floor(value / 12) * year.Factor) + (value % 12 * unit.Factor)) / finer.Factor,
            _ => value * unit.Factor / finer.Factor,
        };
    }

    private bool IsLast(int i) => i >= _tokens.Count || _tokens[i].LineBefore || (_tokens[i].Kind == LexKind.Symbol && _tokens[i].Sign is '.' or '!' or '?' or ';' && (i + 1 == _tokens.Count || _tokens[i + 1].SpaceBefore));
}
