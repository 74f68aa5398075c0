using System.Globalization;
using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

/// <summary>A number as the words or digits give it, before hedge and unit.</summary>
internal readonly record struct ParsedNumber
{
    /// <summary>First token.</summary>
    public required int First { get; init; }

    /// <summary>The token behind it.</summary>
    public required int Next { get; init; }

    /// <summary>The value, or the lower bound of an indefinite plural.</summary>
    public required decimal Value { get; init; }

    public int SigDigits { get; init; }

    /// <summary>Written in digits (a scale word may follow).</summary>
    public bool IsDigits { get; init; }

    /// <summary>The scale word at its end: 1,000 for "two thousand", 0 for none.</summary>
    public decimal Scale { get; init; }

    /// <summary>Digits without the scale: 60 of "60bn"; lets the scale of a range reach back.</summary>
    public decimal Mantissa { get; init; }

    /// <summary>A share: two-thirds, half.</summary>
    public bool IsFraction { get; init; }

    /// <summary>An article stands for one: "a million".</summary>
    public bool IsArticle { get; init; }

    /// <summary>dozen: about this many.</summary>
    public bool IsApprox { get; init; }

    /// <summary>A whole number and a share: "two and a half".</summary>
    public bool IsMixed { get; init; }

    /// <summary>Set for indefinite plurals; <see cref="Value"/> is their lower bound then.</summary>
    public decimal? IndefiniteHigh { get; init; }

    public bool IsClosed { get; init; }

    /// <summary>"+350".</summary>
    public bool HasPlus { get; init; }

    public bool HasSign { get; init; }
}

/// <summary>Reads numbers in digits and words. Knows nothing of units and hedges.</summary>
internal sealed class NumberParser(QuantityLexicon lexicon, string text, RentedList<LexToken> tokens)
{
    /// <summary>Longer digit runs are names (accounts, hashes), and decimals must not overflow.</summary>
    private const int MostDigits = 18;

    /// <summary>No claim speaks of more; keeps products with every unit's factor inside the range of decimal.</summary>
    private const decimal Largest = 1e18m;

    /// <summary>Numbers nest ("two million, three hundred thousand and five") at most this deep.</summary>
    private const int Deepest = 6;

    public ParsedNumber? Parse(int first) => Signed(first, 0);

    private ParsedNumber? Signed(int first, int depth)
    {
        if (first >= tokens.Count || depth > Deepest)
        {
            return null;
        }

        var token = tokens[first];
        if (token.Sign is '-' or '+')
        {
            // "-5", "+350"; a sign with a space counts at the start of a line only: elsewhere it is a dash.
            var isOpen = token.SpaceBefore || first == 0 || tokens[first - 1].Sign is '(' or '<' or '>' or '=';
            if (!isOpen || first + 1 >= tokens.Count || (tokens[first + 1].SpaceBefore && !token.LineBefore)
                || !(tokens[first + 1].IsDigits || tokens[first + 1].Sign == '.'))
            {
                return null;
            }

            return Unsigned(first + 1, depth) is { } inner
                ? inner with { First = first, Value = token.Sign == '-' ? -inner.Value : inner.Value, HasPlus = token.Sign == '+', HasSign = true }
                : null;
        }

        if (Role(token, NumberWordRole.Minus))
        {
            return first + 1 < tokens.Count && tokens[first + 1].Sign != '-' && Unsigned(first + 1, depth) is { IndefiniteHigh: null } inner
                ? inner with { First = first, Value = -inner.Value, HasSign = true }
                : null;
        }

        return Unsigned(first, depth);
    }

    private ParsedNumber? Unsigned(int first, int depth)
    {
        var number = Base(first, depth);
        if (number is not { } n)
        {
            return Indefinite(first);
        }

        return n.IndefiniteHigh is null ? Spoken(Continue(n, depth)) : n;
    }

