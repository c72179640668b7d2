using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Practice.Imports;
using Practice.Kernel;
using Practice.Persons;
using Practice.Silo.Api;
using Practice.Silo.Demo;
using Practice.Store;
using Practice.Tests.Kernel;

namespace Practice.Tests.Demo;

/// <summary>The whole demo city, played once into a SQLite file of its own for all tests that look at it.</summary>
public sealed class DemoCity : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("practice-demo-").FullName;
    private readonly PersonVault _vault = new(new byte[32]);
    private NetworkHost _host = null!;

    /// <summary>When it was loaded; what is due "today" is measured against this.</summary>
    public DateTimeOffset LoadedAt { get; private set; }

    internal IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    internal DemoVolunteers Volunteers => new(new(Grains), new(Store, _vault, Grains), Forms);

    private VolunteerForms Forms => new(_vault, _host.Services.GetRequiredService<DomainClock>(), invented: true);

    internal IUnitStore Store => _host.Services.GetRequiredService<IUnitStore>();

    public async ValueTask InitializeAsync()
    {
        _host = await NetworkHost.Start(Path.Combine(_folder, "units.db"), silo => silo.AddScenarioClock());
        LoadedAt = TimeProvider.System.GetUtcNow().ToOffset(DomainClock.Offset);
        var progress = await Play();
        Assert.Equal("done", progress.State);
    }

    internal async Task<DemoStatus> Play()
    {
        var progress = new DemoProgress(expected: true);
        using var player = new DemoPlayer(
            Grains, Store, new DivisionImports(Grains), _vault, Forms, _host.Services.GetRequiredService<IOptions<KernelOptions>>(), TimeProvider.System, progress,
            _host.Services.GetRequiredService<IHostApplicationLifetime>(), NullLogger<DemoPlayer>.Instance);
        await player.Play(CancellationToken.None);
        await player.Fill(CancellationToken.None);
        return progress.Now;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _vault.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
