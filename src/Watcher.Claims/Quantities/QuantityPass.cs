using System.Buffers;
using System.Collections.Immutable;
using Watcher.Reading.Text;
using static Watcher.Claims.Quantities.NumberWordRole;

namespace Watcher.Claims.Quantities;

/// <summary>One left-to-right pass over each part of a text: at each token, <c>Hedge? Currency? Number (Range Number)? Scale? (Unit | Noun)</c>.</summary>
internal sealed partial class QuantityPass : IDisposable
{
    /// <summary>A noun phrase has at most this many words between its number and its head.</summary>
    private const int MostModifiers = 4;

    /// <summary>How far, in tokens, words such as "since" or "retaken" reach.</summary>
    private const int Reach = 40;
    private const int SeizeReach = 6;

    /// <summary>The words asked for last.</summary>
    private const int FoldedWords = 16;

    /// <summary>"The toll of the quakes in both countries has passed 5,000".</summary>
    private const int MaxToTotal = 20;

    /// <summary>Tokens from "magnitude" or "aftershock" to its number: "was revised down to".</summary>
    private const int MostToMagnitude = 6;

    private readonly QuantityLexicon _lexicon;
    private readonly string _text;
    private readonly RentedList<LexToken> _tokens = new(64);
    private readonly NumberParser _numbers;
    private readonly List<QuantityMention> _found = [];
    private (int Start, string? Word)[]? _folded;       // rented for the first word asked for: most texts have no number
    private readonly List<TextSpan> _dates = [];
    private int _nextDate;
    private int _groups;

    public QuantityPass(QuantityLexicon lexicon, string text)
    {
        (_lexicon, _text) = (lexicon, text);
        _numbers = new NumberParser(lexicon, text, _tokens);
    }

    public void Dispose()
    {
        _tokens.Dispose();
        if (_folded is not null)
        {
            ArrayPool<(int, string?)>.Shared.Return(_folded, clearArray: true);
        }
    }

    /// <summary>The quantities of a part of the text.</summary>
    /// <param name="part">What is read: nothing outside of it counts.</param>
    /// <param name="dates">The calendar dates of the part, in text order.</param>
    public ImmutableArray<QuantityMention> Read(TextSpan part, ImmutableArray<TextSpan> dates)
    {
        _dates.Clear();
        _dates.AddRange(dates);
        return Read(part);
    }

    private ImmutableArray<QuantityMention> Read(TextSpan part)
    {
        (_nextDate, _groups) = (0, 0);
        _found.Clear();
        _tokens.Clear();
        _lexicon.Vocabulary.Scan(_text, part, _tokens);
        for (var i = 0; i < _tokens.Count;)
        {
            i = SkipDate(i) ?? SkipName(i) ?? Quantity(i) ?? i + 1;
        }

        return [.. _found];
    }

    /// <inheritdoc cref="Read(TextSpan, ImmutableArray{TextSpan})"/>
    /// <param name="part">What is read: nothing outside of it counts.</param>
    /// <param name="dates">Every date of the part, whatever it was read against.</param>
    public ImmutableArray<QuantityMention> Read(TextSpan part, ImmutableArray<DateMention> dates)
    {
        _dates.Clear();
        foreach (var date in dates)
        {
            if (date.IsCalendar)
            {
                _dates.Add(date.Span);
            }
        }

        return Read(part);
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
            : start == i ? Whole(i) ?? Magnitude(i) ?? Measured(i)
            : null;             // the hedge was an ordinary word
    }

    private bool IsRisen(LexToken verb) => Word(verb)?.Is(IncreaseVerb) == true || Folded(verb) is "go" or "goes" or "going" or "gone" or "went" or "shot" or "brought";

    private bool IsInAnyDate(int i)
    {
        foreach (var date in _dates)
        {
            if (date.Contains(_tokens[i].Start))
            {
                return true;
            }
        }

        return false;
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

            if (next == i && Folded(_tokens[i]) == "up" && i > 0 && !_tokens[i].LineBefore && IsRisen(_tokens[i - 1]))
            {
                break;          // "has gone up to 149" is no bound
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

        // "- 525 people killed", "- 4,605 injured": the dash is the mark of a list, as nobody counts below zero.
        if (number is { HasSign: true, Value: < 0 } && _tokens[i].Sign == '-' && _tokens[i + 1].SpaceBefore && UnitAt(number).Unit is null
            && number.Next < _tokens.Count && _tokens[number.Next] is { IsWord: true, LineBefore: false } && _numbers.Parse(i + 1) is { } counted)
        {
            (number, start) = (counted, i + 1);
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
        while (k < Math.Min(_tokens.Count, i + MostToMagnitude) && _tokens[k] is { IsWord: true, LineBefore: false } && Word(_tokens[k]) is { } between && between.Is(Function | IncreaseVerb | DecreaseVerb | RangeTo | Scaling))
        {
            k++;        // "revised the magnitude down to 6.1", "the magnitude was put at 6.1"
        }

        if (k >= _tokens.Count || _tokens[k].LineBefore || !_tokens[k].IsDigits || _numbers.Parse(k) is not { } number || number.Value > 12)
        {
            return null;
        }

        var span = new TextSpan(_tokens[i].Start, _tokens[number.Next - 1].End);
        Add(new QuantityMention { Core = span, Outer = span, Value = Quantities.Quantity.Exactly(number.Value, _lexicon.Units["Mw"], number.SigDigits), Kind = QuantityKind.Magnitude });
        return number.Next;
    }

    /// <summary>"An aftershock measured at 5.4", "a tremor of 5.4": a number with a decimal place behind a word for an earthquake.</summary>
    private int? Measured(int i)
    {
        if (Word(_tokens[i])?.Is(Seismic) != true)
        {
            return null;
        }

        var k = i + 1;
        while (k < Math.Min(_tokens.Count, i + MostToMagnitude) && !_tokens[k].LineBefore && (_tokens[k].Sign == ',' || Word(_tokens[k])?.Is(Scaling | Of | Function) == true))
        {
            k++;
        }

        if (k == i + 1 || k >= _tokens.Count || !_tokens[k].IsDigits || _numbers.Parse(k) is not { } number || !IsMagnitude(number) || IsInAnyDate(k) || UnitAt(number).Unit is not null || Noun(number.Next, number).Head is not null)
        {
            return null;
        }

        var span = new TextSpan(_tokens[k].Start, _tokens[number.Next - 1].End);
        Add(new QuantityMention { Core = span, Outer = span, Value = Quantities.Quantity.Exactly(number.Value, _lexicon.Units["Mw"], number.SigDigits), Kind = QuantityKind.Magnitude });
        return number.Next;
    }

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

        _folded ??= ArrayPool<(int, string?)>.Shared.Rent(FoldedWords);
        ref var kept = ref _folded[token.Start % FoldedWords];
        if (kept.Word is null || kept.Start != token.Start)
        {
            kept = (token.Start, Fold.Text(token.Span.Of(_text)));
        }

        return kept.Word;
    }
}
