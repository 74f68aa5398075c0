using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Watcher.Worker.Telemetry;

/// <summary>What measures the service while it runs.</summary>
internal static class TelemetryServices
{
    /// <summary>The variable by which every OpenTelemetry program is told where to send; the exporter reads the other OTEL_ variables itself.</summary>
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddSingleton<PrometheusText>();
        services.AddSingleton<StoreGauges>();
        if (Environment.GetEnvironmentVariable(Endpoint) is { Length: > 0 })
        {
            services.AddHostedService<OtlpExport>();
        }

        return services;
    }

    /// <summary>Sends the same measurements to a collector; the store is asked as often as they are sent.</summary>
    private sealed class OtlpExport(StoreGauges gauges, TimeProvider time) : BackgroundService
    {
        private static readonly TimeSpan s_every = TimeSpan.FromSeconds(60);

        private readonly MeterProvider _provider = Sdk.CreateMeterProviderBuilder().AddMeter(Instruments.MeterName).AddOtlpExporter().Build();

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await gauges.RefreshAsync(stoppingToken);
                }
                catch (System.Data.Common.DbException)
                {
                    // The gauges stay as they were; /readyz says what is wrong with the store.
                }

                await Task.Delay(s_every, time, stoppingToken);
            }
        }

        public override void Dispose()
        {
            _provider.Dispose();
            base.Dispose();
        }
    }
}
