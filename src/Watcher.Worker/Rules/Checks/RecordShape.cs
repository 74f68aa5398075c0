using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Watcher.Worker.Rules.Checks;

/// <summary>The shape of a rule file, taken from the record it binds to: rule data has no table of keys of its own.</summary>
internal static class RecordShape
{
    public static Shape Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return new Shape.Scalar(ScalarKind.Text);
        }

        if (type == typeof(bool))
        {
            return new Shape.Scalar(ScalarKind.Boolean);
        }

        if (type == typeof(int) || type == typeof(long))
        {
            return new Shape.Scalar(ScalarKind.Integer);
        }

        if (type == typeof(double) || type == typeof(decimal))
        {
            return new Shape.Scalar(ScalarKind.Number);
        }

        if (type.IsEnum)
        {
            return new Shape.Scalar(ScalarKind.Text, [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)]);
        }

        if (type.IsArray)
        {
            return new Shape.Sequence(Of(type.GetElementType()!));   // an array has one
        }

        return typeof(IDictionary).IsAssignableFrom(type) ? new Shape.Table(Of(type.GetGenericArguments()[1])) : Record(type);
    }

    private static Shape.Mapping Record(Type type) => new(
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => new Key(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name), Of(p.PropertyType), "see the other entries of this file",
            Required: p.GetCustomAttribute<RequiredMemberAttribute>() is not null)),
    ]);
}
