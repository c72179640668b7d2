using Practice.Settings;
using Practice.Shared;
using Xunit;

namespace Practice.Tests.Settings;

public sealed class CategoryRulesTests
{
    private static readonly EffectiveSettings BuiltIn = EffectiveSettings.Default;

    [Fact]
    public void The_built_in_tables_have_no_faults()
    {
        var categories = CategoryRules.Faults(BuiltIn.Categories, BuiltIn.Skills);
        var skills = CategoryRules.Faults(BuiltIn.Skills);

        Assert.Empty(categories);
        Assert.Empty(skills);
        Assert.Empty(CategoryRules.Missing(BuiltIn.Skills, BuiltIn.Categories));
    }

    [Fact]
    public void Thirteen_categories_come_with_the_system_and_four_are_the_briefs()
    {
        var brief = BuiltIn.Categories.Categories.Where(c => c.Marked == CategoryMark.Brief).Select(c => c.Code);

        Assert.Equal(13, BuiltIn.Categories.Categories.Length);
        Assert.Equal(["lifeService", "cultureArts", "health", "sciTech"], brief);
        Assert.All(BuiltIn.Categories.Categories, c => Assert.True(c.NameEn.Length > 0 && c.Hint.Length > 0 && c.Subs.Length > 0));
        Assert.Equal(Urgency.Priority, BuiltIn.Categories.Find("lifeService")!.DefaultUrgency);
        Assert.Equal(Urgency.Planned, BuiltIn.Categories.Find("cultureArts")!.DefaultUrgency);
    }

    [Fact]
    public void A_sub_category_is_found_under_its_category_and_asks_for_its_skills()
    {
        var table = BuiltIn.Categories;

        Assert.Equal("lifeService", table.Find("lifeService.electrical")!.Code);
        Assert.Equal(["electrical"], table.SkillsFor("lifeService.electrical"));
        Assert.Empty(table.SkillsFor("lifeService"));
        Assert.Null(table.Find("lifeService.nothing"));
        Assert.Null(table.Find("nothing"));
        Assert.Null(table.Find(null));
    }

    [Fact]
    public void Every_fault_of_a_table_is_named_with_its_field()
    {
        var table = new CategoryTable
        {
            Categories =
            [
                new("health", "卫生健康") { Subs = [new("health.a", "甲") { Skills = ["flying"] }, new("health.a", "乙"), new("other.b", "丙")] },
                new("health", " "),
                new("Bad code", "名"),
            ],
        };

        var faults = CategoryRules.Faults(table, BuiltIn.Skills).Select(f => (f.Code, f.Field)).ToList();

        Assert.Equal(
        [
            ("category.skill", "categories[0].subs[0].skills"),
            ("category.duplicate", "categories[0].subs[1].code"),
            ("category.code", "categories[0].subs[2].code"),
            ("category.duplicate", "categories[1].code"),
            ("category.name", "categories[1].name"),
            ("category.code", "categories[2].code"),
        ], faults);
    }

    [Fact]
    public void An_empty_table_is_refused_with_its_field_as_subject()
    {
        var refusal = Fault.Refuse(CategoryRules.Faults(new CategoryTable(), BuiltIn.Skills))!;

        Assert.Equal((RefusalKind.Rule, "category.count"), (refusal.Kind, refusal.Code));
        Assert.Equal(["categories"], refusal.Subjects!);
    }

    [Fact]
    public void A_default_array_reads_as_empty()
    {
        var table = new CategoryTable { Categories = [new("health", "卫生健康") { Subs = default }] };

        Assert.Empty(CategoryRules.Faults(table, BuiltIn.Skills));
    }

    [Fact]
    public void A_skill_that_a_category_asks_for_cannot_go()
    {
        var skills = new SkillTable { Skills = [.. BuiltIn.Skills.Skills.Where(s => s.Code != "plumbing")] };

        var fault = Assert.Single(CategoryRules.Missing(skills, BuiltIn.Categories));

        Assert.Equal(("skill.inUse", "plumbing"), (fault.Code, fault.Field));
    }
}
