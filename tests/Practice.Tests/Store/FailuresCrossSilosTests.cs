using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using Practice.Kernel;
using Practice.Silo.Hosting;
using Practice.Store;

namespace Practice.Tests.Store;

/// <summary>What an owner on another silo throws must arrive as what it is: the API answers each in its own way, and anything else with 500.</summary>
public sealed class FailuresCrossSilosTests
{
    public static TheoryData<Exception> Failures => [new StoreBusyException(), new FencedException("unit-1"), new ChangeRejectedException("unit-1", "22P05"), new OutcomeUnknownException("unit-1"), new StoreUnavailableException("57P03"), new OwnerReloadingException("unit-1")];

    [Theory, MemberData(nameof(Failures))]
    public void A_failure_of_the_store_arrives_as_what_it_is(Exception thrown)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer<Exception>>();

        var arrived = serializer.Deserialize(serializer.SerializeToArray(thrown));

        Assert.Equal((thrown.GetType(), thrown.Message), (arrived!.GetType(), arrived.Message));
    }

    [Fact]
    public async Task A_drivers_error_in_a_stored_state_is_told_as_the_store_that_does_not_answer()
    {
        var storage = new TellingStorage(new BrokenStorage());

        var told = await Assert.ThrowsAsync<StoreUnavailableException>(() => storage.ReadStateAsync("s", GrainId.Create("settings", "settings-1"), new GrainState<int>()));

        Assert.Contains("gone", told.Message, StringComparison.Ordinal);
    }

    private sealed class BrokenStorage : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NpgsqlException("gone");

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NpgsqlException("gone");

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NpgsqlException("gone");
    }
}
