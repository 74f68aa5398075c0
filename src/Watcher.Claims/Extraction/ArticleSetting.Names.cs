using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>What an event is called by that has no town in its name: "the Corina sinking", "the Oak Plaza collapse".</summary>
internal sealed partial record ArticleSetting
{
    /// <summary>Tokens of the longest name.</summary>
    private const int MaxName = 3;

    /// <summary>A report of one event names few ships and houses; what comes later is beside it.</summary>
    private const int MaxNames = 12;

    /// <summary>Letters of a name of one word: "Plaza", not "AP".</summary>
    private const int MinName = 4;

    /// <summary>The metric whose number in a lead tells of one event.</summary>
    private const string Toll = "killed";

    /// <summary>Room for most names.</summary>
    private const int LettersOfName = 64;

    /// <summary>The ship, firm or building that the article calls its event by, folded: "the <b>Corina</b> sinking"; null for none.</summary>
    public string? EventName { get; private init; }

    /// <summary>Names of the article that no list knows, folded: one of them may be what another article calls the event by.</summary>
    public ImmutableArray<string> Names { get; private init; } = [];

    /// <summary>"Shells fell on a market <b>in Corin</b> and killed at least 54": a lead with a toll and one town tells of one event there, whatever it calls it. Null for another town or day.</summary>
    private static Place? TownOfToll(List<BlockView> opening, MetricTable metrics, DateTime? report)
    {
        foreach (var view in opening)
        {
            if (!HasToll(view, metrics))
            {
                continue;
            }

            var towns = view.Mentions.Where(mention => mention is { Type: SubjectType.Settlement, IsEmbedded: false, Place.Reading: PlaceReading.City }).DistinctBy(mention => mention.Subject).ToList();
            var isOld = view.Dates.Any(date => date.Value.To is { } to && report is { } day && (day - to).TotalDays > MaxEventAgeDays);
            return !isOld && towns is [var town] && IsWhere(view, town) ? town.Place! with { Reading = PlaceReading.City } : null;
        }

        return null;
    }

    /// <summary>"In Corin", "the port of Corin"; not "the embassy in Corin said", "30 km from Corin".</summary>
    private static bool IsWhere(BlockView view, Mention town)
    {
        var (first, end) = view.TokensOf(town.Span);
        var isOf = view.Word(first - 1) == "of" && view.Word(first - 2) is "town" or "city" or "village" or "port" or "island";
        return (view.Word(first - 1) is "in" or "near" or "at" || isOf) && view.Word(end) is not ("said" or "says" or "told" or "reported") && !IsGoal(view, town) && !IsMeasuredFrom(view, town);
    }

    private static bool HasToll(BlockView view, MetricTable metrics)
    {
        foreach (var number in view.Quantities)
        {
            var (first, end) = view.TokensOf(number.Outer);
            for (var i = Math.Max(0, first - MaxToSite - 1); i < Math.Min(view.Tokens.Length, end + MaxToSite); i++)
            {
                if (metrics.Verbs.TryMatch(view.Tokens, i, out var said, out _) && said[0].Id == Toll)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Every name in front of what happened to it, with the kind of event where it tells one: "the Corina sinking", "the Corina toll".</summary>
    private static List<(string Name, string? Event)> Naming(IReadOnlyList<BlockView> blocks, MetricTable metrics)
    {
        var naming = new List<(string, string?)>();
        foreach (var block in blocks)
        {
            for (var i = 1; i < block.Tokens.Length; i++)
            {
                if (metrics.NamedEvents.TryMatch(block.Tokens, i, out var told, out _) && NameBefore(block, i) is { } name)
                {
                    naming.Add((name, told.Length > 0 ? told : null));
                }
                else if (metrics.OneOffEvents.TryMatch(block.Tokens, i - 1, out var kind, out var length) && length == 1 && char.IsUpper(block.Text[block.Tokens[i - 1].Span.Start]) && IsUnknownName(block, i)
                    && Name(block, i, i + 1) is { } storm)
                {
                    naming.Add((storm, kind));      // "Cyclone Rosina"
                }
            }
        }

        return naming;
    }

    private static string? NameBefore(BlockView block, int end)
    {
        var first = end;
        while (first > 0 && end - first < MaxName && IsUnknownName(block, first - 1))
        {
            first--;
        }

        return Name(block, first, end);
    }

    private static ImmutableArray<string> NamesOf(IReadOnlyList<BlockView> blocks)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var block in blocks)
        {
            for (var i = 0; i < block.Tokens.Length && names.Count < MaxNames; i++)
            {
                var end = i;
                while (end < block.Tokens.Length && end - i < MaxName && IsUnknownName(block, end))
                {
                    end++;
                }

                if (end > i && Name(block, i, end) is { } name && !names.Contains(name))
                {
                    names.Add(name);
                }

                i = Math.Max(i, end - 1);
            }
        }

        return names.ToImmutable();
    }

    /// <summary>A capital that is no mention, no day and not the first word of its sentence.</summary>
    private static bool IsUnknownName(BlockView block, int token) =>
        block.Tokens[token].IsWord && char.IsUpper(block.Text[block.Tokens[token].Span.Start]) && block.MentionAt(token) is null && !block.IsInDate(token)
        && block.QuantityAt(token) < 0 && !OpensSentence(block, token);

    private static bool OpensSentence(BlockView block, int token)
    {
        foreach (var sentence in block.Sentences)
        {
            if (sentence.First == token)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Name(BlockView block, int first, int end) =>
        end > first && (end - first > 1 || block.Word(first).Length >= MinName) ? Joined(block, first, end) : null;

    private static string Joined(BlockView block, int first, int end)
    {
        using var words = new RentedList<char>(LettersOfName);
        for (var i = first; i < end; i++)
        {
            if (i > first)
            {
                words.Add(' ');
            }

            block.Word(i).CopyTo(words.Extend(block.Word(i).Length));
        }

        return WordPool.Get(words.Items);
    }
}
