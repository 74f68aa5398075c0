using System.Globalization;
using System.Text;

namespace Watcher.Reading.Feeds;

/// <summary>
/// Puts right what is wrong with JSON of feeds: raw control characters in strings, and a body that ends in the middle, which is cut back to
/// the last item that is whole. One walk over the text.
/// </summary>
internal static class JsonRepair
{
    /// <summary>The feed itself and its list of items.</summary>
    private const int DepthOfItems = 2;

    /// <returns>The repaired text, and whether items were cut off; null when nothing was found that could be repaired.</returns>
    public static (string Text, bool IsCutOff)? Repair(ReadOnlySpan<char> text)
    {
        var repaired = new StringBuilder(text.Length + 16);
        var open = new Stack<char>();
        var (isString, wholeItems, controls) = (false, -1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isString && c < ' ')
            {
                repaired.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                controls++;
                continue;
            }

            repaired.Append(c);
            if (isString)
            {
                if (c == '\\' && i + 1 < text.Length && text[i + 1] >= ' ')
                {
                    repaired.Append(text[++i]);
                }

                isString = c != '"';
                continue;
            }

            switch (c)
            {
                case '"':
                    isString = true;
                    break;
                case '{' or '[':
                    open.Push(c);
                    break;
                case '}' or ']' when open.Count > 0:
                    open.Pop();
                    wholeItems = c == '}' && open.Count == DepthOfItems ? repaired.Length : wholeItems;
                    break;
            }
        }

        var isCutOff = open.Count > 0 || isString;
        if (!isCutOff)
        {
            return controls == 0 ? null : (repaired.ToString(), false);
        }

        return wholeItems < 0 ? null : (repaired.ToString(0, wholeItems) + "]}", true);
    }
}
