using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Silo.Api;

namespace Practice.Silo.Demo;

/// <summary>The demo's volunteers register by the three steps of everybody else: document, number, profile.</summary>
/// <remarks>Each step looks first, and the last volunteer comes when all others are there: where he is, nothing is left to do.</remarks>
internal sealed class DemoVolunteers(DemoCalls calls, VolunteerDirectory directory, VolunteerForms forms)
{
    public const int Count = 3_000;

    private const int AtOnce = 4;

    public static DemoVolunteer Last { get; } = new(Count);

    /// <summary>Whether everybody is there, by one row.</summary>
    public async Task<bool> AreThere(CancellationToken stop) => await NumberOf(Last, stop) is { } number && (await calls.Volunteer(number).View()).Value is not null;

    /// <summary>Registers all who are not there yet.</summary>
    public async Task Register(CancellationToken stop)
    {
        await Register(Enumerable.Range(1, Count - 1), stop);
        await Register(Last, stop);
    }

    public Task Register(IEnumerable<int> numbers, CancellationToken stop) => Parallel.ForEachAsync(
        numbers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop }, async (n, _) => await Register(new DemoVolunteer(n), stop));

    /// <summary>The number that somebody has.</summary>
    /// <exception cref="DemoFailedException">He has none.</exception>
    public async Task<string> Number(int n, CancellationToken stop) =>
        await NumberOf(new(n), stop) ?? throw new DemoFailedException($"The volunteer {n} has no number.");

    /// <summary>The keyed hash of the document, as a register knows it.</summary>
    public string HashOf(DemoVolunteer volunteer) => forms.DocumentHash(volunteer.Document.Type!.Value, volunteer.Document.Number!);

    private Task<string?> NumberOf(DemoVolunteer volunteer, CancellationToken stop) => directory.NumberOf(directory.SubjectOf(volunteer.Person), stop);

    private async Task Register(DemoVolunteer volunteer, CancellationToken stop)
    {
        var number = await NumberOf(volunteer, stop);
        var known = number is null ? null : (await DemoCalls.Ask(calls.Volunteer(number).View)).Value;
        if (known is null)
        {
            var (person, subject, reference) = (volunteer.Person, directory.SubjectOf(volunteer.Person), PersonVault.NewReference());
            var form = volunteer.Form();
            if (forms.Seal(form, null, reference, out var details, out _) is { } malformed)
                throw new DemoFailedException($"{person}: {malformed.Code}, {malformed.Message}");
            var document = details!.DocumentHash!;
            await DemoCalls.Do($"{person}/document", operation => directory.Claims(document).Take(operation, document, subject), volunteer.Caller);
            number = (await DemoCalls.Do($"{person}/number", operation => directory.Claims(subject).Enrol(operation, subject, DemoUnits.Centre, null), volunteer.Caller)).Number!;
            known = await DemoCalls.Do($"{person}/profile", operation => calls.Volunteer(number).Register(operation, new()
            {
                Person = person, Subject = subject, Unit = form.Unit!, UnitPath = $"/{DemoUnits.City}/{DemoUnits.Centre}/{volunteer.Home.Parent}/{volunteer.Home.Code}/", Details = details,
                Skills = form.Skills!.Value, Fields = form.Fields!.Value, Availability = form.Availability!.Value, RadiusKm = form.RadiusKm, NoticeVersion = form.Notice!,
            }), volunteer.Caller);
        }

        if (volunteer.Team is { } team && !known.Teams.Any(membership => membership.Team == team && membership.State == "active"))
        {
            await DemoCalls.Do($"{volunteer.Person}/join", operation => calls.Members(team).Join(operation, new(number!, known.Name)), volunteer.Caller);
            await DemoCalls.Do($"{volunteer.Person}/admitted", operation => calls.Members(team).Decide(operation, number!, true, null), DemoCalls.Leader);
        }
    }
}
