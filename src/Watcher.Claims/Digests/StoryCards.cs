using System.Collections.Immutable;
using System.Diagnostics;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;

namespace Watcher.Claims.Digests;

/// <summary>Turns stories into cards and lines.</summary>
internal sealed class StoryCards
{
    private const int MaxAlso = 5;
    private const int MaxHistory = 8;
    private const int MaxSpeakers = 3;
    private const int MaxPlaces = 6;
    private const int CardStripDays = 21;
    private const int LineQuote = 80;
    private const int MaxWhy = 400;

    private readonly DigestInput _input;
    private readonly DigestPolicy _policy;
    private readonly DigestWords _words;
    private readonly ClaimLabels _labels;
    private readonly DigestTimes _times;
    private readonly FindingStories _stories;
    private readonly ControlStrips _strips;
    private readonly ShortIds _ids;

    /// <summary>Control entries by place and reading.</summary>
    private readonly ILookup<(string, object?), CitedEntry> _history;

    public StoryCards(
        DigestInput input, DigestPolicy policy, DigestWords words, ClaimLabels labels, DigestTimes times, FindingStories stories, ControlStrips strips)
    {
        (_input, _policy, _words, _labels, _times, _stories, _strips) = (input, policy, words, labels, times, stories, strips);
        _ids = new ShortIds(input.Findings.SelectMany(f => f.Compared.Select(c => c.Entry.Claim.Id).Append(f.Finding.Claim.Id)).Concat(input.MutedAgain));
        _history = input.ControlHistory.ToLookup(c => Place(c.Entry.Claim));
    }

    public DigestCard Contradiction(ContradictionStory story)
    {
        var lead = story.Lead;
        var entries = story.Conflicts.SelectMany(c => new[] { c.Earlier, c.Owed.Entry }).DistinctBy(c => c.Entry.Id).ToList();
        var (one, other) = InOrder(lead.Earlier, lead.Owed.Entry);
        var (earlier, later) = (one.Entry.Claim, other.Entry.Claim);
        var (said, says) = (ShortValue(earlier), ShortValue(later));
        var isOnTwoDates = said == says;
        if (isOnTwoDates)
        {
            (said, says) = (Dated(earlier), Dated(later));
        }

        var title = Title(story.Kind, earlier, later);
        var isPrimary = story.Conflicts.Exists(c => c.Owed.Finding.Claim.Watched.Any(_input.List.Primary.Contains));
        var (speaker, answer) = (ClaimLabels.SpeakerName(earlier, one.Entry.Article), ClaimLabels.SpeakerName(later, other.Entry.Article));
        var isControl = story.Kind == ContradictionKind.Status;
        var pair = !isControl ? _words.Format(_words.SaysSays, speaker, said, Sentence(answer), says)
            : isOnTwoDates && _times.AsOf(earlier.AsOf) is { } day && _times.AsOf(later.AsOf) is { } otherDay ? _words.Format(_words.TwoDatesIntro, ShortValue(earlier), day, speaker, otherDay, answer)
            : _words.Format(_words.ControlIntro, said, speaker, says, answer);
        var strip = isControl ? Strip(later, CardStripDays, LastDay(_history[Place(later)], CardStripDays)) : null;
        return new DigestCard
        {
            Kind = CardKind.Contradiction,
            Tag = Tag(story.Kind),
            Title = Sentence(title),
            ClaimId = _ids.Of(lead.Owed.Finding.Claim.Id),
            Severity = SeverityScore.Level(lead.Score, isPrimary, _policy),
            Intro = Intro(story.Kind, pair, later),
            Statements = [Statement(one, _words.Earlier, isBeside: true), Statement(other, _words.Later, isBeside: true)],
            Also = Also(entries.Where(e => e.Entry.Id != lead.Earlier.Entry.Id && e.Entry.Id != lead.Owed.Entry.Entry.Id)),
            History = isControl ? History(later) : [],
            Strip = strip,
            Plot = story.Kind == ContradictionKind.Number ? Plot(later, entries) : null,
            Backing = isControl || entries.Count <= 2 + MaxAlso
                ? [$"{said}: {Backed(one)}", $"{says}: {Backed(other)}"] : [],
            Why = Why(lead.Comparison, later, earlier),
            Remarks = Remarks(story, strip),
            Page = Page(lead.Owed.Finding.Claim),
            Mute = _input.Links.Mute?.Invoke(lead.Owed.Finding.Claim),
            Summary = Line(lead.Owed, $"{title}: {_words.Format(_words.Versus, said, says)}", Told(story.Conflicts.Select(c => c.Owed), story.Conflicts.Select(c => c.Earlier.Entry.Id))),
            Findings = Told(story.Conflicts.Select(c => c.Owed), story.Conflicts.Select(c => c.Earlier.Entry.Id)),
        };
    }

