using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Worker.Storage;

/// <summary>
/// Claims and findings as JSON text in the store. What is read back equals what was written: decimals keep their digits, instants their
/// offset, and a quantity is rebuilt by the factory of its hedge, so that its bounds follow from the hedge here too.
/// </summary>
internal static class ClaimJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,                        // computed ones
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,  // the text goes into a column, never into a page
        Converters =
        {
            new IdConverter<SubjectId>(text => new SubjectId(text), id => id.Value),
            new IdConverter<ArticleId>(text => new ArticleId(text), id => id.Value),
            new IdConverter<ClaimId>(text => new ClaimId(text), id => id.Value),
            new IdConverter<Predicate>(text => new Predicate(text), predicate => predicate.Id),
            new EntryIdConverter(),
            new DecimalConverter(),
            new SpanConverter(),
            new IntervalConverter(),
            new UnitConverter(),
            new QuantityConverter(),
            new VerdictConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
        },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, s_options);

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> gave for a <typeparamref name="T"/>.</exception>
    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, s_options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");

    /// <summary>ISO wall-clock text without a zone, for key columns; sorts as time does.</summary>
    public static string? WallText(DateTime? moment) => moment?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    private static DateTime? WallTime(string? text) =>
        text is null ? null : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None);

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string? Text(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);

    private sealed class IdConverter<T>(Func<string, T> from, Func<T, string> to) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            from(reader.GetString() ?? throw new JsonException($"A stored {typeof(T).Name} is null."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(to(value));
    }

    private sealed class EntryIdConverter : JsonConverter<EntryId>
    {
        public override EntryId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, EntryId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }

    /// <summary>As text: a JSON number may lose trailing zeros, and 3.40 was written with two decimals.</summary>
    private sealed class DecimalConverter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Number(reader.GetString()) ?? throw new JsonException("A stored number is null.");

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));
    }

    private sealed class SpanConverter : JsonConverter<TextSpan>
    {
        public override TextSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<int[]>(ref reader, options) is [var start, var end]
                ? new TextSpan(start, end) : throw new JsonException("A stored span is not [start, end].");

        public override void Write(Utf8JsonWriter writer, TextSpan value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(value.Start);
            writer.WriteNumberValue(value.End);
            writer.WriteEndArray();
        }
    }

    private sealed class IntervalConverter : JsonConverter<WallInterval>
    {
        public override WallInterval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<string?[]>(ref reader, options) is [var from, var to]
                ? new WallInterval(WallTime(from), WallTime(to)) : throw new JsonException("A stored interval is not [from, to].");

        public override void Write(Utf8JsonWriter writer, WallInterval value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, (string?[])[WallText(value.From), WallText(value.To)], options);
    }

    /// <summary>A unit is stored whole: a later unit table must not change what an old claim said.</summary>
    private sealed record StoredUnit(
        string Id, Dimension Dimension, string Factor, string? FactorHigh, string? Offset, string Name, string CanonicalId);

    private sealed class UnitConverter : JsonConverter<Unit>
    {
        public override Unit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var stored = JsonSerializer.Deserialize<StoredUnit>(ref reader, options) ?? throw new JsonException("A stored unit is null.");
            return new Unit
            {
                Id = stored.Id,
                Dimension = stored.Dimension,
                Factor = Number(stored.Factor) ?? 1,
                FactorHigh = Number(stored.FactorHigh) ?? 0,    // 0 stands for "as Factor"
                Offset = Number(stored.Offset) ?? 0,
                Name = stored.Name,
                CanonicalId = stored.CanonicalId,
            };
        }

        public override void Write(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options)
        {
            var hasOneFactor = value == value with { FactorHigh = 0 };
            JsonSerializer.Serialize(
                writer,
                new StoredUnit(
                    value.Id, value.Dimension, Text(value.Factor)!, hasOneFactor ? null : Text(value.FactorHigh),
                    value.Offset == 0 ? null : Text(value.Offset), value.Name, value.CanonicalId),
                options);
        }
    }

    /// <param name="Low">In the surface unit, as stated.</param>
    /// <param name="High">In the surface unit; for an indefinite number without a closed top, the top of its nominal band.</param>
    private sealed record StoredQuantity(Hedge Hedge, string? Low, string? High, int SigDigits, Unit Unit);

    private sealed class QuantityConverter : JsonConverter<Quantity>
    {
        public override Quantity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var stored = JsonSerializer.Deserialize<StoredQuantity>(ref reader, options) ?? throw new JsonException("A stored quantity is null.");
            var (unit, digits) = (stored.Unit, stored.SigDigits);
            var (low, high) = (Number(stored.Low), Number(stored.High));
            return (stored.Hedge, low, high) switch
            {
                (Hedge.Exact, { } v, _) => Quantity.Exactly(v, unit, digits),
                (Hedge.Approx, { } l, { } h) when l != h => Quantity.AboutBetween(l, h, unit, digits),
                (Hedge.Approx, { } v, _) => Quantity.About(v, unit, digits),
                (Hedge.ApproxBelow, { } v, _) => Quantity.NearlyBelow(v, unit, digits),
                (Hedge.ApproxAbove, { } v, _) => Quantity.JustAbove(v, unit, digits),
                (Hedge.MoreThan, { } v, _) => Quantity.MoreThan(v, unit, digits),
                (Hedge.AtLeast, { } v, _) => Quantity.AtLeast(v, unit, digits),
                (Hedge.LessThan, _, { } v) => Quantity.LessThan(v, unit, digits),
                (Hedge.AtMost, _, { } v) => Quantity.AtMost(v, unit, digits),
                (Hedge.Range, { } l, { } h) => Quantity.Range(l, h, unit, digits),
                (Hedge.Indefinite, { } l, { } h) when digits == ClosedBand => Quantity.IndefiniteBand(l, h, unit),
                (Hedge.Indefinite, { } l, { } h) => Quantity.Indefinite(l, h, unit),
                (Hedge.NearZero, _, _) => Quantity.NearZero(unit),
                (Hedge.Vague, _, _) => Quantity.Vague(unit),
                _ => throw new JsonException($"A stored quantity ({stored.Hedge}) has no bounds."),
            };
        }

        /// <summary>Indefinite numbers have one significant digit always; this in its place says that the top is part of the meaning.</summary>
        private const int ClosedBand = -1;

        public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options)
        {
            var isOpenBand = value is { Hedge: Hedge.Indefinite, High: null };
            var high = isOpenBand && value.SoftHigh is { } top ? (top / value.Unit.FactorHigh) + value.Unit.Offset : value.High;
            var digits = value.Hedge == Hedge.Indefinite && !isOpenBand ? ClosedBand : value.SigDigits;
            JsonSerializer.Serialize(writer, new StoredQuantity(value.Hedge, Text(value.Low), Text(high), digits, value.Unit), options);
        }
    }

    private enum VerdictKind { Novel, Corroborates, Updates, Revises, Contradicts, Repeats, DifferentScope, DataQuality }

    private sealed record StoredVerdict(VerdictKind Kind)
    {
        public EntryId? Earlier { get; init; }

        public bool? IsStrong { get; init; }

        public bool? IsWithdrawal { get; init; }

        public ContradictionKind? About { get; init; }

        public Standing? Standing { get; init; }

        public string? Problem { get; init; }
    }

    private sealed class VerdictConverter : JsonConverter<Verdict>
    {
        public override Verdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var stored = JsonSerializer.Deserialize<StoredVerdict>(ref reader, options) ?? throw new JsonException("A stored verdict is null.");
            return stored switch
            {
                { Kind: VerdictKind.Novel } => new Verdict.Novel(),
                { Kind: VerdictKind.Corroborates, Earlier: { } e, IsStrong: { } strong } => new Verdict.Corroborates(e, strong),
                { Kind: VerdictKind.Updates, Earlier: { } e } => new Verdict.Updates(e),
                { Kind: VerdictKind.Revises, Earlier: { } e, IsWithdrawal: { } gone } => new Verdict.Revises(e, gone),
                { Kind: VerdictKind.Contradicts, Earlier: { } e, About: { } kind, Standing: { } standing } =>
                    new Verdict.Contradicts(e, kind, standing),
                { Kind: VerdictKind.Repeats, Earlier: { } e } => new Verdict.Repeats(e),
                { Kind: VerdictKind.DifferentScope, Earlier: { } e } => new Verdict.DifferentScope(e),
                { Kind: VerdictKind.DataQuality, Earlier: { } e, Problem: { } problem } => new Verdict.DataQuality(e, problem),
                _ => throw new JsonException($"A stored verdict ({stored.Kind}) lacks a part."),
            };
        }

        public override void Write(Utf8JsonWriter writer, Verdict value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(
                writer,
                value switch
                {
                    Verdict.Novel => new StoredVerdict(VerdictKind.Novel),
                    Verdict.Corroborates v => new StoredVerdict(VerdictKind.Corroborates) { Earlier = v.Earlier, IsStrong = v.IsStrong },
                    Verdict.Updates v => new StoredVerdict(VerdictKind.Updates) { Earlier = v.Earlier },
                    Verdict.Revises v => new StoredVerdict(VerdictKind.Revises) { Earlier = v.Earlier, IsWithdrawal = v.IsWithdrawal },
                    Verdict.Contradicts v => new StoredVerdict(VerdictKind.Contradicts) { Earlier = v.Earlier, About = v.Kind, Standing = v.Standing },
                    Verdict.Repeats v => new StoredVerdict(VerdictKind.Repeats) { Earlier = v.Earlier },
                    Verdict.DifferentScope v => new StoredVerdict(VerdictKind.DifferentScope) { Earlier = v.Earlier },
                    Verdict.DataQuality v => new StoredVerdict(VerdictKind.DataQuality) { Earlier = v.Earlier, Problem = v.Problem },
                    _ => throw new System.Diagnostics.UnreachableException(),
                },
                options);
    }
}
