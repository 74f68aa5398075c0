using System.Globalization;
using Watcher.Worker.Rules.Checks;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Watcher.Worker.Rules;

/// <summary><c>config/watcher.yaml</c>: mail policy and thresholds. The initial values are the built-in defaults.</summary>
internal sealed record WatcherFile
{
    public int Version { get; init; } = ConfigShapes.Version;

    public ThresholdsEntry Thresholds { get; init; } = new();

    public MailEntry Mail { get; init; } = new();

    public RetentionEntry Retention { get; init; } = new();

    public string? Note { get; init; }

    public string? Source { get; init; }
}

internal sealed record ThresholdsEntry
{
    public Threshold ClaimConfidence { get; init; } = new(0.60);

    public Threshold ContradictionConfidence { get; init; } = new(0.70);

    public Threshold CorroborationOrigins { get; init; } = new(2);

    public SeverityEntry Severity { get; init; } = new();
}

internal sealed record SeverityEntry
{
    public Threshold Medium { get; init; } = new(0.15);

    public Threshold High { get; init; } = new(0.30);

    public Threshold Critical { get; init; } = new(0.60);
}

internal sealed record MailEntry
{
    public string SubjectPrefix { get; init; } = "[Watcher]";

    public string From { get; init; } = "watcher@localhost";

    public string FromName { get; init; } = "Watcher";

    public string? ReplyTo { get; init; }

    public string? UnsubscribeTo { get; init; }

    public string? BaseUrl { get; init; }

    public string? IdDomain { get; init; }

    public int MaxAlertsPerHour { get; init; } = 6;

    public string UnknownPolicy { get; init; } = "resend";

    public bool Verp { get; init; }

    public string FeedbackId { get; init; } = "none";

    public FloodGuardEntry FloodGuard { get; init; } = new();
}

internal sealed record FloodGuardEntry
{
    public int Items { get; init; } = 100;

    public double TimesMedian { get; init; } = 10;
}

internal sealed record RetentionEntry
{
    public string Pages { get; init; } = "30d";

    public string Articles { get; init; } = "365d";

    public string Outbox { get; init; } = "90d";
}

/// <summary>A number, or <c>{ value, note, source }</c>: a threshold can say where it comes from.</summary>
internal sealed class Threshold : IYamlConvertible
{
    public Threshold()
    {
    }

    public Threshold(double value) => Value = value;

    public double Value { get; private set; }

    void IYamlConvertible.Read(IParser parser, Type expectedType, ObjectDeserializer nestedObjectDeserializer)
    {
        if (parser.Current is Scalar scalar)
        {
            Value = double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new YamlException(scalar.Start, scalar.End, $"'{scalar.Value}' is not a number");
            parser.MoveNext();
            return;
        }

        Value = ((ThresholdEntry)nestedObjectDeserializer(typeof(ThresholdEntry))!).Value;
    }

    void IYamlConvertible.Write(IEmitter emitter, ObjectSerializer nestedObjectSerializer) => nestedObjectSerializer(Value);
}

internal sealed record ThresholdEntry
{
    public required double Value { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}
