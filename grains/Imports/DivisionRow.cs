using Practice.Shared;

namespace Practice.Imports;

/// <summary>A place of the official division list that is to be a unit of the network.</summary>
/// <param name="Line">The line of the file, counted from 1; for an ancestor without a row, the first line that names it.</param>
/// <param name="Code">4 digits for a city, 6 for a county, 9 for a town, 12 for a village; padding zeros are taken off.</param>
/// <param name="Name">As it stands in the file; the code where the file gives no name.</param>
/// <param name="Parent">The code one level up; nothing for a city, whose province is outside the network.</param>
public sealed record DivisionRow(int Line, string Code, string Name, string? Parent, Level Level)
{
    /// <summary>The name to show: a town's without the park before the hyphen (港口物流产业园-永安洲镇 is shown as 永安洲镇).</summary>
    public string DisplayName => Level == Level.Institute && Name.LastIndexOf('-') is > 0 and var at && at < Name.Length - 1 ? Name[(at + 1)..] : Name;
}