    /// <summary>"and five", "two hundred" behind "two thousand": added when it is smaller than the last scale.</summary>
    private ParsedNumber Continue(ParsedNumber n, int depth)
    {
        while (true)
        {
            var next = n.Next;
            if (next >= tokens.Count || tokens[next].LineBefore)
            {
                return n;
            }

            var (isAnd, isComma) = (Role(tokens[next], NumberWordRole.And), tokens[next].Sign == ',');
            var start = isAnd || isComma ? next + 1 : next;

            // "three and a half", "five billion and three quarters"
            if (isAnd && !n.IsFraction && Fraction(start, depth, isPart: true) is { } part && part.Value < 1)
            {
                var mixed = n with
                {
                    Value = n.Value + (part.Value * (n.Scale >= 1000 ? n.Scale : 1)),
                    Next = part.Next,
                    SigDigits = n.SigDigits + 1,
                    Mantissa = 0,
                    IsMixed = true,
                };
                if (n.Scale == 0 && ScaleAt(part.Next, isGlued: false, out var length, spelledOnly: true) is { } scale)
                {
                    mixed = mixed with { Value = mixed.Value * scale, Scale = scale, Next = part.Next + length };
                }

                return mixed;
            }

            if (n.Scale < 100 || n.IsFraction || (isComma && n.IsDigits) || start >= tokens.Count)
            {
                return n;
            }

            if (Base(start, depth + 1) is not { IsFraction: false, IndefiniteHigh: null } rest)
            {
                return n;
            }

            var hasScale = rest.Scale > 0;
            if (n.Scale == 100 && n.Value < 1000 && rest.Scale >= 1000 && rest.Value < 100 * rest.Scale && !n.IsDigits && !rest.IsDigits && !rest.IsArticle && !isComma)
            {
                // "two hundred and two thousand", "two hundred fifty-six thousand": hundreds of the scale
                n = n with { Value = (n.Value * rest.Scale) + rest.Value, Scale = rest.Scale, Next = rest.Next, Mantissa = 0, SigDigits = Quantity.CountSigDigits((n.Value * rest.Scale) + rest.Value) };
                continue;
            }

            rest = hasScale ? Continue(rest, depth + 1) : rest;
            var fits = rest.Value > 0 && rest.Value < n.Scale && rest.Value == decimal.Truncate(rest.Value)
                && (rest.IsDigits == n.IsDigits || (n.IsDigits && isAnd && !rest.IsArticle)) && (!rest.IsArticle || rest.Scale > 0) && !IsOrdinalAhead(rest.Next);
            // "two hundred 30 wounded": digits follow words only after a joint with a scale of its own.
            if (!fits || (rest.IsDigits && !isAnd && !hasScale))
            {
                return n;
            }

            n = n with
            {
                Value = n.Value + rest.Value,
                Next = rest.Next,
                Scale = rest.Scale,
                Mantissa = 0,
                SigDigits = Quantity.CountSigDigits(n.Value + rest.Value),
            };
        }
    }

    /// <summary>Digits or a group of words with the scales directly behind them.</summary>
    private ParsedNumber? Base(int first, int depth)
    {
        if (first >= tokens.Count)
        {
            return null;
        }

        var token = tokens[first];
        if (token.IsDigits || token.Sign == '.')
        {
            return Digits(first) is { } digits ? WithScale(digits) : null;
        }

        if (token.Kind == LexKind.Symbol)
        {
            return Vulgar(token) is { } share
                ? WithScale(new ParsedNumber { First = first, Next = first + 1, Value = share, IsFraction = true, SigDigits = 1 })
                : null;
        }

        return Fraction(first, depth) ?? Words(first);
    }

    /// <summary>Digits that are read one run after the other.</summary>
    private struct DigitRuns
    {
        public decimal Value { get; private set; }

        public int Digits { get; private set; }

        public void Append(ReadOnlySpan<char> run)
        {
            foreach (var c in run)
            {
                if (++Digits <= MostDigits)
                {
                    Value = (Value * 10) + (c - '0');
                }
            }
        }
    }

