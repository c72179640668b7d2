using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Practice.Hosting;
using Practice.Tests.Edge;
using Practice.Tests.EndToEnd;
using Xunit;
using SiloProgram = Practice.Silo.Program;

namespace Practice.Tests.Telemetry;

using Network = Practice.Tests.EndToEnd.Network;

/// <summary>What stands in the log is found by its trace, and is nobody's.</summary>
[Collection(typeof(Alone))]
public sealed class LogTests(WatchedNetwork network) : IClassFixture<WatchedNetwork>, IAsyncLifetime
{
    private const string Name = "慕容复兴", Phone = "13912345678", Number = "320482199003077213", Street = "紫竹巷九十七号";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await network.Started(Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nothing_personal_and_no_secret_is_logged_on_the_whole_way_of_a_need_or_when_it_fails()
    {
        var api = network.Operator;
        var town = await network.NewTown(Cancel);
        var account = (await api.Post("/service-accounts", new { name = "desk", roles = new[] { new { role = "clerk", unit = town.Station } } }, Cancel)).Ok();
        var token = network.Token("somebody", ("clerk", town.Station));
        var need = (await api.Post($"/units/{town.Station}/needs", Words(), Cancel, key: "log-1")).Ok(201).Text("id");
        (await api.Post($"/units/{town.Station}/needs", new { title = "另一件", category = "lifeService", channel = "phone" }, Cancel, key: "log-1")).Refused(409, "idempotency.mismatch");
        (await api.Post($"/needs/{need}/verify", new { decision = "accept" }, Cancel)).Ok();
        (await api.Get($"/needs?under={town.Station}&q={Uri.EscapeDataString(Name)}", Cancel)).Ok();
        (await api.PostText($"/units/{town.Station}/needs", "{\"title\":\"" + Name + "\",\"contact\":{\"phone\":" + Phone + "}", Cancel)).Problem();
        (await api.PostText($"/units/{town.Station}/needs", "{\"title\":7,\"contact\":\"" + Phone + "\"}", Cancel)).Problem();
        (await api.Post($"/needs/{need}/rating", new { score = 99, comment = Name + Phone }, Cancel)).Problem();
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask("/api/v1/needs/" + need, token + "x"));
        await Ask("/api/v1/units/" + town.Station, token);

        Assert.All(Mark(network.SiloServices, network.GatewayServices), mark => Assert.Contains(network.Log.Lines, line => line.Contains(mark, StringComparison.Ordinal)));
        Assert.Empty(Secrets(account.Text("clientSecret"), token, "demo-secret", "log-1").SelectMany(secret => network.Log.Lines.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase))));
    }

    [Fact]
    public async Task A_failure_is_logged_with_the_trace_id_that_its_caller_got_and_without_what_was_sent()
    {
        using var log = new KeptLog();
        await using var gateway = await GatewayUnderTest.Start(Cancel, "--Logging:LogLevel:Default=Debug");
        gateway.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        using var answer = await gateway.Send(HttpMethod.Post, $"/api/v1/units/{Network.Station}/needs?q={Phone}", await gateway.DemoToken(Cancel), Words(), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var told = Assert.Single(log.Lines, line => line.Contains("got no answer", StringComparison.Ordinal));
        Assert.Contains("trace=" + answer.Headers.GetValues("X-Request-Id").Single(), told, StringComparison.Ordinal);
        Assert.Empty(Secrets("demo-secret").SelectMany(secret => log.Lines.Where(line => line.Contains(secret, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_without_its_password()
    {
        using var log = new KeptLog();
        var folder = GatewayUnderTest.NewFolder();
        await using var silo = SiloProgram.Build(
            ["--urls=http://127.0.0.1:0", $"--Practice:DataFolder={folder}", "--Practice:Postgres=Host=127.0.0.1;Port=1;Username=practice;Password=geheim-4711;Timeout=1", "--Practice:StartWait=00:00:01", "--Logging:LogLevel:Default=Error"]);
        silo.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        var failed = await Assert.ThrowsAnyAsync<Exception>(() => silo.Prepare(Cancel));

        Assert.DoesNotContain("geheim-4711", failed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("geheim-4711", StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_cannot_forge_an_entry()
    {
        using var log = new KeptLog();

        log.CreateLogger("Practice.Test").LogInformation("first\n2026-01-01T00:00:00.000+08:00 crit Practice[0] forged");

        Assert.Single(Assert.Single(log.Lines).TrimEnd().Split('\n'));
    }

    private static object Words() => new
    {
        title = "厨房下水堵了", description = $"{Name},身份证 {Number}", category = "lifeService", channel = "phone",
        location = new { address = Street }, contact = new { name = Name, phone = Phone },
    };

    /// <summary>Writes a line into the log of each host as the code of the house does, so that it shows whether the log is really read.</summary>
    private static string[] Mark(params IServiceProvider[] hosts) => [.. hosts.Select((host, n) =>
    {
        var mark = $"mark {n} {Guid.NewGuid():N}";
        host.GetRequiredService<ILoggerFactory>().CreateLogger("Practice.Mark").LogDebug("{Mark}", mark);
        return mark;
    })];

    private static string[] Secrets(params string[] secrets) => [Name, Phone, Number, Street, .. secrets];

    private async Task<HttpStatusCode> Ask(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await network.Http.SendAsync(request, Cancel);
        return answer.StatusCode;
    }
}
