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

    public int MaxConcurrency { get; set; } = 4;
}
