namespace Watcher.Claims.Subjects;

/// <summary>A place where people live.</summary>
public sealed record Settlement : Subject
{
    /// <summary>ISO 3166-1 alpha-2; null when unknown.</summary>
    public string? Country { get; init; }

    /// <summary>Name of the oblast or other first-level unit.</summary>
    public string? Admin1 { get; init; }

    /// <summary>Name of the raion or other second-level unit.</summary>
    public string? Admin2 { get; init; }

    /// <summary>"city", "urban", "rural" or "village"; null when unknown.</summary>
    public string? Kind { get; init; }

    public GeoPoint? Location { get; init; }

    public long? Population { get; init; }

    /// <summary>
    /// Whether the bare name can stand for an oblast: true when the oblast bears this settlement's name, false when it bears another,
    /// null when the list does not say in which oblast the settlement lies.
    /// </summary>
    public bool? NamesItsOblast => Admin1 is null ? null : Admin1.Length > Name.Length && Admin1[Name.Length] == ' ' && Admin1.StartsWith(Name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Degrees, WGS 84.</summary>
public readonly record struct GeoPoint(double Lat, double Lon)
{
    /// <summary>Great-circle distance.</summary>
    public double KilometresTo(GeoPoint other)
    {
        const double EarthRadiusKm = 6371;
        var (a, b) = (double.DegreesToRadians(Lat), double.DegreesToRadians(other.Lat));
        var (dLat, dLon) = (b - a, double.DegreesToRadians(other.Lon - Lon));
        var h = Math.Pow(Math.Sin(dLat / 2), 2) + (Math.Cos(a) * Math.Cos(b) * Math.Pow(Math.Sin(dLon / 2), 2));
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }
}
