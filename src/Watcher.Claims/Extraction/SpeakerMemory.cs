namespace Watcher.Claims.Extraction;

/// <summary>The speakers of an article in reading order: whom "he", "it", "the agency" and "the same report" stand for.</summary>
internal sealed class SpeakerMemory
{
    private readonly List<(Speaker Speaker, int Block)> _said = [];
    private readonly Dictionary<int, Speaker> _announcers = [];
    private readonly Dictionary<string, Speaker> _relays = new(StringComparer.Ordinal);

    public void Add(Speaker speaker, int block) => _said.Add((speaker, block));

    /// <summary>The block ends with a colon, and this is who announces what the next one says.</summary>
    public void Announce(Speaker speaker, int block) => _announcers[block] = speaker;

    /// <summary>"X told the paper that": what X says in this article he said to the paper.</summary>
    public void Relay(Speaker speaker, Speaker outlet) => _relays[speaker.Name] = outlet;

    public Speaker? RelayOf(Speaker speaker) => _relays.GetValueOrDefault(speaker.Name);

    /// <summary>The only one of all speakers so far that fits; null for none or several.</summary>
    public Speaker? Only(Func<Speaker, bool> fits)
    {
        var known = _said.Select(said => said.Speaker).Where(fits).DistinctBy(speaker => speaker.Name).Take(2).ToList();
        return known.Count == 1 ? known[0] : null;
    }

    public Speaker? AnnouncerIn(int block) => _announcers.GetValueOrDefault(block);

    /// <summary>The last speaker of that class in the same block or the one before; null is unknown, never guessed.</summary>
    /// <param name="kind">What the pronoun or noun can stand for.</param>
    /// <param name="block">Where it stands.</param>
    /// <param name="fits">Whether the noun can mean a speaker; null for any of the class.</param>
    public Speaker? Last(SpeakerClass kind, int block, Func<Speaker, bool>? fits = null)
    {
        for (var i = _said.Count - 1; i >= 0 && _said[i].Block >= block - 1; i--)
        {
            var known = _said[i].Speaker.Class;
            var isOfKind = kind switch
            {
                SpeakerClass.Any => true,
                SpeakerClass.Person => known == SpeakerClass.Person,
                SpeakerClass.Body => known is SpeakerClass.Body or SpeakerClass.Document or SpeakerClass.Any,
                _ => true,
            };
            if (isOfKind && (fits is null || fits(_said[i].Speaker)))
            {
                return _said[i].Speaker;
            }
        }

        return null;
    }

    public Speaker? LastIn(int block)
    {
        for (var i = _said.Count - 1; i >= 0; i--)
        {
            if (_said[i].Block == block)
            {
                return _said[i].Speaker;
            }
        }

        return null;
    }
}
