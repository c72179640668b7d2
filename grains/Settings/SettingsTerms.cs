using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Practice.Calendars;
using Practice.Needs;

namespace Practice.Settings;

/// <summary>A unit's settings as the rules of needs read them.</summary>
public sealed class SettingsTerms(SettingsCache cache) : ITermsSource
{
    // Settings that are the same object have the same terms; a thousand stations share them.
    private readonly ConditionalWeakTable<EffectiveSettings, ITerms> _known = [];

    public ValueTask<ITerms> For(string path)
    {
        var settings = cache.For(path);
        return settings.IsCompletedSuccessfully ? new(Of(settings.GetAwaiter().GetResult())) : new(Slow(settings));

        async Task<ITerms> Slow(ValueTask<EffectiveSettings> pending) => Of(await pending);
    }

    public static ITerms Default { get; } = new Terms(EffectiveSettings.Default);

    private ITerms Of(EffectiveSettings settings) => _known.GetValue(settings, static s => new Terms(s));

    private sealed class Terms(EffectiveSettings settings) : ITerms
    {
        private readonly ImmutableDictionary<string, CategoryTerms> _categories = settings.Categories.Categories
            .SelectMany(top => top.Subs
                .Select(sub => new CategoryTerms(sub.Code, top.Code, sub.Skills, top.DefaultUrgency))
                .Prepend(new CategoryTerms(top.Code, top.Code, [], top.DefaultUrgency)))
            .ToImmutableDictionary(terms => terms.Code, StringComparer.Ordinal);

        public WorkCalendar Calendar => settings.Calendar;

        public TimeLimits Limits => settings.TimeLimits;

        public CategoryTerms? Category(string code) => _categories.GetValueOrDefault(code);
    }
}
