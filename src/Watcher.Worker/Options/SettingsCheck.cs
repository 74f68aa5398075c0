using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Options;

/// <summary>Holds the settings against the records they bind to: unknown keys, values of the wrong kind, values out of range.</summary>
internal static class SettingsCheck
{
    /// <summary>Sections of the platform that may stand beside ours.</summary>
    private static readonly string[] s_foreign = ["Logging", "AllowedHosts", "Kestrel"];

    /// <param name="place">A problem without code and message at the place a key comes from.</param>
    public static IEnumerable<ConfigProblem> Check(IConfiguration settings, Func<string, ConfigProblem> place)
    {
        foreach (var (section, options) in SettingsSections.All)
        {
            foreach (var (key, value) in settings.GetSection(section).AsEnumerable().Where(pair => pair.Value is not null).OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                if (SettingsSections.PropertyOf(key) is not { } property)
                {
                    var known = options.GetProperties().Select(p => p.Name).ToList();
                    var name = key.Split(':')[1];
                    var nearest = Suggestion.For(name, known);
                    yield return place(key) with
                    {
                        Code = ProblemCodes.Setting,
                        Message = $"unknown setting {key}" + (nearest.Count > 0 ? "" : $" (known in {section}: {string.Join(", ", known)})"),
                        Suggestions = nearest,
                    };
                }
                else if (WrongValue(property.PropertyType, value!) is { } wrong)   // pairs without value were left out
                {
                    yield return place(key) with { Code = ProblemCodes.Setting, Message = $"{key} {wrong}" };
                }
                else if (OutOfRange(options, property.Name, property.PropertyType, value!) is { } message)
                {
                    yield return place(key) with { Code = ProblemCodes.Setting, Message = message };
                }
            }
        }
    }

    /// <summary>Sections of a settings file that are neither ours nor the platform's: a misspelt section would silently not apply.</summary>
    public static IEnumerable<ConfigProblem> Strays(IEnumerable<JsonPlaces> files)
    {
        var known = SettingsSections.All.Select(s => s.Section).Concat(s_foreign).ToList();
        return files.SelectMany(file => file.Keys.Where(key => !key.Contains(':', StringComparison.Ordinal) && !known.Contains(key, StringComparer.OrdinalIgnoreCase))
            .Select(key => file.At(key) with { Code = ProblemCodes.Setting, Message = $"unknown section {key}", Suggestions = Suggestion.For(key, known) }));
    }

    /// <summary>A secret in a settings file loads, but it should not stand there.</summary>
    public static IEnumerable<ConfigProblem> SecretsInFiles(IEnumerable<JsonPlaces> files) =>
        files.SelectMany(file => file.Keys.Where(SettingsSections.IsSecret).Select(key => file.At(key) with
        {
            Code = ProblemCodes.SecretInYaml,
            Severity = ProblemSeverity.Warning,
            Message = $"{key} stands in a file that is no secret; use {key.Replace(":", "__", StringComparison.Ordinal)}File",
        }));

    private static string? WrongValue(Type type, string value)
    {
        if (type == typeof(string) || type.IsArray)
        {
            return null;
        }

        if (type == typeof(TimeSpan))
        {
            return Duration(value) is null ? $"'{value}' is no duration (00:00:30 or 30s)" : null;
        }

        if (type == typeof(bool))
        {
            return bool.TryParse(value, out _) ? null : $"'{value}' is neither true nor false";
        }

        try
        {
            _ = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            return $"'{value}' is no number";
        }
    }

    private static string? OutOfRange(Type options, string property, Type type, string value)
    {
        object? typed = type.IsArray ? (value.Length == 0 ? null : new[] { value })      // one of its items; an empty list is read as ""
            : type == typeof(TimeSpan) ? Duration(value)
            : type == typeof(string) ? value : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
        var results = new List<ValidationResult>();
        var context = new ValidationContext(Activator.CreateInstance(options)!) { MemberName = property };   // options have an empty constructor
        return typed is null || Validator.TryValidateProperty(typed, context, results) ? null : results[0].ErrorMessage;
    }

    private static TimeSpan? Duration(string value) =>
        ConfigValues.TryDuration(value, out var duration) || TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out duration) ? duration : null;
}
