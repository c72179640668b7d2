using System.Collections.Immutable;

namespace Practice.Settings;

/// <summary>On which days a rule holds: all, working days of the calendar in force (调休 respected), or days off.</summary>
[GenerateSerializer, Alias("routingDays")]
public enum RoutingDays { Any, Working, Off }

/// <summary>
/// The routing catalogue (分派目录): category × area × time of day and week → unit or department. The first rule that matches wins; what
/// matches none, or has arrived where its rule sends it, stays where it is.
/// </summary>
/// <param name="Enabled">Whether it is followed and suggested; tried against past needs before it is switched on.</param>
[GenerateSerializer, Immutable, Alias("routingTable")]
public sealed record RoutingTable([property: Id(0)] bool Enabled, [property: Id(1)] ImmutableArray<RoutingRule> Rules)
{
    public static readonly RoutingTable Empty = new(false, []);
}

/// <summary>One rule. A list that is empty holds for everything.</summary>
/// <param name="To">The unit or department that should do it: the configuring unit or one below it.</param>
[GenerateSerializer, Immutable, Alias("routingRule")]
public sealed record RoutingRule([property: Id(0)] string Name, [property: Id(1)] string To)
{
    /// <summary>Codes of either level; one of the first holds for its sub-categories.</summary>
    [Id(2)] public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Units; each stands for itself and everything below it.</summary>
    [Id(3)] public ImmutableArray<string> Areas { get; init; } = [];

    /// <summary>1 Monday to 7 Sunday.</summary>
    [Id(4)] public ImmutableArray<int> Weekdays { get; init; } = [];

    [Id(5)] public RoutingDays Days { get; init; }

    /// <summary>Time of day <c>HH:mm</c>, half-open; with an end before the beginning it runs over midnight.</summary>
    [Id(6)] public string? From { get; init; }

    [Id(7)] public string? Until { get; init; }

    /// <summary>Whether automatic dispatch refers it there by itself; otherwise the desk is only told.</summary>
    [Id(8)] public bool Follow { get; init; }

    /// <summary>By when it is to reply where it is followed: a time limit like <c>3wd</c>.</summary>
    [Id(9)] public string? ReplyWithin { get; init; }
}
