using Watcher.Claims.Quantities;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Since when a state holds, and whether it is told as one of now.</summary>
internal static partial class AsOfReader
{
    /// <summary>Tokens between a state and its "since": "in the hands of the insurgents since".</summary>
    private const int MaxToSince = 12;

    /// <summary>Tokens of "it ever".</summary>
    private const int MaxToEver = 4;

    /// <summary>Tokens of "had long been".</summary>
    private const int MaxToHad = 3;

    /// <summary>Tokens between "remains" or "still" and the words of the state.</summary>
    private const int MaxToState = 6;

    /// <summary>
    /// "Has been under siege <b>since June</b>": from that time up to the report, "had been" up to the day before it; null when the clause names none.
    /// </summary>
    private static AsOf? SinceWhen(SentenceView sentence, TextSpan highlight, NarrativeDay narrative, TextSpan? place)
    {
        var block = sentence.Block;
        foreach (var date in block.Dates)
        {
            if (date is not { Kind: DateKind.Since, Value.From: { } from } || !sentence.Span.Contains(date.Span) || narrative.Report.Interval is not { From: { } day, To: { } now } || from >= day)
            {
                continue;
            }

            // "Alden since 1993 and Corin since May": each has its own.
            if (place is { } listed && listed.Start > date.Span.End && date.Span.Start > highlight.End)
            {
                continue;
            }

            var (verb, behind) = block.TokensOf(highlight);
            var isBefore = date.Span.End <= highlight.Start;       // "Since June rebels have held X"
            var (first, end) = isBefore ? (block.TokensOf(date.Span).End, verb) : (behind, block.TokensOf(date.Span).First);
            if (end - first <= MaxToSince && !block.HasWord(first, end, static word => word is "," or ";" or "which" or "who" or "that" or "where" or "after" or "while" or "but"))
            {
                var hasEnded = block.HasWord(Math.Max(sentence.First, verb - MaxToHad), verb, static word => word == "had");
                return new AsOf(new WallInterval(from, hasEnded ? day : now), date.Basis) { IsStated = true };
            }
        }

        return null;
    }

    /// <summary>"Took X in August and has held it <b>ever since</b>": from the time told first up to the report.</summary>
    private static AsOf? SinceThen(SentenceView sentence, TextSpan highlight, NarrativeDay narrative)
    {
        var block = sentence.Block;
        var (_, end) = block.TokensOf(highlight);
        var first = block.Dates.FirstOrDefault(date => sentence.Span.Contains(date.Span) && date.Span.End <= highlight.Start);
        return block.HasWord(end, Math.Min(sentence.End, end + MaxToEver), static word => word == "ever") && first is { Value.From: { } from } && narrative.Report.Interval.To is { } now && from < now
            ? new AsOf(new WallInterval(from, now), first.Basis) { IsStated = true } : null;
    }

    /// <summary>"<b>Lost</b> X in April and took it again <b>on Tuesday</b>": another date and an "and" stand between.</summary>
    private static bool IsOfNextVerb(SentenceView sentence, TextSpan highlight, DateMention date)
    {
        var block = sentence.Block;
        foreach (var nearer in block.Dates)
        {
            if (nearer.Span.Start >= highlight.End && nearer.Span.End < date.Span.Start
                && block.HasWord(block.TokensOf(nearer.Span).End, block.TokensOf(date.Span).First, static word => word is "and" or "but" or ";"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"In March <b>this year</b>": the month says more, and lies in the year.</summary>
    private static bool HoldsMonth(SentenceView sentence, DateMention year) => year.Grain == DateGrain.Year
        && sentence.Block.Dates.Any(month => month is { Grain: DateGrain.Month, Value.From: { } from } && sentence.Span.Contains(month.Span) && year.Value.Contains(from));

    /// <summary>"Left X under a deal <b>signed</b> in March": the day of the deal, which the participle behind its noun tells of.</summary>
    private static bool IsOfDescribed(BlockView block, int first, int end)
    {
        var participle = end > first && block.Word(end - 1) is "in" or "on" or "at" ? end - 2 : end - 1;
        return participle > first && block.Word(participle) is "signed" or "agreed" or "reached" or "brokered" or "announced" or "launched" or "imposed" or "declared" or "built" or "founded" or "adopted" or "concluded" or "negotiated"
            && block.Word(participle - 1) is "deal" or "agreement" or "accord" or "truce" or "ceasefire" or "pact" or "treaty" or "armistice" or "offensive" or "operation" or "campaign" or "mandate" or "resolution" or "law" or "embargo" or "plan";
    }

    /// <summary>Tokens of "is calm and".</summary>
    private const int MaxToCopula = 3;

    /// <summary>"<b>Remains</b> under siege", "<b>is</b> calm and in the hands of the army": what lasted until the report.</summary>
    private static bool Remains(SentenceView sentence, TextSpan highlight)
    {
        var (first, end) = sentence.Block.TokensOf(highlight);
        return sentence.Block.HasWord(Math.Max(sentence.First, first - MaxToState), end, static word => word is "remains" or "remain" or "continues" or "continue" or "залишається" or "залишаються" or "лишається" or "перебуває" or "перебувають" or "продовжують" or "остается" or "остаются" or "находится" or "находятся" or "продолжают")
            || sentence.Block.HasWord(Math.Max(sentence.First, first - MaxToCopula), first, static word => word is "is" or "are");
    }

    /// <summary>"Still hold X", "continues to blockade X", "control the town": the time of the report, whatever day its lead tells of.</summary>
    private static bool IsNow(SentenceView sentence, TextSpan highlight)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(highlight);
        return block.HasWord(Math.Max(sentence.First, first - MaxToState), end, static word => word is "still" or "now" or "currently" or "remains" or "remain" or "continues" or "continue" or "досі" or "нині" or "зараз" or "тепер" or "наразі" or "сейчас" or "теперь" or "пока" or "сегодня" or "сьогодні")
            || (block.Word(first) is "hold" or "holds" or "control" or "controls" or "occupy" or "occupies" or "besiege" or "besieges" && block.Word(first - 1) is not ("to" or "did" or "not"))
            || (block.Word(first - 1) is "is" or "are" && block.Word(first) is "under" or "in");
    }
}
