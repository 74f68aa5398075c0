using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Quantities;
using Watcher.Claims.Rules;

namespace Watcher.Worker.Cli;

/// <summary>An analysis for people: the sentence, and under it what was seen in it.</summary>
internal sealed class AnalysisText(TextWriter output, bool explain, bool nearMisses)
{
    public void Write(ReadText read, RuleBook book)
    {
        foreach (var block in read.Article.Blocks)
        {
            output.WriteLine($"\"{TerminalText.Escape(block.Text)}\"");
            foreach (var mention in read.Detection.Mentions.Where(m => block.Span.Contains(m.Span)))
            {
                var reading = mention.Place is { } place ? $", {ClaimDocument.Word(place.Reading)}" : "";
                var score = mention.Score.ToString("0.##", CultureInfo.InvariantCulture);
                Row("mention", mention.Surface, $"{ClaimDocument.Word(mention.Type)} {mention.Subject}{reading}, {mention.Rule}, score {score}");
            }

            foreach (var quantity in book.Claims.Quantities.Read(block.Text).Where(q => q.Role != QuantityRole.Identifier))
            {
                Row("quantity", quantity.Outer.Of(block.Text).ToString(), Interval(quantity.Value));
            }

            foreach (var claim in read.Trace.Claims.Where(c => block.Span.Contains(c.Evidence.Span)))
            {
                Claim(claim);
            }

            if (explain)
            {
                foreach (var refused in read.Trace.Refused.Where(r => block.Span.Contains(r.Span)))
                {
                    Row("refused", refused.Surface, $"{refused.Predicate ?? "claim"}: {refused.Refiner}");
                }
            }

            output.WriteLine();
        }

        if (nearMisses && read.Detection.NearMisses.Length > 0)
        {
            output.WriteLine("near misses");
            foreach (var miss in read.Detection.NearMisses)
            {
                Row("", miss.Surface, $"{miss.Subject}: {NearMissWords.Of(miss.Refiner)}");
            }
        }

        if (read.Trace.Claims.IsEmpty)
        {
            output.WriteLine("No claim about a watched subject. --explain shows what was refused, --near-misses what almost matched.");
        }
    }

    private void Claim(Claim claim)
    {
        var source = claim.Attribution.Source is { } speaker ? $"{speaker.Source} (\"{speaker.Cue}\")" : "the outlet itself";
        var asOf = ClaimDocument.Wall(claim.AsOf.Interval.From) ?? "?";
        var value = claim.Value is { } v ? $": {Interval(v)}" : "";
        var actor = claim.Actor is { } a ? $", {a.Name}" : "";
        Row("claim", $"{claim.Subject.Name} · {claim.Predicate}{actor}{value}",
            string.Create(CultureInfo.InvariantCulture, $"as of {asOf} ({claim.AsOf.Basis}), {source}, {ClaimDocument.Word(claim.Modality)}, confidence {claim.Confidence:0.00}"));
        if (explain)
        {
            var area = claim.Scope.Area is { } place ? $"{place.Name} ({ClaimDocument.Word(place.Reading)})" : "none named";
            Row("  scope", area, $"side {claim.Scope.Side?.Value ?? "-"}, object {claim.Scope.Object ?? "-"}, period {ClaimDocument.Wall(claim.Scope.Period.From) ?? "…"} to {ClaimDocument.Wall(claim.Scope.Period.To) ?? "…"}");
            Row("  rules", string.Join(' ', claim.RuleIds), $"{ClaimDocument.Word(claim.Stance)}, {ClaimDocument.Word(claim.Polarity)}");
        }
    }

    private void Row(string kind, string surface, string what) =>
        output.WriteLine($"  {kind,-9} {TerminalText.Escape(surface)}{new string(' ', Math.Max(2, 34 - surface.Length))}{TerminalText.Escape(what)}");

    /// <summary>[12, inf) people: the value as the rules understood it.</summary>
    private static string Interval(Quantity value)
    {
        var low = value.Low is { } l ? (value.LowOpen ? "(" : "[") + Number(l) : "(-inf";
        var high = value.High is { } h ? Number(h) + (value.HighOpen ? ")" : "]") : "inf)";
        var text = value.Low == value.High && value.Low is { } point ? Number(point) : $"{low}, {high}";
        return $"{text} {value.Unit.Id}, {ClaimDocument.Word(value.Hedge)}";
    }

    private static string Number(decimal number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);
}
