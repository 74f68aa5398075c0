using System.Text;
using System.Text.Json;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Options;

/// <summary>Where each key of a settings file stands.</summary>
internal sealed class JsonPlaces
{
    private readonly Dictionary<string, (int Line, int Column, int End)> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] _lines;

    private JsonPlaces(string path, string text)
    {
        Path = path;
        Name = System.IO.Path.GetFileName(path);
        _lines = text.Split('\n');
    }

    public string Path { get; }

    /// <summary>As messages name it: settings files stand in the root.</summary>
    public string Name { get; }

    /// <summary>What is wrong with the file as JSON; it is then not read.</summary>
    public List<ConfigProblem> Problems { get; } = [];

    /// <summary>The keys of the file, joined by colons, in their order.</summary>
    public IEnumerable<string> Keys => _places.Keys;

    /// <summary>Null when the file does not exist.</summary>
    public static JsonPlaces? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var unread = new JsonPlaces(path, "");
            unread.Problems.Add(unread.Problem(1, 1, 1, ProblemCodes.Unreadable, $"the file cannot be read: {e.Message}"));
            return unread;
        }

        var content = bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes.AsSpan(3) : bytes;
        var places = new JsonPlaces(path, Encoding.UTF8.GetString(content));
        try
        {
            places.Walk(content);
        }
        catch (JsonException e)
        {
            var line = (int)(e.LineNumber ?? 0) + 1;
            var column = (int)(e.BytePositionInLine ?? 0) + 1;
            var message = e.Message.Split(" LineNumber:")[0];
            places.Problems.Add(places.Problem(line, column, column + 1, ProblemCodes.Syntax, $"not JSON: {message}"));
        }

        return places;
    }

    /// <summary>"appsettings.json:5".</summary>
    public string Where(string key) => _places.TryGetValue(key, out var place) ? FormattableString.Invariant($"{Name}:{place.Line}") : Name;

    /// <summary>A problem without code and message at the place of a key.</summary>
    public ConfigProblem At(string key)
    {
        var (line, column, end) = _places.GetValueOrDefault(key, (1, 1, 1));
        return Problem(line, column, end, "", "");
    }

    private ConfigProblem Problem(int line, int column, int end, string code, string message) => new()
    {
        File = Name,
        Line = line,
        Column = column,
        EndColumn = end,
        Code = code,
        Message = message,
        SourceLine = line <= _lines.Length ? SecretMask.Line(_lines[line - 1].TrimEnd('\r')) : null,
    };

    private void Walk(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var path = new List<string>();
        var items = new Stack<int>();   // -1 in an object, else the next index of an array
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    path.Add(reader.GetString()!);   // a property has a name
                    _places[string.Join(':', path)] = PlaceOf(json, (int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    BeginItem(path, items, json, ref reader);
                    items.Push(reader.TokenType == JsonTokenType.StartArray ? 0 : -1);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    items.Pop();
                    EndValue(path);
                    break;
                default:
                    BeginItem(path, items, json, ref reader);
                    EndValue(path);
                    break;
            }
        }
    }

    private void BeginItem(List<string> path, Stack<int> items, ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        if (items.TryPeek(out var index) && index >= 0)
        {
            items.Pop();
            items.Push(index + 1);
            path.Add(index.ToString(System.Globalization.CultureInfo.InvariantCulture));
            _places[string.Join(':', path)] = PlaceOf(json, (int)reader.TokenStartIndex, (int)reader.BytesConsumed);
        }
    }

    private static void EndValue(List<string> path)
    {
        if (path.Count > 0)
        {
            path.RemoveAt(path.Count - 1);
        }
    }

    private static (int Line, int Column, int End) PlaceOf(ReadOnlySpan<byte> json, int start, int end)
    {
        var before = json[..start];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[lineStart..]) + 1;
        var token = json[start..end];
        var length = token.IndexOf((byte)':') is var colon and > 0 ? Encoding.UTF8.GetCharCount(token[..colon].TrimEnd((byte)' ')) : Encoding.UTF8.GetCharCount(token);
        return (before.Count((byte)'\n') + 1, column, column + length);
    }
}
