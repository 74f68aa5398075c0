namespace Watcher.Claims.Quantities;

/// <summary>Days in digits: 9/10, 10.09.2022, 2022-09-10.</summary>
internal sealed partial class DatePass
{
    /// <summary>Behind "June 31, 2022", "30 February 2014": a day that no calendar has, and its year is no date either. 0 when there is none.</summary>
    private int ImpossibleDay(int i)
    {
        var isMonthFirst = Is(i, DateRole.Month);
        var (monthAt, at) = isMonthFirst ? (i, i + 1) : (i + 1, i);
        if (at >= _tokens.Count || !_tokens[at].IsDigits || _tokens[at].Length > 2 || At(monthAt)?.Values[(int)DateRole.Month] is not { } month || !IsName(monthAt, hasCompany: true)
            || !YearBehind(i + 2, out var year, out var behind) || year is < FirstYear or > LastYear)
        {
            return 0;
        }

        return Int(at) > DateTime.DaysInMonth(year, month) ? behind : 0;
    }

    /// <summary>Behind "June 10 - 31, 2022": a stretch of days that the month does not have. 0 when there is none.</summary>
    private int ImpossibleRange(int i)
    {
        if (At(i)?.Values[(int)DateRole.Month] is not { } month || i + 3 >= _tokens.Count || _tokens[i + 1] is not { IsDigits: true, Length: <= 2 } || _tokens[i + 2].Sign != '-' || _tokens[i + 3] is not { IsDigits: true, Length: <= 2 }
            || !YearBehind(i + 4, out var year, out var behind) || year is < FirstYear or > LastYear)
        {
            return 0;
        }

        return Int(i + 3) > DateTime.DaysInMonth(year, month) ? behind : 0;
    }

