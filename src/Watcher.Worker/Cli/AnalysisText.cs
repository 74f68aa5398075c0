using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Quantities;
using Watcher.Claims.Rules;

namespace Watcher.Worker.Cli;

/// <summary>An analysis for people: the sentence, and under it what was seen in it.</summary>
internal sealed class AnalysisText(Terminal terminal, bool explain, bool nearMisses)
{
    public void Write(ReadText read, RuleBook book)
    {
        var readers = book.Claims.Readers.For(read.Reference.Language, read.Article.Text);
        var reference = new DateReference(read.Reference.PublishedAt.DateTime, DayMonthOrder.Unknown);
        foreach (var block in read.Article.Blocks)
        {
            terminal.Line(new Cell($"\"{block.Text}\"", Tone.Strong));
            var rows = Rows();
            foreach (var mention in read.Detection.Mentions.Where(m => block.Span.Contains(m.Span)))
            {
                var reading = mention.Place is { } place ? $", {ClaimDocument.Word(place.Reading)}" : "";
                var score = mention.Score.ToString("0.##", CultureInfo.InvariantCulture);
                rows.Add("mention", mention.Surface, $"{ClaimDocument.Word(mention.Type)} {mention.Subject}{reading}, {mention.Rule}, score {score}");
            }

            foreach (var quantity in readers.Quantities.Read(block.Text).Where(q => q.Role != QuantityRole.Identifier))
            {
                rows.Add("quantity", quantity.Outer.Of(block.Text).ToString(), Interval(quantity.Value));
            }

            foreach (var date in readers.Dates.Read(block.Text, reference).Where(d => d.Kind != DateKind.Duration))
            {
                rows.Add("date", date.Span.Of(block.Text).ToString(), Wall(date.Value));
            }

            var claims = read.Trace.Claims.Where(c => block.Span.Contains(c.Evidence.Span)).ToList();
            foreach (var link in claims.SelectMany(c => c.Attribution.Chain).Where(link => link.Cue is not null).Distinct())
            {
                rows.Add("source", link.Source, $"cue \"{link.Cue}\"" + (link.Stance is { } stance ? $", {ClaimDocument.Word(stance)}" : ""));
            }

            foreach (var claim in claims)
            {
                Add(claim, rows);
            }

            if (explain)
            {
                foreach (var refused in read.Trace.Refused.Where(r => block.Span.Contains(r.Span)))
                {
                    rows.Add(new Cell("refused", Tone.Quiet), refused.Surface, $"{refused.Predicate ?? "claim"}: {refused.Refiner}");
                }
            }

            terminal.Rows(rows, indent: 2);
            terminal.Line();
        }

        if (nearMisses && read.Detection.NearMisses.Length > 0)
        {
            terminal.Line(new Cell("near misses", Tone.Strong));
            terminal.Fields(read.Detection.NearMisses.Select(miss => (new Cell(miss.Surface, Tone.Careful), (Cell)$"{miss.Subject}: {NearMissWords.Of(miss.Refiner)}")), indent: 2);
        }

        if (read.Trace.Claims.IsEmpty)
        {
            terminal.Line("No claim about a watched subject. --explain shows what was refused, --near-misses what almost matched.");
        }
    }

    private static TerminalTable Rows() => new(new Column("KIND"), new Column("TEXT", MayWrap: true), new Column("READ AS", MayWrap: true));

    private void Add(Claim claim, TerminalTable rows)
    {
        var source = claim.Attribution.Source is { } speaker ? $"{speaker.Source} (\"{speaker.Cue}\")" : "the outlet itself";
        var asOf = ClaimDocument.Wall(claim.AsOf.Interval.From) ?? "?";
        var value = claim.Value is { } v ? $": {Interval(v)}" : "";
        var actor = claim.Actor is { } a ? $", {a.Name}" : "";
        rows.Add(new Cell("claim", Tone.Good), $"{ClaimText.About(claim)}{actor}{value}",
            string.Create(CultureInfo.InvariantCulture, $"as of {asOf} ({claim.AsOf.Basis}), {source}, {Firmness(claim)}, confidence {claim.Confidence:0.00}"));
        if (explain)
        {
            var area = claim.Scope.Area is { } place ? $"{place.Name} ({ClaimDocument.Word(place.Reading)})" : "none named";
            rows.Add("  scope", area, $"side {claim.Scope.Side?.Value ?? "-"}, object {claim.Scope.Object ?? "-"}, period {ClaimDocument.Wall(claim.Scope.Period.From) ?? "…"} to {ClaimDocument.Wall(claim.Scope.Period.To) ?? "…"}");
            rows.Add("  rules", string.Join(' ', claim.RuleIds), $"{ClaimDocument.Word(claim.Stance)}, {ClaimDocument.Word(claim.Polarity)}");
        }
    }

    /// <summary>"claimed, denied": a reader must see at once that it is said not to be so.</summary>
    private static string Firmness(Claim claim)
    {
        var said = ClaimDocument.Word(claim.Modality);
        said = claim.Stance is Stance.Asserts ? said : $"{said}, {(claim.Stance is Stance.Denies ? "denied" : ClaimDocument.Word(claim.Stance))}";
        return claim.Polarity is Polarity.Negated ? $"{said}, said not to be so" : said;
    }

    private static string Wall(WallInterval value) => (ClaimDocument.Wall(value.From), ClaimDocument.Wall(value.To)) switch
    {
        ({ } from, { } to) when value.To == value.From?.AddDays(1) && from == from[..10] => from,
        var (from, to) => $"{from ?? "…"} to {to ?? "…"}",
    };

    /// <summary>[12, inf) people: the value as the rules understood it.</summary>
    private static string Interval(Quantity value)
    {
        var low = value.Low is { } l ? (value.LowOpen ? "(" : "[") + Number(l) : "(-inf";
        var high = value.High is { } h ? Number(h) + (value.HighOpen ? ")" : "]") : "inf)";
        var text = value.Low == value.High && value.Low is { } point ? Number(point) : $"{low}, {high}";
        return $"{text} {value.Unit.Id}".TrimEnd() + $", {ClaimDocument.Word(value.Hedge)}";
    }

    private static string Number(decimal number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);
}
