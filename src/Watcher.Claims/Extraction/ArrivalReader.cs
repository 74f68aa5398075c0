using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>"Our troops <b>reached the border</b>": where yesterday some kilometres were left to it, none are left (QTY-13).</summary>
internal sealed class ArrivalReader
{
    /// <summary>Tokens of "before the rebel troops reached it": they were stopped.</summary>
    private const int MaxToSubject = 4;

    private readonly MetricDefinition? _distance;
    private readonly Unit _kilometre;
    private readonly VerbGroupReader _verbs;
    private readonly ActorFinder _actors;
    private readonly PhraseTable<bool> _arrivals;

    public ArrivalReader(ClaimRules rules)
    {
        _distance = rules.Metrics.All.FirstOrDefault(metric => metric.Arrivals.Length > 0);
        _kilometre = rules.Quantities.Lexicon.Units[UnitTable.CanonicalOf(Dimension.Length)];
        _verbs = new VerbGroupReader(rules.Modality);
        _actors = new ActorFinder(rules.Predicates, rules.Cues, rules.Modality);
        _arrivals = PhraseTable.Of(_distance?.Arrivals ?? []);
    }

    public void Read(SentenceView sentence, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused)
    {
        var block = sentence.Block;
        for (var i = sentence.First; _distance is not null && i < sentence.End; i++)
        {
            if (!_arrivals.TryMatch(block.Tokens, i, out _, out var length) || QuantityTarget.Of(sentence, i + length, out var end) is not { Length: > 0 } target || !_distance.Goals.Contains(block.Word(end - 1)))
            {
                continue;
            }

            var words = new TextSpan(block.Tokens[i].Span.Start, block.Tokens[end - 1].Span.End);
            var group = _verbs.Read(sentence, i, length, isState: false);
            if (block.HasWord(Math.Max(sentence.First, group.First - MaxToSubject), group.First, static word => word is "before" or "until") || group.IsCondition || _verbs.IsFiction(sentence) || group.IsPassive || group.Polarity == Polarity.Negated || _actors.Subject(sentence, group.First, context.Sides, context.SideAt(words)) is not { IsForces: true } mover)
            {
                continue;       // refugees reach a border, too; and who has not reached it is somewhere
            }

            drafts.Add(new Draft
            {
                Sentence = sentence,
                Highlight = words,
                Kind = ClaimKind.Quantity,
                Predicate = new Predicate(_distance.Id),
                Subject = new ClaimSubject { Type = SubjectType.Metric, Id = new SubjectId(_distance.Id), Name = _distance.Name },
                Actor = mover.Actor,
                Target = target,
                Scope = new Scope { Side = mover.Actor.Side },
                Quantity = new QuantityMention { Core = words, Outer = words, Value = Quantity.Exactly(0, _kilometre, 1), Kind = QuantityKind.Length },
                Aggregation = QuantityAggregation.PointInTime,
                Polarity = group.Polarity,
                Modality = group.Modality,
                Confidence = 0.8,
                Rules = ["QTY-13", .. group.Rules],
            });
        }
    }
}
