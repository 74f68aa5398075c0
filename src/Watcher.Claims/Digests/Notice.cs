using System.Collections.Immutable;

namespace Watcher.Claims.Digests;

/// <summary>A short mail without cards: heartbeat, ops, test. Every text is clean and cut; none is encoded yet.</summary>
internal sealed record Notice
{
    /// <summary>Language of the mail's own words.</summary>
    public required string Locale { get; init; }

    public required string Subject { get; init; }

    public required string Preheader { get; init; }

    public required string Heading { get; init; }

    /// <summary>Sentences under the heading.</summary>
    public required ImmutableArray<string> Lead { get; init; }

    public ImmutableArray<NoticeItem> Items { get; init; } = [];

    public MailImage? Picture { get; init; }

    /// <summary>Sentences after the items.</summary>
    public ImmutableArray<string> Close { get; init; } = [];

    public ImmutableArray<string> Footer { get; init; } = [];

    /// <summary>Links of the footer, in order; those without an address are left out.</summary>
    public ImmutableArray<(string Name, Uri? Way)> Links { get; init; } = [];

    public WrittenMail Write(bool wantsHtml) => new()
    {
        Subject = Subject,
        Text = Text(),
        Html = wantsHtml ? Html() : null,
        Images = wantsHtml && Picture is { } picture ? [picture] : [],
    };

    private string Text()
    {
        var page = new TextLines();
        page.Text(Heading);
        foreach (var line in Lead)
        {
            page.Text(line);
        }

        foreach (var item in Items)
        {
            page.Blank();
            page.Text(item.Title, 2, 4);
            foreach (var line in item.Lines)
            {
                page.Text(line, 4, 6);
            }

            if (item.Address is { } address)
            {
                page.Raw("    " + address);
            }
        }

        if (!Close.IsEmpty)
        {
            page.Blank();
        }

        foreach (var line in Close)
        {
            page.Text(line);
        }

        page.Blank();
        page.Raw("-- ");
        foreach (var line in Footer)
        {
            page.Text(line);
        }

        foreach (var (name, way) in Links)
        {
            page.Link(name, way);
        }

        return page.ToString();
    }

    private string Html()
    {
        var page = new HtmlPage(Locale, Subject, Preheader);
        page.OpenRow();
        page.Heading(Heading);
        foreach (var line in Lead)
        {
            page.Text(line);
        }

        page.CloseRow();
        foreach (var item in Items)
        {
            page.OpenRow();
            page.Title(item.Title);
            foreach (var line in item.Lines)
            {
                page.Text(line);
            }

            page.Small(item.Address);
            page.CloseRow();
        }

        if (Picture is { } picture)
        {
            page.OpenRow();
            page.Image(picture);
            page.CloseRow();
        }

        page.OpenFoot();
        foreach (var line in Close)
        {
            page.Text(line);
        }

        foreach (var line in Footer)
        {
            page.Small(line);
        }

        foreach (var (name, way) in Links)
        {
            page.ThumbLink(way, name);
        }

        page.CloseRow();
        return page.ToString();
    }
}

/// <summary>One thing of a notice.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Lines">What is said of it.</param>
/// <param name="Address">Shown, not linked; null for none.</param>
internal sealed record NoticeItem(string Title, ImmutableArray<string> Lines, string? Address = null);
