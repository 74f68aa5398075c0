using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Watcher.Reading.Pages;

/// <summary>config/cleaning/tracking-params.yaml: query parameters that say where a reader came from and nothing about the page.</summary>
public sealed record TrackingParamsFile
{
    public required TrackingParamEntry[] Exact { get; init; }

    public required TrackingParamEntry[] Prefixes { get; init; }

    /// <summary>Names that mean something else elsewhere.</summary>
    public required TrackingHostEntry[] Hosts { get; init; }
}

public sealed record TrackingParamEntry
{
    /// <summary>Compared without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>Whose parameter it is.</summary>
    public required string Network { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record TrackingHostEntry
{
    /// <summary>The host and everything below it.</summary>
    public required string Host { get; init; }

    public required string[] Names { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>The compiled table of tracking parameters. Immutable.</summary>
public sealed class TrackingParams
{
    private readonly FrozenSet<string> _exact;
    private readonly string[] _prefixes;
    private readonly (string Host, FrozenSet<string> Names)[] _hosts;
    private readonly ImmutableArray<CleanUrlRule> _mounted;

    /// <param name="file">The own table.</param>
    /// <param name="mounted">Rules of a list that the operator mounted; empty for none.</param>
    public TrackingParams(TrackingParamsFile file, ImmutableArray<CleanUrlRule> mounted = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        _mounted = mounted.IsDefault ? [] : mounted;
        _exact = file.Exact.Select(e => e.Name).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        _prefixes = [.. file.Prefixes.Select(e => e.Name)];
        _hosts = [.. file.Hosts.Select(h => (h.Host, h.Names.ToFrozenSet(StringComparer.OrdinalIgnoreCase)))];
    }

    /// <summary>Knows no tracking parameter: addresses keep their query.</summary>
    public static TrackingParams None { get; } = new(new TrackingParamsFile { Exact = [], Prefixes = [], Hosts = [] });

    /// <summary>True when the parameter <paramref name="name"/> of <paramref name="url"/> only tracks.</summary>
    public bool Includes(Uri url, string name)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(name);
        var host = url.IdnHost;
        if (_exact.Contains(name))
        {
            return true;
        }

        foreach (var prefix in _prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (var (owner, names) in _hosts)
        {
            if ((host.Equals(owner, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{owner}", StringComparison.OrdinalIgnoreCase)) && names.Contains(name))
            {
                return true;
            }
        }

        foreach (var rule in _mounted)
        {
            if (rule.Params.Contains(name) && rule.Covers(url))
            {
                return true;
            }
        }

        return false;
    }
}
