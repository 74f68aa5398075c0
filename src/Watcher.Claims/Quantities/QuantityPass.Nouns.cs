using System.Collections.Immutable;
using Watcher.Reading.Text;
using static Watcher.Claims.Quantities.NumberWordRole;

namespace Watcher.Claims.Quantities;

/// <summary>The noun phrase behind a number: what is counted.</summary>
internal sealed partial class QuantityPass
{
    /// <summary>"many villages", and neither "how many villages" nor "many reported".</summary>
    private bool IsVagueCount(int first, NounPhrase noun) =>
        noun.Head is { } head && _lexicon.IsPlural(Fold.Text(head.Span.Of(_text).ToString()))
        && !(first > 0 && !_tokens[first].LineBefore && _tokens[first - 1].Span.Of(_text) is "how" or "How" or "so" or "too" or "as" or "not");

    private readonly record struct NounPhrase
    {
        public QuantityNoun? Head { get; init; }

        public int End { get; init; }

        public int Next { get; init; }

        public ImmutableArray<QuantityNoun> Modifiers { get; init; }

        public ImmutableArray<QuantityNoun> More { get; init; }

        /// <summary>Measures inside: the 500-kilogram of "two 500-kilogram bombs".</summary>
        public ImmutableArray<QuantityMention> Inner { get; init; }

        public bool IsAdditional { get; init; }
    }

    /// <summary>The noun phrase right of a number: adjectives, then the first plural, or the last word before the phrase ends.</summary>
    private NounPhrase Noun(int i, ParsedNumber number)
    {
        var none = new NounPhrase();
        if (i >= _tokens.Count)
        {
            return none;
        }

        if (_lexicon.IsInflected && number.IsFraction)
        {
            return none;
        }

        if (Word(_tokens[i])?.Is(Of) == true && !_tokens[i].LineBefore)
        {
            if (number.IndefiniteHigh is null && !number.IsFraction && !number.IsApprox)
            {
                return none;
            }

            i++;
        }
        else if (number.IsFraction)
        {
            return none;
        }

        while (i < _tokens.Count && Word(_tokens[i])?.Is(Function) == true && IsDeterminer(_tokens[i]) && (number.IndefiniteHigh is not null || number.IsFraction))
        {
            i++;
        }

        ImmutableArray<QuantityNoun> modifiers = [];
        ImmutableArray<QuantityMention> inner = [];
        var isAdditional = false;
        var last = -1;
        for (var k = i; k < _tokens.Count && modifiers.Length <= MostModifiers; k++)
        {
            var token = _tokens[k];
            if (token.LineBefore)
            {
                break;
            }

            if (token.IsDigits && _numbers.Parse(k) is { IndefiniteHigh: null } measure && UnitAt(measure) is { Unit: { } unit, IsHyphened: var hyphened, Next: var behind } && (hyphened || _tokens[measure.Next].IsGlued)
                && SafeValue(measure.Value, unit))
            {
                var span = new TextSpan(token.Start, _tokens[behind - 1].End);
                inner = inner.Add(new QuantityMention { Core = span, Outer = span, Value = Quantities.Quantity.Exactly(measure.Value, unit, measure.SigDigits), Kind = Kind(unit, measure, none), Role = QuantityRole.Attribute });
                k = behind - 1;
                continue;
            }

            if (token.Sign == '-' && k + 1 < _tokens.Count && _tokens[k + 1] is { IsWord: true, IsGlued: true } && token.IsGlued && last >= 0)
            {
                continue;           // "medium-range missiles"
            }

            if (token.Sign is '.' && token.IsGlued && k > i && _tokens[k - 1].Length == 1 && k + 1 < _tokens.Count && _tokens[k + 1].IsWord)
            {
                continue;           // "U.S. soldiers"
            }

            if (!token.IsWord || (IsNounEnd(token) && !IsParticipleOfNoun(k)))
            {
                break;
            }

            if (Word(token)?.Is(Additional) == true && !_lexicon.IsPlural(Folded(token)))
            {
                isAdditional |= Folded(token) is not "other" and not "remaining";
                continue;
            }

            last = k;
            var folded = Folded(token);
            if (_lexicon.IsPlural(folded) && !IsCompoundAhead(k))
            {
                break;
            }

            modifiers = modifiers.Add(new QuantityNoun(folded, token.Span));
        }

        if (last < 0)
        {
            return none with { IsAdditional = isAdditional, Inner = inner.Length > 0 ? [] : default };
        }

        if (modifiers.Length > 0 && modifiers[^1].Span == _tokens[last].Span)
        {
            modifiers = modifiers.RemoveAt(modifiers.Length - 1);
        }

        // Without a plural the words may be a verb ("10,000 slept there"): one word before a function word is a noun.
        if (!_lexicon.IsPlural(Folded(_tokens[last])) && number.Value > 1 && !number.IsFraction && number.IndefiniteHigh is null
            && (modifiers.Length > 0 || last + 1 >= _tokens.Count || Word(_tokens[last + 1])?.Is(Function) != true))
        {
            return none with { IsAdditional = isAdditional };
        }

        var head = new QuantityNoun(_lexicon.Singular(Folded(_tokens[last])), _tokens[last].Span);
        if (!_lexicon.IsPlural(Folded(_tokens[last])) && (number.Value != 1 || Folded(_tokens[last]).EndsWith("ing", StringComparison.Ordinal)) && modifiers.Length == 0 && IsParticiple(_tokens[last]))
        {
            return none;
        }

        var (more, end, next) = Union(last);
        return new NounPhrase
        {
            Head = head,
            End = end,
            Next = next,
            Modifiers = modifiers,
            More = more,
            Inner = inner,
            IsAdditional = isAdditional,
        };
    }

