using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Watcher.Worker.Cli;

/// <summary>How JSON leaves the program: snake_case, letters of every script as they are.</summary>
internal static class JsonText
{
    /// <summary>One line an object, for --jsonl and errors.</summary>
    public static JsonSerializerOptions Compact { get; } = Options(indented: false);

    /// <summary>For --json documents.</summary>
    public static JsonSerializerOptions Indented { get; } = Options(indented: true);

    private static JsonSerializerOptions Options(bool indented) => new(JsonSerializerDefaults.General)
    {
        WriteIndented = indented,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = null,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
