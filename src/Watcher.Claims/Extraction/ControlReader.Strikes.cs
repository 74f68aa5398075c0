namespace Watcher.Claims.Extraction;

/// <summary>Who or what can leave or strike a town.</summary>
internal sealed partial class ControlReader
{
    /// <summary>The subject is a thing or a body that no table knows and no forces, and neither is what it takes along.</summary>
    private bool IsOfOthers(SentenceView sentence, int first, int behind) =>
        sentence.Block.Word(first - 1) is not ("they" or "he" or "it" or "who" or "which" or "we" or "that" or "and" or "," or "some" or "others" or "to")
        && !HasForces(sentence, Math.Max(sentence.First, first - MaxToForces), MaxToForces) && !HasForces(sentence, behind, 5);

    /// <summary>"The army took X, and <b>residents</b> fled": between who acts and the verb a clause with a subject of its own has begun.</summary>
    private bool HasOtherSubject(SentenceView sentence, int end, int first)
    {
        var block = sentence.Block;
        var noun = first - 1;
        while (noun > end && _verbs.IsInGroup(block.Word(noun)))
        {
            noun--;
        }

        var isPlural = block.Tokens[noun].IsWord && (block.Word(noun).EndsWith('s') || block.Word(noun) is "people" or "women" or "children") && block.MentionAt(noun) is null && !block.IsInDate(noun);
        if (noun <= end || !isPlural || _actors.IsForces(block.Word(noun)) || _verbs.IsAuxiliary(block.Word(noun)))
        {
            return false;
        }

        var opener = noun - 1;
        while (opener > end && block.Word(opener) is not ("and" or "but" or "while" or "as" or "when" or "after" or "before" or "because" or ","))
        {
            opener--;
        }

        return block.HasWord(end, opener, word => _verbs.IsAuxiliary(word) || word.EndsWith("ed", StringComparison.Ordinal)) || HasTrigger(block, end, opener);
    }

    private bool HasTrigger(BlockView block, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (_predicates.Triggers.IsAt(block.Tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A strike without a striker needs a weapon, or a passive that names no cause of another kind: "X was hit", not "the quake hit X".</summary>
    private bool IsOfWeapons(SentenceView sentence, VerbGroup group, int behind)
    {
        var block = sentence.Block;
        if (group.IsPassive)
        {
            for (var i = behind; i < Math.Min(sentence.End, behind + MaxCause); i++)
            {
                if (_predicates.NaturalEvents.IsAt(block.Tokens, i))
                {
                    return false;
                }
            }

            return true;
        }

        for (var i = group.First - 1; i >= Math.Max(sentence.First, group.First - MaxCause); i--)
        {
            if (_predicates.NaturalEvents.IsAt(block.Tokens, i) || block.Word(i) is ";" or ":")
            {
                return false;
            }

            if (_predicates.Weapons.Contains(block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasWeapon(SentenceView sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (_predicates.Weapons.Contains(sentence.Block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasNaturalEvent(SentenceView sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (_predicates.NaturalEvents.IsAt(sentence.Block.Tokens, i))
            {
                return true;
            }
        }

        return false;
    }
}
