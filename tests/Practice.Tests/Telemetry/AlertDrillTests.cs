using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Practice.Kernel;
using Practice.Store;
using Practice.Telemetry;
using Practice.Tests.Browser;
using Practice.Tests.EndToEnd;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Telemetry;

using Network = Practice.Tests.EndToEnd.Network;

/// <summary>Each alert is caused for real: real hosts are harmed, a real Prometheus scrapes them and evaluates the rules.</summary>
[Collection(typeof(Alone))]
public sealed class AlertDrillTests(BrowserNetwork others)
{
    private const int HeldSeconds = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_watched_fires_when_it_happens()
    {
        // Hosts of one process have one set of instruments: the network that lives as long as all tests would count its own wakers' looks and lags among these.
        using var rest = others.Rest();
        await using var network = new DrilledNetwork();
        await network.Started(Cancel);
        var quiet = await network.NewTown(Cancel);
        var harmed = await network.NewTown(Cancel);
        var (late, broken) = (await Verified(network, quiet.Station), await Verified(network, harmed.Station));
        var team = (await network.Operator.Post($"/units/{quiet.Station}/teams", new { name = "邻里互助队", fields = new[] { "lifeService" }, capacity = 2, reach = "subtree" }, Cancel)).Ok(201).Text("id");

        // What is still owed would wake its owner after the restart, and an owner that is awake does not look for rows that it has not written.
        await Poll.Until(() => Task.FromResult(Ask(network.UnitsFile, "SELECT COUNT(*) FROM outbox")), owed => owed == 0, Cancel, Patience);
        await network.Restart(Cancel, units =>
        {
            Run(units, "UPDATE items SET doc = json_set(doc, '$.due.dispatch', '2026-01-01T00:00:00+08:00') WHERE id = @0", late);
            Run(units, "UPDATE items SET doc = '{}' WHERE id = @0", broken);
        });
        await using var prometheus = await PrometheusServer.Start(network.Port, network.SiloMetrics, network.GatewayMetrics, Cancel);
        await Poll.Until(() => prometheus.Ask("count_over_time(practice_waker_looks_total[1m]) > 3", Cancel), seen => seen.Count > 0, Cancel);

        await network.Operator.Get($"/needs/{broken}", Cancel);
        (await network.Operator.Post($"/needs/{late}/dispatch", new { mode = "offer", team }, Cancel)).Ok();

        // A histogram has no series before its first event, and a rate sees only what follows the first sample.
        await Poll.Until(() => prometheus.Ask("practice_outbox_delivery_age_seconds_count{kind=\"message\"} > 0", Cancel), seen => seen.Count > 0, Cancel, Patience);
        await LeaveUndone(network, quiet);
        await AskTooMuch(network);
        await Fire(prometheus, network, "PracticeInternalErrors", "PracticeDispatchLate", "PracticeNeedsStuck", "PracticeNeedsOverdue", "PracticeMessagesParked", "PracticeOutboxOld",
            "PracticeOutboxSlow", "PracticeWakerLate", "PracticeRateLimited", "PracticeCalendarMissing");
        network.SiloServices.GetRequiredService<IOptions<KernelOptions>>().Value.WakeInterval = TimeSpan.Zero;
        await HoldTheStore(network, harmed.Sibling);
        await Fire(prometheus, network, "PracticeStoreQueueOld", "PracticeStoreErrors", "PracticeUnknownOutcomes", "PracticeApiErrorsFast", "PracticeApiErrorsSlow", "PracticeApiSlow",
            "PracticeWakerStill");
        await network.StopSilo();
        await Poll.Until(async () =>
        {
            await network.Operator.Post($"/units/{harmed.Sibling}/needs", Words("没有人接"), Cancel);
            return string.Join(", ", new[] { "PracticeTargetDown", "PracticeNoDestination", "PracticeDestinationDown", "PracticeUpstreamFailures", "PracticeCensusStale" }.Except(await prometheus.Fired(Cancel)));
        }, missing => missing.Length == 0, Cancel, Patience);

        Assert.Empty(Monitoring.Rules.Where(rule => rule.Alert).Select(rule => rule.Name).Except(await prometheus.Fired(Cancel)));
    }

