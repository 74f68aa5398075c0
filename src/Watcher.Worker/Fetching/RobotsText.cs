namespace Watcher.Worker.Fetching;

/// <summary>The rules of one robots.txt for one program (RFC 9309).</summary>
internal sealed class RobotsText
{
    public static readonly RobotsText AllowsAll = new([]);

    /// <summary>Beyond these a file is no list of rules for people to keep.</summary>
    private const int MaxRules = 2_000;

    private readonly IReadOnlyList<(string Pattern, bool IsAllowed)> _rules;

    private RobotsText(IReadOnlyList<(string, bool)> rules) => _rules = rules;

    /// <param name="text">The file.</param>
    /// <param name="product">The name that our user agent begins with; a group of that name goes before the one for all.</param>
    public static RobotsText Read(string text, string product)
    {
        List<(string, bool)> own = [], all = [];
        bool isOwn = false, isForAll = false, namesAgents = false, hasOwn = false;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n', '\r'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }

            var key = line[..colon].Trim().ToLowerInvariant();
            var value = line[(colon + 1)..].Split('#')[0].Trim();
            switch (key)
            {
                case "user-agent":
                    if (!namesAgents)
                    {
                        (isOwn, isForAll) = (false, false);
                    }

                    namesAgents = true;
                    isForAll |= value == "*";
                    isOwn |= value.Length > 0 && value != "*" && product.Equals(value.Split('/')[0], StringComparison.OrdinalIgnoreCase);
                    hasOwn |= isOwn;
                    break;
                case "allow" or "disallow":
                    namesAgents = false;
                    if (value.Length > 0 && isOwn && own.Count < MaxRules)
                    {
                        own.Add((value, key == "allow"));
                    }

                    if (value.Length > 0 && isForAll && all.Count < MaxRules)
                    {
                        all.Add((value, key == "allow"));
                    }

                    break;
            }
        }

        return new(hasOwn ? own : all);
    }

    /// <summary>The longest rule that fits decides; of two as long the one that allows.</summary>
    public bool Allows(string pathAndQuery)
    {
        var (length, isAllowed) = (-1, true);
        foreach (var (pattern, allows) in _rules)
        {
            if ((pattern.Length > length || (pattern.Length == length && allows)) && Fits(pattern, pathAndQuery))
            {
                (length, isAllowed) = (pattern.Length, allows);
            }
        }

        return isAllowed;
    }

    /// <summary>A beginning of the path, with * for anything and $ for the end.</summary>
    private static bool Fits(string pattern, string path)
    {
        var isWhole = pattern.EndsWith('$');
        var pieces = (isWhole ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        var at = pieces[0].Length;
        for (var i = 1; i < pieces.Length; i++)
        {
            // The last piece of a whole pattern must stand at the end, wherever else it stands.
            var found = isWhole && i == pieces.Length - 1
                ? (path.Length - pieces[i].Length >= at && path.EndsWith(pieces[i], StringComparison.Ordinal) ? path.Length - pieces[i].Length : -1)
                : path.IndexOf(pieces[i], at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + pieces[i].Length;
        }

        return !isWhole || at == path.Length;
    }
}
