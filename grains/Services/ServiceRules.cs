using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Units;

namespace Practice.Services;

/// <summary>What may happen to the service list.</summary>
public static class ServiceRules
{
    private const int LongestName = 80, LongestText = 200, MostTasks = 200, MostPeople = 100_000;

    public static Refusal? Add(Draft draft, ITerms terms, SetService command, out string id)
    {
        id = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Services = numbers.Services + 1 };
        id = Ids.Service(unit.Id, numbers.Services);
        var service = Changed(new Service { Id = id, CreatedAt = draft.Now, Name = "", Category = "", Status = ServiceStatus.Standing }, command);
        if (Invalid(service, terms) is { } refusal)
            return refusal;
        draft.Record(new ServiceAdded(service.Category, service.Team), service);
        draft.Keep(numbers);
        return null;
    }

    public static Refusal? Edit(Draft draft, ITerms terms, string id, SetService edit, long? ifMatch)
    {
        if (draft.Book.Find<Service>(id) is not { } service)
            return Refusal.NotFound("service", id);
        if (ifMatch is { } seen && seen != service.Version)
            return Refusal.Stale(service.Version);
        if (service.Status == ServiceStatus.Retired)
            return WrongState(service, "edited");
        string[] fields =
        [
            .. typeof(SetService).GetProperties().Where(p => p.GetValue(edit) is not null).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]),
        ];
        if (fields.Length == 0)
            return null;
        var after = Changed(service, edit);
        if (Invalid(after, terms) is { } refusal)
            return refusal;
        draft.Record(new ServiceEdited(fields, after.Category), after);
        return null;
    }

    public static Refusal? Accept(Draft draft, string id) =>
        Move(draft, id, ServiceStatus.Standing, new ServiceAccepted(), "accepted", ServiceStatus.Proposed, ServiceStatus.Dismissed);

    public static Refusal? Dismiss(Draft draft, string id) => Move(draft, id, ServiceStatus.Dismissed, new ServiceDismissed(), "dismissed", ServiceStatus.Proposed);

    public static Refusal? Retire(Draft draft, string id) => Move(draft, id, ServiceStatus.Retired, new ServiceRetired(), "retired", ServiceStatus.Standing);

    public static Refusal? CountTask(Draft draft, string id, int line, int done)
    {
        if (draft.Book.Find<Service>(id) is not { } service)
            return Refusal.NotFound("service", id);
        if (service.Status != ServiceStatus.Standing)
            return WrongState(service, "worked on");
        if (line < 1 || line > service.Tasks.Length)
            return Refusal.NotFound("task", $"{id}/{line}");
        var task = service.Tasks[line - 1];
        if (done < 0 || done > task.Quantity)
            return Refusal.Rule("done.invalid", $"0 to {task.Quantity} are done.");
        if (done != task.Done)
            draft.Record(new TaskCounted(line, done), service with { Tasks = service.Tasks.SetItem(line - 1, task with { Done = done }) });
        return null;
    }

    private static Refusal? Move(Draft draft, string id, ServiceStatus to, DomainEvent happened, string what, params ServiceStatus[] from)
    {
        if (draft.Book.Find<Service>(id) is not { } service)
            return Refusal.NotFound("service", id);
        if (service.Status == to)
            return null;
        if (!from.Contains(service.Status))
            return WrongState(service, what);
        draft.Record(happened, service with { Status = to });
        return null;
    }

    private static Refusal WrongState(Service service, string what) =>
        Refusal.Conflict("service.state", $"Service {service.Id} is {Json.Name(service.Status)} and cannot be {what}.");

    private static Service Changed(Service service, SetService edit) => service with
    {
        Name = edit.Name?.Trim() ?? service.Name,
        Category = edit.Category ?? service.Category,
        Team = edit.Team ?? service.Team,
        TeamKind = edit.TeamKind ?? service.TeamKind,
        Schedule = edit.Schedule?.Trim() ?? service.Schedule,
        Recurrence = edit.Recurrence ?? service.Recurrence,
        Location = edit.Location ?? service.Location,
        Capacity = edit.Capacity ?? service.Capacity,
        Tasks = edit.Tasks is { IsDefault: false } tasks ? tasks : service.Tasks,
    };

    private static Refusal? Invalid(Service service, ITerms terms)
    {
        if (service.Name.Length is 0 or > LongestName)
            return Refusal.Malformed("name.invalid", $"A name has 1 to {LongestName} characters.");
        if (terms.Category(service.Category) is null)
            return Refusal.Rule("category.unknown", $"There is no category '{service.Category}' here.");
        if (service.Team is { } team && !Ids.IsTeam(team))
            return Refusal.Malformed("team.invalid", "A team is named by its id.");
        if (service.Schedule?.Length > LongestText)
            return Refusal.Malformed("schedule.tooLong", $"A schedule has at most {LongestText} characters.");
        if (service.Capacity is < 1 or > MostPeople)
            return Refusal.Malformed("capacity.invalid", $"1 to {MostPeople} people in a session.");
        if (service.Recurrence is { } recurrence && RecurrenceRules.Invalid(recurrence) is { } refusal)
            return refusal;
        if (service.Tasks.Length > MostTasks || service.Tasks.Any(Bad))
            return Refusal.Malformed("tasks.invalid", $"At most {MostTasks} lines, each with a unit, a quantity of at least 1, a team's id or none, and short labels of people.");
        return UnitRules.BadPlace(service.Location);
    }

    private static bool Bad(TaskLine task) => !Ids.IsUnit(task.Unit) || task.Quantity is < 1 or > MostPeople || task.Done < 0 || task.Done > task.Quantity
        || (task.Team is { } team && !Ids.IsTeam(team)) || task.People.Length > 50 || task.People.Any(p => string.IsNullOrWhiteSpace(p) || p.Length > 40);
}
