using System.Text;

namespace Watcher.Claims.Digests;

/// <summary>
/// Lays out the lines of a text part in <see cref="Columns"/> columns. White space of the text that is not a line break stays; only plain
/// spaces break lines.
/// </summary>
internal sealed class TextLines
{
    public const int Columns = 76;

    private readonly StringBuilder _text = new();

    public void Blank() => _text.Append('\n');

    /// <summary>As it is, however long.</summary>
    public void Raw(string line) => _text.Append(line).Append('\n');

    public void Link(DigestLink? link, int indent)
    {
        if (link is not null)
        {
            Raw(new string(' ', indent) + link.Url);
        }
    }

    /// <summary>A link of ours, never broken: behind its name where both fit, else on a line of its own.</summary>
    public void Link(string name, Uri? way)
    {
        if (way is null)
        {
            return;
        }

        if (name.Length + 2 + way.AbsoluteUri.Length <= Columns)
        {
            Raw($"{name}: {way.AbsoluteUri}");
            return;
        }

        Raw(name + ":");
        Raw(way.AbsoluteUri);
    }

    /// <summary>With something at the right edge; on a line of its own when there is no room.</summary>
    public void Heading(string left, string right, int hanging)
    {
        if (left.Length + 2 + right.Length <= Columns)
        {
            Raw(left.PadRight(Columns - right.Length) + right);
            return;
        }

        Text(left, 0, hanging);
        Text(right, hanging, hanging);
    }

    public void Text(string? text, int indent = 0, int hanging = 0)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        var margin = indent;
        var rest = text.AsSpan().TrimEnd(' ');
        while (margin + rest.Length > Columns)
        {
            var room = Columns - margin;
            var space = rest[..(room + 1)].LastIndexOf(' ');
            var end = space > 0 ? space : Math.Max(1, char.IsLowSurrogate(rest[room]) && char.IsHighSurrogate(rest[room - 1]) ? room - 1 : room);
            Append(margin, rest[..end]);
            rest = rest[end..].TrimStart(' ');
            margin = hanging;
        }

        if (!rest.IsEmpty)
        {
            Append(margin, rest);
        }
    }

    public override string ToString() => _text.ToString();

    private void Append(int margin, ReadOnlySpan<char> text) => _text.Append(' ', margin).Append(text.TrimEnd(' ')).Append('\n');
}
