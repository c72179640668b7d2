using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Practice.Settings;

/// <summary>What a table of categories or skills must be. Every fault is named, not only the first.</summary>
internal static partial class CategoryRules
{
    public const int MostCategories = 100;
    public const int MostSubs = 100;
    public const int MostSkills = 1000;
    public const int LongestName = 60;
    public const int LongestHint = 200;

    [GeneratedRegex("^[a-z][a-zA-Z0-9]{0,39}$")]
    private static partial Regex CodePattern();

    /// <summary>Faults <c>category.count, .code, .duplicate, .name, .hint, .urgency, .skill</c>.</summary>
    public static IReadOnlyList<Fault> Faults(CategoryTable table, SkillTable skills)
    {
        var faults = new List<Fault>();
        var categories = OrEmpty(table.Categories);
        if (categories.Length is 0 or > MostCategories)
            faults.Add(new("category.count", "categories", $"A table has 1 to {MostCategories} categories."));

        var known = OrEmpty(skills.Skills).Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < categories.Length; i++)
        {
            var field = $"categories[{i}]";
            if (categories[i] is not { } category)
            {
                faults.Add(new("category.code", field, "A category is missing."));
                continue;
            }

            CheckCode(faults, codes, $"{field}.code", category.Code, "");
            CheckName(faults, "category.name", field, category.Name, category.NameEn);
            if (category.Hint?.Length > LongestHint)
                faults.Add(new("category.hint", $"{field}.hint", $"A hint has at most {LongestHint} characters."));
            if (!Enum.IsDefined(category.DefaultUrgency))
                faults.Add(new("category.urgency", $"{field}.defaultUrgency", "It is one of urgent, priority, normal, planned."));
            CheckSubs(faults, codes, known, field, category);
        }

        return faults;
    }

    /// <summary>Faults <c>skill.count, .code, .duplicate, .name</c>.</summary>
    public static IReadOnlyList<Fault> Faults(SkillTable table)
    {
        var faults = new List<Fault>();
        var skills = OrEmpty(table.Skills);
        if (skills.Length is 0 or > MostSkills)
            faults.Add(new("skill.count", "skills", $"A table has 1 to {MostSkills} skills."));

        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < skills.Length; i++)
        {
            var field = $"skills[{i}]";
            if (skills[i] is not { Code: { } code } skill || !CodePattern().IsMatch(code))
            {
                faults.Add(new("skill.code", $"{field}.code", "A code is a small letter and up to 39 letters or digits."));
                continue;
            }

            if (!codes.Add(code))
                faults.Add(new("skill.duplicate", $"{field}.code", $"'{code}' stands here twice."));
            CheckName(faults, "skill.name", field, skill.Name, skill.NameEn);
        }

        return faults;
    }

    /// <summary>Fault <c>skill.inUse</c>: no team could ever serve a category that asks for a skill nobody can have.</summary>
    public static IReadOnlyList<Fault> Missing(SkillTable skills, CategoryTable categories)
    {
        var known = skills.Skills.Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        return [.. categories.Categories.SelectMany(c => c.Subs).SelectMany(s => s.Skills.Select(skill => (Sub: s.Code, Skill: skill)))
            .Where(use => !known.Contains(use.Skill))
            .Select(use => new Fault("skill.inUse", use.Skill, $"The category '{use.Sub}' asks for this skill."))];
    }

    private static void CheckSubs(List<Fault> faults, HashSet<string> codes, HashSet<string> known, string field, Category category)
    {
        var subs = OrEmpty(category.Subs);
        if (subs.Length > MostSubs)
            faults.Add(new("category.count", $"{field}.subs", $"A category has at most {MostSubs} sub-categories."));
        for (var i = 0; i < subs.Length; i++)
        {
            var at = $"{field}.subs[{i}]";
            if (subs[i] is not { } sub)
            {
                faults.Add(new("category.code", at, "A sub-category is missing."));
                continue;
            }

            CheckCode(faults, codes, $"{at}.code", sub.Code, category.Code + ".");
            CheckName(faults, "category.name", at, sub.Name, sub.NameEn);
            foreach (var skill in OrEmpty(sub.Skills).Where(skill => skill is null || !known.Contains(skill)))
                faults.Add(new("category.skill", $"{at}.skills", $"The skill table has no '{skill}'."));
        }
    }

    private static void CheckCode(List<Fault> faults, HashSet<string> codes, string field, string? code, string prefix)
    {
        if (code is null || !code.StartsWith(prefix, StringComparison.Ordinal) || !CodePattern().IsMatch(code[prefix.Length..]))
            faults.Add(new("category.code", field, prefix.Length == 0
                ? "A code is a small letter and up to 39 letters or digits."
                : $"A sub-category's code is '{prefix}' and a small letter and up to 39 letters or digits."));
        else if (!codes.Add(code))
            faults.Add(new("category.duplicate", field, $"'{code}' stands here twice."));
    }

    private static void CheckName(List<Fault> faults, string code, string field, string? name, string? nameEn)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
            faults.Add(new(code, $"{field}.name", $"A name has 1 to {LongestName} characters."));
        if (nameEn?.Length > LongestName)
            faults.Add(new(code, $"{field}.nameEn", $"An English name has at most {LongestName} characters."));
    }

    private static ImmutableArray<T> OrEmpty<T>(ImmutableArray<T> array) => array.IsDefault ? [] : array;
}
