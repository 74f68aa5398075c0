using Watcher.Claims.Ledgers;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>
/// The words in which a movement of troops is told (claims.md 6): "regrouped" or "ran away". Remembers, in reading order, which side moved
/// where, because the words often stand a sentence later. One article a reader.
/// </summary>
internal sealed class FrameReader
{
    /// <summary>A telling this many sentences behind the movement still speaks of it.</summary>
    private const int MaxSentencesBehind = 2;

    /// <summary>A negation reaches this many words ahead: "did not look like a panicked flight".</summary>
    private const int NegationReach = 6;

    private const int NearReach = 8;

    /// <summary>Tokens between a movement and the preposition that leads to its end.</summary>
    private const int DestinationReach = 14;

    /// <summary>Tokens between a preposition and the place it leads to: "to the eastern Alden region".</summary>
    private const int MaxToPlace = 5;

    /// <summary>Tokens of a town's name.</summary>
    private const int MaxName = 3;

    private const int ModalReach = 4;

    /// <summary>What most sentences hold; never added to.</summary>
    private static readonly List<Found> s_none = [];

    private readonly ClaimRules _rules;
    private readonly FrameLexicon _lexicon;

    /// <summary>Mentions of places so far, by region: where nothing else says it, the movement is in the region told most of.</summary>
    private readonly Dictionary<string, List<Mention>> _regions = new(StringComparer.Ordinal);

    private readonly List<ClaimSubject> _movedFrom = [];
    private SubjectId? _movedSide;
    private int _sentence;
    private int _movedAt = int.MinValue / 2;

    public FrameReader(ClaimRules rules)
    {
        _rules = rules;
        _lexicon = rules.FrameLexicon;
    }

    public void Read(SentenceView sentence, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused)
    {
        if (_lexicon.Topics.Count == 0)
        {
            return;
        }

        // What a headline says of a movement the body says better; where it is, often the headline alone tells before the body does.
        RememberPlaces(sentence);
        if (sentence.Block.Block.Kind is BlockKind.Headline or BlockKind.Heading)
        {
            return;
        }

        _sentence++;
        RememberMovement(sentence, context, drafts);
        foreach (var (topic, table) in _lexicon.Topics)
        {
            if (!topic.StandsAlone && _sentence - _movedAt > MaxSentencesBehind)
            {
                continue;
            }

            List<(Found Found, Draft Draft)>? tellings = null;
            var all = Find(sentence, table);
            foreach (var found in topic.Destinations ? [.. all, .. Destinations(sentence, topic, context, drafts)] : all)
            {
                if (Telling(sentence, context, drafts, found) is { } told)
                {
                    (tellings ??= []).Add((found, told));
                }
            }

            if (tellings is null)
            {
                continue;
            }

            // A sentence with words of both poles weighs them; it does not take one.
            if (AreOfOnePole(tellings))
            {
                drafts.Add(tellings[0].Draft);
            }
            else
            {
                var words = tellings[0].Draft.Highlight;
                refused.Add(new RefusedClaim(words, sentence.Block.Text[words.Start..words.End], tellings[0].Draft.Predicate.Id, "both-poles"));
            }
        }
    }

    private static bool AreOfOnePole(List<(Found Found, Draft Draft)> tellings) => tellings.TrueForAll(told => told.Found.Pole == tellings[0].Found.Pole);

    /// <param name="Token">Where the words begin.</param>
    /// <param name="End">Behind their last token.</param>
    /// <param name="Word">What they are.</param>
    /// <param name="Negation">The token of the negation that they stand under; null for none.</param>
    /// <param name="Near">The token of the other word that makes them count; null where none is needed.</param>
    /// <param name="Movement">The token of the movement that leads there; null where the words themselves tell.</param>
    private sealed record Found(int Token, int End, FrameWord Word, int? Negation, int? Near = null, int? Movement = null)
    {
        public FramePole Pole => Negation is null ? Word.Pole : FrameTable.Opposite(Word.Pole);
    }

