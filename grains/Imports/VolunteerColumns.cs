namespace Practice.Imports;

/// <summary>Where the columns of a file of people stand. The order is free, others are ignored; headers are English or Chinese.</summary>
internal sealed record VolunteerColumns(int Name, int Phone, int Type, int Number, int Birth, int Team, int Skills, int Minutes)
{
    public const string Header = "name,phone,documentType,documentNumber,birth,team,skills,minutes";

    /// <summary>The columns, or what is missing: name, phone and documentNumber must be there.</summary>
    public static (VolunteerColumns? Columns, string? Missing) Find(string[] header)
    {
        var names = header.Select(h => h.Trim()).ToArray();
        var columns = new VolunteerColumns(
            At("name", "姓名"), At("phone", "手机号", "联系电话"), At("documentType", "证件类型"), At("documentNumber", "证件号码", "身份证号"), At("birth", "出生日期"), At("team", "队伍编号"),
            At("skills", "技能"), At("minutes", "服务时长(分钟)", "服务时长（分钟）"));
        string[] missing = [.. new[] { ("name", columns.Name), ("phone", columns.Phone), ("documentNumber", columns.Number) }.Where(c => c.Item2 < 0).Select(c => c.Item1)];
        return missing.Length > 0 ? (null, string.Join(", ", missing)) : (columns, null);

        int At(params string[] called) => Array.FindIndex(names, n => called.Contains(n, StringComparer.OrdinalIgnoreCase));
    }

    public int Last => new[] { Name, Phone, Type, Number, Birth, Team, Skills, Minutes }.Max();
}
