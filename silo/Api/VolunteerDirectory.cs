using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>Finds volunteers: by the person whose they are, by a document; and their sealed details.</summary>
internal sealed class VolunteerDirectory(IUnitStore store, PersonVault vault, IGrainFactory grains)
{
    public IVolunteerGrain Grain(string number) => grains.Owner<IVolunteerGrain>(Ids.VolunteerStream(number));

    public IClaimGrain Claims(string hash) => grains.Owner<IClaimGrain>(Ids.ClaimStream(hash));

    public string SubjectOf(string person) => vault.IdentityHash("person", person);

    /// <summary>A child has no account: the number is given for the document.</summary>
    public string WardOf(string document) => vault.IdentityHash("ward", document);

    /// <summary>The number of the person who calls; null for a program, and for somebody who has none.</summary>
    public async Task<string?> NumberOf(Caller caller, CancellationToken cancellation) =>
        caller.Person is { } person ? await NumberOf(SubjectOf(person), cancellation) : null;

    /// <summary>From the row, with no activation: a number is given for good.</summary>
    public async Task<string?> NumberOf(string subject, CancellationToken cancellation) =>
        await store.Items(Ids.ClaimStream(subject), "claim", [subject], cancellation) is [var row] ? ItemKinds.Read<Claims.Claim>(row).Number : null;

    /// <summary>Whoever was entered from a file with this document and has not come yet.</summary>
    public async Task<WaitingProfile?> Waiting(string document, CancellationToken cancellation) =>
        await store.Items(Ids.ClaimStream(document), "claim", [document], cancellation) is [var claim] && ItemKinds.Read<Claims.Claim>(claim).Number is { } number
        && await store.Items(Ids.VolunteerStream(number), "unclaimed", [number], cancellation) is [var row] && ItemKinds.Read<Unclaimed>(row) is { Waits: true } waiting
        && await store.Person(waiting.DetailsRef, cancellation) is { Sealed.Length: > 0 } details
            ? new(number, vault.Open<VolunteerDetails>(waiting.DetailsRef, details.Sealed).Phone, waiting.Team)
            : null;

    /// <summary>Asks the team that a file named to take somebody in; a team that does not is asked by himself.</summary>
    public Task AskTeam(Operation operation, string team, VolunteerView volunteer) => volunteer.Status == VolunteerStatus.Active
        ? grains.Owner<ITeamMembersGrain>(Ids.TeamStream(team)).Join(operation, new(volunteer.Number, volunteer.Name))
        : Task.CompletedTask;

    /// <summary>A document that was taken for a change that was then refused is let go, unless the profile holds it: another call may have won.</summary>
    public async Task LetGo(Operation operation, string number, string document, string subject)
    {
        var refs = await Grain(number).DetailsRef(operation, null, null);
        if (refs.Value is { } at ? at.Document != document : refs.Refusal is { Code: "volunteer.notFound" })
            await Claims(document).Release(operation, document, subject);
    }

    /// <summary>The details behind references that an owner has given out.</summary>
    public async Task<OpenVolunteer?> Open(DetailsRefs refs, CancellationToken cancellation) =>
        await store.Person(refs.Person, cancellation) is not { } row ? null : new(
            vault.Open<VolunteerDetails>(refs.Person, row.Sealed),
            refs.Guardian is { } guardian && await store.Person(guardian, cancellation) is { } other ? vault.Open<GuardianDetails>(guardian, other.Sealed) : null);
}

/// <summary>An unclaimed profile, as far as it must be known to find its person.</summary>
internal sealed record WaitingProfile(string Number, string? Phone, string? Team);

/// <summary>Details in the clear, for whoever may see them.</summary>
public sealed record OpenVolunteer(VolunteerDetails Details, GuardianDetails? Guardian);

/// <summary>A volunteer as the person himself sees it.</summary>
public sealed record OwnVolunteerView(VolunteerView Profile, VolunteerDetails Details, GuardianDetails? Guardian);
