using Watcher.Reading.Text;
using static Watcher.Claims.Quantities.NumberWordRole;

namespace Watcher.Claims.Quantities;

/// <summary>One left-to-right pass over one text: at each token, <c>Hedge? Currency? Number (Range Number)? Scale? (Unit | Noun)</c>.</summary>
internal sealed partial class QuantityPass : IDisposable
{
    /// <summary>A noun phrase has at most this many words between its number and its head.</summary>
    private const int MostModifiers = 4;

    /// <summary>How far, in tokens, words such as "since" or "retaken" reach.</summary>
    private const int Reach = 40;
    private const int SeizeReach = 6;

    /// <summary>"The toll of the quakes in both countries has passed 5,000".</summary>
    private const int MaxToTotal = 20;

    private readonly QuantityLexicon _lexicon;
    private readonly string _text;
    private readonly IReadOnlyList<TextSpan> _dates;
    private readonly RentedList<LexToken> _tokens;
    private readonly NumberParser _numbers;
    private readonly List<QuantityMention> _found = [];
    private (int Start, string? Word)[]? _folded;       // made for the first word asked for: most texts have no number
    private int _nextDate;
    private int _groups;

    public QuantityPass(QuantityLexicon lexicon, string text, IReadOnlyList<TextSpan> dates)
    {
        (_lexicon, _text, _dates) = (lexicon, text, dates);
        _tokens = lexicon.Vocabulary.Scan(text);
        _numbers = new NumberParser(lexicon, text, _tokens);
    }

    public void Dispose() => _tokens.Dispose();

    public IReadOnlyList<QuantityMention> Read()
    {
        for (var i = 0; i < _tokens.Count;)
        {
            i = SkipDate(i) ?? SkipName(i) ?? Quantity(i) ?? i + 1;
        }

        return _found;
    }

    /// <summary>A calendar date is no quantity: jump behind it.</summary>
    private int? SkipDate(int i)
    {
        while (_nextDate < _dates.Count && _dates[_nextDate].End <= _tokens[i].Start)
        {
            _nextDate++;
        }

        if (_nextDate == _dates.Count || !_dates[_nextDate].Contains(_tokens[i].Start))
        {
            return null;
        }

        var end = _dates[_nextDate].End;
        if (_tokens[i].IsDigits && _numbers.Parse(i) is { IsFraction: true } share && UnitAt(share).Unit is not null)
        {
            return null;        // "1/4 mile" is no day in January
        }

        while (i < _tokens.Count && _tokens[i].Start < end)
        {
            i++;
        }

        return i;
    }