    private ParsedNumber? Digits(int first)
    {
        var i = first;
        var runs = new DigitRuns();
        if (tokens[i].IsDigits)
        {
            if (tokens[i].Length > MostDigits)
            {
                return null;
            }

            runs.Append(tokens[i].Span.Of(text));
            i = Groups(i, ref runs);
        }

        if (runs.Digits > MostDigits)
        {
            return null;
        }

        var value = runs.Value;

        // A decimal part: ".5" behind digits, or by itself behind a space.
        if (i + 1 < tokens.Count && (tokens[i].Sign == lexicon.DecimalMark || (i == first && tokens[i].Sign == '.')) && tokens[i + 1] is { IsDigits: true, IsGlued: true }
            && (i == first ? tokens[i].SpaceBefore || i == 0 || tokens[i - 1].Sign is '-' or '$' or '(' : tokens[i].IsGlued))
        {
            value += Decimals(i + 1);
            i += 2;
        }
        else if (i > first && i + 1 < tokens.Count && tokens[i] is { IsGlued: true, Sign: ',' or '.' } mark && mark.Sign != lexicon.DecimalMark
            && tokens[i + 1] is { IsDigits: true, IsGlued: true } && (tokens[i + 1].Length <= 2 || text[tokens[first].Start] == '0'))
        {
            value += Decimals(i + 1);       // "3,4": the other mark before one or two digits
            i += 2;
        }

        if (i == first || (i + 1 < tokens.Count && tokens[i].IsGlued && tokens[i].Sign is '.' && tokens[i + 1] is { IsDigits: true, IsGlued: true }))
        {
            return null;            // no digit, or 1.2.3: a version, an address
        }

        var sig = Quantity.CountSigDigits(value);
        if (i < tokens.Count && Vulgar(tokens[i]) is { } share && !tokens[i].LineBefore)
        {
            return new ParsedNumber { First = first, Next = i + 1, Value = value + share, SigDigits = sig + 1, IsDigits = true };
        }

        return Ratio(first, i, value, sig) is { } ratio
            ? ratio
            : new ParsedNumber { First = first, Next = i, Value = value, SigDigits = sig, IsDigits = true, Mantissa = value };
    }

    /// <summary>The digits of a token as decimal places; more than nine say nothing.</summary>
    private decimal Decimals(int at)
    {
        var (part, power, count) = (0m, 1m, 0);
        foreach (var c in tokens[at].Span.Of(text))
        {
            if (++count <= 9)
            {
                part = (part * 10) + (c - '0');
                power *= 10;
            }
        }

        return part / power;
    }

    /// <summary>Thousands: "52,650", "1 234 567", "12,34,567" (Indian), "1.111,11" (continental, only with decimals behind).</summary>
    private int Groups(int i, ref DigitRuns runs)
    {
        var next = i + 1;
        if (tokens[i].Length > 3 || next >= tokens.Count || text[tokens[i].Start] == '0')
        {
            return next;
        }

        if (tokens[next].IsDigits && IsThousandsSpace(next))
        {
            while (next < tokens.Count && tokens[next].IsDigits && IsThousandsSpace(next))
            {
                runs.Append(tokens[next++].Span.Of(text));
            }

            return next;
        }

        var mark = lexicon.DecimalMark == '.' ? ',' : '.';
        if (tokens[next].Sign is '.' or ',' && tokens[next].Sign != mark)
        {
            // The decimal mark groups only when the other mark follows with decimals.
            var k = next;
            while (IsGroup(k, tokens[next].Sign, 3)) k += 2;
            if (k == next || !IsGroup(k, mark, 2))
            {
                return next;
            }

            mark = tokens[next].Sign;
        }

        var end = next;
        while (IsGroup(end, mark, 3)) end += 2;
        if (end == next)
        {
            while (IsGroup(end, mark, 2)) end += 2;
            end = end > next && IsGroup(end, mark, 3) ? end + 2 : next;
        }

        for (var k = next + 1; k < end; k += 2)
        {
            runs.Append(tokens[k].Span.Of(text));
        }

        return end;
    }

    private bool IsGroup(int i, char mark, int length) =>
        i + 1 < tokens.Count && tokens[i].IsGlued && tokens[i].Sign == mark
        && tokens[i + 1] is { IsDigits: true, IsGlued: true } group && group.Length == length;

