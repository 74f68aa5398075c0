using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>What a person or body says where no other predicate fits: one claim a sentence, and only for assertions with content.</summary>
internal sealed class StatementReader(ClaimRules rules)
{
    private const int MinLongWord = 5;

    /// <summary>Words that a statement needs, and long ones among them: of anybody, of a watched person, and of what he promises ("vowed to <b>retake X</b>").</summary>
    private static readonly (int Words, int Long) s_anybody = (5, 3), s_watched = (4, 2), s_promise = (2, 1);

    /// <summary>Tokens of an inner speaker and his cue.</summary>
    private const int MaxToInner = 11;

    public void Read(SentenceView sentence, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused)
    {
        // The widest span that is whole in the sentence decides; its own inner speaker is the one who said it. Beside another claim only what
        // a speaker says elsewhere in the sentence counts: "announced the withdrawal, while claiming that S".
        foreach (var span in context.WidestFirst)
        {
            if (!span.Content.Overlaps(sentence.Span) || IsToldElse(span, sentence, context, drafts))
            {
                continue;
            }

            var content = new TextSpan(Math.Max(span.Content.Start, sentence.Span.Start), Math.Min(span.Content.End, sentence.Span.End));
            while (Relayed(sentence, context, content) is { } relayed)
            {
                content = relayed;
            }

            var speaker = context.InnermostAt(content)?.Speaker ?? span.Speaker;
            if (Subject(speaker) is not { } id)
            {
                continue;
            }

            if (!IsCheckable(sentence, content, speaker))
            {
                refused.Add(new RefusedClaim(content, sentence.Block.Text[content.Start..content.End], Predicate.Said.Id, "not-checkable"));
                continue;
            }

            drafts.Add(new Draft
            {
                Sentence = sentence,
                Highlight = content,
                Kind = ClaimKind.Statement,
                Predicate = Predicate.Said,
                Subject = new ClaimSubject
                {
                    Type = speaker switch { { Id: null } => SubjectType.Side, { Class: SpeakerClass.Person } => SubjectType.Person, { Class: SpeakerClass.Body } => SubjectType.Body, _ => SubjectType.Side },
                    Id = id,
                    Name = speaker.Name,
                },
                Actor = new Actor(speaker.Name, id, speaker.Side),
                Confidence = 0.7,
                Rules = ["SAY-1"],
            });
            return;
        }
    }

    private static bool IsSaidBy(Speaker speaker, TextSpan words, ArticleContext context)
    {
        foreach (var span in context.SpeakersAt(words))
        {
            if (span.Speaker == speaker)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Another claim of the sentence tells what he says, and he says nothing beside it.</summary>
    private static bool IsToldElse(AttributedSpan span, SentenceView sentence, ArticleContext context, List<Draft> drafts)
    {
        var (isOther, isBeside) = (false, false);
        foreach (var draft in drafts)
        {
            if (draft.Sentence != sentence)
            {
                continue;
            }

            var words = draft.Quantity?.Core ?? draft.Highlight;
            if (span.Content.Contains(words))
            {
                return true;
            }

            isOther = true;
            isBeside = isBeside || (words.End <= span.Content.Start && IsSaidBy(span.Speaker, words, context));
        }

        return isOther && !isBeside;
    }

    /// <summary>"A says that B says that S": what A says is nothing but B's statement. Null for a statement of A's own, and where nobody watches B.</summary>
    private TextSpan? Relayed(SentenceView sentence, ArticleContext context, TextSpan content)
    {
        foreach (var inner in context.Spans)
        {
            if (inner.Content.Start > content.Start && content.Contains(inner.Content) && content.End - inner.Content.End <= 2 && Subject(inner.Speaker) is not null
                && sentence.Block.TokensOf(new TextSpan(content.Start, inner.Content.Start)) is var (first, end) && end - first <= MaxToInner)
            {
                return inner.Content;
            }
        }

        return null;
    }

    /// <summary>The watched person or the body; a government or army without a name of its own speaks for its side.</summary>
    private SubjectId? Subject(Speaker speaker) => speaker switch
    {
        { Id: { } body } when rules.Sides.Bodies.TryGetValue(body, out var known) && known.Class is BodyClass.Media or BodyClass.NewsAgency => null,   // they relay
        { Class: SpeakerClass.Document } => null,
        { Id: { } id } => id,
        { Class: SpeakerClass.Body, Side: { } side } => side,
        { Side: { } side } when rules.Cues.Mouths.Contains(Head(speaker.Name)) => side,
        _ => null,
    };

    /// <summary>"officials" of "Osterian officials in the north".</summary>
    private string Head(string phrase)
    {
        var words = Fold.Text(phrase).Split(' ');
        var end = Array.FindIndex(words, 1, rules.Modality.Words.SpeakerPrepositions.Contains);
        return words[(end < 0 ? words.Length : end) - 1];
    }

    private bool IsCheckable(SentenceView sentence, TextSpan content, Speaker speaker)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(content);
        var (words, longWords) = (0, 0);
        var hasVerb = false;
        for (var i = first; i < end; i++)
        {
            if (rules.Modality.Words.Courtesies.IsAt(block.Tokens, i))
            {
                return false;
            }

            words += block.Tokens[i].IsWord ? 1 : 0;
            longWords += block.Tokens[i].IsWord && (block.Tokens[i].Span.Length >= MinLongWord || block.MentionAt(i) is not null) ? 1 : 0;
            hasVerb |= (rules.Cues.Pronouns.ContainsKey(block.Word(i)) && i + 1 < end && block.Tokens[i + 1].IsWord) || rules.Modality.Auxiliaries.Contains(block.Word(i)) || block.Word(i).EndsWith("ed", StringComparison.Ordinal)
                || block.Word(i).EndsWith("ing", StringComparison.Ordinal) || rules.Modality.Modals.IsAt(block.Tokens, i) || rules.Predicates.Triggers.IsAt(block.Tokens, i);
        }

        var isWatched = speaker is { IsWatched: true, Class: SpeakerClass.Person };
        var isPromise = isWatched && block.Word(first - 1) == "to";
        var needs = isPromise ? s_promise : isWatched ? s_watched : s_anybody;
        if (words < needs.Words || (!hasVerb && !isPromise && IsLatin(content.Of(block.Text))) || sentence.Block.Text[sentence.Span.End - 1] == '?')
        {
            return false;
        }

        // "And it will be like that": nothing in it could be checked.
        if (longWords < needs.Long)
        {
            return false;
        }

        var opener = FirstWord(block, first, end);
        // What a watched person will do is what his readers wait for.
        var isOwnPlan = !isWatched && opener < end && block.Word(opener) is "we" or "i" && block.Word(opener + 1) is "will" or "shall" or "'ll";
        return opener < end && !rules.Modality.Words.Greetings.Contains(block.Word(opener)) && !isOwnPlan;
    }

    /// <summary>The verbs of the lexicon are English; in another script they tell nothing.</summary>
    private static bool IsLatin(ReadOnlySpan<char> text) => !text.ContainsAnyInRange('\u0400', '\u04FF');

    private static int FirstWord(BlockView block, int first, int end)
    {
        while (first < end && !block.Tokens[first].IsWord)
        {
            first++;
        }

        return first;
    }
}
