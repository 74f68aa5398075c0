using System.ComponentModel.DataAnnotations;

namespace Watcher.Worker.Options;

/// <summary>Section <c>Web</c>.</summary>
internal sealed record WebOptions
{
    public const string Section = "Web";

    public bool Enabled { get; set; } = true;

    /// <summary>Where the page and the probes listen; loopback unless told otherwise.</summary>
    public string Urls { get; set; } = "http://127.0.0.1:8080";

    public bool AllowAnonymous { get; set; }

    /// <summary>Where a reverse proxy mounts it, as in <c>/watcher</c>; empty for the root.</summary>
    [RegularExpression("(/[A-Za-z0-9._~-]+)+", ErrorMessage = "Web:PathBase must be empty, or begin with / and not end with one")]
    public string PathBase { get; set; } = "";

    /// <summary>Addresses of reverse proxies whose X-Forwarded headers are believed.</summary>
    [IpAddresses]
    public string[] KnownProxies { get; set; } = [];

    /// <summary>What programs show as <c>Authorization: Bearer</c>; without one, status and metrics are for this machine only, and nobody can ask for a reload.</summary>
    [RegularExpression(@"\S{32,}", ErrorMessage = "Web:Token needs at least 32 characters, without blanks")]
    public string Token { get; set; } = "";

    public string TokenFile { get; set; } = "";

    /// <summary>
    /// Signs the links with which readers unsubscribe and pause: at least 32 characters, one key a line, the present one first; the links of
    /// older ones still work. Empty: a key of the store's own.
    /// </summary>
    [RegularExpression(@"[^\s]{32,}(\s+[^\s]{32,})*\s*", ErrorMessage = "Web:UnsubscribeKey needs at least 32 characters a line, without blanks")]
    public string UnsubscribeKey { get; set; } = "";

    public string UnsubscribeKeyFile { get; set; } = "";
}

/// <summary>Section <c>Quartz</c>.</summary>
internal sealed record QuartzSection
{
    public const string Section = "Quartz";

    [Range(1, 64)]
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>How often a worker of a shared schedule says that it lives; one that misses it twice is taken for dead. PostgreSQL only.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CheckinInterval { get; set; } = TimeSpan.FromSeconds(7.5);
}

/// <summary>Each item is an IP address.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IpAddressesAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string[] items && items.FirstOrDefault(item => !System.Net.IPAddress.TryParse(item, out _)) is { } wrong
            ? new ValidationResult($"{validationContext.MemberName} holds '{wrong}', which is no IP address") : ValidationResult.Success;
}
