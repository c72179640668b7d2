using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Practice.Kernel;
using Practice.Needs;

namespace Practice.Settings;

/// <summary>Puts a county's tables into a silo. The silo also needs grain storage named <c>settings</c>.</summary>
public static class SettingsHosting
{
    public static IServiceCollection AddSettings(this IServiceCollection services)
    {
        services.AddSingleton(p => new SettingsCache(
            SettingsCache.From(p.GetRequiredService<IGrainFactory>(), p.GetRequiredService<DomainClock>()), TimeProvider.System, p.GetRequiredService<ILogger<SettingsCache>>()));
        services.AddSingleton<ITermsSource, SettingsTerms>();
        return services;
    }
}
