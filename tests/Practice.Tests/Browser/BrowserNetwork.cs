extern alias gateway;
extern alias web;

using System.Globalization;
using gateway::Practice.Gateway.Accounts;
using gateway::Practice.Gateway.Identity;
using gateway::Practice.Gateway.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Practice.Kernel;
using Practice.Tests.Browser;
using Practice.Tests.Support;
using web::Practice.Web.SignIn;
using Sessions = gateway::Practice.Gateway.SignIn.Sessions;
using WebSessions = web::Practice.Web.SignIn.Sessions;
using WebProgram = web::Practice.Web.Program;

[assembly: AssemblyFixture(typeof(BrowserNetwork))]

namespace Practice.Tests.Browser;

/// <summary>A whole network with its pages: silo, gateway and web app, each as it runs in production, on SQLite. Started once, by whoever opens it first.</summary>
public sealed class BrowserNetwork : EndToEnd.Network
{
    private readonly int _port = FreePort.Next();
    private readonly SemaphoreSlim _once = new(1, 1);
    private WebApplication? _web;
    private int _members;

    /// <summary>The gateway's address, where everything is.</summary>
    internal Uri Site => Http.BaseAddress!;

    private protected override string[] More(string host) =>
        host == "gateway" ? [string.Create(CultureInfo.InvariantCulture, $"--Practice:Web=http://127.0.0.1:{_port}"), "--Practice:KnownProxies:0=127.0.0.1"] : [];

    private protected override Task<string?> Postgres(CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Starts everything, once.</summary>
    internal async Task Opened(CancellationToken cancellation)
    {
        await Started(cancellation);
        await _once.WaitAsync(cancellation);
        try
        {
            if (_web is not null) return;
            // Renewed so often that each test goes through it, and that a sign-in which was ended is noticed at once.
            _web = WebProgram.Build(["--Practice:SignIn:Trust=00:00:02", string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{_port}"), "--Logging:LogLevel:Default=Error", $"--Practice:Api={Site}", "--Practice:PageLife=00:00:00"]);
            await _web.StartAsync(cancellation);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>Somebody with an account and a password, who has agreed to the notice; and these roles.</summary>
    internal async Task<Member> Join(string name, CancellationToken cancellation, params (string Role, string Unit)[] roles)
    {
        await using var scope = GatewayServices.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var phone = string.Create(CultureInfo.InvariantCulture, $"137{Interlocked.Increment(ref _members):D8}");
        var account = await services.GetRequiredService<People>().Enter(phone, cancellation);
        account.DisplayName = name;
        Assert.True((await services.GetRequiredService<UserManager<Account>>().AddPasswordAsync(account, Member.Password)).Succeeded);
        await services.GetRequiredService<Consents>().Give(account.Id, cancellation);
        foreach (var (role, unit) in roles) await services.GetRequiredService<StaffBook>().Give(account.Id, new(role, unit), "system", null, cancellation);
        return new Member(account.Id, name, phone);
    }

    /// <summary>Whoever holds a device of this person is signed out, as those above can do it.</summary>
    internal async Task End(Member member, CancellationToken cancellation)
    {
        await using var scope = GatewayServices.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Sessions>().End(member.Account, null, null, cancellation);
    }

    /// <summary>A browser and its sign-in as they are when somebody has touched neither for so long.</summary>
    internal async Task Leave(IBrowserContext browser, Member member, TimeSpan since, CancellationToken cancellation)
    {
        var seconds = (long)since.TotalSeconds;
        var ticket = await TicketOf(browser);
        var kept = (await browser.CookiesAsync()).Single(cookie => cookie.Name == "practice");
        await browser.AddCookiesAsync([new() { Name = kept.Name, Value = Uri.EscapeDataString(Seal.Seal(WebSessions.Purpose, ticket with { Seen = ticket.Seen - seconds })), Domain = kept.Domain, Path = kept.Path, HttpOnly = true, SameSite = kept.SameSite }]);
        await using var scope = GatewayServices.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IdentityDb>().Sessions.Where(session => session.Account == member.Account)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.CreatedAt, session => session.CreatedAt - seconds), cancellation);
    }

    /// <summary>Its wakers do not look until the rest is over, if it has been opened at all.</summary>
    internal IDisposable Rest()
    {
        if (_web is null) return Disposable.Nothing;
        var kernel = SiloServices.GetRequiredService<IOptions<KernelOptions>>().Value;
        var interval = kernel.WakeInterval;
        kernel.WakeInterval = TimeSpan.Zero;
        return new Disposable(() => kernel.WakeInterval = interval);
    }

    /// <summary>What a browser keeps of its sign-in.</summary>
    internal async Task<Ticket> TicketOf(IBrowserContext browser) =>
        Seal.Open<Ticket>(WebSessions.Purpose, Uri.UnescapeDataString((await browser.CookiesAsync()).Single(cookie => cookie.Name == "practice").Value))!;

    private SessionSeal Seal => _web!.Services.GetRequiredService<SessionSeal>();

    public override async ValueTask DisposeAsync()
    {
        if (_web is not null) await _web.DisposeAsync();
        _once.Dispose();
        await base.DisposeAsync();
    }

    private sealed class Disposable(Action end) : IDisposable
    {
        public static readonly IDisposable Nothing = new Disposable(() => { });

        public void Dispose() => end();
    }
}
