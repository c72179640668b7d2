using System.Collections.Immutable;

namespace Practice.Calendars;

/// <summary>A stretch of the office day, as times after midnight; half-open. <see cref="Until"/> may be 24 hours.</summary>
[GenerateSerializer, Immutable, Alias("officeStretch")]
public readonly record struct OfficeStretch([property: Id(0)] TimeSpan From, [property: Id(1)] TimeSpan Until);

/// <summary>The hours at which a unit works on a working day.</summary>
/// <remarks>Law: at least one stretch; stretches lie in one day, do not overlap or touch, and are in order.</remarks>
[GenerateSerializer, Immutable, Alias("officeHours")]
public sealed record OfficeHours
{
    /// <summary>09:00–12:00 and 13:30–17:30: seven hours.</summary>
    public static readonly OfficeHours Default = new([
        new(TimeSpan.FromHours(9), TimeSpan.FromHours(12)),
        new(new TimeSpan(13, 30, 0), new TimeSpan(17, 30, 0))]);

    /// <exception cref="ArgumentException">The stretches break the law; <see cref="AreValid"/> asks before.</exception>
    public OfficeHours(ImmutableArray<OfficeStretch> stretches)
    {
        if (!AreValid(stretches))
            throw new ArgumentException("Office hours are stretches of one day, in order and apart.", nameof(stretches));
        Stretches = stretches;
    }

    [Id(0)] public ImmutableArray<OfficeStretch> Stretches { get; }

    /// <summary>When the office day begins.</summary>
    public TimeSpan Opens => Stretches[0].From;

    /// <summary>When the office day ends.</summary>
    public TimeSpan Closes => Stretches[^1].Until;

    /// <summary>How much is worked on a working day.</summary>
    public TimeSpan Length => Between(TimeSpan.Zero, TimeSpan.FromDays(1));

    public static bool AreValid(ImmutableArray<OfficeStretch> stretches)
    {
        if (stretches.IsDefaultOrEmpty || stretches[0].From < TimeSpan.Zero || stretches[^1].Until > TimeSpan.FromDays(1))
            return false;
        for (var i = 0; i < stretches.Length; i++)
            if (stretches[i].From >= stretches[i].Until || (i > 0 && stretches[i].From <= stretches[i - 1].Until))
                return false;
        return true;
    }

    /// <summary>How much of [from, until) is worked.</summary>
    public TimeSpan Between(TimeSpan from, TimeSpan until)
    {
        var sum = TimeSpan.Zero;
        foreach (var stretch in Stretches)
        {
            var begin = stretch.From > from ? stretch.From : from;
            var end = stretch.Until < until ? stretch.Until : until;
            if (end > begin)
                sum += end - begin;
        }
        return sum;
    }

    public bool Equals(OfficeHours? other) => other is not null && Stretches.SequenceEqual(other.Stretches);

    public override int GetHashCode() => HashCode.Combine(Stretches.Length, Opens, Closes);
}