    /// <summary>"Izium: civilians killed: 12 vs 31; told at once, 20 Nov 22:04": the card stood in the alert.</summary>
    public DigestLine Alerted(DigestCard card, DateTimeOffset alertedAt) =>
        card.Summary with { Text = _words.Format(_words.ToldAtOnce, card.Summary.Text, _times.Short(alertedAt)) };

    public DigestCard Resolved(ResolvedStory story)
    {
        var lead = story.Lead;
        var open = story.Ended[0];
        var (one, other) = InOrder(open.Earlier, open.Later);
        var (earlier, later) = (one.Entry.Claim, other.Entry.Claim);
        var title = Title(open.Kind, earlier, later);
        var sides = story.Ended.SelectMany(o => new[] { o.Earlier, o.Later }).DistinctBy(e => e.Entry.Id).ToList();
        var comparison = lead.Finding.Compared.FirstOrDefault(c => sides.Exists(s => s.Entry.Id == c.Earlier));
        var how = story.How switch
        {
            Ending.Withdrawn => _words.Format(_words.ResolvedByWithdrawal, ClaimLabels.SpeakerName(lead.Finding.Claim, lead.Entry.Entry.Article)),
            Ending.Overtaken => _words.ResolvedByLater,
            _ => _words.Format(_words.ResolvedByAgreement, _words.Independent.Of(lead.Entry.Backing.Origins)),
        };
        var was = _words.Format(
            _words.OnceContradicted, ShortValue(earlier), ClaimLabels.SpeakerName(earlier, one.Entry.Article),
            ShortValue(later), ClaimLabels.SpeakerName(later, other.Entry.Article));
        var findings = Told(story.By, sides.Select(s => s.Entry.Id));
        return new DigestCard
        {
            Kind = CardKind.Resolved,
            Tag = Tag(open.Kind),
            Title = Sentence(title),
            ClaimId = _ids.Of(lead.Finding.Claim.Id),
            Intro = [Sentence(was), Sentence(how)],
            Statements = [Statement(lead.Entry, label: null, isBeside: true)],
            Also = Also(sides.Concat(story.By.SkipLast(1).Select(o => o.Entry)).DistinctBy(e => e.Entry.Id).Where(e => e.Entry.Id != lead.Entry.Entry.Id), isBefore: true),
            Backing = [Backed(lead.Entry)],
            Why = comparison is null ? null : Why(comparison, lead.Finding.Claim, sides.First(s => s.Entry.Id == comparison.Earlier).Entry.Claim),
            Page = Page(lead.Finding.Claim),
            Summary = Line(lead, $"{title}: {_words.Format(_words.Versus, ShortValue(earlier), ShortValue(later))}, {_words.ResolvedWord.ToLower(_words.Culture)}", findings),
            Findings = findings,
        };
    }

