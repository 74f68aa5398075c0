using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

/// <summary>Reads numbers in digits and words. Knows nothing of units and hedges.</summary>
internal sealed partial class NumberParser(QuantityLexicon lexicon, string text, RentedList<LexToken> tokens)
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
