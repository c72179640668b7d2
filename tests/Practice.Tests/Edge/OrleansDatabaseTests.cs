using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Practice.Hosting;
using Practice.Silo.Hosting;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Edge;

/// <summary>Our statements under Orleans' own providers, in a real silo, on both databases.</summary>
public sealed class OrleansDatabaseTests(PostgresFixture postgres)
{
    private static readonly GrainId Station = GrainId.Create("station", "station-320282112201");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_first_writes_of_one_grain_one_wins(bool onPostgres)
    {
        await using var silo = await Start(onPostgres);
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>(OrleansHosting.Settings);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await storage.WriteStateAsync("profile", Station, new GrainState<Sample>(new Sample { Name = $"{i}" }), Cancellation);
                return (int?)i;
            }
            catch (InconsistentStateException)
            {
                return null;
            }
        }));

        var winner = Assert.Single(outcomes, outcome => outcome is not null);
        var read = new GrainState<Sample>();
        await storage.ReadStateAsync("profile", Station, read, Cancellation);
        Assert.Equal($"{winner}", read.State!.Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_state_is_written_changed_and_cleared_by_its_version(bool onPostgres)
    {
        await using var silo = await Start(onPostgres);
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>(OrleansHosting.Settings);
        var mine = new GrainState<Sample>(new Sample { Name = "站" });

        await storage.WriteStateAsync("profile", Station, mine, Cancellation);
        var stale = new GrainState<Sample>();
        await storage.ReadStateAsync("profile", Station, stale, Cancellation);
        mine.State!.Name = "所";
        await storage.WriteStateAsync("profile", Station, mine, Cancellation);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("profile", Station, stale, Cancellation));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("profile", Station, stale, Cancellation));
        await storage.ClearStateAsync("profile", Station, mine, Cancellation);
        var read = new GrainState<Sample>();
        await storage.ReadStateAsync("profile", Station, read, Cancellation);
        Assert.False(read.RecordExists);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reminders_are_kept_found_by_hash_and_removed_by_version(bool onPostgres)
    {
        await using var silo = await Start(onPostgres);
        var table = silo.Services.GetRequiredService<IReminderTable>();
        var at = new DateTime(2026, 3, 5, 9, 0, 0, DateTimeKind.Utc);
        var entry = new ReminderEntry { GrainId = Station, ReminderName = "wake", StartAt = at, Period = TimeSpan.FromDays(40) };

        await table.UpsertRow(entry, Cancellation);
        var etag = await table.UpsertRow(entry, Cancellation);
        var read = await table.ReadRow(Station, "wake", Cancellation);
        var hash = Station.GetUniformHashCode();
        var range = await table.ReadRows(hash - 1, hash, Cancellation);
        var around = await table.ReadRows(hash, hash - 1, Cancellation);

        Assert.Equal(at, read!.StartAt);
        Assert.Equal(TimeSpan.FromDays(40), read.Period);
        Assert.Single(range.Reminders);
        Assert.Empty(around.Reminders);
        Assert.False(await table.RemoveRow(Station, "wake", "77", Cancellation));
        Assert.True(await table.RemoveRow(Station, "wake", etag!, Cancellation));
        Assert.Empty((await table.ReadRows(Station, Cancellation)).Reminders);
    }

    [Fact]
    public async Task Silos_on_PostgreSQL_find_each_other()
    {
        var connection = await postgres.CreateDatabase(false, Cancellation);

        await using var one = await Start(connection);
        await using var two = await Start(connection);

        var management = two.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        Assert.Equal(2, (await management.GetHosts(true, Cancellation)).Count);
    }

    private async Task<RunningSilo> Start(bool onPostgres) => await Start(onPostgres ? await postgres.CreateDatabase(false, Cancellation) : null);

    private static async Task<RunningSilo> Start(string? connection)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error"]);
        var options = new PracticeOptions
        {
            DataFolder = GatewayUnderTest.NewFolder(), Postgres = connection,
            Orleans = new OrleansSettings { SiloPort = FreePort.Next(), GatewayPort = FreePort.Next() },
        };
        builder.AddPracticeProcess(options);
        builder.AddPracticeOrleans(options);
        var app = builder.Build();
        await app.Prepare(Cancellation);
        await app.StartAsync(Cancellation);
        return new RunningSilo(app);
    }

    private sealed class RunningSilo(WebApplication app) : IAsyncDisposable
    {
        public IServiceProvider Services => app.Services;

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }

    /// <summary>A small state.</summary>
    public sealed class Sample
    {
        public string Name { get; set; } = "";
    }
}
