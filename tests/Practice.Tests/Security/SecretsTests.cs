using System.Net;
using Microsoft.Extensions.Configuration;
using Practice.Hosting;
using Practice.Silo.Hosting;
using Practice.Tests.Edge;

namespace Practice.Tests.Security;

/// <summary>Secrets stand in headers, bodies and settings, and nowhere that is shown or written down.</summary>
public sealed class SecretsTests
{
    private const string Password = "hunter2-never-shown";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_in_the_address_counts_for_nothing()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancel);
        var token = await gateway.DemoToken(Cancel);

        foreach (var name in new[] { "access_token", "token", "bearer" })
        {
            using var answer = await gateway.Send(HttpMethod.Get, $"/api/v1/me?{name}={token}", null, null, Cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_secret_in_the_address_gets_no_token()
    {
        await using var gateway = await GatewayUnderTest.Start(Cancel);
        using var body = new FormUrlEncodedContent([new("grant_type", "client_credentials")]);

        using var answer = await gateway.Http.PostAsync(new Uri("/connect/token?client_id=demo-operator&client_secret=demo-secret&grant_type=client_credentials", UriKind.Relative), body, Cancel);

        Assert.InRange((int)answer.StatusCode, 400, 401);
        Assert.DoesNotContain("access_token", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=;Password=" + Password)]
    [InlineData("Host=db;Port=many;Password=" + Password)]
    [InlineData("Password=" + Password + ";nonsense")]
    [InlineData("Pasword=" + Password + ";Host=db")]
    public void A_connection_string_that_cannot_be_is_refused_without_its_password(string connection)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Practice:Postgres", connection)]).Build();

        var refused = Assert.Throws<SettingException>(() => PracticeOptions.Read(settings));

        Assert.StartsWith("Practice:Postgres: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_of_without_its_password()
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        soon.CancelAfter(TimeSpan.FromSeconds(10));

        var failed = await Record.ExceptionAsync(async () =>
        {
            await using var gateway = await GatewayUnderTest.Start(soon.Token, $"--Practice:Postgres=Host=127.0.0.1;Port=1;Username=u;Password={Password};Timeout=2");
        });

        Assert.NotNull(failed);
        Assert.DoesNotContain(Password, failed.ToString(), StringComparison.Ordinal);
    }
}
