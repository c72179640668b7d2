using System.Data.Common;
using Orleans.Storage;
using Practice.Store;

namespace Practice.Silo.Hosting;

/// <summary>Orleans' storage, whose database errors are told in words that cross silos: a driver's exceptions do not, and would end as a 500.</summary>
internal sealed class TellingStorage(IGrainStorage storage) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => (storage as ILifecycleParticipant<ISiloLifecycle>)?.Participate(lifecycle);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Told(() => storage.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Told(() => storage.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Told(() => storage.ClearStateAsync(stateName, grainId, grainState));

    private static async Task Told(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (Exception e) when (e is DbException or IOException or TimeoutException)
        {
            throw new StoreUnavailableException(e.Message);
        }
    }
}