    /// <summary>Exactly one space (plain, thin, no-break) and three digits, and nothing that makes them a number of their own.</summary>
    private bool IsThousandsSpace(int i) =>
        tokens[i] is { Length: 3, SpaceBefore: true, LineBefore: false } && tokens[i].Start - tokens[i - 1].End == 1
        && text[tokens[i].Start - 1] is ' ' or '\u00A0' or '\u202F' or '\u2009'
        && !(i + 1 < tokens.Count && tokens[i + 1].IsGlued && (tokens[i + 1].Sign is '-' or '/' or ':' || tokens[i + 1].IsWord));

    /// <summary>"1/4", "1 3/4", "2000 over 3" is left to nobody: news does not write it.</summary>
    private ParsedNumber? Ratio(int first, int i, decimal value, int sig)
    {
        // 3/4 with a denominator that fractions have; 9/11, 24/7 and dates are something else.
        if (Slash(i, value) is { } plain)
        {
            return new ParsedNumber { First = first, Next = i + 2, Value = plain, SigDigits = 1, IsDigits = true, IsFraction = true };
        }

        if (i < tokens.Count && tokens[i] is { IsDigits: true, SpaceBefore: true, LineBefore: false, Length: 1 or 2 }
            && Slash(i + 1, DigitValue(tokens[i])) is { } part)
        {
            return new ParsedNumber { First = first, Next = i + 3, Value = value + part, SigDigits = sig + 1, IsDigits = true };
        }

        return null;

        decimal? Slash(int at, decimal numerator) =>
            at + 1 < tokens.Count && tokens[at] is { Sign: '/', IsGlued: true } && tokens[at + 1] is { IsDigits: true, IsGlued: true, Length: 1 or 2 }
            && DigitValue(tokens[at + 1]) is var denominator && denominator is 2 or 3 or 4 or 5 or 6 or 8 or 10 or 16 or 32 or 64
            && numerator > 0 && numerator < denominator && numerator == decimal.Truncate(numerator)
            && !(at + 2 < tokens.Count && tokens[at + 2] is { IsGlued: true, Sign: '/' or '-' })
                ? numerator / denominator
                : null;

        decimal DigitValue(LexToken token) => Int(token);
    }

    private int Int(LexToken token) => int.Parse(token.Span.Of(text), CultureInfo.InvariantCulture);

    private ParsedNumber WithScale(ParsedNumber n)
    {
        while (ScaleAt(n.Next, isGlued: n.IsDigits && n.Scale == 0, out var length) is { } scale)
        {
            if (Math.Abs(n.Value) * scale > Largest || (n.IsFraction && scale < 1000))
            {
                break;
            }

            n = n with { Value = n.Value * scale, Scale = scale, Next = n.Next + length, IsFraction = false };
        }

        return Dozens(n);
    }

    private ParsedNumber Dozens(ParsedNumber n)
    {
        var skip = n.Next < tokens.Count && tokens[n.Next].Sign == '-' ? 1 : 0;
        if (n.Next + skip < tokens.Count && lexicon.Phrases.At(tokens[n.Next + skip])?.Indefinite is { } entry
            && (entry.Approx || entry.Low == 24) && Math.Abs(n.Value) < 1000000)
        {
            return n with { Value = n.Value * 12, Next = n.Next + skip + 1, IsApprox = true, Mantissa = 0 };
        }

        return n;
    }

    private decimal? ScaleAt(int i, bool isGlued, out int length, bool spelledOnly = false)
    {
        length = 0;
        if (i >= tokens.Count || tokens[i].LineBefore)
        {
            return null;
        }

        if (tokens[i].Sign == '-' && i + 1 < tokens.Count && lexicon.Phrases.At(tokens[i + 1])?.Scale is { } hyphened)
        {
            length = 2;
            return hyphened;
        }

        if (lexicon.Phrases.At(tokens[i]) is not { } word)
        {
            return null;
        }

        length = 1;
        if (word.Scale is { } scale)
        {
            return scale;
        }

        if (word.Indefinite is { Closed: false, Approx: false, Low: >= 200 } plural && i > 0 && !tokens[i].LineBefore)
        {
            return plural.Low / 2;      // "three billions"
        }

        // Short scales stand at the digits; "m" and "b" are left to the unit when they can be one (quantities.md 3).
        if (spelledOnly || !isGlued || word.ShortScale is not { } brief || !(tokens[i].IsGlued || tokens[i].Length > 1 || brief == 1000) || !IsShortScale(i, brief))
        {
            return null;
        }

        // "50 тис. осіб": the full stop of the abbreviation
        length = tokens[i].Length > 1 && i + 2 < tokens.Count && tokens[i + 1] is { Sign: '.', IsGlued: true } && tokens[i + 2] is { IsGlued: false, LineBefore: false } && char.IsLower(text[tokens[i + 2].Start]) ? 2 : 1;
        return brief;
    }

