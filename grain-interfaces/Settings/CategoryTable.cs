using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Settings;

/// <summary>Whose word a category is: the brief names four of them, the others are local configuration and must not be called official.</summary>
[GenerateSerializer, Alias("categoryMark")]
public enum CategoryMark { Configured, Brief }

/// <summary>The categories of needs (需求类目), in two levels.</summary>
/// <remarks>Laws: codes are unique; a sub-category's code is its category's, a point and its own: <c>lifeService.electrical</c>.</remarks>
[GenerateSerializer, Immutable, Alias("categoryTable")]
public sealed record CategoryTable
{
    [Id(0)] public ImmutableArray<Category> Categories { get; init; } = [];

    /// <summary>The category that a code of either level belongs to; null where the table has no such code.</summary>
    public Category? Find(string? code)
    {
        if (code is null)
            return null;
        var point = code.IndexOf('.', StringComparison.Ordinal);
        var category = Categories.FirstOrDefault(c => c.Code == (point < 0 ? code : code[..point]));
        return point < 0 || category?.Sub(code) is not null ? category : null;
    }

    /// <summary>The skills a team needs for a need of this code; none for a whole category.</summary>
    public ImmutableArray<string> SkillsFor(string? code) => Find(code)?.Sub(code!)?.Skills ?? [];
}

/// <summary>A category of the first level.</summary>
/// <param name="Code">Like <c>lifeService</c>; opaque, never reused for something else.</param>
[GenerateSerializer, Immutable, Alias("category")]
public sealed record Category([property: Id(0)] string Code, [property: Id(1)] string Name)
{
    [Id(2)] public string NameEn { get; init; } = "";

    /// <summary>The urgency proposed where a need names none.</summary>
    [Id(3)] public Urgency DefaultUrgency { get; init; }

    /// <summary>What the pages say beside the icon, in an old person's words.</summary>
    [Id(4)] public string Hint { get; init; } = "";

    [Id(5)] public CategoryMark Marked { get; init; }

    [Id(6)] public ImmutableArray<SubCategory> Subs { get; init; } = [];

    public SubCategory? Sub(string code) => Subs.FirstOrDefault(s => s.Code == code);
}

/// <summary>A category of the second level.</summary>
[GenerateSerializer, Immutable, Alias("subCategory")]
public sealed record SubCategory([property: Id(0)] string Code, [property: Id(1)] string Name)
{
    [Id(2)] public string NameEn { get; init; } = "";

    /// <summary>Skills that a team must have, every one, to be asked for such a need.</summary>
    [Id(3)] public ImmutableArray<string> Skills { get; init; } = [];
}
