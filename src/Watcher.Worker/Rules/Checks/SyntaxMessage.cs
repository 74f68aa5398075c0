using YamlDotNet.Core;

namespace Watcher.Worker.Rules.Checks;

/// <summary>What the parser means, in words for somebody who does not know YAML's grammar.</summary>
internal static class SyntaxMessage
{
    private static readonly (string Parser, string Ours)[] s_known =
    [
        ("apping values are not allowed", "a second ': ' in one value: put the value in quotes, or indent the line like its neighbours"),
        ("did not find expected ',' or ']'", "the list in [ ] is not closed, or a comma is missing"),
        ("did not find expected ',' or '}'", "the entry in { } is not closed, or a comma is missing"),
        ("did not find expected key", "the indentation does not fit the lines above, or a quote or bracket is not closed"),
        ("did not find expected '-' indicator", "the indentation does not fit the list above"),
        ("could not find expected ':'", "a ':' is missing after the key, or the indentation does not fit the lines above"),
        ("found unexpected end of stream", "a quote is not closed"),
        ("found character that cannot start any token", "a value cannot begin with this character; put it in quotes"),
        ("unexpected document indicator", "a quote is not closed"),
        ("block sequence entries are not allowed", "a list item ('- ') cannot stand here; begin it on a line of its own"),
    ];

    public static string Of(YamlException e)
    {
        var message = (e.InnerException?.Message ?? e.Message).ReplaceLineEndings(" ").Trim();
        foreach (var (parser, ours) in s_known)
        {
            if (message.Contains(parser, StringComparison.OrdinalIgnoreCase))
            {
                return ours;
            }
        }

        return message;
    }
}
