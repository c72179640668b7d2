using Practice.Needs;

namespace Practice.Settings;

/// <summary>The terms that units work by: what <see cref="SettingsCache"/> says holds at their path.</summary>
public sealed class SettingsTerms(SettingsCache cache) : ITermsSource
{
    public ValueTask<ITerms> For(string path)
    {
        var settings = cache.For(path);
        return settings.IsCompletedSuccessfully ? new(settings.GetAwaiter().GetResult()) : Await(settings);

        static async ValueTask<ITerms> Await(ValueTask<EffectiveSettings> settings) => await settings;
    }
}