    /// <summary>"towns and villages": further heads behind the first, with the end of the last one and the token behind it.</summary>
    private (ImmutableArray<QuantityNoun> More, int End, int Next) Union(int head)
    {
        var (end, next) = (_tokens[head].End, head + 1);
        ImmutableArray<QuantityNoun> more = [];
        while (next + 1 < _tokens.Count && Word(_tokens[next]) is { } joint && (joint.Is(And) || _tokens[next].Span.Of(_text) is "or") && _lexicon.IsPlural(Folded(_tokens[head])))
        {
            // "towns and villages", "armoured vehicles and artillery"; an adjective may stand between
            var k = next + 1;
            if (k + 1 < _tokens.Count && _tokens[k].IsWord && !_lexicon.IsPlural(Folded(_tokens[k])) && Word(_tokens[k]) is null && !Folded(_tokens[k]).EndsWith("ly", StringComparison.Ordinal) && _tokens[k + 1] is { IsWord: true, LineBefore: false } && _lexicon.IsPlural(Folded(_tokens[k + 1])) && Word(_tokens[k + 1])?.Is(Outcome) != true)
            {
                k++;
            }

            if (!_tokens[k].IsWord || _tokens[k].LineBefore || !_lexicon.IsSurePlural(Folded(_tokens[k])) || IsNounEnd(_tokens[k]) || Word(_tokens[k])?.Before is not null || Word(_tokens[k])?.Indefinite is not null || HasObject(k))
            {
                break;
            }

            more = more.Add(new QuantityNoun(_lexicon.Singular(Folded(_tokens[k])), _tokens[k].Span));
            (end, next) = (_tokens[k].End, k + 1);
        }

        return (more, end, next);
    }

    /// <summary>"Kills three people and <b>wounds</b> twelve others", "and damages the school": what reads as a plural is a verb.</summary>
    private bool HasObject(int k) =>
        k + 1 < _tokens.Count && !_lexicon.IsInflected && _tokens[k + 1] is { LineBefore: false } next
        && (next.IsDigits || Word(next) is { Cardinal: not null } || IsDeterminer(next) || next.Span.Of(_text) is "a" or "an");

