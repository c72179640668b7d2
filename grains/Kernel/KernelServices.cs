using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>What every owner needs from its host.</summary>
public sealed class KernelServices(IUnitStore store, DomainClock clock, IGrainFactory grains, IOptions<KernelOptions> options, ILogger<KernelServices> log)
{
    public IUnitStore Store { get; } = store;

    public DomainClock Clock { get; } = clock;

    public IGrainFactory Grains { get; } = grains;

    public KernelOptions Options { get; } = options.Value;

    public ILogger Log { get; } = log;

    /// <summary>The owner of a stream.</summary>
    public IPeer Peer(string stream) => Grains.Owner<IPeer>(stream);
}
