using Practice.Kernel;

namespace Practice.Units;

/// <summary>What clients see of a unit.</summary>
public static class UnitViews
{
    public static UnitView? Of(Book book) => book.Only<UnitProfile>() is { } unit
        ? Of(unit) with { Warnings = UnitRules.Warnings(book, unit) }
        : null;

    public static UnitView Of(UnitProfile unit) => new()
    {
        Code = unit.Id,
        Level = unit.Level,
        Name = unit.Name,
        Parent = unit.Parent,
        Path = unit.Path,
        Status = unit.Status,
        OfficialCode = unit.OfficialCode,
        ValidFrom = unit.ValidFrom,
        ResponsibleBody = unit.ResponsibleBody,
        FirstResponsiblePerson = unit.FirstResponsiblePerson,
        Positions = unit.Positions,
        Address = unit.Address,
        Location = unit.Location,
        Phone = unit.Phone,
        OpeningHours = unit.OpeningHours,
        Readiness = unit.Readiness,
        HavesMet = unit.Readiness.Count(check => check.Has),
        PointKind = unit.PointKind,
        Version = unit.Version,
        Deputies = unit.Deputies,
        Department = unit.Department,
    };
}
