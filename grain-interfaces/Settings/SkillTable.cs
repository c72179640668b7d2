using System.Collections.Immutable;

namespace Practice.Settings;

/// <summary>The skills that teams and people can have. Law: codes are unique.</summary>
[GenerateSerializer, Immutable, Alias("skillTable")]
public sealed record SkillTable
{
    [Id(0)] public ImmutableArray<Skill> Skills { get; init; } = [];

    public bool Knows(string code) => Skills.Any(s => s.Code == code);
}

/// <summary>One skill.</summary>
[GenerateSerializer, Immutable, Alias("skill")]
public sealed record Skill([property: Id(0)] string Code, [property: Id(1)] string Name)
{
    [Id(2)] public string NameEn { get; init; } = "";

    /// <summary>Whether the law or local practice asks for a certificate or a filing (持证).</summary>
    [Id(3)] public bool Licensed { get; init; }
}
