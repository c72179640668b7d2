using System.Collections.Immutable;
using Practice.Imports;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>A unit that the demo opens.</summary>
/// <param name="Name">As it is shown: the park's prefix and the like are left out.</param>
internal sealed record DemoUnit(string Code, string Name, string Parent);

/// <summary>A point (点) that the demo adds. Its id follows from the order under its parent.</summary>
internal sealed record DemoPoint(string Id, string Parent, string Name, string Kind);

/// <summary>
/// The network of the demo: one centre, eight institutes, ninety-one stations among the real codes, and twelve points
/// (demo-content §1). Which of it the brief says and which is configured: <c>docs/demo-city.md</c>.
/// </summary>
internal sealed class DemoUnits
{
    public const string City = "3212", Centre = "321203", ParkInstitute = "321203400";

    /// <summary>From this village part on a code is a virtual community of the statistics: no station.</summary>
    private const int FirstVirtual = 400;

    private static readonly (string Code, string Name)[] Towns =
    [
        ("321203001", "口岸街道"), ("321203002", "刁铺街道"), ("321203003", "许庄街道"), ("321203100", "永安洲镇"),
        ("321203101", "白马镇"), ("321203103", "胡庄镇"), ("321203104", "大泗镇"), (ParkInstitute, "高新区"),
    ];

    private static readonly (string Parent, string Name, string Kind)[] PlacesOfPoints =
    [
        (Centre, "区美德善行展示馆", "场馆"), (Centre, "百姓大舞台", "文化广场"), (Centre, "美德善行长廊", "文化长廊"), (Centre, "区政务服务大厅窗口点", "服务窗口"),
        ("321203100", "长江大堤文明驿站", "公园驿站"), ("321203001010", "引江河畔健身点", "公园驿站"),
        (ParkInstitute, "港区职工之家点", "企业"), (ParkInstitute, "高新区企业服务中心点", "企业"), (ParkInstitute, "高新区青年公寓点", "企业"),
        ("321203104", "镇卫生院健康点", "服务窗口"), ("321203103", "乡村学校少年宫点", "学校"), ("321203101202", "农家书屋点", "自然村组"),
    ];

    private DemoUnits(ImmutableArray<DemoUnit> stations) => Stations = stations;

    /// <summary>The network as the division codes that ship with the system have it.</summary>
    public static DemoUnits Shipped { get; } = Read();

    public static ImmutableArray<DemoUnit> Institutes { get; } = [.. Towns.Select(town => new DemoUnit(town.Code, town.Name, Centre))];

    /// <summary>In the order of their codes.</summary>
    public ImmutableArray<DemoUnit> Stations { get; }

    public static ImmutableArray<DemoPoint> Points { get; } =
    [
        .. PlacesOfPoints.GroupBy(point => point.Parent)
            .SelectMany(under => under.Select((point, i) => new DemoPoint(Ids.Point(point.Parent, i + 1), point.Parent, point.Name, point.Kind))),
    ];

    /// <summary>A station by its short name; names that two towns share are given with the town's.</summary>
    public DemoUnit Station(string name) => Stations.Single(station => station.Name == name);

    /// <summary>The institute of a station.</summary>
    public string Parent(string station) => Stations.Single(known => known.Code == station).Parent;

    public static DemoUnit Institute(string code) => Institutes.Single(institute => institute.Code == code);

    private static DemoUnits Read()
    {
        using var shipped = DivisionFile.OpenShipped();
        var towns = Towns.Select(town => town.Code).ToHashSet(StringComparer.Ordinal);
        return new(
        [
            .. DivisionFile.Read(shipped).Rows
                .Where(row => row.Level == Level.Station && towns.Contains(row.Parent!) && int.Parse(row.Code.AsSpan(9), System.Globalization.CultureInfo.InvariantCulture) < FirstVirtual)
                .OrderBy(row => row.Code, StringComparer.Ordinal)
                .Select(row => new DemoUnit(row.Code, row.DisplayName, row.Parent!)),
        ]);
    }
}
