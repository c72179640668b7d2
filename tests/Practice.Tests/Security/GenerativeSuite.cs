using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Practice.Tests.EndToEnd;

namespace Practice.Tests.Security;

/// <summary>
/// Tens of thousands of malformed requests made from the OpenAPI document, at a real silo over a real socket. PRACTICE_FUZZ sets how many,
/// PRACTICE_FUZZ_SEED the seed, PRACTICE_FUZZ_CASE makes one of them alone.
/// </summary>
public abstract class GenerativeSuite(EndToEnd.Network network, int usual) : IAsyncLifetime
{
    private const int UsualSeed = 20260801, Connections = 4, ThroughTheGateway = 10;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Started(Cancel);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Whatever_is_sent_nothing_breaks_and_every_refusal_has_its_code()
    {
        var (cases, first, count) = (await Cases(), Number("PRACTICE_FUZZ_CASE", 0), Environment.GetEnvironmentVariable("PRACTICE_FUZZ_CASE") is null ? Number("PRACTICE_FUZZ", usual) : 1);
        var (failures, statuses, reached) = (new ConcurrentBag<string>(), new ConcurrentDictionary<int, int>(), new ConcurrentDictionary<string, int>());
        var since = Stopwatch.StartNew();
        var next = first - 1;

        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            using RawConnection silo = new(network.SiloAddress), gateway = new(network.Http.BaseAddress!);
            while (Interlocked.Increment(ref next) is var index && index < first + count)
            {
                var asked = cases.Make(index);
                var reply = await (index % ThroughTheGateway == 0 || asked.Operation.Contains("/service-accounts", StringComparison.Ordinal) || asked.Operation.EndsWith("/me", StringComparison.Ordinal) ? gateway : silo).Ask(asked.Bytes(), asked.Cut, Cancel);
                statuses.AddOrUpdate(reply.Status, 1, (_, n) => n + 1);
                if (reply.Status is not (0 or 401 or 405) && !reply.Body.Contains("resource.notFound", StringComparison.Ordinal))
                    reached.AddOrUpdate(asked.Operation, 1, (_, n) => n + 1);
                if (FuzzJudge.Wrong(asked, reply) is { } wrong)
                    failures.Add($"{wrong}: {asked}\n    {reply.Status} {reply.Body}");
            }
        }));

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} requests in {since.Elapsed.TotalSeconds:F0} s: {string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key} × {s.Value}"))}"));
        Assert.True(failures.IsEmpty, $"{failures.Count} failures\n{string.Join('\n', failures.GroupBy(Kind).Select(group => group.First()).Take(40))}");
        if (count >= usual)
            Assert.Empty(cases.Operations.Except(reached.Keys));
    }

    [Fact]
    public async Task A_case_is_made_again_from_its_number()
    {
        var cases = await Cases();

        Assert.Equal(cases.Make(4711).Bytes(), cases.Make(4711).Bytes());
        Assert.NotEqual(cases.Make(4711).Bytes(), cases.Make(4712).Bytes());
    }

    private static string Kind(string failure) => string.Join(' ', failure.Split(' ', 8)[..6]);

    private async Task<FuzzCases> Cases()
    {
        var town = await network.NewTown(Cancel);
        var known = await FuzzGround.Prepare(network.Operator, town, Cancel);
        var document = (await network.Nobody.Get("/openapi/v1.json", Cancel)).Ok();
        var operations = FuzzGround.Operations(document);
        Assert.True(operations.Count > 80, $"{operations.Count} operations");
        return new(Number("PRACTICE_FUZZ_SEED", UsualSeed), document, operations, known, network.SiloAddress.Authority, network.OperatorToken);
    }

    private static int Number(string variable, int usual) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : usual;
}