    /// <summary>"3.4m" is metres and "10M" ten million; the caller repairs "£3.4m" and "3m people".</summary>
    private bool IsShortScale(int i, decimal scale)
    {
        var symbol = tokens[i].Length == 1 ? text[tokens[i].Start] : '\0';
        return symbol switch
        {
            'm' or 'b' or 'B' or 'м' or 'г' => false,
            'М' or 'Г' => tokens[i].IsGlued,
            'K' or 'k' => tokens[i].IsGlued || scale == 1000,
            _ => true,
        };
    }

    /// <summary>Cardinal words with hundreds and scales: "two hundred thousand", "twenty-six", "one twenty two".</summary>
    private ParsedNumber? Words(int first)
    {
        var i = first;
        var isArticle = Role(tokens[i], NumberWordRole.Article);
        if (isArticle)
        {
            i++;
            if (i >= tokens.Count || tokens[i].LineBefore || lexicon.Phrases.At(tokens[i]) is not { } next || (next.Scale is null && next.Indefinite is not { Approx: true }))
            {
                return null;
            }
        }
        else if (lexicon.Phrases.At(tokens[i]) is { IsScaleAlone: true, Scale: { } alone })
        {
            // "тисяча двісті": nothing needs to stand for the one
            return new ParsedNumber { First = first, Next = first + 1, Value = alone, Scale = alone, IsArticle = true, SigDigits = 1 };
        }

        decimal value = 0;
        decimal last = 0;       // the last word: 1 a digit, 2 a teen, 10 tens, 100 hundreds
        var start = i;
        while (i < tokens.Count && (i == start || !tokens[i].LineBefore))
        {
            var k = i > start && tokens[i].Sign == '-' && i + 1 < tokens.Count ? i + 1 : i;
            if (!tokens[k].IsWord || lexicon.Phrases.At(tokens[k])?.Cardinal is not { } word)
            {
                break;
            }

            var fits = i == start
                || (last == 100 && word is > 0 and < 100)
                || (last == 10 && word is > 0 and < 10)
                || (k == i && last == 1 && value is > 0 and < 10 && word is >= 10 and < 100)
                || (k == i && last == 2 && word is >= 20 and < 100);
            if (!fits)
            {
                break;
            }

            value = last is 1 or 2 ? (value * 100) + word : value + word;
            last = word >= 100 ? 100 : word >= 20 ? 10 : word >= 10 ? 2 : 1;
            i = k + 1;
        }

        if (i == start && !isArticle)
        {
            return null;
        }

        var n = new ParsedNumber
        {
            First = first,
            Next = i,
            Value = isArticle ? 1 : value,
            IsArticle = isArticle,
            SigDigits = Quantity.CountSigDigits(isArticle ? 1 : value),
        };
        n = Spoken(n);
        var scaled = WithScale(n);
        return isArticle && scaled.Next == n.Next ? null : scaled;
    }