    private void RememberPlaces(SentenceView sentence)
    {
        var block = sentence.Block;
        foreach (var mention in block.Mentions)
        {
            if (!sentence.Span.Contains(mention.Span) || mention is not { IsEmbedded: false, Place: { Admin1: not null, IsAmbiguous: false } })
            {
                continue;
            }

            if (!_regions.TryGetValue(mention.Place!.Admin1!, out var known))
            {
                _regions[mention.Place.Admin1!] = known = [];
            }

            known.Add(mention);
        }
    }

    private void RememberMovement(SentenceView sentence, ArticleContext context, List<Draft> drafts)
    {
        // "The spokesman said that troops would be pulled back": his own.
        if (LastWithdrawal(drafts, sentence) is { } withdrawal)
        {
            _movedSide = withdrawal.Actor?.Side ?? context.SideAt(withdrawal.Highlight) ?? _movedSide;
            _movedFrom.Add(withdrawal.Subject);
            _movedAt = _sentence;
        }
        else if (HasMovement(sentence))
        {
            _movedAt = _sentence;
        }
    }

    private bool HasMovement(SentenceView sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (_lexicon.Movements.IsAt(sentence.Block.Tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    private List<Found> Find(SentenceView sentence, PhraseTable<FrameWord> table)
    {
        var found = s_none;
        var block = sentence.Block;
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (!table.TryMatch(block.Tokens, i, out var word, out var length) || block.MentionAt(i) is { IsEmbedded: true })
            {
                continue;
            }

            var near = word.Near.IsEmpty ? null : Near(sentence, i, length, word);
            if (word.Near.IsEmpty || near is not null)
            {
                found = found.Count == 0 ? [] : found;
                found.Add(new Found(i, i + length, word, Negation(sentence, i), near));
            }

            i += length - 1;
        }

        return found;
    }

    private static int? Near(SentenceView sentence, int token, int length, FrameWord word)
    {
        var (from, to) = word.Within is { } within ? (token + length, token + length + within) : (token - NearReach, token + NearReach + length);
        for (var near = from; near < to; near++)
        {
            if (sentence.Holds(near) && word.Near.Contains(sentence.Block.Word(near)))
            {
                return near;
            }
        }

        return null;
    }

    /// <summary>
    /// "Retreated to X": to ground that is not theirs, or home. Where a sentence names several places that a movement leads to, each counts.
    /// </summary>
    private List<Found> Destinations(SentenceView sentence, FrameTopic topic, ArticleContext context, List<Draft> drafts)
    {
        var found = s_none;
        var block = sentence.Block;
        if (_movedAt != _sentence)
        {
            return found;
        }

        var reach = -1;
        var (movement, negation) = (0, (int?)null);
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (_lexicon.Movements.IsAt(block.Tokens, i))
            {
                (reach, movement, negation) = (i + DestinationReach, i, Negation(sentence, i));
            }
            else if (block.Word(i) is ";" or ":")
            {
                reach = -1;
            }

            if (i > reach || block.Word(i) is not ("to" or "toward" or "towards" or "into") || GoalFrom(sentence, i + 1, context.Sides) is not { } goal
                || SideAt(sentence, context, drafts, goal.Token) is not { } side || PoleOf(goal, side, context) is not { } pole)
            {
                continue;
            }

            found = found.Count == 0 ? [] : found;
            found.Add(new Found(i, goal.End, new FrameWord(topic.Means(pole), topic, pole, []), negation, Movement: movement));
        }

        // Told not to have gone there, nobody knows where they went.
        return found.Exists(one => one.Negation is not null) ? s_none : found;
    }

    /// <summary>What a movement leads to: a place or side that a text mentions, or a region that lies in a state and that no gazetteer names.</summary>
    private readonly record struct Goal(int Token, int End, Mention? Mention, SubjectId? Land);

    private Goal? GoalFrom(SentenceView sentence, int token, Sides sides)
    {
        // "To Milrov in the X region": a town that no list knows lies where the text says.
        var block = sentence.Block;
        var named = token;
        while (sentence.Holds(named) && named < token + MaxName && block.MentionAt(named) is null && sides.OwnerOfLand(block.Word(named)) is null && char.IsUpper(block.Text[block.Tokens[named].Span.Start]))
        {
            named++;
        }

        token = named > token && sentence.Holds(named) && block.Word(named) == "in" ? named + 1 : token;
        for (var i = token; i < token + MaxToPlace && sentence.Holds(i); i++)
        {
            if (block.MentionAt(i) is { } mention)
            {
                return mention.IsEmbedded || mention.Type is not (SubjectType.Settlement or SubjectType.Side) ? null : new Goal(i, block.TokensOf(mention.Span).End, mention, null);
            }

            if (char.IsUpper(block.Text[block.Tokens[i].Span.Start]) && sides.OwnerOfLand(block.Word(i)) is { } owner)
            {
                return new Goal(i, i + 1, null, owner);
            }

            // "To support the troops in X" leads nowhere.
            if (!_lexicon.Leading.Contains(block.Word(i)))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Who moves there: the sentence's own withdrawal, else the side that moved before.</summary>
    private SubjectId? SideAt(SentenceView sentence, ArticleContext context, List<Draft> drafts, int token)
    {
        var speaker = context.SideAt(sentence.Block.Tokens[token].Span);
        return drafts.FindLast(draft => IsWithdrawal(draft, sentence) && draft.Actor?.Side is not null)?.Actor?.Side ?? _movedSide ?? speaker;
    }

    private static FramePole? PoleOf(Goal goal, SubjectId side, ArticleContext context)
    {
        if (goal.Mention is { Type: SubjectType.Side } named)
        {
            return Sides.SideOf(named) == side && Sides.IsNoun(named) ? FramePole.B : null;
        }

        var owner = goal.Land ?? (goal.Mention?.Place is { } place ? context.Sides.OwnerOf(place) : null);
        return owner is not { } land ? null : land == side ? FramePole.B : FramePole.A;
    }

    /// <summary>The token of the negation that the words stand under; null for none.</summary>
    private int? Negation(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        for (var i = token - 1; i >= Math.Max(sentence.First, token - NegationReach) && block.Word(i) is not ("," or ";" or ":" or "and" or "but" or "-" or "–" or "—"); i--)
        {
            if (_rules.Modality.Exceptions.IsAt(block.Tokens, i))
            {
                return null;
            }

            if (_rules.Modality.Negations.IsAt(block.Tokens, i) || _lexicon.Contrasts.IsAt(block.Tokens, i))
            {
                return i;
            }
        }

        return null;
    }

    private Draft? Telling(SentenceView sentence, ArticleContext context, List<Draft> drafts, Found found)
    {
        var block = sentence.Block;
        var topic = found.Word.Topic;
        var words = new TextSpan(block.Tokens[found.Negation ?? found.Token].Span.Start, block.Tokens[found.End - 1].Span.End);
        var isNamed = _movedAt == _sentence;
        var isTold = isNamed || topic.StandsAlone || _sentence - _movedAt <= MaxSentencesBehind;
        if (!isTold || IsOfCivilians(sentence, found.Token) || (topic.NamesItsSide ? NamedSide(sentence, found) : Side(sentence, context, drafts, found, words)) is not { } side
            || From(sentence, drafts, found.End) is not { } from)
        {
            return null;
        }

        return new Draft
        {
            Sentence = sentence,
            Highlight = words,
            Kind = ClaimKind.Telling,
            Predicate = Predicate.ToldAs(topic.Id),
            Subject = from,
            Actor = context.Sides.ActorOf(side),
            Scope = new Scope { Side = side },
            Polarity = found.Negation is null ? Polarity.Positive : Polarity.Negated,
            Modality = ModalityAt(sentence, found.Movement ?? found.Token),
            Frame = found.Word.Form,
            Confidence = block.Block.Kind == BlockKind.Caption ? 0.7 : 0.8,
            Rules = [isNamed ? "FRM-1" : "FRM-2"],
        };
    }

    private bool IsOfCivilians(SentenceView sentence, int token)
    {
        for (var i = sentence.First; i < token; i++)
        {
            if (_lexicon.Civilians.Contains(sentence.Block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Who moved: as the sentence's own withdrawal says; else the side named before the words, unless it only speaks; else the side that
    /// moved before; else a side behind the words, or the speaker about his own.
    /// </summary>
    private SubjectId? Side(SentenceView sentence, ArticleContext context, List<Draft> drafts, Found found, TextSpan words)
    {
        if (drafts.FindLast(draft => IsWithdrawal(draft, sentence) && draft.Actor?.Side is not null) is { } withdrawal)
        {
            return withdrawal.Actor!.Side;
        }

        var block = sentence.Block;
        var speaker = context.InnermostAt(words);
        var sides = block.Mentions
            .Where(mention => sentence.Span.Contains(mention.Span) && !mention.IsEmbedded && Sides.SideOf(mention) is not null)
            .Where(mention => mention.Type == SubjectType.Side && (speaker is null || speaker.Content.Contains(mention.Span)))
            .ToList();
        for (var i = found.Token - 1; i >= sentence.First; i--)
        {
            if (block.Word(i) == "enemy" && context.Sides.EnemyOf(speaker?.Speaker.Side ?? Other(_movedSide, context)) is { } enemy)
            {
                return enemy;
            }

            if (block.MentionAt(i) is { } mention && sides.Contains(mention))
            {
                return Sides.SideOf(mention);
            }
        }

        // Nobody says of his own that they ran.
        var own = speaker?.Speaker.Side;
        return _movedSide ?? sides.Select(Sides.SideOf).FirstOrDefault() ?? (found.Pole == FramePole.A ? own : context.Sides.EnemyOf(own));
    }

    /// <summary>Whose the words say it is: "Vera's greatest success", "the greatest Veran success", "the greatest success for Vera".</summary>
    private static SubjectId? NamedSide(SentenceView sentence, Found found)
    {
        var block = sentence.Block;
        var last = found.Near ?? found.End;
        for (var i = Math.Max(sentence.First, found.Token - 2); i <= last; i++)
        {
            if (SideMention(block, i) is { } side)
            {
                return side;
            }
        }

        for (var i = last + 1; i < last + MaxToPlace && sentence.Holds(i); i++)
        {
            if (SideMention(block, i) is { } side)
            {
                return block.Word(i - 1) is "for" or "of" or "by" || block.Word(i - 2) is "for" or "of" or "by" ? side : null;
            }
        }

        return null;
    }

    private static SubjectId? SideMention(BlockView block, int token) =>
        block.MentionAt(token) is { Type: SubjectType.Side, IsEmbedded: false } mention ? Sides.SideOf(mention) : null;

    private static SubjectId? Other(SubjectId? side, ArticleContext context) => context.Sides.EnemyOf(side);

    private ClaimSubject? From(SentenceView sentence, List<Draft> drafts, int behind)
    {
        // Who leaves a part of a town has not left the town, and no claim says so: "from parts of X".
        var partly = sentence.Block.Word(behind - 1) == "of" && sentence.Block.MentionAt(behind) is { } place && PlaceFinder.IsPlace(place) ? Draft.Of(place) : null;
        // An article that also recalls another retreat is mostly of its own.
        var known = LastWithdrawal(drafts, sentence)?.Subject ?? partly
            ?? _movedFrom.GroupBy(from => from.Place?.Admin1 ?? from.Id.Value).MaxBy(group => group.Count())?.Last();
        if (known is not null)
        {
            return known;
        }

        var region = _regions.Values.OrderByDescending(mentions => mentions.Count).FirstOrDefault();
        return region is null ? null : Draft.Of(region.Find(mention => mention.Place!.Reading == PlaceReading.Oblast) ?? region[0]);
    }

    private static bool IsWithdrawal(Draft draft, SentenceView sentence) => draft.Sentence == sentence && draft.Predicate == Predicate.WithdrawnFrom;

    private static Draft? LastWithdrawal(List<Draft> drafts, SentenceView sentence)
    {
        for (var i = drafts.Count - 1; i >= 0; i--)
        {
            if (IsWithdrawal(drafts[i], sentence))
            {
                return drafts[i];
            }
        }

        return null;
    }

    private Modality? ModalityAt(SentenceView sentence, int token)
    {
        for (var i = token - 1; i >= Math.Max(sentence.First, token - ModalReach); i--)
        {
            if (!_lexicon.Reasons.IsAt(sentence.Block.Tokens, i) && !sentence.Block.IsInDate(i) && _rules.Modality.Modals.TryMatch(sentence.Block.Tokens, i, out var modality, out _) && modality is Modality.Future or Modality.Conditional)
            {
                return modality;
            }
        }

        return null;
    }
}