    /// <summary>Rows that say what nobody does anything about.</summary>
    private static async Task LeaveUndone(DrilledNetwork network, Town town)
    {
        var hourAgo = (TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1)).ToUnixTimeMilliseconds() * 1000;
        var far = $"unit-{Network.Common}";
        const string Owe = "INSERT INTO outbox (stream, receiver, topic, slot, seq, type, payload, at, shard, parked) VALUES (@0, @1, '', 1, 1, @2, @3, @4, @5, @6)";
        Run(network.UnitsFile, Owe, far, $"unit-{town.Station}", "nobody.knows", "{}", hourAgo, StreamShard.Of(far), 0);
        Run(network.UnitsFile, Owe, far, $"unit-{town.Institute}", "nobody.knows", "{}", hourAgo, StreamShard.Of(far), 1);
        Run(network.UnitsFile, Owe, $"unit-{town.Sibling}", $"unit-{town.Institute}", "help.ended", """{"need":"321204001202-N000001","outcome":"none"}""", hourAgo, StreamShard.Of($"unit-{town.Sibling}"), 0);
        Run(network.UnitsFile,
            "INSERT INTO items (stream, kind, id, version, path, open, created_at, wake_at, shard, doc) VALUES (@0, 'mystery', 'M1', 1, '/3212/', 1, @1, @1, @2, '{}')",
            far, hourAgo, StreamShard.Of(far));
        var lonely = await Verified(network, Network.Sibling, "education");
        (await network.Operator.Post($"/needs/{lonely}/dispatch", new { mode = "auto" }, Cancel)).Ok();
        Run(network.UnitsFile, "UPDATE items SET due_at = @0 WHERE kind = 'need'", hourAgo);
    }

    private static async Task AskTooMuch(DrilledNetwork network) =>
        await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => network.Nobody.Get("/public/units", Cancel)));

    /// <summary>Somebody holds the database: changes wait, then their outcome is not known, then there is no more room.</summary>
    private static async Task HoldTheStore(DrilledNetwork network, string station)
    {
        using var holder = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = network.UnitsFile, Pooling = false }.ToString());
        await holder.OpenAsync(Cancel);
        using var held = holder.BeginTransaction(deferred: false);
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var asked = new List<Task>();
        for (var n = 0; n < HeldSeconds; n++)
        {
            asked.AddRange(Enumerable.Range(0, 20).Select(i => network.Operator.Post($"/units/{station}/needs", Words($"等着的第{i}件"), Cancel)));
            await second.WaitForNextTickAsync(Cancel);
        }

        await held.RollbackAsync(Cancel);
        await Task.WhenAll(asked);
    }

    private static async Task Fire(PrometheusServer prometheus, DrilledNetwork network, params string[] alerts)
    {
        await network.SiloServices.GetRequiredService<IGrainFactory>().GetGrain<ICensusGrain>(ICensusGrain.Key).Count();
        await Poll.Until(async () => string.Join(", ", alerts.Except(await prometheus.Fired(Cancel))), missing => missing.Length == 0, Cancel, Patience);
    }

    private static async Task<string> Verified(DrilledNetwork network, string station, string category = "lifeService")
    {
        var need = (await network.Operator.Post($"/units/{station}/needs", Words("厨房下水堵了", category), Cancel)).Ok(201).Text("id");
        (await network.Operator.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        return need;
    }

    private static object Words(string title, string category = "lifeService") => new { title, category, channel = "phone" };

    private static long Ask(string file, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(string file, string sql, params object[] values)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue(i.ToString("'@'0", CultureInfo.InvariantCulture), values[i]);
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    private sealed class DrilledNetwork : Network
    {
        private readonly int _silo = FreePort.Next(), _gateway = FreePort.Next();

        public int Port { get; } = FreePort.Next();

        public Uri SiloMetrics => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_silo}/metrics"));

        public Uri GatewayMetrics => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_gateway}/metrics"));

        private protected override Task<string?> Postgres(CancellationToken cancellation) => Task.FromResult<string?>(null);

        private protected override string[] More(string host) => host == "silo"
            ? [$"--Practice:Metrics=http://127.0.0.1:{_silo}", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Orleans=None", "--Logging:LogLevel:Microsoft.AspNetCore=None"]
            : [$"--Practice:Metrics=http://127.0.0.1:{_gateway}", "--Practice:Limits:AddressPerSecond=1", "--Practice:Limits:AddressBurst=5", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Orleans=None", "--Logging:LogLevel:Microsoft.AspNetCore=None"];
    }
}
