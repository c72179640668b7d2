extern alias gateway;

using gateway::Practice.Gateway;
using gateway::Practice.Gateway.Accounts;
using gateway::Practice.Gateway.Identity;
using gateway::Practice.Gateway.SignIn;
using gateway::Practice.Hosting;
using gateway::Practice.Store.Migrations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Practice.Tests.Support;
using Xunit;

namespace Practice.Tests.Edge;

public sealed class StartTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Gateways_that_start_together_share_their_keys(bool onPostgres)
    {
        var folder = GatewayUnderTest.NewFolder();
        string[] settings = [$"--Practice:DataFolder={folder}", .. onPostgres ? [$"--Practice:Postgres={await postgres.CreateDatabase(false, Cancellation)}"] : Array.Empty<string>()];

        var both = await Task.WhenAll(GatewayUnderTest.Start(Cancellation, settings), GatewayUnderTest.Start(Cancellation, settings));
        await using var one = both[0];
        await using var two = both[1];
        using var answer = await two.Send(HttpMethod.Get, "/api/v1/me", await one.DemoToken(Cancellation), null, Cancellation);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(one.Keys.Signing.KeyId, two.Keys.Signing.KeyId);
        Assert.Equal(1, await Count(one, db => db.DataProtectionKeys));
    }

    [Fact]
    public async Task An_empty_start_makes_one_root_operator_once()
    {
        var folder = $"--Practice:DataFolder={GatewayUnderTest.NewFolder()}";

        await using (var first = await GatewayUnderTest.StartBare(Cancellation, folder))
            Assert.Equal(1, await Count(first, db => db.ServiceAccounts.Where(a => a.ClientId.StartsWith("root-"))));
        await using var again = await GatewayUnderTest.StartBare(Cancellation, folder);

        Assert.Equal(1, await Count(again, db => db.ServiceAccounts));
        Assert.Equal(1, await Count(again, db => db.Grants.Where(grant => grant.Role == "operator" && grant.Unit == "*")));
    }

    [Fact]
    public async Task Production_does_not_start_beside_demo_accounts()
    {
        var folder = $"--Practice:DataFolder={GatewayUnderTest.NewFolder()}";
        await using (await GatewayUnderTest.Start(Cancellation, folder)) { }

        var refused = await Assert.ThrowsAsync<SettingException>(() => GatewayUnderTest.StartBare(Cancellation, folder, "--Practice:Production=true", "--Practice:Tls=ingress", "--Practice:KnownProxies:0=127.0.0.1", "--Practice:PublicUrl=https://practice.example", $"--Practice:AccountKey={Convert.ToBase64String(new byte[32])}"));

        Assert.Contains("demo-operator", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Production_starts_beside_a_resident_whose_phone_the_demo_uses_too_and_not_beside_the_demos_people()
    {
        var (own, demos) = ($"--Practice:DataFolder={GatewayUnderTest.NewFolder()}", $"--Practice:DataFolder={GatewayUnderTest.NewFolder()}");
        var key = $"--Practice:AccountKey={Convert.ToBase64String(new byte[32])}";
        string[] production = ["--Practice:Production=true", "--Practice:Tls=ingress", "--Practice:KnownProxies:0=127.0.0.1", "--Practice:PublicUrl=https://practice.example", key];
        await using (var gateway = await GatewayUnderTest.StartBare(Cancellation, own, key))
        {
            await using var scope = gateway.Services.CreateAsyncScope();
            var people = scope.ServiceProvider.GetRequiredService<People>();
            foreach (var person in DemoPeople.All.Take(2))
            {
                var account = await people.Enter(person.Phone, Cancellation);
                Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().AddPasswordAsync(account, "liu-shu-cheng-yin-27")).Succeeded);
            }
        }

        await using (await GatewayUnderTest.Start(Cancellation, demos, key)) { }

        await using (await GatewayUnderTest.StartBare(Cancellation, [own, .. production])) { }
        var refused = await Assert.ThrowsAsync<SettingException>(() => GatewayUnderTest.StartBare(Cancellation, [demos, .. production]));
        Assert.Contains(DemoPeople.All[0].Phone, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Practice:Issuer", "http://login.example.org")]
    [InlineData("Practice:PublicUrl", "practice")]
    [InlineData("Practice:Silos:0", "ftp://silo")]
    [InlineData("Practice:KnownProxies:0", "everybody")]
    [InlineData("Practice:TokenLifetime", "01:00:00")]
    [InlineData("Practice:Limits:AddressBurst", "0")]
    [InlineData("Practice:Limits:BodyBytes", "many")]
    public void A_bad_setting_is_named_with_its_cure(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build();

        var refused = Assert.Throws<SettingException>(() => GatewayOptions.Read(configuration));

        Assert.StartsWith("Practice", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("sqlite", null)]
    [InlineData("postgres", "Host=nowhere;Database=none")]
    public void The_identity_scripts_are_the_models(string folder, string? connection)
    {
        var assembly = typeof(IdentityDb).Assembly;
        var options = new DbContextOptionsBuilder<IdentityDb>();
        if (connection is null) options.UseSqlite("Data Source=:memory:");
        else options.UseNpgsql(connection);
        options.UseOpenIddict();
        using var db = new IdentityDb(options.Options);
        var scripts = string.Concat(MigrationScript.Embedded(assembly, $"Practice.Gateway.Identity.Sql.{folder}.").Select(script => script.Sql));

        var model = Statements(db.Database.GenerateCreateScript());

        Assert.Equal(model, Statements(scripts.Replace(" IF NOT EXISTS \"", " \"", StringComparison.Ordinal).Replace(" IF NOT EXISTS identity.", " identity.", StringComparison.Ordinal)));
    }

    // A later script puts its tables where the model has them among the first.
    private static string[] Statements(string script) =>
    [
        .. string.Join('\n', script.Trim('\uFEFF').Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal)))
            .Split(";\n", StringSplitOptions.RemoveEmptyEntries).Select(statement => statement.Trim(';')).Order(StringComparer.Ordinal),
    ];

    private static async Task<int> Count<T>(GatewayUnderTest gateway, Func<IdentityDb, IQueryable<T>> rows)
    {
        await using var scope = gateway.Services.CreateAsyncScope();
        return await rows(scope.ServiceProvider.GetRequiredService<IdentityDb>()).CountAsync(Cancellation);
    }
}
