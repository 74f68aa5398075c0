using System.Buffers;
using System.Collections.Frozen;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>The words of an article with the blocks and sentences they stand in, and what lies between them. Nothing of it is kept once disposed.</summary>
internal sealed class ArticleWords : IDisposable
{
    private static readonly FrozenSet<string> s_abbreviations = FrozenSet.ToFrozenSet(
        ["mr", "mrs", "ms", "dr", "gen", "lt", "col", "maj", "capt", "sgt", "adm", "sen", "rep", "gov", "st", "sept", "oct", "nov", "dec", "jan", "feb",
            "aug", "sq", "no", "vs", "prof", "jr", "sr"], StringComparer.Ordinal);

    private static readonly SearchValues<char> s_openings = SearchValues.Create("\"\u201C\u201E\u00AB\u2018:(");

    private readonly RentedList<NameWord> _words;
    private readonly RentedList<int> _blocks;
    private readonly RentedList<int> _sentences;
    private readonly bool[] _titleCase;

    public ArticleWords(Article article)
    {
        Article = article;
        _words = new RentedList<NameWord>((article.Text.Length / 5) + 4);
        NameWord.Scan(article.Text, _words);
        _blocks = new RentedList<int>(_words.Count);
        _sentences = new RentedList<int>(_words.Count);
        var block = 0;
        for (var i = 0; i < _words.Count; i++)
        {
            while (block + 1 < article.Blocks.Length && _words[i].Start >= article.Blocks[block].Span.End)
            {
                block++;
            }

            _blocks.Add(block);
            _sentences.Add(i == 0 ? 0 : _sentences[i - 1] + (EndsSentence(i - 1) ? 1 : 0));
        }

        _titleCase = new bool[article.Blocks.Length];
        for (var b = 0; b < _titleCase.Length; b++)
        {
            _titleCase[b] = IsTitleCase(b);
        }
    }

    public Article Article { get; }

    public string Text => Article.Text;

    public int Count => _words.Count;

    public ReadOnlySpan<NameWord> All => _words.Items;

    public NameWord this[int i] => _words[i];

    public int BlockOf(int i) => _blocks[i];

    /// <summary>Number of the sentence; sentences never cross blocks.</summary>
    public int SentenceOf(int i) => _sentences[i];

    /// <summary>The sentence of the word that holds or follows a place in the text.</summary>
    public int SentenceAt(int offset)
    {
        var (low, high) = (0, Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _words[middle].End <= offset ? (middle + 1, high) : (low, middle);
        }

        return _sentences[low];
    }

    /// <summary>What stands between word <paramref name="i"/> and the next.</summary>
    public ReadOnlySpan<char> Gap(int i) =>
        i < 0 ? Text.AsSpan(0, Count == 0 ? 0 : _words[0].Start) : Text.AsSpan(_words[i].End, (i + 1 < Count ? _words[i + 1].Start : Text.Length) - _words[i].End);

    /// <summary>Whether only one blank parts word <paramref name="i"/> from the next, in one sentence.</summary>
    public bool IsBlankAfter(int i)
    {
        if (i < 0 || i + 1 >= Count || _sentences[i] != _sentences[i + 1])
        {
            return false;
        }

        var gap = Gap(i);
        return gap is " " or "\u00A0" or "\u202F" || (gap is ". " && (_words[i].Folded.Length == 1 || s_abbreviations.Contains(_words[i].Folded)));
    }

    /// <summary>Whether a capital letter of word <paramref name="i"/> says nothing because a sentence or quotation begins there.</summary>
    public bool IsSentenceStart(int i) =>
        i == 0 || _sentences[i] != _sentences[i - 1] || Gap(i - 1).IndexOfAny(s_openings) >= 0;

    /// <summary>Whether the block writes most of its words with capitals, as headlines do.</summary>
    public bool IsInTitleCase(int i) => _titleCase[_blocks[i]];

    public void Dispose()
    {
        _words.Dispose();
        _blocks.Dispose();
        _sentences.Dispose();
    }

    private bool IsTitleCase(int block)
    {
        var (capitals, all) = (0, 0);
        for (var i = _blocks.Items.BinarySearch(block) is var hit && hit < 0 ? Count : FirstOf(block, hit); i < Count && _blocks[i] == block; i++)
        {
            if (_words[i].Folded.Length >= 4)
            {
                all++;
                capitals += _words[i].IsCapitalised ? 1 : 0;
            }
        }

        return all is >= 3 and <= 20 && capitals * 10 >= all * 8;
    }

    private int FirstOf(int block, int hit)
    {
        while (hit > 0 && _blocks[hit - 1] == block)
        {
            hit--;
        }

        return hit;
    }

    private bool EndsSentence(int i)
    {
        if (_blocks[i] != _blocks[i + 1])
        {
            return true;
        }

        var gap = Gap(i);
        if (gap.IndexOfAny('\n', '\r') >= 0)
        {
            return true;
        }

        if (gap.IndexOfAny("?!…") >= 0 && _words[i + 1].IsCapitalised)
        {
            return true;
        }

        var isAbbreviation = gap.Length > 0 && gap[0] == '.' && (_words[i].Folded.Length == 1 || s_abbreviations.Contains(_words[i].Folded));
        return gap.Contains('.') && gap.Length > 1 && !isAbbreviation && _words[i + 1].IsCapitalised;
    }
}
