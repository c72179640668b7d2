using Practice.Shared;

namespace Practice.Units;

/// <summary>A place of the network and its profile: centre, institute, station, point, or the city that joins its centres.</summary>
[Alias("unit"), GrainInterfaceType("unit")]
public interface IUnitGrain : IGrainWithStringKey
{
    [Alias("View")]
    Task<Result<UnitView>> View();

    [Alias("Edit")]
    Task<Result<UnitView>> Edit(Operation operation, EditUnit edit);

    /// <summary>Opens a unit: from here on it takes needs. Opening what is open changes nothing.</summary>
    [Alias("Open")]
    Task<Result<UnitView>> Open(Operation operation);

    /// <summary>Refused (<c>unit.workOpen</c>) while needs are open.</summary>
    [Alias("Close")]
    Task<Result<UnitView>> Close(Operation operation, string reason);

    [Alias("AddPoint")]
    Task<Result<UnitView>> AddPoint(Operation operation, AddPoint point);

    [Alias("ViewDuty")]
    Task<Result<DutyView>> ViewDuty();

    /// <summary>The whole duty roster, in place of the one before.</summary>
    [Alias("PutDuty")]
    Task<Result<DutyView>> PutDuty(Operation operation, PutDuty command);

    /// <summary>The division file now has another name for the unit. Answers whether anything changed.</summary>
    [Alias("Reimport")]
    Task<bool> Reimport(Operation operation, string name);
}