    /// <summary>2022-09-11, 11.09.2022, 10/9/2022, 9/2012, 20220911, 2012/Aug/10.</summary>
    private Reading? Numeric(int i, int weekday)
    {
        if (!_tokens[i].IsDigits)
        {
            return null;
        }

        var length = _tokens[i].Length;
        if (length == 8)
        {
            return Int(i) is var all && all > 19000000 ? Single(i, i + 1, all / 10000, all / 100 % 100, all % 100) : null;
        }

        if (length == 4 && i + 2 == _tokens.Count && At(i + 1)?.Values[(int)DateRole.Month] is { } last && IsYearToken(i))
        {
            return MonthOf(i, i + 2, Int(i), last);
        }

        if (length > 4 || i + 2 >= _tokens.Count)
        {
            return null;
        }

        var sign = _tokens[i + 1].Sign;
        if (length == 4 && IsYearToken(i))
        {
            var at = sign is '-' or '/' && _tokens[i + 2].IsGlued ? i + 2 : i + 1;
            if (At(at)?.Values[(int)DateRole.Month] is { } behindYear && IsName(at, hasCompany: true) && IsAlone(at + 1) && !(at + 2 < _tokens.Count && _tokens[at + 1].IsGlued && _tokens[at + 2] is { IsDigits: true, IsGlued: true }))
            {
                return MonthOf(i, at + 1, Int(i), behindYear);
            }
        }

        if (length == 4 && IsYearToken(i) && _tokens[i + 1] is { IsDigits: true, Length: 2, LineBefore: false } && _tokens[i + 2] is { IsDigits: true, Length: 2, LineBefore: false } && IsAlone(i + 3))
        {
            return Single(i, i + 3, Int(i), Int(i + 1), Int(i + 2));       // 2016 10 16
        }

        if (sign is not ('-' or '/' or '.') || !_tokens[i + 2].IsDigits && !(Is(i + 2, DateRole.Month) && sign != '.'))
        {
            return null;
        }

        var isSpaced = _tokens[i + 1].SpaceBefore || _tokens[i + 2].SpaceBefore;
        if (isSpaced && !(sign == '/' && IsWholeSentence(i, i + 3)))
        {
            return null;
        }

        var hasThird = i + 4 < _tokens.Count && _tokens[i + 3] is { IsGlued: true } second && second.Sign == sign && _tokens[i + 4] is { IsGlued: true } && (_tokens[i + 4].IsDigits || Is(i + 4, DateRole.Month));
        var behind = hasThird ? i + 5 : i + 3;
        if (behind < _tokens.Count && _tokens[behind].IsGlued && (_tokens[behind].IsDigits || (_tokens[behind].IsWord && _tokens[behind].Length > 1 && !Is(behind, DateRole.DaySuffix))
            || (_tokens[behind].Sign is '-' or '/' or '.' && behind + 1 < _tokens.Count && _tokens[behind + 1] is { IsGlued: true, IsDigits: true } && hasThird && _tokens[behind].Sign == sign)))
        {
            return null;
        }

        if (hasThird)
        {
            return Three(i, sign, weekday);
        }

        if (!_tokens[i + 2].IsDigits)
        {
            return null;
        }

        var (a, b) = (Int(i), Int(i + 2));
        if (sign == '.')
        {
            return _lexicon.IsInflected ? DottedDay(i, a, b) : null;
        }

        if (length == 4 && _tokens[i + 2].Length <= 2)
        {
            // "2013-14": two years written as one
            return b <= 12 ? MonthOf(i, i + 3, a, b)
                : b == (a + 1) % 100 && sign is '-' or '/' && a is >= FirstYear and < LastYear
                    ? new Reading { First = i, Next = i + 3, From = new DateTime(a, 1, 1), To = new DateTime(a + 2, 1, 1), Grain = DateGrain.Year, IsCalendar = true }
                    : null;
        }

        if (_tokens[i + 2].Length == 4 && length <= 2)
        {
            return MonthOf(i, i + 3, b, a);
        }

        // d/m without a year; 9/11 and 24/7 are fixed expressions
        if (sign != '/' || _tokens[i + 2].Length > 2 || length > 2 || (a, b) is (9, 11) or (24, 7) || Fits(a, b) is not { } order || a + b < 3)
        {
            return null;
        }

        // A fraction reads "1/2 of"; a date stands alone.
        if (b <= 10 && a < b && (Is(i + 3, DateRole.Of) || Is(i + 3, DateRole.Unit)))
        {
            return null;
        }

        var (day, month) = order == DayMonthOrder.DayFirst ? (a, b) : (b, a);
        var isOpen = _reference.Order == DayMonthOrder.Unknown && a <= 12 && b <= 12 && a != b;
        return Yearless(i, i + 3, month, day) is not { } first ? null
            : isOpen && Yearless(i, i + 3, day, month) is { } swapped ? first with { IsAmbiguousOrder = true, Alternatives = [new WallInterval(swapped.From, swapped.To), .. first.Alternatives] }
            : first;
    }

    /// <summary>24.02, 10.12.: a day and month where decimals have a comma, when nothing follows that they could count.</summary>
    private Reading? DottedDay(int i, int day, int month)
    {
        if (_tokens[i].Length > 2 || _tokens[i + 2].Length > 2 || month is < 1 or > 12 || day < 1)
        {
            return null;
        }

        var hasDot = i + 3 < _tokens.Count && _tokens[i + 3] is { Sign: '.', IsGlued: true } && !(i + 4 < _tokens.Count && _tokens[i + 4] is { IsGlued: true, IsDigits: true });
        var next = hasDot ? i + 4 : i + 3;
        var isTwoDigits = _tokens[i + 2].Length == 2 && _tokens[i].Length == 2;
        var isFree = next >= _tokens.Count || (IsAlone(next) && _tokens[next].Sign is not ('%' or '$' or '€' or '°')) || Is(next, DateRole.Preposition) || Is(next, DateRole.On) || Is(next, DateRole.Said) || Is(next, DateRole.And);
        if (!isFree || !(isTwoDigits || hasDot || Is(i - 1, DateRole.Preposition) || IsWholeSentence(i, next)))
        {
            return null;
        }

        return Yearless(i, next, month, day) is { } date ? date with { IsCalendar = isTwoDigits || hasDot || Is(i - 1, DateRole.Preposition) } : null;
    }

