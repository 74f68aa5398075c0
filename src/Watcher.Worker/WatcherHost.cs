using Microsoft.Extensions.Options;
using Watcher.Claims.Ledgers;
using Watcher.Mail;
using Watcher.Worker.Cli;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Fetching;
using Watcher.Worker.Jobs;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Storage;
using Watcher.Worker.Telemetry;
using Watcher.Worker.Web;

namespace Watcher.Worker;

/// <summary>How a run is put together: every service in one place. The service, <c>once</c> and the demo differ only in what they add.</summary>
internal static class WatcherHost
{
    /// <summary>Grace for the article and the mail in hand; a container's own must be longer.</summary>
    private static readonly TimeSpan s_shutdown = TimeSpan.FromSeconds(30);

    /// <param name="settings">As <see cref="Settings.Read"/> gives them.</param>
    /// <param name="isService">True: with schedule, reload and web page. False: the services alone, for verbs that do one thing.</param>
    /// <param name="isReader">True for verbs that only look: they may run beside the service, and open no store that is not there.</param>
    /// <param name="rules">The configuration when the caller has read it already; null = it is read here.</param>
    /// <exception cref="VerbException">The configuration is invalid, or another process holds the store.</exception>
    public static async Task<WebApplication> BuildAsync(
        IConfigurationRoot settings, bool isService, LogLevel level, CancellationToken cancellationToken, Action<IServiceCollection>? also = null,
        bool isReader = false, RulesInForce? rules = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(settings);
        LogFormat.Configure(builder.Logging, settings, level, toStandardError: !isService);
        AddServices(builder.Services, settings, rules ?? Load(settings));
        if (isService)
        {
            var quartz = settings.GetSection(QuartzSection.Section).Get<QuartzSection>() ?? new QuartzSection();
            var watcher = settings.GetSection(WatcherOptions.Section).Get<WatcherOptions>() ?? new WatcherOptions();
            builder.Services.AddSchedule(watcher.InstanceName, quartz, Stores.PostgresqlConnection(settings));
            builder.Services.AddHostedService<RuleBookReloader>();
            builder.Services.AddTelemetry();
            builder.Services.AddSingleton<WebAccess>();
            WebPage.Listen(builder, settings);
        }

        also?.Invoke(builder.Services);
        var app = builder.Build();
        try
        {
            await OpenStoreAsync(app.Services, settings, isReader, cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        if (isService)
        {
            app.Services.GetRequiredService<StoreGauges>().Publish();
            _ = app.Services.GetRequiredService<PrometheusText>();      // listens from here on
            WebPage.Map(app);
        }

        return app;
    }

    /// <summary>Reads the configuration, or ends the verb with every problem in it.</summary>
    public static RulesInForce Load(IConfiguration settings)
    {
        var (loaded, report) = ConfigurationReader.Read(Settings.ConfigDirectory(settings), Settings.Facts(settings));
        return loaded is not null ? RulesInForce.Of(loaded) : throw Refusal(settings, report);
    }

    /// <summary>Every problem of a configuration that cannot be used.</summary>
    public static VerbException Refusal(IConfiguration settings, ConfigReport report) => new(
        ExitCodes.ConfigurationInvalid, "config_invalid", string.Join('\n', report.Problems.Select(p => p.ToString())),
        $"watcher check --config {Settings.ConfigDirectory(settings)}");

    private static void AddServices(IServiceCollection services, IConfiguration settings, RulesInForce rules)
    {
        services.AddOptions<WatcherOptions>().Bind(settings.GetSection(WatcherOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DatabaseOptions>().Bind(settings.GetSection(DatabaseOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MailOptions>().Bind(settings.GetSection(MailOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SmtpSection>().Bind(settings.GetSection(SmtpSection.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<WebOptions>().Bind(settings.GetSection(WebOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HttpOptions>().Bind(settings.GetSection(HttpOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = s_shutdown);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new PassProbe());

        // what it knows
        services.AddSingleton(new ConfigFolder(Settings.ConfigDirectory(settings), Settings.Facts(settings), Settings.SettingsFile(), LastGoodConfiguration.PathIn(Settings.DataDirectory(settings))));
        services.AddSingleton(provider => new CurrentRules(rules, provider.GetRequiredService<TimeProvider>().GetUtcNow()));
        services.AddSingleton<Func<RulesInForce>>(provider => () => provider.GetRequiredService<CurrentRules>().Current);

        // reading
        services.AddSingleton<HostThrottle>();
        services.AddSingleton<PageFetcher>();
        services.AddSingleton<ClaimComparer>();
        services.AddSingleton<LedgerRecorder>();
        services.AddSingleton<ArticlePipeline>();
        services.AddSingleton<FeedPoller>();

        // remembering
        services.AddSingleton(provider => Stores.Lock(settings));
        services.AddSingleton<ISqlDialect>(_ => Stores.Dialect(settings));
        services.AddSingleton<Database>();
        services.AddSingleton<MigrationRunner>();
        services.AddSingleton<StoreOpener>();
        services.AddSingleton<LedgerStore>();
        services.AddSingleton<FeedStore>();
        services.AddSingleton<OwedStore>();
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<OutboxQueries>();
        services.AddSingleton<SilenceStore>();
        services.AddSingleton<NoticeStore>();
        services.AddSingleton<SigningKeyStore>();
        services.AddSingleton<SubscriptionStore>();
        services.AddSingleton<RetentionStore>();
        services.AddSingleton<LedgerQueries>();
        services.AddSingleton<Housekeeping>();

        // telling
        services.AddSingleton<DigestRendering>(DigestMail.Render);
        services.AddSingleton<SubscriberLinks>();
        services.AddSingleton<Audience>();
        services.AddSingleton<AlertComposition>();
        services.AddSingleton<HeartbeatComposition>();
        services.AddSingleton<OpsComposition>();
        services.AddSingleton<MailComposition>();
        services.AddSingleton<SmallerMail>();
        services.AddSingleton<RelayHealth>();
        services.AddSingleton<DigestComposition>();
        services.AddSingleton<IMailTransport>(provider => Transports.Create(settings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<OutboxDelivery>();
        services.AddSingleton<OncePass>();
    }

    private static async Task OpenStoreAsync(IServiceProvider services, IConfiguration settings, bool isReader, CancellationToken cancellationToken)
    {
        _ = services.GetRequiredService<IOptions<WatcherOptions>>().Value;
        _ = services.GetRequiredService<IOptions<MailOptions>>().Value;
        _ = services.GetRequiredService<IMailTransport>();
        var database = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (isReader)
        {
            if (!Stores.MayExist(settings) || !await services.GetRequiredService<MigrationRunner>().IsCurrentAsync(cancellationToken))
            {
                throw Stores.NoneYet(settings);
            }

            return;
        }

        _ = services.GetRequiredService<StoreLock>();   // taken before the first look at the file
        var policy = services.GetRequiredService<CurrentRules>().Current.Configuration.Policy;
        await services.GetRequiredService<StoreOpener>().OpenAsync(database.AutoMigrate, policy.UnknownPolicy, cancellationToken);
    }
}
