namespace Practice.Imports;

/// <summary>Which of the two accepted shapes a division file has, and where its columns stand. The order of columns is free, others are ignored.</summary>
internal sealed record DivisionColumns(bool National, int Code, int Name, int Parent, int Level, int City, int Area)
{
    public const string Tree = "code,name,parent,level";
    public const string NationalFile = "code,name,streetCode,provinceCode,cityCode,areaCode";

    /// <summary>The columns, or what is missing of the shape that the header resembles.</summary>
    public static (DivisionColumns? Columns, string? Missing) Find(string[] header)
    {
        var names = header.Select(h => h.Trim()).ToArray();
        var national = At(names, "streetCode") >= 0;
        var missing = (national ? NationalFile : Tree).Split(',').Where(c => At(names, c) < 0).ToArray();
        return missing.Length > 0
            ? (null, string.Join(", ", missing))
            : (new(
                national,
                At(names, "code"),
                At(names, "name"),
                At(names, national ? "streetCode" : "parent"),
                At(names, "level"),
                At(names, "cityCode"),
                At(names, "areaCode")), null);
    }

    public int Last => Math.Max(Math.Max(Math.Max(Code, Name), Math.Max(Parent, Level)), Math.Max(City, Area));

    private static int At(string[] names, string name) => Array.FindIndex(names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
}