    private int Int(LexToken token) => int.Parse(token.Span.Of(_text), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A quantity that begins at this token; gives the token behind it.</summary>
    private int? Quantity(int i)
    {
        var token = _tokens[i];
        if (!token.IsDigits && !_lexicon.CanStart(token.Word) && !(token.Kind == LexKind.Symbol && (token.Sign is '-' or '+' or '.' || _text[token.Start] > 0x7F)))
        {
            return null;
        }

        var (hedge, start) = HedgeAt(i);
        if (start > i && IsInDate(start))
        {
            return null;            // "до 5 березня": the number is a day
        }

        if (hedge is Hedge.NearZero or Hedge.Vague)
        {
            return Build(new Draft { First = i, Hedge = hedge, Number = new ParsedNumber { First = start, Next = start, Value = 0, SigDigits = 1 } });
        }

        if (start == i && Longest(i, Zero, out var zero) && IsZero(i, zero))
        {
            return Build(new Draft { First = i, Number = new ParsedNumber { First = i, Next = i + zero, Value = 0, SigDigits = 1 }, IsZeroWord = true });
        }

        if (hedge == Hedge.ApproxBelow && start < _tokens.Count && Folded(_tokens[start]) == "all" && (start + 1 == _tokens.Count || Word(_tokens[start + 1])?.Is(Of | Function) == true))
        {
            return Build(new Draft { First = i, Hedge = hedge, Number = new ParsedNumber { First = start, Next = start + 1, Value = 1, IsFraction = true, SigDigits = 1 } });
        }

        return Amount(i, start, hedge) is { } draft ? Build(draft)
            : start == i ? Whole(i) ?? Magnitude(i)
            : null;             // the hedge was an ordinary word
    }

    private bool IsInDate(int i) =>
        i < _tokens.Count && _tokens[i].IsDigits && _nextDate < _dates.Count && _dates[_nextDate].Contains(_tokens[i].Start);

    /// <summary>One or two hedges in a row: "more than about", "well over".</summary>
    private (Hedge Hedge, int Next) HedgeAt(int i)
    {
        var (hedge, next) = (Hedge.Exact, i);
        for (var round = 0; round < 2; round++)
        {
            if (next >= _tokens.Count || (next > i && _tokens[next].LineBefore)
                || _lexicon.Phrases.Longest(_tokens, next, static w => w.Before is not null, out var length) is not { Before: { } kind }
                || (length == 1 && Word(_tokens[next])?.Is(OfTotals) == true && !HasTotalBefore(next)))
            {
                break;
            }

            // A bound is stronger than "about" beside it.
            hedge = hedge is Hedge.Exact or Hedge.Approx ? kind : hedge;
            next += length;
        }

        return (hedge, next);
    }

    /// <summary>"The death toll <b>passed</b> 5,000"; what else passes a number passes laws and checkpoints.</summary>
    private bool HasTotalBefore(int i)
    {
        for (var k = i - 1; k >= 0 && k >= i - MaxToTotal && !_tokens[k].LineBefore && _tokens[k].Sign is not ('.' or ';' or ','); k--)
        {
            if (Word(_tokens[k])?.Is(Total) == true)
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Draft
    {
        public required int First { get; init; }

        public required ParsedNumber Number { get; init; }

        public Hedge Hedge { get; init; }

        /// <summary>Upper end of a range.</summary>
        public ParsedNumber? To { get; init; }

        public Unit? Unit { get; init; }

        /// <summary>Token behind number and unit.</summary>
        public int Next { get; init; }

        public bool IsHyphened { get; init; }

        public bool IsZeroWord { get; init; }

        public bool IsPrefixed { get; init; }
    }

    /// <summary>Currency, number, range, scale and unit.</summary>
    private Draft? Amount(int first, int i, Hedge hedge)
    {
        var isBetween = i < _tokens.Count && Word(_tokens[i])?.Is(Between) == true;
        var isFrom = i < _tokens.Count && Word(_tokens[i])?.Is(From) == true;
        if (isBetween || isFrom)
        {
            // "somewhere between about 4 and 6"
            var (inner, behind) = HedgeAt(i + 1);
            var range = inner is Hedge.Exact or Hedge.Approx ? Simple(behind) : null;
            return range is { } low && RangeEnd(low, isBetween, isFrom) is { } closed ? closed with { First = first, Hedge = Hedge.Range } : null;
        }

        if (Simple(i) is not { } amount)
        {
            return null;
        }

        amount = amount with { First = first, Hedge = hedge };
        if (RangeEnd(amount, false, false) is { } ranged)
        {
            return ranged with { First = first, Hedge = Hedge.Range };
        }

        return Compound(Bounds(amount) ?? amount);
    }

    /// <summary>Currency? Number Scale? Unit?</summary>
    private Draft? Simple(int i)
    {
        if (i >= _tokens.Count)
        {
            return null;
        }

        Unit? currency = null;
        var sign = 0;
        var start = i;
        if (_tokens[i].Sign == '-' && i + 1 < _tokens.Count && _tokens[i + 1].IsGlued && (i == 0 || _tokens[i].SpaceBefore))
        {
            sign = 1;           // -$5
        }

        if (_lexicon.Phrases.Longest(_tokens, i + sign, static w => w.Prefixes.Count > 0, out var length) is { } prefix && (length == 1 || _tokens[i + sign].Length > 1 || _tokens[i + sign + 1].IsGlued) && i + sign + length < _tokens.Count
            && !_tokens[i + sign + length].LineBefore && (_tokens[i + sign].Kind == LexKind.Symbol || IsCode(i + sign, length)))
        {
            currency = prefix.Prefixes[0];
            i += sign + length;
        }

        if (currency is null && Word(_tokens[i])?.HalfOf is { } half)
        {
            return new Draft { First = i, Number = new ParsedNumber { First = i, Next = i + 1, Value = 0.5m, SigDigits = 1 }, Unit = half, Next = i + 1 };
        }

        if (_numbers.Parse(i) is not { } number)
        {
            return currency is null ? ArticleUnit(i) : null;
        }

        if (currency is not null && number.HasSign)
        {
            return null;
        }

        number = number with { First = start, Value = currency is not null && sign == 1 ? -number.Value : number.Value };
        if (currency is null && (IsPronounOne(number) || IsOrdinalWord(number)))
        {
            return null;
        }

        number = ShortScale(number, currency is not null);
        if (currency is not null)
        {
            var next = number.Next;
            if (_lexicon.Phrases.Longest(_tokens, next, currency, static (w, money) => w.Units.Exists(u => u.Unit == money), out var repeated) is not null)
            {
                next += repeated;               // "$5 US dollars"
            }

            return Per(new Draft { First = start, Number = number, Unit = currency, Next = next, IsPrefixed = true });
        }

        if (number.IsFraction && UnitOfFraction(number) is { } ofFraction)
        {
            return ofFraction;
        }

        var (unit, behind, isHyphened) = UnitAt(number);
        return Per(new Draft { First = start, Number = number, Unit = unit, Next = behind, IsHyphened = isHyphened });
    }

    /// <summary>Letters before a number are a currency when they are written as a code ("USD 5") or the words are a sign ("US $").</summary>
    private bool IsCode(int i, int length)
    {
        if (length > 1)
        {
            return true;
        }

        var token = _tokens[i];
        var isUpper = true;
        foreach (var c in token.Span.Of(_text))
        {
            isUpper &= char.IsUpper(c);
        }

        return isUpper || i + 1 < _tokens.Count && _tokens[i + 1].IsGlued || token.Length == 2 || token.Length == 3 && _tokens.Count <= 3;
    }

    /// <summary>"a kilometre", "an hour": one of the unit.</summary>
    private Draft? ArticleUnit(int i)
    {
        if (Word(_tokens[i])?.Is(Article) != true || i + 1 >= _tokens.Count || _tokens[i + 1].LineBefore)
        {
            return null;
        }

        if (_lexicon.Phrases.Longest(_tokens, i + 1, static w => w.Units.Count > 0, out var length) is not { } word
            || Pick(word, i + 1, length, isGlued: false) is not { } unit || unit.Id is "in" or "deg?" or "Mw" or "s" or "USD/100" or "p" || IsSymbolOnly(i + 1, length)
            || _tokens[i + 1].Length <= 3 && unit.Dimension is Dimension.Duration or Dimension.Currency || (i + 1 + length < _tokens.Count && _tokens[i + 1 + length].IsDigits)
            || (i + 2 + length < _tokens.Count && _tokens[i + 1 + length] is { Sign: '-', IsGlued: true } && _tokens[i + 2 + length].IsDigits))
        {
            return null;        // "a Mi-24"
        }

        // "$5 a barrel", "twice a day": a rate's denominator, unless a preposition or nothing stands before it.
        if (i > 0 && !_tokens[i].LineBefore && Word(_tokens[i - 1])?.Is(Function) != true && _tokens[i - 1].IsWord && Word(_tokens[i - 1])?.Before is null && unit.Dimension == Dimension.Duration)
        {
            return null;
        }

        if (i > 0 && !_tokens[i].LineBefore && _found.Count > 0 && _found[^1].Core.End == _tokens[i - 1].End)
        {
            return null;
        }

        var number = new ParsedNumber { First = i, Next = i + 1, Value = 1, IsArticle = true, SigDigits = 1 };
        if (unit.Id == "fortnight")
        {
            (number, unit) = (number with { Value = 2 }, _lexicon.Units["wk"]);
        }

        return new Draft { First = i, Number = number, Unit = unit, Next = i + 1 + length };
    }

    private bool IsSymbolOnly(int i, int length) => length == 1 && _tokens[i].Length == 1 && _tokens[i].IsWord;

    /// <summary>"No one", "one of the plants", "which one": a pronoun, not a count.</summary>
    private bool IsPronounOne(ParsedNumber number)
    {
        if (number.Value != 1 || number.IsDigits || number.IsArticle || number.HasSign || number.Next != number.First + 1 || Word(_tokens[number.First])?.Cardinal != 1)
        {
            return false;
        }

        var (before, behind) = (number.First > 0 && !_tokens[number.First].LineBefore ? _tokens[number.First - 1] : default, number.Next);
        if (before.IsWord && before.End > 0 && Word(before)?.Is(Pronoun) == true)
        {
            return true;
        }

        // "Killing at least one and wounding six": only counts are bounded. "One other person": only counted nouns follow.
        if (IsBounded(number.First) || (behind + 1 < _tokens.Count && Word(_tokens[behind])?.Is(Additional) == true && _tokens[behind + 1] is { IsWord: true, LineBefore: false } && Word(_tokens[behind + 1])?.Is(Function) != true))
        {
            return false;
        }

        if (behind >= _tokens.Count)
        {
            return _tokens.Count > 1;
        }

        if (Longest(behind, In | OutOf, out _) && behind + 1 < _tokens.Count && (_tokens[behind + 1].IsDigits || Word(_tokens[behind + 1])?.Cardinal is not null || Word(_tokens[behind + 1])?.Is(Of) == true))
        {
            return false;
        }

        var next = _tokens[behind];
        return next.LineBefore || next.Kind == LexKind.Symbol && next.Sign != '-' || (next.IsWord && Word(next) is { } word && word.Is(Function | Additional) && !word.Is(ScopeWord) && word.Units.Count == 0);
    }

    private bool IsBounded(int number)
    {
        for (var i = Math.Max(0, number - 2); i < number; i++)
        {
            if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Before is Hedge.AtLeast, out var length) is not null && i + length == number)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"twenty-first", "forty second brigade".</summary>
    private bool IsOrdinalWord(ParsedNumber number)
    {
        if (number.IsDigits || number.IsFraction)
        {
            return false;
        }

        var k = number.Next < _tokens.Count && _tokens[number.Next].Sign == '-' ? number.Next + 1 : number.Next;
        return k < _tokens.Count && !_tokens[k].LineBefore && Word(_tokens[k]) is { Ordinal: not null } word
            && (word.Units.Count == 0 || k > number.Next);
    }

    /// <summary>"$250m", "3m people", "€10B", "10M": m and b are scales beside money, a counted noun or in capitals.</summary>
    private ParsedNumber ShortScale(ParsedNumber number, bool isMoney)
    {
        var i = number.Next;
        if (i >= _tokens.Count || !number.IsDigits || number.Scale != 0 || _tokens[i] is not { IsWord: true, Length: 1, LineBefore: false }
            || Word(_tokens[i])?.ShortScale is not { } scale || scale == 1000)
        {
            return number;
        }

        var letter = _text[_tokens[i].Start];
        var isScale = isMoney || (letter == 'M' && !IsUnitAhead(i)) || (i + 1 < _tokens.Count && _tokens[i].IsGlued && IsCounted(i + 1));
        return isScale && Math.Abs(number.Value) < 1e9m ? number with { Value = number.Value * scale, Scale = scale, Next = i + 1 } : number;
    }

    private bool IsUnitAhead(int i) => Word(_tokens[i])?.Units.Exists(u => u.Symbol is "M") == true;

    /// <summary>A plural noun stands at this token, or one adjective further on.</summary>
    private bool IsCounted(int i)
    {
        for (var k = i; k < _tokens.Count && k < i + 2 && _tokens[k] is { IsWord: true, SpaceBefore: true, LineBefore: false }; k++)
        {
            if (Word(_tokens[k])?.Is(Function) == true)
            {
                return false;
            }

            if (_lexicon.IsPlural(Folded(_tokens[k])) || Word(_tokens[k])?.Units.Exists(u => u.Unit.Dimension == Dimension.Currency) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The unit behind a number, with an optional hyphen, or "of" behind an indefinite plural.</summary>
    private (Unit? Unit, int Next, bool IsHyphened) UnitAt(ParsedNumber number)
    {
        var i = number.Next;
        if (i >= _tokens.Count || _tokens[i].LineBefore)
        {
            return (null, i, false);
        }

        var isHyphened = _tokens[i].Sign == '-' && i + 1 < _tokens.Count && !_tokens[i + 1].IsDigits;
        var at = isHyphened ? i + 1 : i;
        if ((number.IndefiniteHigh is not null || number.IsMixed) && Word(_tokens[at])?.Is(Of) == true)
        {
            at++;
        }

        if (number.IsMixed && at + 1 < _tokens.Count && Word(_tokens[at])?.Is(Article) == true)
        {
            at++;
        }

        // "2 more minutes", "two extra hours"
        if (at + 1 < _tokens.Count && Word(_tokens[at])?.Is(Additional) == true && Word(_tokens[at + 1])?.Units.Count > 0)
        {
            at++;
        }

        while (at < _tokens.Count && _lexicon.Phrases.Longest(_tokens, at, static w => w.Units.Count > 0, out var length) is { } word)
        {
            if (Pick(word, at, length, at == i && _tokens[at].IsGlued) is { } unit && IsUnitHere(unit, number, at, length))
            {
                return (unit, at + length, isHyphened);
            }

            break;
        }

        return (null, i, false);
    }

    /// <summary>The unit among homonyms: an exact symbol first, then a form in any case.</summary>
    private Unit? Pick(NumberWord word, int at, int length, bool isGlued)
    {
        var surface = _text.AsSpan(_tokens[at].Start, _tokens[at + length - 1].End - _tokens[at].Start);
        foreach (var form in word.Units)
        {
            if (form.Symbol is { } symbol && surface.SequenceEqual(symbol))
            {
                return form.Unit;
            }
        }

        foreach (var form in word.Units)
        {
            // One letter in capitals is no unit ("3 L" is the exception of litres).
            if (form.Symbol is null && (length > 1 || surface.Length > 1 || !char.IsUpper(surface[0]) || form.Unit.Id == "L" || isGlued && form.Unit.Dimension == Dimension.Information))
            {
                return form.Unit;
            }
        }

        return null;
    }

    private bool IsUnitHere(Unit unit, ParsedNumber number, int at, int length)
    {
        var (token, next) = (_tokens[at], at + length);
        var isEnd = next >= _tokens.Count || _tokens[next].LineBefore || (_tokens[next].Kind == LexKind.Symbol && _tokens[next].Sign != '-');
        var isOneLetter = length == 1 && token.Length == 1;
        switch (unit.Id)
        {
            case "in" when length == 1 && token.Length == 2:
                return isEnd || token.IsGlued && token.IsWord || Word(_tokens[next])?.Is(LineFeature) == true;
            case "in" when token.Sign == '"':
            case "ft" when token.Sign == '\'':
                // 10" and 5' are measures only where no quotation closes
                return number.IsDigits && (token.IsGlued && !isEnd && _tokens[next].IsWord || token.SpaceBefore && !isEnd && _tokens[next].SpaceBefore);
            case "a" or "s" when isOneLetter:
                return false;
            case "USD/100" or "GBP/100" when isOneLetter && token.IsWord:
                return token.IsGlued && number.IsDigits;
            case "pc":
                return false;
            case "st":
                return number.Value < 100 && (isEnd || Word(_tokens[next])?.Is(Function) == true);
            case "min" or "s" when number.Value == 1 && !number.IsDigits && length == 1 && token.Length == 6 && unit.Id == "s":
                return true;
            case "q":
                return false;
        }

        if (length == 1 && token.Kind == LexKind.Symbol && unit.Dimension == Dimension.Currency)
        {
            // "12 $5 notes": the sign belongs to the number behind it
            return !(next < _tokens.Count && _tokens[next] is { IsDigits: true, IsGlued: true }) || token.IsGlued;
        }

        if (isOneLetter && token.IsWord)
        {
            // A glued one-letter unit must end there; a spaced one needs digits.
            return number.IsDigits && !(next < _tokens.Count && _tokens[next] is { IsGlued: true, IsDigits: true })
                && !(token.SpaceBefore && char.IsUpper(_text[token.Start]) && unit.Id != "L");
        }

        return true;
    }

    /// <summary>"half an hour", "two-thirds of a mile", "quarter of an hour"; "half of the bridges" stays a share.</summary>
    private Draft? UnitOfFraction(ParsedNumber number)
    {
        var i = number.Next;
        if (i < _tokens.Count && Word(_tokens[i])?.Is(Of) == true) i++;
        if (i < _tokens.Count && Word(_tokens[i])?.Is(Article) == true) i++;
        if (i < _tokens.Count && _tokens[i].Sign == '-') i++;
        if (i >= _tokens.Count || _tokens[i].LineBefore || _lexicon.Phrases.Longest(_tokens, i, static w => w.Units.Count > 0, out var length) is not { } word
            || Pick(word, i, length, false) is not { } unit || unit.Dimension is Dimension.Ratio or Dimension.Magnitude || unit.Id == "in" && _tokens[i].Length == 2
            || (_tokens[i].Kind == LexKind.Symbol))
        {
            return null;
        }

        return new Draft { First = number.First, Number = number, Unit = unit, Next = i + length };
    }

    /// <summary>"per day", "a share", "/MWh": a rate. Speeds are units of their own and were read before.</summary>
    private Draft Per(Draft draft)
    {
        var i = draft.Next;
        if (draft.Unit is not { } unit || i + 1 >= _tokens.Count || _tokens[i].LineBefore || unit.Dimension is Dimension.Ratio or Dimension.Duration or Dimension.Temperature)
        {
            return draft;
        }

        if (!(Word(_tokens[i])?.Is(NumberWordRole.Per) == true && (_tokens[i].IsWord || _tokens[i + 1].IsGlued)))
        {
            return draft;
        }

        if (_lexicon.Phrases.Longest(_tokens, i + 1, static w => w.Units.Count > 0, out var length) is { } word && Pick(word, i + 1, length, false) is { } denominator
            && denominator.Dimension != Dimension.Ratio)
        {
            return draft with { Unit = UnitTable.Rate(unit, denominator), Next = i + 1 + length };
        }

        return draft;
    }

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

    /// <summary>"no casualties", "not a single soldier", "none were hurt"; "no one" and "no place" are not numbers.</summary>
    private bool IsZero(int i, int length)
    {
        var next = i + length;
        if (next >= _tokens.Count || !_tokens[next].IsWord || _tokens[next].LineBefore)
        {
            return false;
        }

        if (length > 1)
        {
            return Word(_tokens[next])?.Is(Function) != true;
        }

        for (var k = next; k < _tokens.Count && k <= next + 2 && _tokens[k] is { IsWord: true, LineBefore: false }; k++)
        {
            if (Word(_tokens[k]) is { } word && (word.Is(Function) || word.Cardinal is not null || word.Before is not null))
            {
                return false;
            }

            if (_lexicon.IsPlural(Folded(_tokens[k])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"nearly all", "almost all of the oblast"; "all day", "full week", "magnitude 6.1" and "aged 62" stand here too.</summary>
    private int? Whole(int i)
    {
        var word = Word(_tokens[i]);
        if (word is null || i + 1 >= _tokens.Count)
        {
            return null;
        }

        // "all day", "full-week": one of the unit
        if (word.Is(All) && _tokens[i].IsWord)
        {
            var at = _tokens[i + 1].Sign == '-' ? i + 2 : i + 1;
            if (at < _tokens.Count && !_tokens[at].LineBefore && Word(_tokens[at])?.Units.Find(u => u.Unit.Id is "d" or "wk" or "mo" or "a" && u.Symbol is null) is { Unit: { } unit } && !_lexicon.IsPlural(Folded(_tokens[at])))
            {
                var span = new TextSpan(_tokens[i].Start, _tokens[at].End);
                Add(new QuantityMention { Core = span, Outer = span, Value = Quantities.Quantity.Exactly(1, unit, 1), Kind = QuantityKind.Duration, Role = QuantityRole.Scope });
                return at + 1;
            }
        }

        if (word.Is(Age) && _tokens[i].Length >= 3 && _tokens[i + 1] is { IsDigits: true, Length: <= 3, SpaceBefore: true } && _numbers.Parse(i + 1) is { } age && age.Value < 120
            && UnitAt(age).Unit is null && Folded(_tokens[i]) != "old")
        {
            Add(new QuantityMention
            {
                Core = new TextSpan(_tokens[i].Start, _tokens[age.Next - 1].End),
                Outer = new TextSpan(_tokens[i].Start, _tokens[age.Next - 1].End),
                Value = Quantities.Quantity.Exactly(age.Value, _lexicon.Units["a"], age.SigDigits),
                Kind = QuantityKind.Age,
                Role = QuantityRole.Attribute,
            });
            return age.Next;
        }

        return null;
    }

    /// <summary>"magnitude 6.1", "magnitude-6.1", "a magnitude of 6.1".</summary>
    private int? Magnitude(int i)
    {
        if (Word(_tokens[i])?.Units.Exists(u => u.Unit.Dimension == Dimension.Magnitude) != true)
        {
            return null;
        }

        var k = i + 1 < _tokens.Count && (_tokens[i + 1].Sign == '-' || Word(_tokens[i + 1])?.Is(Of) == true) ? i + 2 : i + 1;
        if (k >= _tokens.Count || _tokens[k].LineBefore || !_tokens[k].IsDigits || _numbers.Parse(k) is not { } number || number.Value > 12)
        {
            return null;
        }

        var span = new TextSpan(_tokens[i].Start, _tokens[number.Next - 1].End);
        Add(new QuantityMention { Core = span, Outer = span, Value = Quantities.Quantity.Exactly(number.Value, _lexicon.Units["Mw"], number.SigDigits), Kind = QuantityKind.Magnitude });
        return number.Next;
    }

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

    private NumberWord? Word(LexToken token) => _lexicon.Phrases.At(token);

    private bool Longest(int i, NumberWordRole role, out int length) =>
        _lexicon.Phrases.Longest(_tokens, i, role, static (w, r) => w.Is(r), out length) is not null;

    /// <summary>The folded word; the same few tokens are asked for again and again.</summary>
    private string Folded(in LexToken token)
    {
        if (!token.IsWord)
        {
            return "";
        }

        _folded ??= new (int, string?)[16];
        ref var kept = ref _folded[token.Start % _folded.Length];
        if (kept.Word is null || kept.Start != token.Start)
        {
            kept = (token.Start, Fold.Text(token.Span.Of(_text).ToString()));
        }

        return kept.Word;
    }
}
