using System.ComponentModel.DataAnnotations;

namespace Watcher.Worker.Options;

/// <summary>Section <c>Http</c>.</summary>
internal sealed record HttpOptions
{
    public const string Section = "Http";

    /// <summary>Names the program and says where its operator can be asked.</summary>
    [Required(AllowEmptyStrings = false)]
    [RegularExpression("[ -~]{1,200}", ErrorMessage = "Http:UserAgent must be printable ASCII, at most 200 characters")]
    public string UserAgent { get; set; } = "Watcher/0.1 (+https://watcher.example.org/about)";

    /// <summary>Private addresses that may be fetched all the same, each as <c>host:port</c> exactly as it stands in the URL.</summary>
    public string[] AllowedPrivateHosts { get; set; } = [];

    /// <summary>Fetches at one time, all hosts together.</summary>
    [Range(1, 64)]
    public int MaxConcurrency { get; set; } = 8;

    /// <summary>The least time between the starts of two requests to one host.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan PerHostDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Address of a proxy that all fetches go through, or <c>environment</c> for what HTTP_PROXY, HTTPS_PROXY and NO_PROXY say; empty for none.
    /// The proxy resolves names itself, so that it and not we decides which addresses can be reached; literal private addresses are refused all the same.
    /// </summary>
    [RegularExpression("environment|https?://[^/@ ]+/?", ErrorMessage = "Http:Proxy must be empty, environment, or http://host:port")]
    public string Proxy { get; set; } = "";

    /// <summary>Whether article pages that robots.txt excludes are left unfetched. Feeds are made for programs and are not asked about.</summary>
    public bool RespectRobots { get; set; }
}