    /// <summary>A noun for a measure: "acres of land", "tonnes of corn".</summary>
    private NounPhrase OfWhat(int i)
    {
        if (i + 1 >= _tokens.Count || Word(_tokens[i])?.Is(Of) != true || _tokens[i].LineBefore)
        {
            return default;
        }

        var k = i + 1;
        while (k < _tokens.Count && _tokens[k].IsWord && IsDeterminer(_tokens[k])) k++;
        var last = -1;
        for (; k < _tokens.Count && k <= i + 5 && _tokens[k] is { LineBefore: false } token; k++)
        {
            if (token.Sign == '-' && token.IsGlued)
            {
                continue;
            }

            if (!token.IsWord || (IsNounEnd(token) && !(Word(token)!.Is(SeizeVerb) && k + 1 < _tokens.Count && _tokens[k + 1].IsWord && !IsNounEnd(_tokens[k + 1]))))
            {
                break;
            }

            last = k;
            if (Word(token)?.Is(Territory) == true)
            {
                break;
            }
        }

        return last < 0 ? default : new NounPhrase { Head = new QuantityNoun(_lexicon.Singular(Folded(_tokens[last])), _tokens[last].Span) };
    }

    private bool IsNounEnd(LexToken token) =>
        Word(token) is { } word && (word.Is(Function | Outcome | Of | And | From) || word.Cardinal is not null && word.Scale is null || word.Is(SeizeVerb));

    /// <summary>"30 wounded soldiers", "five captured tanks": the participle belongs to the plural behind it.</summary>
    private bool IsParticipleOfNoun(int k) =>
        Word(_tokens[k])?.Is(Outcome | SeizeVerb) == true && Word(_tokens[k])?.Is(Function) != true && k + 1 < _tokens.Count
        && _tokens[k + 1] is { IsWord: true, LineBefore: false } next && _lexicon.IsPlural(Folded(next)) && !IsNounEnd(next) && !_lexicon.IsPlural(Folded(_tokens[k]));

    private bool IsDeterminer(LexToken token) => token.Span.Of(_text) is "the" or "his" or "her" or "its" or "their" or "our" or "my" or "these" or "those";

    /// <summary>"troops" ends the phrase; "sports events" goes on, because the next word is a plural too.</summary>
    private bool IsCompoundAhead(int k) =>
        !_lexicon.IsInflected && k + 1 < _tokens.Count && _tokens[k + 1] is { IsWord: true, LineBefore: false } next && _lexicon.IsPlural(Folded(next)) && !IsNounEnd(next)
        && Word(next)?.Indefinite is null && Folded(_tokens[k]) is not ("people" or "troops" or "men" or "women" or "children" or "soldiers" or "civilians");

    /// <summary>"8,000 displaced", "30 seized": an -ed word behind a number is no noun.</summary>
    private bool IsParticiple(LexToken token) => Folded(token) is [.., 'e', 'd'] or [.., 'i', 'n', 'g'] or [.., 'l', 'y'];

    private bool IsOutcome(int i) =>
        i < _tokens.Count && !_tokens[i].LineBefore && (Word(_tokens[i])?.Is(Outcome) == true
            || (i + 1 < _tokens.Count && Folded(_tokens[i]) is "were" or "was" or "are" or "others" or "of" && Word(_tokens[i + 1])?.Is(Outcome) == true));

    /// <summary>A bare number that nobody counts with: list parts, code, a lone "a".</summary>
    private bool IsUncounted(Draft draft, ParsedNumber number, int next)
    {
        if (number.IsFraction)
        {
            // "half" as an adverb or part of a name ("half-hearted")
            return next < _tokens.Count && _tokens[next] is { Sign: '-', IsGlued: true } && number.Next - number.First == 1;
        }

        if (number.IsDigits && next < _tokens.Count && _tokens[next] is { IsWord: true, IsGlued: true })
        {
            return true;            // 13F, 11a
        }

        if (number.IndefiniteHigh is not null && number.IsClosed && number.Next - number.First == 1 && _tokens.Count > 2 && Folded(_tokens[number.First]) is "couple" or "handful")
        {
            return true;
        }

        return draft.IsZeroWord;
    }
}
