using System.Net;
using System.Text;
using System.Text.Json;
using Watcher.Reading.Pages;
using Watcher.Worker.Cli;
using Watcher.Worker.Fetching;

namespace Watcher.Worker.Tests.Cli;

public class FeedTestReportTests
{
    private static readonly Uri s_asked = new("https://a.example/rss");
    private static readonly Uri s_final = new("https://a.example/feed");

    [Fact]
    public void Print_MovedFeed_ShowsTheWayAndSaysWhatToChange()
    {
        var page = new Page
        {
            Bytes = Encoding.UTF8.GetBytes("<rss version='2.0'><channel><title>A\u001b[2J</title><ttl>30</ttl><item><title>One</title><link>/1</link></item></channel></rss>"),
            Url = s_final,
            RequestedUrl = s_asked,
            EntityTag = "\"v1\"",
        };
        var result = new FetchResult.Fetched(page, TimeSpan.FromMinutes(5), s_final)
        {
            Redirects = [new Redirect(s_asked, HttpStatusCode.MovedPermanently, s_final)],
        };

        var (exit, json) = Print(result, isJson: true);
        var (_, text) = Print(result, isJson: false);

        Assert.Equal(ExitCodes.ProblemsFound, exit);
        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal("watcher.feed_test/1", root.GetProperty("schema").GetString());
        Assert.Equal(("https://a.example/feed", 200, "rss"), (root.GetProperty("final_url").GetString(), root.GetProperty("status").GetInt32(), root.GetProperty("format").GetString()));
        Assert.Equal(301, root.GetProperty("redirects")[0].GetProperty("status").GetInt32());
        Assert.Equal((1_800, 300), (root.GetProperty("ttl_seconds").GetInt32(), root.GetProperty("max_age_seconds").GetInt32()));
        Assert.Equal(["moved", "ill_formed"], root.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("kind").GetString()));
        Assert.Contains("redirect    301 to https://a.example/feed", text, StringComparison.Ordinal);
        Assert.Contains("1, 0 without an address, 1 without a date", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void Print_Gone_SaysThatPollingEnds()
    {
        var (exit, json) = Print(new FetchResult.Refused(HttpStatusCode.Gone, null), isJson: true);

        Assert.Equal(ExitCodes.ProblemsFound, exit);
        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal(410, root.GetProperty("status").GetInt32());
        Assert.Equal(["fetch", "gone"], root.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("kind").GetString()));
    }

    [Theory]
    [InlineData(404, "look on the outlet's pages")]
    [InlineData(403, "Http:UserAgent")]
    [InlineData(429, "raise 'every'")]
    [InlineData(202, "wants to see a browser")]
    [InlineData(302, "does not say where to")]
    public void Print_Refused_SaysWhatToDo(int status, string advice) =>
        Assert.Contains(advice, Print(new FetchResult.Refused((HttpStatusCode)status, null), isJson: false).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData(nameof(UnreachableCause.UnknownHost), "check the spelling")]
    [InlineData(nameof(UnreachableCause.PrivateAddress), "Http:AllowedPrivateHosts")]
    [InlineData(nameof(UnreachableCause.TooLarge), "raise 'max_size'")]
    [InlineData(nameof(UnreachableCause.TimedOut), "raise 'timeout'")]
    [InlineData(nameof(UnreachableCause.TooManyRedirects), "open the address in a browser")]
    public void Print_Unreachable_SaysWhatToDo(string cause, string advice) =>
        Assert.Contains(advice, Print(new FetchResult.Unreachable(Enum.Parse<UnreachableCause>(cause), "x"), isJson: false).Text, StringComparison.Ordinal);

    [Fact]
    public void Print_FeedWithoutItems_IsAProblem()
    {
        var page = new Page { Bytes = "<rss version='2.0'><channel><title>A</title></channel></rss>"u8.ToArray(), Url = s_final, RequestedUrl = s_final };

        var (exit, text) = Print(new FetchResult.Fetched(page, null, null), isJson: false);

        Assert.Equal(ExitCodes.ProblemsFound, exit);
        Assert.Contains("lists nothing", text, StringComparison.Ordinal);
    }

    private static (int Exit, string Text) Print(FetchResult result, bool isJson)
    {
        using var output = new StringWriter();
        return (FeedTestReport.Print(s_asked, result, isJson, new Terminal(output, new Surroundings())), output.ToString());
    }
}
