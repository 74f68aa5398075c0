using System.Text.Json.Nodes;

namespace Watcher.Worker.Rules.Checks;

/// <summary>
/// Draft-07 schemas for editors, from the same table of keys as the validator. They say as much as JSON Schema can: what one file says of
/// another, and bounds of durations and sizes, only the validator knows.
/// </summary>
internal static class ConfigSchema
{
    private const string IdPattern = "^[a-z0-9-]{1,40}$";
    private const string TimePattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    private const string DatePattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
    private const string DurationPattern = @"^([0-9]+(\.[0-9]*)?[smhd]|([0-9]+\.)?[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,3})?)$";
    private const string SizePattern = @"^([0-9]+|[0-9]+(\.[0-9]*)?(KB|MB))$";
    private const string UrlPattern = @"^[Hh][Tt][Tt][Pp][Ss]?://[^/@\s?#]+([/?#]\S*)?$";
    private const string LinePattern = @"^[^\u0000-\u001F\u007F-\u009F]*$";
    private const string DomainPattern = "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$";
    private const string AddressPattern = @"^[^\s@<>"",;]+@[^\s@<>"",;]+$";

    public static JsonObject Of(ConfigFileKind kind)
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["$id"] = $"https://watcher.example.org/schema/{kind.Name}.schema.json",
            ["title"] = kind.Title,
        };
        foreach (var (key, value) in Schema(kind.Shape))
        {
            schema[key] = value?.DeepClone();
        }

        ((JsonObject)schema["properties"]!)["version"]!["maximum"] = ConfigShapes.Version;   // every kind has a version
        return schema;
    }

    private static JsonObject Schema(Shape shape) => shape switch
    {
        Shape.Scalar scalar => Scalar(scalar),
        Shape.Sequence sequence => new JsonObject { ["type"] = "array", ["items"] = Schema(sequence.Item) },
        Shape.Mapping mapping => Mapping(mapping),
        Shape.ByLanguage table => new JsonObject
        {
            ["type"] = "object",
            ["patternProperties"] = new JsonObject { ["^[a-z]{2,3}$"] = Schema(table.Value) },
            ["additionalProperties"] = false,
        },
        Shape.AnyOf any => new JsonObject { ["anyOf"] = new JsonArray([.. any.Shapes.Select(Schema)]) },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static JsonObject Mapping(Shape.Mapping mapping)
    {
        var properties = new JsonObject();
        foreach (var key in mapping.Keys)
        {
            var property = Schema(key.Shape);
            property["description"] = key.Description;
            if (key.Default is { } initial)
            {
                property["default"] = Default(key.Shape, initial);
            }

            properties[key.Name] = property;
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (mapping.Keys.Any(k => k.Required))
        {
            schema["required"] = Names(mapping.Keys.Where(k => k.Required).Select(k => k.Name));
        }

        if (mapping.Needs.Length > 0)
        {
            schema["anyOf"] = new JsonArray([.. mapping.Needs.Select(set => new JsonObject { ["required"] = Names(set) })]);
        }

        if (mapping.IsChoice)
        {
            schema["oneOf"] = new JsonArray([.. mapping.Keys.Select(k => new JsonObject { ["required"] = Names([k.Name]) })]);
        }

        schema["patternProperties"] = new JsonObject { ["^x-"] = true };   // shared anchors
        schema["additionalProperties"] = false;
        return schema;
    }

    private static JsonObject Scalar(Shape.Scalar scalar)
    {
        if (scalar.Values.Length > 0)
        {
            return new JsonObject { ["enum"] = new JsonArray([.. scalar.Values.Select(v => Default(scalar, v))]) };
        }

        return scalar.Kind switch
        {
            ScalarKind.Id => TextOrWhole(IdPattern),
            ScalarKind.Size => TextOrWhole(SizePattern),
            ScalarKind.Integer => Bounded(scalar, "integer"),
            ScalarKind.Number => Bounded(scalar, "number"),
            ScalarKind.Boolean => new JsonObject { ["type"] = "boolean" },
            ScalarKind.Date => Text(DatePattern),
            ScalarKind.Time => Text(TimePattern),
            ScalarKind.Duration => Text(DurationPattern),
            ScalarKind.Language => Text("^[a-z]{2,3}$"),
            ScalarKind.Country => Text("^[A-Z]{2}$"),
            ScalarKind.Url => Text(UrlPattern),
            ScalarKind.UrlOrNone => Text($"^none$|{UrlPattern}"),
            ScalarKind.Address => Text(AddressPattern),
            ScalarKind.Domain => Text(DomainPattern),
            ScalarKind.FeedbackId => Text("^(none|[A-Za-z0-9_-]{5,15})$"),
            _ => Line(scalar),
        };
    }

    /// <summary>A title such as 2026 is a number to YAML and a text to us.</summary>
    private static JsonObject Line(Shape.Scalar scalar)
    {
        var schema = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") };
        if (scalar.Kind == ScalarKind.Line)
        {
            schema["pattern"] = LinePattern;
        }

        if (scalar.Minimum is { } low)
        {
            schema["minLength"] = (int)low;
        }

        if (scalar.Maximum is { } high)
        {
            schema["maxLength"] = (int)high;
        }

        return schema;
    }

    private static JsonObject Text(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject TextOrWhole(string pattern) => new() { ["type"] = new JsonArray("string", "integer"), ["pattern"] = pattern, ["minimum"] = 0 };

    private static JsonObject Bounded(Shape.Scalar scalar, string type)
    {
        var schema = new JsonObject { ["type"] = type };
        if (scalar.Minimum is { } low)
        {
            schema["minimum"] = low;
        }

        if (scalar.Maximum is { } high)
        {
            schema["maximum"] = high;
        }

        return schema;
    }

    private static JsonNode? Default(Shape shape, string written) => shape switch
    {
        Shape.AnyOf any => Default(any.Shapes[0], written),
        Shape.Scalar { Kind: ScalarKind.Boolean } => JsonValue.Create(written == "true"),
        Shape.Scalar { Kind: ScalarKind.Integer or ScalarKind.Number } => JsonNode.Parse(written),
        Shape.Sequence sequence => new JsonArray([.. written.Trim('[', ']').Split(", ").Select(item => Default(sequence.Item, item))]),
        _ => JsonValue.Create(written),
    };

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => JsonValue.Create(n))]);
}
