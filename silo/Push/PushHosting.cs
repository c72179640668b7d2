using Practice.Needs;
using Practice.Persons;
using Practice.Push;
using Practice.Silo.Hosting;
using Practice.Store;

namespace Practice.Silo.Push;

/// <summary>What owners need in order to tell work groups and partners.</summary>
internal static class PushHosting
{
    public static IServiceCollection AddPush(this IServiceCollection services, PracticeOptions options)
    {
        services.AddSingleton(p => new PushSender(options.Push, p.GetRequiredService<PersonVault>(), TimeProvider.System));
        services.AddSingleton(p => new Digests(p.GetRequiredService<IUnitStore>(), p.GetRequiredService<ITermsSource>()));
        services.AddSingleton(p => new PushServices(
            p.GetRequiredService<PushSender>(), p.GetRequiredService<Digests>(), PushTerms.Default with { First = options.Push.FirstRetry }));
        return services;
    }
}
