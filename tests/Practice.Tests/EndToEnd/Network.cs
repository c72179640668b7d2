extern alias gateway;

using System.Globalization;
using System.Text;
using gateway::Practice.Gateway.Accounts;
using gateway::Practice.Gateway.Identity;
using gateway::Practice.Gateway.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Practice.Activities;
using Practice.Hosting;
using Practice.Kernel;
using Practice.Shared;
using Practice.Tests.Edge;
using Practice.Tests.Support;
using Xunit;
using SiloProgram = Practice.Silo.Program;

namespace Practice.Tests.EndToEnd;

/// <summary>
/// A whole network on this machine: a real silo and a real gateway on loopback ports over one database, with the units of a small city
/// imported and opened through the gateway. Stopping and starting the hosts on the same data is a restart.
/// </summary>
public abstract class Network : IAsyncDisposable
{
    /// <summary>The loop's own county, where nobody else works.</summary>
    internal const string City = "3212", Centre = "321203", Institute = "321203001", Station = "321203001010", Sibling = "321203001011";

    /// <summary>The county whose towns are given to one test each.</summary>
    internal const string Elsewhere = "321204";

    /// <summary>A station for what leaves nothing that another test could notice.</summary>
    internal const string Common = "321204999201";

    /// <summary>A unit that the demo's operator may give roles on, far from every other; it is not imported.</summary>
    internal const string FarAway = "3202";

    internal const int MostBytes = 200_000;

    private const int MostTowns = 140;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<(string Role, string Unit), (string Id, string Secret, AccountToken Token)> _accounts = [];
    private readonly string _folder = GatewayUnderTest.NewFolder();
    private readonly int _gatewayPort = FreePort.Next(), _siloPort = FreePort.Next(), _orleansPort = FreePort.Next(), _orleansGateway = FreePort.Next();
    private string? _postgres;
    private Push.RobotStandIn? _robots;
    private WebApplication? _silo;
    private GatewayUnderTest? _gateway;
    private int _towns, _phones;

    internal HttpClient Http => _gateway!.Http;

    internal Uri SiloAddress => new($"http://127.0.0.1:{_siloPort}");

    internal IServiceProvider SiloServices => _silo!.Services;

    internal IServiceProvider GatewayServices => _gateway!.Services;

    /// <summary>The embedded unit store.</summary>
    internal string UnitsFile => Path.Combine(_folder, "units.db");

    /// <summary>The demo's operator, who holds both cities.</summary>
    internal Api Operator { get; private set; } = null!;

    internal string OperatorToken { get; private set; } = "";

    /// <summary>Work groups and partners; what they were sent outlives a restart.</summary>
    internal Push.RobotStandIn Robots => _robots!;

    internal Api Nobody => new(this, (string?)null);

    /// <summary>The connection string of an empty database; null = the embedded one. Skips the test where a machine has none.</summary>
    private protected abstract Task<string?> Postgres(CancellationToken cancellation);

    /// <summary>What a test puts into the silo before it starts.</summary>
    private protected virtual void Plant(WebApplication silo)
    {
    }

    /// <summary>More settings of a host, <c>silo</c> or <c>gateway</c>.</summary>
    private protected virtual string[] More(string host) => [];

