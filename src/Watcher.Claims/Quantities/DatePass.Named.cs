using System.Collections.Frozen;
using System.Globalization;

namespace Watcher.Claims.Quantities;

/// <summary>Days that have names: yesterday, Easter, the start of the war.</summary>
internal sealed partial class DatePass
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_openings =
        FrozenSet.ToFrozenSet(["early", "first", "opening", "initial"], StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Tokens of "the 2022 Veran full-scale" before an event.</summary>
    private const int MaxToEvent = 7;

    /// <summary>"The early days of the Veran invasion", "the first weeks of the war": from the anchor on.</summary>
    private Reading? OpeningOf(int i)
    {
        var k = Is(i, DateRole.The) ? i + 1 : i;
        if (k + 3 >= _tokens.Count || !s_openings.Contains(_tokens[k].Span.Of(_text)) || !Unit(k + 1, out var unit, out var of) || unit is not (DateUnit.Day or DateUnit.Week) || !Is(of, DateRole.Of))
        {
            return null;
        }

        for (var at = of + 1; at < Math.Min(_tokens.Count, of + MaxToEvent) && (_tokens[at].IsWord || _tokens[at].IsDigits || _tokens[at].Sign == '-') && !_tokens[at].LineBefore; at++)
        {
            if (Is(at, DateRole.Event) && Anchored(AnchorsOf(_tokens[at].Word)) is { } from)
            {
                return new Reading { First = i, Next = at + 1, From = from, To = from.AddDays(unit == DateUnit.Day ? 14 : 35), Grain = DateGrain.Fuzzy, Kind = DateKind.Window };
            }
        }

        return null;
    }

    private List<(DateTime From, string[] Sides)> AnchorsOf(int word) =>
        [.. _lexicon.Anchors.Where(anchor => anchor.Words.Contains(word)).Select(anchor => (anchor.From, anchor.Sides))];

    /// <summary>What "the war" means in this text: of the events that have begun, the one whose parties it names most; null when it names parties of none.</summary>
    private DateTime? Anchored(List<(DateTime From, string[] Sides)> anchors)
    {
        if (_reference.Sides is not { Count: > 0 } sides)
        {
            return anchors.Count > 0 ? anchors[0].From : null;
        }

        var (best, most) = ((DateTime?)null, 0);
        foreach (var (from, parties) in anchors)
        {
            var named = parties.Length == 0 ? int.MaxValue : Named(parties, sides);
            if (named > most && (parties.Length == 0 || from <= _today))
            {
                (best, most) = (from, named);
            }
        }

        return best;
    }

    /// <summary>How often the text names the parties.</summary>
    private static int Named(string[] parties, IReadOnlyDictionary<string, int> sides)
    {
        var named = 0;
        foreach (var party in parties)
        {
            named += sides.GetValueOrDefault(party);
        }

        return named;
    }

    /// <summary>yesterday, overnight, Christmas, the start of the war.</summary>
    private Reading? Named(int i)
    {
        if (OpeningOf(i) is { } opening)
        {
            return opening;
        }

        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Anchor is not null, out var length) is { Anchor: not null } word)
        {
            if (Anchored(word.Anchors) is not { } anchor)
            {
                return null;        // "the war" of another country
            }

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

        if (At(i)?.Values[(int)DateRole.YearOffset] is { } years && Whole(DateUnit.Year, years) is { } year)
        {
            return year with { First = i, Next = i + 1 };
        }

        if (Is(i, DateRole.Overnight))
        {
            return new Reading { First = i, Next = i + 1, From = _today.AddHours(-6), To = _today.AddHours(6), Grain = DateGrain.DayPart, IsRelative = true, Kind = DateKind.Window };
        }

        return Holiday(i) is { } feast ? WithWeekend(feast) : null;
    }

    /// <summary>"the Labor Day weekend": Saturday and Sunday, and the feast beside them.</summary>
    private Reading WithWeekend(Reading feast)
    {
        if (!Unit(feast.Next, out var unit, out var next) || unit != DateUnit.Weekend || feast.From is not { } day)
        {
            return feast;
        }

        var (from, to) = Around(day);
        return feast with
        {
            Next = next,
            From = from,
            To = to,
            Grain = DateGrain.Week,
            Alternatives = [.. feast.Alternatives.Select(a => a.From).OfType<DateTime>().Select(Around).Select(w => new WallInterval(w.From, w.To))],
        };

        static (DateTime From, DateTime To) Around(DateTime day)
        {
            var saturday = Iso(day) <= 2 ? day.AddDays(-1 - Iso(day)) : day.AddDays(6 - Iso(day));
            var (first, end) = (saturday, saturday.AddDays(2));
            return (day < first ? day : first, day >= end ? day.AddDays(1) : end);
        }
    }

    /// <summary>Christmas, Easter 2021, Thanksgiving, Eid al-Fitr; without a year the one that the preference asks for.</summary>
    private Reading? Holiday(int i)
    {
        if (_lexicon.Phrases.Longest(_tokens, i, static w => w.Is(DateRole.Holiday) || w.Is(DateRole.FloatingHoliday) || w.Is(DateRole.LunarHoliday), out var length) is not { } holiday)
        {
            return null;
        }

        if (YearBehind(i + length, out var year, out var next))
        {
            return HolidayOf(holiday, year) is { } known ? new Reading { First = i, Next = next, From = known, To = known.AddDays(1), Grain = DateGrain.Day, IsCalendar = true } : null;
        }

        DateTime? past = null;
        DateTime? future = null;
        for (var near = _today.Year - 2; near <= _today.Year + 2; near++)
        {
            if (HolidayOf(holiday, near) is { } day)
            {
                past = day <= _today ? day : past;
                future ??= day >= _today ? day : null;
            }
        }

        if (past is not { } before || future is not { } ahead)
        {
            return null;
        }

        var chosen = Choose(before, ahead, i, i + length);
        var other = chosen != before ? before : ahead != before ? ahead : HolidayOf(holiday, _today.Year + 1) ?? ahead;
        return new Reading { First = i, Next = i + length, From = chosen, To = chosen.AddDays(1), Grain = DateGrain.Day, HasNoYear = true, IsRelative = true, Alternatives = [WallInterval.Day(other)] };
    }

    private static DateTime? HolidayOf(DateWord holiday, int year)
    {
        if (holiday.Values[(int)DateRole.LunarHoliday] is { } lunar)
        {
            return Islamic(year, lunar / 100, lunar % 100);
        }

        if (holiday.Values[(int)DateRole.FloatingHoliday] is { } code)
        {
            var which = code / 10 % 10;
            return NthWeekday(new DateTime(year, code / 1000, 1), code / 100 % 10, which == 9 ? -1 : which).AddDays(code % 10);
        }

        var date = holiday.Values[(int)DateRole.Holiday]!.Value;
        return date == 0 ? Easter(year) : new DateTime(year, date / 100, date % 100);
    }

    /// <summary>The first time that the day comes in a year, by the calendar of Umm al-Qura; null outside of its tables.</summary>
    private static DateTime? Islamic(int year, int month, int day)
    {
        var calendar = new UmAlQuraCalendar();
        if (year <= calendar.MinSupportedDateTime.Year || year >= calendar.MaxSupportedDateTime.Year)
        {
            return null;
        }

        var lunarYear = calendar.GetYear(new DateTime(year, 1, 1));
        var date = calendar.ToDateTime(lunarYear, month, day, 0, 0, 0, 0);
        return date.Year == year ? date : calendar.ToDateTime(lunarYear + 1, month, day, 0, 0, 0, 0);
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
