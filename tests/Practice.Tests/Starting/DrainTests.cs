using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Starting;

/// <summary>One of two silos is told to stop while eight clients write and read through the gateway, none of whom asks twice.</summary>
public sealed class DrainTests(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Clients = 8;
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(6);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_that_is_told_to_stop_fails_no_request()
    {
        await using var cluster = await SmallCluster.Start(await postgres.CreateDatabase(false, Cancellation), 2, Drain, Cancellation);
        var (load, journal) = (new CancellationTokenSource(), new ConcurrentQueue<(string What, string? Failure, string? Need)>());
        var clients = Enumerable.Range(0, Clients).Select(client => Run(cluster.Http, client, journal, load.Token)).ToArray();
        await Until(() => journal.Count > 200);

        await cluster.Silos[0].Signal("TERM");
        var code = await cluster.Silos[0].Exit(Cancellation);
        var atExit = journal.Count;
        await Until(() => journal.Count > atExit + 200);
        var calm = journal.ToArray();

        // The control: nobody is left, and that must show in the same journal.
        await cluster.Silos[1].Signal("KILL");
        await Until(() => journal.Any(entry => entry.Failure is not null));
        await load.CancelAsync();
        await Task.WhenAll(clients);

        var failures = calm.Where(entry => entry.Failure is not null).Select(entry => $"{entry.What}: {entry.Failure}").ToList();
        output.WriteLine($"{calm.Length} requests, {failures.Count} failed; {calm.Count(entry => entry.Need is not null)} needs acknowledged");
        Assert.Empty(failures);
        Assert.Equal(0, code);
        Assert.Contains(cluster.Silos[0].Output, line => line.Contains("Told to stop", StringComparison.Ordinal));
        Assert.Equal(calm.Count(entry => entry.Need is not null), calm.Select(entry => entry.Need).OfType<string>().Distinct().Count());
    }

    private static async Task Until(Func<bool> there)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        while (!there()) await Task.Delay(20, limit.Token);
    }

    private static async Task Run(HttpClient http, int client, ConcurrentQueue<(string, string?, string?)> journal, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            if (n % 2 == 0)
                await Ask(journal, "submit", () => http.PostAsJsonAsync(new Uri($"/api/v1/units/{SmallCluster.Station}/needs", UriKind.Relative),
                    new { title = $"Leak {client}-{n}", category = "lifeService.plumbing", channel = "phone" }, CancellationToken.None));
            else
                await Ask(journal, "read", () => http.GetAsync(new Uri($"/api/v1/units/{SmallCluster.Station}", UriKind.Relative), CancellationToken.None));
        }
    }

    private static async Task Ask(ConcurrentQueue<(string, string?, string?)> journal, string what, Func<Task<HttpResponseMessage>> ask)
    {
        try
        {
            using var answer = await ask();
            var body = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            var need = what == "submit" && answer.IsSuccessStatusCode ? JsonDocument.Parse(body).RootElement.GetProperty("id").GetString() : null;
            journal.Enqueue((what, answer.IsSuccessStatusCode ? null : $"{(int)answer.StatusCode} {body}", need));
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            journal.Enqueue((what, failure.Message, null));
        }
    }
}