    /// <summary>The hosts are there and nothing was asked of them yet.</summary>
    private protected virtual Task Watch(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Starts the hosts and loads the city, once.</summary>
    internal async Task Started(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_gateway is not null)
                return;
            _postgres = await Postgres(cancellation);
            await StartHosts(cancellation);
            await Load(cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Stops the silo alone; a restart brings another.</summary>
    internal async Task StopSilo()
    {
        if (_silo is null)
            return;
        await _silo.StopAsync(CancellationToken.None);
        await _silo.DisposeAsync();
        _silo = null;
    }

    /// <summary>Stops both hosts and starts others on the same data, at the same addresses.</summary>
    internal async Task Restart(CancellationToken cancellation, Action<string>? between = null)
    {
        await StopHosts();
        between?.Invoke(UnitsFile);
        await StartHosts(cancellation);
    }

    /// <summary>An account with one role, made through the gateway; the same one for the same role.</summary>
    internal async Task<Api> As(string role, string unit, CancellationToken cancellation)
    {
        if (!_accounts.TryGetValue((role, unit), out var account))
        {
            var made = (await Operator.Post("/service-accounts", new { name = $"{role} {unit}", roles = new[] { new { role, unit } } }, cancellation)).Ok();
            var (id, secret) = (made.Text("clientId"), made.Text("clientSecret"));
            _accounts[(role, unit)] = account = (id, secret, new AccountToken(c => _gateway!.Token(id, secret, c)));
        }

        return new Api(this, account.Token) { Subject = account.Id };
    }

    /// <summary>Somebody without any role where the tests work: the nearest to a resident that a service account can be.</summary>
    internal Task<Api> Resident(CancellationToken cancellation, string kind = "auditor") => As(kind, FarAway, cancellation);

    /// <summary>A person without any role: a resident or a volunteer, as a people's sign-in would name him.</summary>
    internal Api Person(string person, string? phone = null) => new(this, _gateway!.PersonToken(person, phone)) { Subject = person };

    /// <summary>A token as the issuer would give it to somebody with these roles.</summary>
    internal string Token(string subject, params (string Role, string Unit)[] roles) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Http.BaseAddress!.AbsoluteUri, Audience = GrantClaim.Audience, TokenType = "at+jwt",
        Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
        Claims = new Dictionary<string, object> { ["sub"] = subject, [GrantClaim.Type] = roles.Select(role => GrantClaim.Write(role.Role, role.Unit)).ToArray() },
        SigningCredentials = new SigningCredentials(GatewayServices.GetRequiredService<IssuerKeys>().Signing, SecurityAlgorithms.RsaSha256),
    });

    /// <summary>The account of a person who holds a role: its id.</summary>
    internal async Task<string> Staff(string role, string unit, CancellationToken cancellation)
    {
        await using var scope = _gateway!.Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<People>().Enter(string.Create(CultureInfo.InvariantCulture, $"139{Interlocked.Increment(ref _phones):D8}"), cancellation);
        await scope.ServiceProvider.GetRequiredService<StaffBook>().Give(person.Id, new(role, unit), "system", null, cancellation);
        return person.Id;
    }

    /// <summary>A town with two stations that no other test has touched, opened.</summary>
    internal async Task<Town> NewTown(CancellationToken cancellation)
    {
        var n = Interlocked.Increment(ref _towns);
        Assert.InRange(n, 1, MostTowns);
        var town = string.Create(CultureInfo.InvariantCulture, $"{Elsewhere}{n:D3}");
        foreach (var unit in new[] { town, town + "201", town + "202" })
            (await Operator.Post($"/units/{unit}/open", null, cancellation)).Ok();
        return new Town(town, town + "201", town + "202");
    }

    /// <summary>Service that the institute has settled: minutes of a day, told to the volunteer as its activity would.</summary>
    internal async Task Settled(string number, Town town, string activity, DateTimeOffset from, int minutes, int version = 1, int seq = 1)
    {
        var told = new ServiceSettled(activity + "/1", version, new(from, from.AddHours(8)), minutes, town.Institute, $"/3212/{Elsewhere}/{town.Institute}/", null, null, "河边清洁", "environment",
            "柴墟公园", "P1", "account-9", "account-8", [], version > 1 ? "account-7" : null);
        await SiloServices.GetRequiredService<IGrainFactory>().Owner<IPeer>(Ids.VolunteerStream(number))
            .Receive(new("import-" + activity, seq, "", Message.NameOf(typeof(ServiceSettled)), Message.Write(told), TimeProvider.System.GetUtcNow()));
    }

