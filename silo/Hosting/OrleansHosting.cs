using System.Net;
using Orleans.Configuration;
using Orleans.Storage;
using Practice.Hosting;

namespace Practice.Silo.Hosting;

/// <summary>Orleans as this system runs it: one silo on SQLite, or a cluster on PostgreSQL.</summary>
internal static class OrleansHosting
{
    /// <summary>The grain storage of small bounded states: profiles, settings, calendars. Growing lists never go there.</summary>
    public const string Settings = "settings";

    /// <summary>From the order to stop to the end, the drain included. Whoever kills what does not end must wait longer.</summary>
    public static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder AddPracticeOrleans(this WebApplicationBuilder builder, PracticeOptions options)
    {
        var database = new OrleansDatabase(options);
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton<IPreparation>(services => services.GetRequiredService<OrleansDatabase>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);
        builder.Services.AddSingleton(new ListenAddress("Practice:Orleans:SiloPort", options.Orleans.Ears, options.Orleans.ListenPort is 0 ? options.Orleans.SiloPort : options.Orleans.ListenPort));
        builder.Services.AddSingleton(new ListenAddress("Practice:Orleans:GatewayPort", options.Orleans.Ears, options.Orleans.GatewayPort));
        builder.UseOrleans(silo =>
        {
            // Its filters stand in the way of every grain call, whether somebody reads traces or not.
            if (TelemetryHosting.IsTraced(builder.Configuration)) silo.AddActivityPropagation();
            if (options.Dashboard) silo.AddPracticeDashboard();
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.AddClustering(options.Orleans, database);
            silo.AddAdoNetGrainStorage(Settings, storage => (storage.Invariant, storage.DataSource) = (database.Invariant, database.Source));
            silo.Services.AddKeyedSingleton<IGrainStorage>(Settings, (services, name) => new TellingStorage(AdoNetGrainStorageFactory.Create(services, (string)name)));
            silo.UseAdoNetReminderService(reminders => (reminders.Invariant, reminders.DataSource) = (database.Invariant, database.Source));
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = AnswerTime);
            silo.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = AnswerTime);
            // Orleans' own default put 5 to 95 % of the grains on one silo.
            silo.Services.AddSingleton<PlacementStrategy, RandomPlacement>();
        });
        return builder;
    }

    private static void AddClustering(this ISiloBuilder silo, OrleansSettings settings, OrleansDatabase database)
    {
        if (!database.IsPostgres)
        {
            silo.UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, null, settings.ServiceId, settings.ClusterId);
            return;
        }

        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
        silo.ConfigureEndpoints(settings.Ip, settings.SiloPort, settings.GatewayPort, settings.ListenOnAny);
        if (settings.ListenPort != 0)
            silo.Configure<EndpointOptions>(endpoint => endpoint.SiloListeningEndpoint = new IPEndPoint(settings.ListenOnAny ? IPAddress.Any : settings.Ip, settings.ListenPort));
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.DataSource) = (database.Invariant, database.Source));
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            var fast = settings.Probes == "fast";
            membership.ProbeTimeout = TimeSpan.FromSeconds(fast ? 1 : 2);
            membership.NumMissedProbesLimit = fast ? 2 : 3;
            if (fast) membership.NumVotesForDeathDeclaration = 1;

            // After all of them died at once the table still calls them alive, and whoever starts waits until they have been silent this long.
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            membership.NumMissedTableIAmAliveLimit = 3;
        });
    }
}
