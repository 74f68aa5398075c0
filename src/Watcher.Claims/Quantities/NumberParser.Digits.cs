using System.Globalization;

namespace Watcher.Claims.Quantities;

/// <summary>Numbers in digits, with their marks of thousands and decimals: 2,000.5, 1 774, 3/4.</summary>
internal sealed partial class NumberParser
{
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
}
