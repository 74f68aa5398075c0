namespace Watcher.Claims.Quantities;

/// <summary>Days that have names: yesterday, Easter, the start of the war.</summary>
internal sealed partial class DatePass
{
    /// <summary>yesterday, overnight, Christmas, the start of the war.</summary>
    private Reading? Named(int i)
    {
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Anchor is not null, out var length) is { Anchor: { } anchor })
        {
            return new Reading { First = i, Next = i + length, From = anchor, To = anchor.AddDays(1), Grain = DateGrain.Day };
        }

        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.DayOffset), out length) is { } offset && !(i > 0 && _tokens[i].IsGlued && _tokens[i - 1].Kind == LexKind.Symbol && _tokens[i - 1].Sign is '.' or '@'))
        {
            if (length > 1 && offset.Values[(int)DateRole.DayOffset] is 1 or -1 && _tokens[i].Span.Of(_text) is "the" or "The" && !IsAlone(i + length))
            {
                return null;        // "the day after the attack"
            }

            var day = _today.AddDays(offset.Values[(int)DateRole.DayOffset]!.Value);
            return new Reading { First = i, Next = SkipDayPart(i + length), From = day, To = day.AddDays(1), Grain = DateGrain.Day, IsRelative = true };
        }

        if (Is(i, DateRole.Overnight))
        {
            return new Reading { First = i, Next = i + 1, From = _today.AddHours(-6), To = _today.AddHours(6), Grain = DateGrain.DayPart, IsRelative = true, Kind = DateKind.Window };
        }

        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Holiday), out length) is { } holiday)
        {
            var code = holiday.Values[(int)DateRole.Holiday]!.Value;
            if (YearBehind(i + length, out var year, out var next))
            {
                var day = code == 0 ? Easter(year) : new DateTime(year, code / 100, code % 100);
                return new Reading { First = i, Next = next, From = day, To = day.AddDays(1), Grain = DateGrain.Day, IsCalendar = true };
            }

            return code == 0 ? NearEaster(i, i + length) : Yearless(i, i + length, code / 100, code % 100) is { } open ? open with { IsCalendar = false } : null;
        }

        return null;
    }

    private Reading NearEaster(int first, int next)
    {
        var (before, behind) = (Easter(_today.Year), Easter(_today.Year));
        if (before > _today) before = Easter(_today.Year - 1);
        if (behind < _today) behind = Easter(_today.Year + 1);
        var chosen = Choose(before, behind, first, next);
        var other = chosen == before ? behind : before;
        return new Reading { First = first, Next = next, From = chosen, To = chosen.AddDays(1), Grain = DateGrain.Day, HasNoYear = true, IsRelative = true, Alternatives = [new WallInterval(other, other.AddDays(1))] };
    }

    /// <summary>Western Easter by the Gregorian computus.</summary>
    private static DateTime Easter(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var epact = (century - (century / 4) - (((8 * century) + 13) / 25) + (19 * golden) + 15) % 30;
        var moon = epact - (epact / 28 * (1 - (epact / 28 * (29 / (epact + 1)) * ((21 - golden) / 11))));
        var sunday = moon - ((year + (year / 4) + moon + 2 - century + (century / 4)) % 7);
        var month = 3 + ((sunday + 40) / 44);
        return new DateTime(year, month, sunday + 28 - (31 * (month / 4)));
    }
}
