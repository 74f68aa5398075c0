namespace Watcher.Claims.Extraction;

/// <summary>The speakers of an article in reading order: whom "he", "it", "the agency" and "the same report" stand for.</summary>
internal sealed class SpeakerMemory
{
    private readonly List<(Speaker Speaker, int Block)> _said = [];

    public void Add(Speaker speaker, int block) => _said.Add((speaker, block));

    /// <summary>The last speaker of that class in the same block or the one before; null is unknown, never guessed.</summary>
    public Speaker? Last(SpeakerClass kind, int block)
    {
        for (var i = _said.Count - 1; i >= 0 && _said[i].Block >= block - 1; i--)
        {
            var known = _said[i].Speaker.Class;
            var fits = kind switch
            {
                SpeakerClass.Any => true,
                SpeakerClass.Person => known == SpeakerClass.Person,
                SpeakerClass.Body => known is SpeakerClass.Body or SpeakerClass.Document or SpeakerClass.Any,
                _ => true,
            };
            if (fits)
            {
                return _said[i].Speaker;
            }
        }

        return null;
    }

    public Speaker? LastIn(int block)
    {
        var last = _said.FindLast(said => said.Block == block);
        return last.Speaker;
    }
}
