using Watcher.Reading.Feeds;

namespace Watcher.Tests.Feeds;

public class FeedFragmentTests
{
    [Theory]
    [InlineData("tags part words", "<p>One</p><p>two<br>three</p>", "One two three")]
    [InlineData("entities once", "a &amp;lt; b &eacute;", "a &lt; b é")]
    [InlineData("no tag", "5 < 6 and 7 > 3 <!' x", "5 < 6 and 7 > 3 <!' x")]
    [InlineData("comment", "a<!-- > b -->c", "ac")]
    [InlineData("script and style", "a<script>b<i></script >c<style>d</style>e", "a c e")]
    [InlineData("script without end", "a<script>b", "a")]
    [InlineData("tag without end", "a <b c", "a <b c")]
    public void Text_Fragment_IsWhatAReaderSees(string name, string html, string text) => Assert.True(text == FeedFragment.Text(html), $"{name}: {FeedFragment.Text(html)}");
}
