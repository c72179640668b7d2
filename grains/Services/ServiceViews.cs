using Practice.Calendars;
using Practice.Shared;

namespace Practice.Services;

/// <summary>What staff and the public see of the service list.</summary>
public static class ServiceViews
{
    public static ServiceView Of(Service service, YearMonth? month = null, WorkCalendar? calendar = null) => new()
    {
        Id = service.Id,
        Unit = Ids.Owner(service.Id),
        Name = service.Name,
        Category = service.Category,
        Team = service.Team,
        TeamKind = service.TeamKind,
        Schedule = service.Schedule,
        Recurrence = service.Recurrence,
        Location = service.Location,
        Capacity = service.Capacity,
        Tasks = service.Tasks,
        Status = service.Status,
        Origin = service.Origin,
        Sessions = month is { } m && calendar is not null && service is { Status: ServiceStatus.Standing, Recurrence: { } recurrence }
            ? RecurrenceRules.Sessions(recurrence, m, calendar)
            : [],
        Totals = service.Totals ?? SessionTotals.Zero,
        CreatedAt = service.CreatedAt,
        Version = service.Version,
    };

    /// <summary>Null for what does not stand on the menu (yet, or any more).</summary>
    public static PublicService? Public(Service service, Func<string, string?> teamName) => service.Status != ServiceStatus.Standing ? null : new(
        service.Id, Scrub.Text(service.Name), service.Category, service.Team is { } team ? teamName(team) : null,
        service.Schedule is { } schedule ? Scrub.Numbers(schedule) : null, service.Recurrence,
        service.Location?.Address is { } address ? Scrub.Numbers(address) : null, service.Capacity);
}