    public DigestCard New(Story story)
    {
        var lead = story.Findings[0];
        var claim = lead.Finding.Claim;
        var title = story.Findings.Count > 1 ? $"{Places(story)}: {_labels.State(claim)}"
            : claim.Kind == ClaimKind.Quantity ? $"{_labels.Topic(claim)}: {_labels.Value(claim)}"
            : _labels.Headline(claim);
        var findings = Told(story.Findings, []);
        return new DigestCard
        {
            Kind = CardKind.New,
            Title = Sentence(title),
            ClaimId = _ids.Of(claim.Id),
            Statements = [Statement(lead.Entry, label: null, isBeside: false)],
            Backing = [$"{Backed(lead.Entry)}; {_words.Format(_words.Confidence, claim.Confidence.ToString("0.00", _words.Culture))}"
                + (lead.Entry.Backing.Origins <= 1 ? $"; {_words.SingleOrigin}" : "")],
            Page = Page(claim),
            Mute = _input.Links.Mute?.Invoke(claim),
            Summary = Line(lead, claim.Kind == ClaimKind.Statement ? $"{_labels.PlaceOf(claim)}: {_words.Quoted(Snippet(claim))}" : title, findings),
            Findings = findings,
            Claims = story.Findings.Count,
        };
    }

    public DigestCard Updated(Story story) => Change(story, CardKind.Updated);

    public DigestCard Retracted(Story story) => Change(story, CardKind.Retracted);

    public DigestLine Corroborated(Story story)
    {
        var lead = story.Lead;
        var root = Root(story);
        var claim = root.Entry.Claim;
        var says = string.Join("; ", story.Findings.TakeLast(MaxSpeakers).Select(o => _words.Format(
            o.Finding.Verdict is Verdict.Corroborates { IsStrong: true } ? _words.Agrees : _words.Allows,
            $"{ClaimLabels.Outlet(o.Entry.Entry.Article.Outlet)}, {_labels.Speaker(o.Finding.Claim)}", Both(o.Finding.Claim))).Distinct());
        var told = claim.Kind == ClaimKind.Quantity ? $"{_labels.Topic(claim)}: {Both(claim)}" : _labels.Headline(claim);
        var text = $"{told}: {Grown(story, root)}. {says}";
        return Line(lead, text, Told(story.Findings, []));
    }

    public DigestLine WithinArticle(Story story)
    {
        var lead = story.Lead;
        var earlier = lead.Earlier(FindingStories.EarlierId(lead.Finding.Verdict)!.Value).Entry.Claim;      // it contradicts, so it names one
        var claim = lead.Finding.Claim;
        var (one, other) = claim.Kind == ClaimKind.Quantity
            ? (_labels.Value(earlier), _labels.Value(claim)) : (Snippet(earlier), Snippet(claim));
        var beside = one == other
            ? $"{_words.Quoted(one)} ({_labels.State(earlier)} / {_labels.State(claim)})" : $"{_words.Quoted(one)} / {_words.Quoted(other)}";
        var more = story.Findings.Count > 1 ? $" {_words.Format(_words.AndMore, story.Findings.Count - 1)}" : "";
        return Line(
            lead, $"{ClaimLabels.Outlet(lead.Entry.Entry.Article.Outlet)}: {_labels.Topic(claim)}: {beside}{more}", Told(story.Findings, []));
    }

    /// <summary>Problems of articles: findings of their own, and doubts about units that another finding carries.</summary>
    public IEnumerable<DigestLine> Notes(IEnumerable<Story> quality)
    {
        var noted = new HashSet<ClaimId>();
        foreach (var owed in quality.Select(s => s.Lead))
        {
            noted.Add(owed.Finding.Claim.Id);
            yield return Line(owed, UnitNote(owed) ?? QualityNote(owed), Told([owed], []));
        }

        foreach (var owed in _input.Findings)
        {
            if (UnitNote(owed) is { } text && noted.Add(owed.Finding.Claim.Id))
            {
                yield return Line(owed, text, []);
            }
        }
    }

    public IEnumerable<ControlStrip> Strips(ListOrder order, int days) => _input.Findings
        .Select(o => o.Finding.Claim)
        .Where(c => c.Kind == ClaimKind.Control)
        .DistinctBy(Place)
        .OrderBy(c => order.Of(c.Subject.Id))
        .ThenBy(c => c.Subject.Id.Value, StringComparer.Ordinal)
        .Select(c => Strip(c, days, LastDay(_input.ControlHistory, days)))
        .OfType<ControlStrip>();