    public virtual async ValueTask DisposeAsync()
    {
        await StopHosts();
        if (_robots is not null)
            await _robots.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task StartHosts(CancellationToken cancellation)
    {
        _robots ??= await Push.RobotStandIn.Start(cancellation);
        string[] shared = ["--Logging:LogLevel:Microsoft.Hosting.Lifetime=Error", $"--Practice:DataFolder={_folder}", .. _postgres is null ? Array.Empty<string>() : [$"--Practice:Postgres={_postgres}"]];
        _silo = SiloProgram.Build(
        [
            $"--urls=http://127.0.0.1:{_siloPort}", "--Logging:LogLevel:Default=Error", $"--Practice:Issuer=http://127.0.0.1:{_gatewayPort}",
            $"--Practice:Orleans:SiloPort={_orleansPort}", $"--Practice:Orleans:GatewayPort={_orleansGateway}",
            $"--Practice:Push:WeCom={_robots.Address}", $"--Practice:Push:DingTalk={_robots.Address}", $"--Practice:Push:Inside:0={_robots.Authority}", "--Practice:Push:FirstRetry=00:00:00.1", "--Practice:Push:Patience=00:00:02", "--Practice:InventedIds=true", .. shared, .. More("silo"),
        ]);
        Plant(_silo);
        await _silo.Prepare(cancellation);
        await _silo.StartAsync(cancellation);
        _gateway = await GatewayUnderTest.Start(cancellation,
        [
            $"--urls=http://127.0.0.1:{_gatewayPort}", $"--Practice:PublicUrl=http://127.0.0.1:{_gatewayPort}", $"--Practice:Silos:0=http://127.0.0.1:{_siloPort}",
            "--Practice:Limits:AccountPerSecond=0", "--Practice:Limits:AddressPerSecond=0", "--Practice:Limits:TokenPerSecond=0", "--Practice:Limits:ProgressPerMinute=0", "--Practice:Limits:PublicPerMinute=0", "--Practice:Limits:CodePerMinute=0",
            $"--Practice:Limits:BodyBytes={MostBytes}", .. shared, .. More("gateway"),
        ]);
        await Watch(cancellation);
        OperatorToken = await _gateway.DemoToken(cancellation);
        Operator = new Api(this, new AccountToken(c => _gateway.DemoToken(c))) { Subject = "demo-operator" };
    }

    private async Task StopHosts()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        await StopSilo();
        _gateway = null;
    }

    private async Task Load(CancellationToken cancellation)
    {
        var submitted = (await Operator.Send(HttpMethod.Post, "/imports/divisions", new StringContent(Divisions(), Encoding.UTF8, "text/csv"), cancellation)).Ok(202);
        var import = await Poll.Until(
            async () => (await Operator.Get($"/imports/{submitted.Text("id")}", cancellation)).Ok(), view => view.Text("state") is "done" or "failed", cancellation);
        Assert.Equal(("done", 0), (import.Text("state"), import.GetProperty("errors").GetArrayLength()));
        foreach (var unit in new[] { City, Centre, Institute, Station, Sibling, Elsewhere, Common })
            (await Operator.Post($"/units/{unit}/open", null, cancellation)).Ok();
    }

    private static string Divisions()
    {
        var csv = new StringBuilder("code,name,parent,level\n");
        csv.Append("3212,泰州市,32,city\n321203,高港区,3212,county\n321203001,口岸街道,321203,town\n");
        csv.Append("321203001010,柴墟村,321203001,village\n321203001011,田河村,321203001,village\n321204,姜堰区,3212,county\n");
        for (var n = 1; n <= MostTowns; n++)
        {
            var town = string.Create(CultureInfo.InvariantCulture, $"{Elsewhere}{n:D3}");
            csv.Append(CultureInfo.InvariantCulture, $"{town},第{n}镇,{Elsewhere},town\n{town}201,东村,{town},village\n{town}202,西村,{town},village\n");
        }

        csv.Append("321204999,末镇,321204,town\n321204999201,公用村,321204999,village\n");
        return csv.ToString();
    }
}

/// <summary>A town and its two stations.</summary>
internal sealed record Town(string Institute, string Station, string Sibling);
