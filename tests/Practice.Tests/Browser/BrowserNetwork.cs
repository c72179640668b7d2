extern alias web;

using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Practice.Tests.Support;
using WebProgram = web::Practice.Web.Program;

namespace Practice.Tests.Browser;

/// <summary>A whole network with its pages: silo, gateway and web app, each as it runs in production, on SQLite.</summary>
public sealed class BrowserNetwork : EndToEnd.Network
{
    private readonly int _port = HostProcess.FreePort();
    private readonly SemaphoreSlim _once = new(1, 1);
    private WebApplication? _web;

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
            _web = WebProgram.Build([string.Create(CultureInfo.InvariantCulture, $"--urls=http://127.0.0.1:{_port}"), "--Logging:LogLevel:Default=Error", $"--Practice:Api={Site}", "--Practice:PageLife=00:00:00"]);
            await _web.StartAsync(cancellation);
        }
        finally
        {
            _once.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_web is not null) await _web.DisposeAsync();
        _once.Dispose();
        await base.DisposeAsync();
    }
}
