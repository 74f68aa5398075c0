using System.Collections.Frozen;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>What a person or body says where no other predicate fits: one claim a sentence, and only for assertions with content.</summary>
internal sealed class StatementReader(ClaimRules rules)
{
    private const int MinWords = 5;

    /// <summary>Thanks, greetings, wishes: said, and nothing that could be checked.</summary>
    private static readonly FrozenSet<string> s_openers = FrozenSet.ToFrozenSet(
        ["thanks", "thank", "glory", "congratulations", "happy", "let", "please", "hello", "dear", "welcome"], StringComparer.Ordinal);

    public void Read(SentenceView sentence, ArticleContext context, IReadOnlyList<Draft> drafts, List<Draft> statements)
    {
        if (drafts.Any(draft => draft.Sentence == sentence))
        {
            return;
        }

        foreach (var span in context.Spans.Where(span => span.Content.Overlaps(sentence.Span)).OrderBy(span => span.Content.Length))
        {
            var content = new TextSpan(Math.Max(span.Content.Start, sentence.Span.Start), Math.Min(span.Content.End, sentence.Span.End));
            if (span.Speaker is not { Id: { } id, Class: not SpeakerClass.Document } speaker || !IsCheckable(sentence, content))
            {
                continue;
            }

            statements.Add(new Draft
            {
                Sentence = sentence,
                Highlight = content,
                Kind = ClaimKind.Statement,
                Predicate = Predicate.Said,
                Subject = new ClaimSubject
                {
                    Type = speaker.Class switch { SpeakerClass.Person => SubjectType.Person, SpeakerClass.Body => SubjectType.Body, _ => SubjectType.Side },
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

    private bool IsCheckable(SentenceView sentence, TextSpan content)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(content);
        var words = 0;
        var hasVerb = false;
        for (var i = first; i < end; i++)
        {
            words += block.Tokens[i].IsWord ? 1 : 0;
            hasVerb |= rules.Modality.Auxiliaries.Contains(block.Word(i)) || block.Word(i).EndsWith("ed", StringComparison.Ordinal)
                || block.Word(i).EndsWith("ing", StringComparison.Ordinal) || rules.Modality.Modals.IsAt(block.Tokens, i) || rules.Predicates.Triggers.IsAt(block.Tokens, i);
        }

        if (words < MinWords || !hasVerb || sentence.Block.Text[sentence.Span.End - 1] == '?')
        {
            return false;
        }

        var opener = FirstWord(block, first, end);
        var isOwnPlan = opener < end && block.Word(opener) is "we" or "i" && block.Word(opener + 1) is "will" or "shall" or "'ll";
        return opener < end && !s_openers.Contains(block.Word(opener)) && !isOwnPlan;
    }

    private static int FirstWord(BlockView block, int first, int end)
    {
        while (first < end && !block.Tokens[first].IsWord)
        {
            first++;
        }

        return first;
    }
}
