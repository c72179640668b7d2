using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Programmes;

namespace Practice.Services;

/// <summary>What waits on the service side: proposals, sessions nobody has told of, a campaign's year, tasks whose time comes.</summary>
public static class ServiceInbox
{
    /// <summary>How long before its deadline a task is shown.</summary>
    private const int AheadDays = 7;

    public static IEnumerable<InboxItem> Of(Book book, DateTimeOffset now)
    {
        var today = ChinaTime.DateOf(now);
        foreach (var service in book.All<Service>())
            if (service.Status == ServiceStatus.Proposed)
                yield return new("serviceProposed", service.Id, service.Name, service.Category, null, null, false);
        foreach (var session in book.All<ServiceSession>())
            if (session.Status == ServiceSessionStatus.Planned && session.Slot.Until <= now)
                yield return new("sessionOwed", session.Id, session.Name, session.Category, null, session.Slot.Until, false, session.Team);
        foreach (var programme in book.All<Programme>())
            if (programme is { Status: ProgrammeStatus.Active, Editions: [.., var edition] } && today < edition.From)
                yield return new("campaign", programme.Id, programme.Name, null, null, ChinaTime.StartOf(edition.From), false);
        foreach (var task in book.All<TaskShare>())
        {
            if (task.Status == ShareStatus.Active && today >= task.Deadline.AddDays(-AheadDays))
                yield return new("taskDue", task.Id, task.Title, null, null, ChinaTime.StartOf(task.Deadline.AddDays(1)), false);
            if (task.Status == ShareStatus.Active && task.Parts.Sum(part => part.Quantity) != task.Quantity)
                yield return new("taskToDivide", task.Id, task.Title, null, null, ChinaTime.StartOf(task.Deadline.AddDays(1)), false);
        }
    }
}
