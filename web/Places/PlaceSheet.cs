using Practice.Web.Api;

namespace Practice.Web.Places;

/// <summary>What everybody may know of a place: whom to ring now, when it is open, who helps here, what can be joined.</summary>
/// <param name="Services">Its own first, then those of the units above: a county's service is for every village.</param>
public sealed record PlaceSheet(UnitView Unit, DutyView? Duty, IReadOnlyList<TeamLine> Teams, IReadOnlyList<ServiceLine> Services, IReadOnlyList<ResourceLine> Resources);