    /// <summary>Which number can be the day; the reference's habit when both can.</summary>
    private DayMonthOrder? Fits(int a, int b)
    {
        var (dayFirst, monthFirst) = (b is >= 1 and <= 12 && a is >= 1 and <= 31, a is >= 1 and <= 12 && b is >= 1 and <= 31);
        return (dayFirst, monthFirst) switch
        {
            (true, true) => _reference.Order == DayMonthOrder.DayFirst ? DayMonthOrder.DayFirst : DayMonthOrder.MonthFirst,
            (true, false) => DayMonthOrder.DayFirst,
            (false, true) => DayMonthOrder.MonthFirst,
            _ => null,
        };
    }

    private Reading? Three(int i, char sign, int weekday)
    {
        // a month name on any place
        for (var k = 0; k < 5; k += 2)
        {
            if (At(i + k)?.Values[(int)DateRole.Month] is { } named)
            {
                var (x, y) = (i + (k == 0 ? 2 : 0), i + (k == 4 ? 2 : 4));
                if (!_tokens[x].IsDigits || !_tokens[y].IsDigits)
                {
                    return null;
                }

                return _tokens[x].Length == 4 ? Single(i, i + 5, Int(x), named, Int(y)) : Single(i, i + 5, LongYear(Int(y), _tokens[y].Length), named, Int(x));
            }
        }

        if (!_tokens[i + 2].IsDigits || !_tokens[i + 4].IsDigits)
        {
            return null;
        }

        var (a, b, c) = (Int(i), Int(i + 2), Int(i + 4));
        if (_tokens[i].Length == 4)
        {
            return _tokens[i + 2].Length <= 2 && _tokens[i + 4].Length <= 2 ? Single(i, i + 5, a, b, c) ?? Single(i, i + 5, a, c, b) : null;
        }

        if (_tokens[i].Length > 2 || _tokens[i + 2].Length > 2 || _tokens[i + 4].Length is not (2 or 4) || (_tokens[i + 4].Length == 2 && sign == '.' && _tokens[i].Length == 1))
        {
            return null;
        }

        var year = LongYear(c, _tokens[i + 4].Length);
        if (Single(i, i + 5, year, b, a) is not { } dayFirst || Single(i, i + 5, year, a, b) is not { } monthFirst || a == b)
        {
            var only = Single(i, i + 5, year, b, a) ?? Single(i, i + 5, year, a, b);
            if (only is { From: { } d, To: { } t } single && _tokens[i + 4].Length == 2 && year < 2000)
            {
                only = single with { Alternatives = [new WallInterval(d.AddYears(100), t.AddYears(100))] };
            }

            return only;
        }

        // quantities.md 7: a weekday in the phrase, the outlet's habit, otherwise both; dots are continental
        var first = weekday > 0 && Iso(dayFirst.From!.Value) != Iso(monthFirst.From!.Value) && (Iso(dayFirst.From.Value) == weekday || Iso(monthFirst.From.Value) == weekday)
            ? Iso(dayFirst.From.Value) == weekday ? dayFirst : (Reading?)monthFirst
            : null;
        if (first is not null)
        {
            return first;
        }

        if (_reference.Order == DayMonthOrder.DayFirst || (sign == '.' && _reference.Order == DayMonthOrder.Unknown))
        {
            return dayFirst;
        }

        return _reference.Order == DayMonthOrder.MonthFirst
            ? monthFirst
            : monthFirst with
            {
                IsAmbiguousOrder = true,
                Alternatives = [new WallInterval(dayFirst.From, dayFirst.To), .. year < 2000 && _tokens[i + 4].Length == 2 ? [new WallInterval(monthFirst.From!.Value.AddYears(100), monthFirst.To!.Value.AddYears(100))] : Array.Empty<WallInterval>()],
            };
    }

    /// <summary>Two digits are the nearest year that is not far in the future.</summary>
    private int LongYear(int year, int length) => length > 2 ? year : year + (year > (_today.Year % 100) + 10 ? 1900 : 2000);
}
