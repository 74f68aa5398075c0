using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Watcher.Worker.Telemetry;

/// <summary>
/// Adds up what <see cref="Instruments"/> measure and writes it in the text format that Prometheus reads (version 0.0.4). A few series are
/// kept for each feed and list; nothing here grows with articles or mails.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public PrometheusText()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Instruments.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything measured so far, with gauges as they are now; families and series in the order of their names.</summary>
    public string Write()
    {
        lock (_lock)
        {
            foreach (var family in _families.Values.Where(f => f.Type == "gauge"))
            {
                family.Series.Clear();          // a feed that is gone has no last success
            }
        }

        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (_lock)
        {
            foreach (var (name, family) in _families)
            {
                text.Append("# HELP ").Append(name).Append(' ').Append(family.Help).Append('\n').Append("# TYPE ").Append(name).Append(' ').Append(family.Type).Append('\n');
                foreach (var (labels, series) in family.Series)
                {
                    series.Write(text, name, labels);
                }
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        lock (_lock)
        {
            if (!_families.TryGetValue(instrument.Name, out var family))
            {
                _families[instrument.Name] = family = new Family(
                    instrument is Counter<long> ? "counter" : instrument is Histogram<double> ? "histogram" : "gauge", instrument.Description ?? "");
            }

            if (!family.Series.TryGetValue(labels, out var series))
            {
                family.Series[labels] = series = instrument is Histogram<double> histogram ? new Series(histogram.Advice?.HistogramBucketBoundaries ?? []) : new Series([]);
            }

            series.Add(value, isReplaced: family.Type == "gauge");
        }
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            var text = (value?.ToString() ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            labels.Append(labels.Length == 0 ? "" : ",").Append(name).Append("=\"").Append(text).Append('"');
        }

        return labels.ToString();
    }

    private sealed class Family(string type, string help)
    {
        public string Type { get; } = type;

        public string Help { get; } = help;

        public SortedDictionary<string, Series> Series { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>One line, or with bounds the lines of a histogram.</summary>
    private sealed class Series(IReadOnlyList<double> bounds)
    {
        private readonly long[] _counts = new long[bounds.Count];
        private double _sum;
        private long _count;

        public void Add(double value, bool isReplaced)
        {
            _sum = isReplaced ? value : _sum + value;
            _count++;
            for (var i = 0; i < bounds.Count; i++)
            {
                _counts[i] += value <= bounds[i] ? 1 : 0;
            }
        }

        public void Write(StringBuilder text, string name, string labels)
        {
            if (bounds.Count == 0)
            {
                Line(text, name, labels, _sum);
                return;
            }

            var before = labels.Length == 0 ? "" : labels + ",";
            for (var i = 0; i < bounds.Count; i++)
            {
                Line(text, name + "_bucket", $"{before}le=\"{bounds[i].ToString(CultureInfo.InvariantCulture)}\"", _counts[i]);
            }

            Line(text, name + "_bucket", $"{before}le=\"+Inf\"", _count);
            Line(text, name + "_sum", labels, _sum);
            Line(text, name + "_count", labels, _count);
        }

        private static void Line(StringBuilder text, string name, string labels, double value)
        {
            text.Append(name);
            if (labels.Length > 0)
            {
                text.Append('{').Append(labels).Append('}');
            }

            text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }
    }
}