    /// <summary>"three point five", "nought point nought three".</summary>
    private ParsedNumber Spoken(ParsedNumber n)
    {
        var i = n.Next;
        if (i + 1 >= tokens.Count || !Role(tokens[i], NumberWordRole.Point) || n.IsFraction || n.Value != decimal.Truncate(n.Value))
        {
            return n;
        }

        if (n.IsDigits)
        {
            // "1 point 1"
            return tokens[i + 1] is { IsDigits: true, LineBefore: false, Length: <= 4 } places
                ? n with { Value = n.Value + (Int(places) / (decimal)Math.Pow(10, places.Length)), Next = i + 2, SigDigits = n.SigDigits + places.Length }
                : n;
        }

        var (power, value, next) = (1m, n.Value, i + 1);
        while (next < tokens.Count && power < 1e8m && lexicon.Phrases.At(tokens[next])?.Cardinal is { } digit)
        {
            if (digit >= 10)
            {
                // "point seventy-one" has two places
                power *= 100;
                value += digit / power;
                if (next + 1 < tokens.Count && tokens[next + 1].Sign == '-') next++;
                if (next + 1 < tokens.Count && lexicon.Phrases.At(tokens[next + 1])?.Cardinal is { } unit && unit < 10)
                {
                    value += unit / power;
                    next++;
                }
            }
            else
            {
                power *= 10;
                value += digit / power;
            }

            next++;
        }

        return next == i + 1 ? n : n with { Value = value, Next = next, SigDigits = Quantity.CountSigDigits(value) };
    }

    /// <summary>two-thirds, a quarter of (a million), half a million, three twenty-firsts.</summary>
    private ParsedNumber? Fraction(int first, int depth, bool isPart = false)
    {
        if (first >= tokens.Count || !tokens[first].IsWord)
        {
            return null;
        }

        var i = first;
        decimal numerator = 1;
        var isArticle = Role(tokens[i], NumberWordRole.Article);
        var hasNumerator = isArticle;
        if (isArticle)
        {
            i++;
        }
        else if (lexicon.Phrases.At(tokens[i])?.Cardinal is { } single && Words(i) is { Scale: 0, IsApprox: false } count)
        {
            // "twenty one fifths" takes all its words; "three twenty-firsts" leaves the tens to the denominator.
            hasNumerator = true;
            (numerator, i) = count.Value < 100 && IsDenominatorAhead(count.Next, count.Value) ? (count.Value, count.Next) : (single, first + 1);
        }

        if (hasNumerator && i < tokens.Count && tokens[i].Sign == '-')
        {
            i++;
        }

        if (i >= tokens.Count || (i > first && tokens[i].LineBefore))
        {
            return null;
        }

        decimal? share = null;
        if (lexicon.Phrases.At(tokens[i]) is { Share: { } s } && (hasNumerator || isPart || s == 0.5m || lexicon.IsInflected))
        {
            share = numerator * s;
            i++;
        }
        else if (hasNumerator && Denominator(i, out var length) is { } denominator && denominator > 2
            && (numerator > 1 || !isArticle || IsOf(i + length) || i + length >= tokens.Count || tokens[i + length].Kind == LexKind.Symbol))
        {
            share = numerator / denominator;
            i += length;
        }

        if (share is null || (!hasNumerator && first > 0 && tokens[first].IsGlued && tokens[first - 1].Sign == '-'))
        {
            return null;
        }

        // "second half", "first quarter" are parts of a whole, not amounts
        if (first > 0 && lexicon.Phrases.At(tokens[first - 1])?.Ordinal is not null && !hasNumerator)
        {
            return null;
        }

        var fraction = new ParsedNumber { First = first, Next = i, Value = share.Value, SigDigits = 1, IsFraction = true };
        if (isPart && ScaleAt(i, isGlued: false, out _, spelledOnly: true) is not null && !isArticle)
        {
            return fraction;
        }

        if (isPart && isArticle && share < 1 && IsWordsBefore(first))
        {
            return fraction;
        }

        // "half a million", "a quarter of a million"
        var k = IsOf(i) ? i + 1 : i;
        if (k < tokens.Count && Role(tokens[k], NumberWordRole.Article)) k++;
        return ScaleAt(k, isGlued: false, out var scaleLength, spelledOnly: true) is { } scale && scale >= 100 && depth <= Deepest
            ? WithScale(fraction with { Value = fraction.Value * scale, Next = k + scaleLength, IsFraction = false, Scale = scale })
            : fraction;
    }