    /// <summary>Today; where all that is known is older than the strip is long, the last day of which something is known.</summary>
    private DateOnly LastDay(IEnumerable<CitedEntry> history, int days)
    {
        var last = history.Select(Day).Where(d => d <= _times.Today).DefaultIfEmpty(_times.Today).Max();
        return last > _times.Today.AddDays(-days) ? _times.Today : last;
    }

    private static (string, object?) Place(Claim claim) => (claim.Subject.Id.Value, claim.Subject.Place?.Reading);

    /// <summary>By time of publication: what was recorded later may have been said earlier.</summary>
    private static (CitedEntry Earlier, CitedEntry Later) InOrder(CitedEntry recorded, CitedEntry later) =>
        recorded.Entry.Article.PublishedAt <= later.Entry.Article.PublishedAt ? (recorded, later) : (later, recorded);

    /// <summary>A status, or the number in quotation marks: it is the outlet's own wording.</summary>
    private string ShortValue(Claim claim) => claim.ValueSurface is null ? _labels.Value(claim) : _words.Quoted(_labels.Value(claim));

    private ImmutableArray<string> Intro(ContradictionKind kind, string pair, Claim later)
    {
        var intro = ImmutableArray.CreateBuilder<string>();
        intro.Add(kind switch
        {
            ContradictionKind.Number => $"{Sentence(pair)} {_words.BothCannotHold}",
            ContradictionKind.Status => Sentence(pair),
            ContradictionKind.Denial => $"{_words.DenialIntro} {Sentence(pair)}",
            ContradictionKind.Frame => _words.FrameIntro,
            _ => throw new UnreachableException(),
        });
        if (_labels.Happening(later) is { } happening)
        {
            intro.Add(_words.Format(_words.Event, happening));
        }

        return intro.ToImmutable();
    }

    private ImmutableArray<string> Remarks(ContradictionStory story, ControlStrip? strip)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        if (story.Conflicts.Exists(c => c.Comparison.Notes.Contains("possibly stale")))
        {
            remarks.Add(_words.Stale);
        }

        if (strip?.Letters[^1] == ControlStrips.Disputed)
        {
            remarks.Add(_words.Format(_words.DisputedUntil, _words.Independent.Of(_policy.SettlingOrigins)));
        }

