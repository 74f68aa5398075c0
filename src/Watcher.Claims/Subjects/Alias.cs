using System.Globalization;

namespace Watcher.Claims.Subjects;

/// <summary>Where a name comes from. The order is the order of trust.</summary>
public enum AliasKind { Canonical, Curated, Historic, Generated }

/// <summary>A name by which text may call a subject.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="From">First day the name was in force; null when unknown. Texts keep using former names, so dates only lower the score.</param>
/// <param name="To">First day it was no longer in force.</param>
public sealed record Alias(string Text, string Language, AliasKind Kind, DateOnly? From = null, DateOnly? To = null)
{
    /// <summary>Reads <c>name@from..to</c>; either date may be missing. Null when it cannot be read.</summary>
    public static Alias? ParseHistoric(string text, string language)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.LastIndexOf('@');
        if (at < 0)
        {
            return text.Trim().Length < 2 ? null : new(text.Trim(), language, AliasKind.Historic);
        }

        var name = text[..at].Trim();
        var dates = text[(at + 1)..].Split("..");
        return name.Length >= 2 && dates.Length == 2 && TryDay(dates[0], out var from) && TryDay(dates[1], out var to)
            ? new(name, language, AliasKind.Historic, from, to) : null;
    }

    internal static bool TryDay(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        if (!DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            return false;
        }

        day = read;
        return true;
    }
}
