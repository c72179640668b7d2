using Practice.Web.Api;
using Practice.Web.SignIn;

namespace Practice.Web.Admin;

/// <summary>A category as it is typed; those below it a line each: code, name, English, skills, parted by bars.</summary>
public sealed record CategoryLine(string Code, string Name, string NameEn, string Urgency, string Hint, string Marked, string Subs);

/// <summary>The categories of a unit as a form.</summary>
internal static class CategoryForm
{
    /// <summary>Empty ones at the end, to be filled in.</summary>
    public const int Spare = 2;

    private const int Most = 110, LongestSubs = 10_000;

    public static IReadOnlyList<CategoryLine> Of(CategoryTableView table) => [.. (table.Categories ?? []).Select(category => new CategoryLine(
        category.Code, category.Name, category.NameEn ?? "", category.DefaultUrgency ?? "normal", category.Hint ?? "", category.Marked ?? "configured",
        string.Join('\n', (category.Subs ?? []).Select(sub => $"{sub.Code} | {sub.Name} | {sub.NameEn} | {string.Join(' ', sub.Skills ?? [])}"))))];

    /// <summary>As typed, those without a code and a name left out.</summary>
    public static IReadOnlyList<CategoryLine> Lines(Sent form) => [.. Enumerable.Range(0, Math.Min(Most, form.Number("count") ?? 0)).Select(n => new CategoryLine(
            form.Line($"code-{n}", 60) ?? "", form.Line($"name-{n}", 100) ?? "", form.Line($"nameEn-{n}", 100) ?? "", form.Line($"urgency-{n}", 20) ?? "normal", form.Line($"hint-{n}", 300) ?? "",
            form.Line($"marked-{n}", 20) ?? "configured", form.Text($"subs-{n}", LongestSubs) ?? ""))
        .Where(line => line.Code.Length + line.Name.Length > 0)];

    /// <summary>The table; null where a line below a category is none.</summary>
    public static object? Table(Sent form)
    {
        var categories = new List<CategoryRow>();
        foreach (var line in Lines(form))
        {
            var subs = new List<SubCategoryRow>();
            foreach (var written in line.Subs.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var parts = written.Split('|', StringSplitOptions.TrimEntries);
                if (parts.Length is < 2 or > 4) return null;
                subs.Add(new(parts[0], parts[1], parts.ElementAtOrDefault(2) ?? "", (parts.ElementAtOrDefault(3) ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
            }

            categories.Add(new(line.Code, line.Name, line.NameEn, line.Urgency, line.Hint, line.Marked, subs));
        }

        return new CategoryTableView(categories);
    }
}
