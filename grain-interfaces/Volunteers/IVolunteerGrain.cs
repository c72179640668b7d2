using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>
/// A volunteer (志愿者): owner of the profile, the calendar of places, the records of service and the ledgers. Key: <see cref="Ids.VolunteerStream"/>.
/// </summary>
/// <remarks>
/// Before <see cref="Register"/> every method answers <c>volunteer.notFound</c>. Rights are checked at the edge; details are sealed there.
/// </remarks>
[GrainInterfaceType("volunteer"), Alias("volunteer")]
public interface IVolunteerGrain : IGrainWithStringKey
{
    /// <summary>The person with this number becomes a volunteer, once.</summary>
    /// <returns>Or <c>age.tooYoung</c>; <c>guardian.required</c>; <c>consent.missing</c>; <c>volunteer.invalid</c>; <c>volunteer.exists</c>; <c>identity.taken</c> where the number is another person's.</returns>
    [Alias("Register")]
    Task<Result<VolunteerView>> Register(Operation operation, RegisterVolunteer register);

    /// <summary>Takes back what an import has entered and nobody has claimed: its details are erased.</summary>
    /// <returns>Or <c>unclaimed.notFound</c>.</returns>
    [Alias("DropUnclaimed")]
    Task<Result<string>> DropUnclaimed(Operation operation, string import);

    [Alias("View")]
    Task<Result<VolunteerView>> View();

    /// <returns>Or <c>version.stale</c>; <c>volunteer.invalid</c>; by another birth date <c>age.tooYoung</c>, <c>guardian.required</c>, <c>consent.missing</c>; <c>realName.verified</c> where a verified name or document would change.</returns>
    [Alias("Edit")]
    Task<Result<VolunteerView>> Edit(Operation operation, EditVolunteer edit);

    /// <summary>Somebody at a unit has seen the document.</summary>
    /// <returns>Or <c>realName.notDeclared</c>; <c>realName.otherDocument</c>; <c>realName.own</c> where somebody verifies himself.</returns>
    [Alias("Verify")]
    Task<Result<VolunteerView>> Verify(Operation operation, VerifyVolunteer verify);

    /// <summary>The references of the sealed rows. A reading that is not the person's own, or the guardian's, is written down.</summary>
    /// <returns>Or <c>minor.approvalNeeded</c>.</returns>
    [Alias("DetailsRef")]
    Task<Result<DetailsRefs>> DetailsRef(Operation operation, AccessPurpose? purpose, string? unit);

    /// <summary>Another person asks to see a minor's details.</summary>
    [Alias("AskAccess")]
    Task<Result<AccessView>> AskAccess(Operation operation, AccessPurpose purpose, string unit, string reason);

    /// <summary>Somebody else decides about it; a yes holds for a day.</summary>
    /// <returns>Or <c>fourEyes.same</c>; <c>access.decided</c>.</returns>
    [Alias("DecideAccess")]
    Task<Result<AccessView>> DecideAccess(Operation operation, string access, bool allow);

    /// <summary>A guardian with an account, or a unit that has the guardian's word on paper, consents.</summary>
    /// <returns>Or <c>guardian.secretWrong</c>, which is all that whoever has no code learns; <c>guardian.notAwaited, .known, .self, .missing</c>; <c>consent.missing</c>.</returns>
    [Alias("PutGuardian")]
    Task<Result<VolunteerView>> PutGuardian(Operation operation, PutGuardian guardian);

    /// <summary>A secret with which a guardian's account can take the minor under its wing; the newest only, for three days.</summary>
    [Alias("AskGuardian")]
    Task<Result<string>> AskGuardian(Operation operation, string secretHash);

    /// <returns>Or <c>consent.required</c> for what the registration rests on.</returns>
    [Alias("PutConsent")]
    Task<Result<VolunteerView>> PutConsent(Operation operation, ConsentPurpose purpose, string? textVersion);

    /// <summary>The person leaves: what was sealed is erased, records stay without a name, the number is never given again.</summary>
    /// <returns>Or <c>right.missing</c> where it is somebody else's; <c>closing.open</c> while something is under way.</returns>
    [Alias("Close")]
    Task<Result<VolunteerView>> Close(Operation operation);

    [Alias("Suspend")]
    Task<Result<VolunteerView>> Suspend(Operation operation, bool suspended, string reason);

    /// <summary>The guardian lets a minor take part in one activity.</summary>
    /// <returns>Or <c>guardian.notYours</c>.</returns>
    [Alias("ConsentToActivity")]
    Task<Result<VolunteerView>> ConsentToActivity(Operation operation, string activity);

    /// <summary>What is held and given from an instant on.</summary>
    [Alias("Calendar")]
    Task<Result<ImmutableArray<CalendarEntryView>>> Calendar(DateTimeOffset from, DateTimeOffset until);
}

/// <summary>Where the sealed rows stand.</summary>
/// <param name="Document">The hash of the document that the profile holds; null for none, and for one that was refused.</param>
/// <param name="Subject">In whose name the register has that document: another account of the same person has another.</param>
[GenerateSerializer, Immutable, Alias("detailsRefs")]
public sealed record DetailsRefs([property: Id(0)] string Person, [property: Id(1)] string? Guardian, [property: Id(2)] long Version, [property: Id(3)] string? Document = null, [property: Id(4)] string? Subject = null);

/// <summary>A guardian and what he consents to.</summary>
/// <param name="Guardian">Who it is; null is refused as <c>guardian.missing</c>.</param>
/// <param name="SecretHash">The secret that the minor gave him; null where a unit has his word on paper.</param>
[GenerateSerializer, Immutable, Alias("putGuardian")]
public sealed record PutGuardian(
    [property: Id(0)] SealedGuardian? Guardian,
    [property: Id(1)] string TextVersion,
    [property: Id(2)] string? ChildRulesVersion,
    [property: Id(3)] string? SecretHash,
    [property: Id(4)] string? Unit);

/// <summary>A reading of a person's details, or the wish for one.</summary>
/// <param name="State"><c>read</c>; for a minor's <c>asked, allowed, refused</c>.</param>
[GenerateSerializer, Immutable, Alias("accessView")]
public sealed record AccessView(
    [property: Id(0)] string Id,
    [property: Id(1)] string By,
    [property: Id(2)] string Unit,
    [property: Id(3)] AccessPurpose Purpose,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] string State,
    [property: Id(6)] string? Reason,
    [property: Id(7)] string? DecidedBy,
    [property: Id(8)] DateTimeOffset? Until);