        return remarks.ToImmutable();
    }

    private DigestCard Change(Story story, CardKind kind)
    {
        // Feeds are not read in the order of the news: the newest telling leads.
        var lead = story.Findings.MaxBy(o => (o.Entry.Entry.Article.PublishedAt, o.Id))!;       // a story holds one finding at least
        var claim = lead.Finding.Claim;
        var earlier = lead.Earlier(FindingStories.EarlierId(lead.Finding.Verdict)!.Value);         // updates and revisions name one
        var comparison = lead.Finding.Compared.FirstOrDefault(c => c.Earlier == earlier.Entry.Id);
        var isOwn = lead.Finding.Verdict is Verdict.Revises or Verdict.Contradicts
            || (claim.Attribution.Source is { } source && earlier.Entry.Claim.Attribution.Source?.Source == source.Source);
        var reason = kind == CardKind.Retracted ? _words.Withdrawn
            : lead.Finding.Verdict is Verdict.Updates ? _words.LaterMoment : _words.OwnChange;
        var moved = $"{Dated(earlier.Entry.Claim)} → {Dated(claim)}";
        var speaker = ClaimLabels.SpeakerName(claim, lead.Entry.Entry.Article);
        List<CitedEntry> others =
        [
            .. story.Findings
                .SelectMany(o => new[] { o.Earlier(FindingStories.EarlierId(o.Finding.Verdict)!.Value), o.Entry })
                .DistinctBy(e => e.Entry.Id).Where(e => e.Entry.Id != lead.Entry.Entry.Id),
        ];
        var findings = Told(story.Findings, story.Findings.Select(o => FindingStories.EarlierId(o.Finding.Verdict)!.Value));
        return new DigestCard
        {
            Kind = kind,
            Title = Sentence(_labels.Topic(claim)),
            ClaimId = _ids.Of(claim.Id),
            Intro = [$"{moved}{(isOwn ? ", " + _words.Format(claim.Attribution.Source is null ? _words.SameOutlet : _words.SameSpeaker, speaker) : "")}. {reason}"],
            Statements = [Statement(lead.Entry, label: null, isBeside: true)],
            Also = Also(others, isBefore: true),
            Backing = [Backed(lead.Entry)],
            Why = comparison is null ? $"{DisplayText.Cut(lead.Finding.Why, MaxWhy)} ({lead.Finding.Rule})" : Why(comparison, claim, earlier.Entry.Claim),
            Plot = claim.Kind == ClaimKind.Quantity ? Plot(claim, [.. others, lead.Entry]) : null,
            Mute = _input.Links.Mute?.Invoke(claim),
            Page = Page(claim),
            Summary = Line(lead, $"{_labels.Topic(claim)}: {moved}", findings),
            Findings = findings,
        };
    }

    private string Dated(Claim claim) => _times.AsOf(claim.AsOf) is { } day ? _words.Format(_words.OnDay, ShortValue(claim), day) : ShortValue(claim);

    private DigestStatement Statement(CitedEntry cited, string? label, bool isBeside)
    {
        var (claim, article) = (cited.Entry.Claim, cited.Entry.Article);
        var value = _labels.Value(claim);
        var read = claim.Value is { } q && claim.Hypothesis is null && _labels.Understood(q) == value ? null : _labels.ReadAs(claim);
        return new DigestStatement
        {
            Label = label,
            When = _times.Published(article),
            AsOf = _times.AsOf(claim.AsOf) is { } day && (isBeside || day != PublicationDay(article)) ? _words.Format(_words.AsOf, day) : null,
            Value = isBeside ? value : null,
            ReadAs = read,
            Quote = Quotation.Of(claim.Evidence),
            Language = article.Language is { Length: > 0 and <= 12 } language && language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? language : null,
            Outlet = _labels.OutletLine(article),
            Speaker = _labels.Speaker(claim),
            Link = Links.To(article),
        };
    }

    private string PublicationDay(ArticleRef article) => _times.Day(DateOnly.FromDateTime(_times.Local(article.PublishedAt).DateTime));

    /// <summary>Titles and sentences begin with a capital; names keep their own letters.</summary>
    private static string Sentence(string text) => text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    /// <summary>Further sides of the same story; the newest when there are too many.</summary>
    private ImmutableArray<DigestLine> Also(IEnumerable<CitedEntry> entries, bool isBefore = false)
    {
        var all = entries.OrderBy(e => e.Entry.Article.PublishedAt).ThenBy(e => e.Entry.Id.Value).ToList();
        var lines = all.TakeLast(MaxAlso).Select(e => new DigestLine(
            ClaimId: null,
            _words.Format(
                isBefore ? _words.Before : _words.AlsoSays,
                $"{Both(e.Entry.Claim)} - {ClaimLabels.Outlet(e.Entry.Article.Outlet)}, {_labels.Speaker(e.Entry.Claim)}, {_times.Published(e.Entry.Article)}"),
            Links.To(e.Entry.Article), []));
        return all.Count > MaxAlso ? [.. lines, new DigestLine(null, _words.Format(_words.AndMore, _words.Number(all.Count - MaxAlso)), null, [])] : [.. lines];
    }

    private ImmutableArray<HistoryRow> History(Claim about)
    {
        var isNew = _input.Findings.Select(o => o.Entry.Entry.Id).ToHashSet();
        var rows = _history[Place(about)]
            .Where(c => !c.Entry.IsSuperseded)
            .OrderBy(c => Day(c)).ThenBy(c => c.Entry.Article.PublishedAt).ThenBy(c => c.Entry.Id.Value)
            .GroupBy(c => (Day: Day(c), State: _labels.State(c.Entry.Claim)))
            .Select(g =>
            {
                var who = g.Select(c => $"{ClaimLabels.SpeakerName(c.Entry.Claim, c.Entry.Article)} ({Mark(c.Entry.Claim)})").Distinct().ToList();
                var more = who.Count > MaxSpeakers ? $"; +{who.Count - MaxSpeakers}" : "";
                return new HistoryRow(_times.Day(g.Key.Day), g.Key.State, string.Join("; ", who.Take(MaxSpeakers)) + more, g.Any(c => isNew.Contains(c.Entry.Id)));
            })
            .ToList();
        return [.. rows.TakeLast(MaxHistory)];
    }

    /// <summary>What stands in brackets behind a speaker: "claimed, party".</summary>
    private string Mark(Claim claim)
    {
        var text = _labels.Speaker(claim);
        var open = text.LastIndexOf('(');
        var close = open < 0 ? -1 : text.IndexOf(')', open);
        return close > open ? text[(open + 1)..close] : _words.Said;
    }

    private static DateOnly Day(CitedEntry cited) =>
        DateOnly.FromDateTime(cited.Entry.Claim.AsOf.Interval.From ?? cited.Entry.Article.PublishedAt.DateTime);

    /// <summary>Null when no claim says who held the place in these days.</summary>
    private ControlStrip? Strip(Claim about, int days, DateOnly last)
    {
        var letters = _strips.Letters(_history[Place(about)], last, days);
        var span = $"{_times.Day(last.AddDays(1 - days))} - {_times.Day(last)}";
        return letters.All(c => c == ControlStrips.Unknown) ? null : new ControlStrip(_labels.PlaceOf(about), span, letters, last.AddDays(1 - days));
    }

    private string Backed(CitedEntry cited)
    {
        var (now, before) = (cited.Backing, cited.Before);
        var text = $"{_words.Articles.Of(now.Articles)}, {_words.Origins.Of(now.Origins)}";
        return before.Origins > 0 && now.Origins > before.Origins
            ? $"{text} ({_words.Format(_words.SinceLast, now.Origins - before.Origins)})" : text;
    }

    /// <summary>The claim that the others agree with: the earliest of the story.</summary>
    private static CitedEntry Root(Story story) => story.Findings
        .Select(o => o.Earlier(FindingStories.EarlierId(o.Finding.Verdict)!.Value))       // to corroborate is to name an entry
        .MinBy(c => c.Entry.Id.Value)!;                                                   // a story holds one finding at least

    /// <summary>"1 → 3 origins, 2 → 5 articles". What was first told in this window stood on one origin before.</summary>
    private string Grown(Story story, CitedEntry root)
    {
        var now = story.Findings.Select(o => o.Entry.Backing).Append(root.Backing).MaxBy(b => (b.Origins, b.Articles));
        return $"{Arrow(root.Before.Origins, now.Origins, _words.Origins)}, {Arrow(root.Before.Articles, now.Articles, _words.Articles)}";

        static string Arrow(int before, int after, Counted word) =>
            Math.Max(1, before) < after ? $"{Math.Max(1, before)} → {word.Of(after)}" : word.Of(after);
    }

    /// <summary>The wording and what it was read as: "half a million acres", read as 2,023 km².</summary>
    private string Both(Claim claim)
    {
        var value = _labels.Value(claim);
        if (claim.Value is not { } quantity || claim.ValueSurface is null)
        {
            return value;
        }

        var read = claim.Hypothesis is null && (_labels.Understood(quantity) == value || quantity.Hedge == Hedge.Vague) ? null : _labels.ReadAs(claim);
        return read is null ? _words.Quoted(value) : $"{_words.Quoted(value)}, {read}";
    }

    private string? UnitNote(OwedFinding owed)
    {
        var claim = owed.Finding.Claim;
        if (claim.Suspects.IsDefaultOrEmpty)
        {
            return null;
        }

        var outlet = ClaimLabels.Outlet(owed.Entry.Entry.Article.Outlet);
        var said = claim.ValueSurface is null ? Snippet(claim) : _labels.Value(claim);
        return claim switch
        {
            { Hypothesis: { } meant } => _words.Format(_words.UnitNote, outlet, said, _labels.Understood(meant)),
            _ when claim.Suspects[0].StartsWith("unit-suspect", StringComparison.Ordinal) => _words.Format(_words.LengthNote, outlet, said),
            _ => _words.Format(_words.RenderingNote, outlet, said),
        };
    }

    private string QualityNote(OwedFinding owed)
    {
        var claim = owed.Finding.Claim;
        var problem = owed.Finding.Verdict is Verdict.DataQuality v ? v.Problem : owed.Finding.Why;
        return _words.Format(
            _words.QualityNote, ClaimLabels.Outlet(owed.Entry.Entry.Article.Outlet),
            _words.Rules.GetValueOrDefault(owed.Finding.Rule)?.ToLower(_words.Culture) ?? DisplayText.Cut(problem, 160),
            claim.ValueSurface is null ? Snippet(claim) : _labels.Value(claim));
    }

    private static string Snippet(Claim claim) => Quotation.Of(claim.Evidence, LineQuote).Text;

    private string Places(Story story)
    {
        var places = story.Findings.Select(o => _labels.PlaceOf(o.Finding.Claim)).Distinct().ToList();
        return places.Count switch
        {
            1 => places[0],
            <= MaxPlaces => _words.Format(_words.And, string.Join(", ", places.SkipLast(1)), places[^1]),
            _ => _words.Format(_words.And, string.Join(", ", places.Take(MaxPlaces)), $"+{places.Count - MaxPlaces}"),
        };
    }

    private string Why(Comparison comparison, Claim claim, Claim earlier) => WhyLine.Of(comparison, claim, earlier, _labels, _words, MaxWhy);

    /// <summary>Null when fewer than two of the entries give a comparable number.</summary>
    private NumberPlot? Plot(Claim about, IEnumerable<CitedEntry> entries) => NumberPlots.Of(Sentence(_labels.Topic(about)), about, entries, _labels, _times);

    private string Title(ContradictionKind kind, Claim earlier, Claim later) => kind == ContradictionKind.Status ? _labels.PlaceOf(later)
        : kind == ContradictionKind.Number || earlier.Kind != ClaimKind.Control
        ? _labels.Topic(later) : _labels.Headline(earlier.Stance == Stance.Denies ? later : earlier);

    private string Tag(ContradictionKind kind) => kind switch
    {
        ContradictionKind.Number => _words.NumberTag,
        ContradictionKind.Status => _words.Control,
        ContradictionKind.Denial => _words.Denial,
        ContradictionKind.Frame => _words.Wording,
        _ => throw new UnreachableException(),
    };

    private Uri? Page(Claim claim) => DigestComposer.Page(_policy, "claims/" + _ids.Of(claim.Id));

    /// <summary>"2 muted claims are active again: c-7f3a21, c-6a10b2."; null for none.</summary>
    public string? MutedAgain(int atMost)
    {
        var ids = _input.MutedAgain;
        if (ids.IsEmpty)
        {
            return null;
        }

        var names = string.Join(", ", ids.Take(atMost).Select(_ids.Of));
        return _words.Format(
            _words.MutedAgainList, _words.MutedAgain.Of(ids.Length),
            ids.Length > atMost ? $"{names}, {_words.Format(_words.AndMore, _words.Number(ids.Length - atMost))}" : names);
    }

    private DigestLine Line(OwedFinding owed, string text, ImmutableArray<long> findings) =>
        new(_ids.Of(owed.Finding.Claim.Id), text, Links.To(owed.Entry.Entry.Article), findings);

    /// <summary>The findings a card tells, with the new claims that are one side of it.</summary>
    private ImmutableArray<long> Told(IEnumerable<OwedFinding> findings, IEnumerable<EntryId> entries) =>
        [.. findings.Concat(entries.Select(_stories.FoldedInto).OfType<OwedFinding>()).Select(o => o.Id).Distinct().Order()];
}