    /// <summary>A number stands before the "and" before this token: "five and a half".</summary>
    private bool IsWordsBefore(int i) =>
        i >= 2 && Role(tokens[i - 1], NumberWordRole.And) && (tokens[i - 2].IsDigits || lexicon.Phrases.At(tokens[i - 2])?.Cardinal is not null);

    private bool IsDenominatorAhead(int i, decimal numerator)
    {
        if (i < tokens.Count && tokens[i].Sign == '-') i++;
        return i < tokens.Count && (lexicon.Phrases.At(tokens[i])?.Share is not null || (Denominator(i, out _) is > 2 && numerator > 0));
    }

    /// <summary>third, twenty-fifth, hundredths.</summary>
    private decimal? Denominator(int i, out int length)
    {
        length = 1;
        if (lexicon.Phrases.At(tokens[i]) is not { } word)
        {
            return null;
        }

        if (word.Ordinal is { } ordinal)
        {
            return ordinal;
        }

        var k = i + 1 < tokens.Count && tokens[i + 1].Sign == '-' ? i + 2 : i + 1;
        if (word.Cardinal is >= 20 and < 100 && k < tokens.Count && lexicon.Phrases.At(tokens[k])?.Ordinal is { } unit && unit < 10)
        {
            length = k - i + 1;
            return word.Cardinal + unit;
        }

        return null;
    }

    private ParsedNumber? Indefinite(int first)
    {
        if (lexicon.Phrases.Longest(tokens, first, static w => w.Indefinite is not null, out var length)?.Indefinite is not { } entry)
        {
            return null;
        }

        var next = first + length;
        if (first > 0 && tokens[first - 1] is { IsWord: true } governing && entry.OneBehind.AsSpan().Contains(Fold.Text(text[governing.Start..governing.End])))
        {
            return new ParsedNumber { First = first, Next = next, Value = entry.Low / 2, SigDigits = 1 };
        }

        var (low, high, isClosed) = (entry.Low, entry.High, entry.Closed);
        if (entry.Approx)
        {
            // "dozen" alone: "half a dozen" and "a dozen" were read before
            return null;
        }

        if (entry.NeedsOf && next < tokens.Count && tokens[next] is { IsWord: true, LineBefore: false } && !IsOf(next)
            && lexicon.Phrases.At(tokens[next]) is null or { Units.Count: 0, Scale: null, Indefinite: null, Roles: NumberWordRole.None })
        {
            return null;        // "a couple huddles"
        }

        if (entry.Closed)
        {
            // "several hundred", "a couple of thousand", "a few dozen"
            var k = IsOf(next) ? next + 1 : next;
            if (ScaleAt(k, isGlued: false, out var scaleLength, spelledOnly: true) is { } scale)
            {
                (low, high, next) = (2 * scale, (entry.High < 9 ? entry.High : 9) * scale, k + scaleLength);
            }
            else if (k < tokens.Count && lexicon.Phrases.At(tokens[k])?.Indefinite is { Approx: true })
            {
                (low, high, next) = (24, (entry.High < 9 ? entry.High : 9) * 12, k + 1);
            }
        }
        else if (entry.Low == 40 && !IsOf(next))
        {
            return null;        // "scores" without "of" are results
        }

        return new ParsedNumber { First = first, Next = next, Value = low, IndefiniteHigh = high, IsClosed = isClosed, SigDigits = 1 };
    }

    private bool IsOrdinalAhead(int i)
    {
        if (i < tokens.Count && tokens[i].Sign == '-') i++;
        return i < tokens.Count && !tokens[i].LineBefore && lexicon.Phrases.At(tokens[i])?.Ordinal is not null && lexicon.Phrases.At(tokens[i])?.Units.Count == 0;
    }

    private bool IsOf(int i) => i < tokens.Count && Role(tokens[i], NumberWordRole.Of);

    private bool Role(LexToken token, NumberWordRole role) => lexicon.Phrases.At(token)?.Is(role) == true;

    private decimal? Vulgar(LexToken token) =>
        token.Kind == LexKind.Symbol && text[token.Start] is var c && c > 0x7F && char.GetNumericValue(c) is > 0 and < 1 and var share
            ? Math.Round((decimal)share, 9)
            : null;
}
