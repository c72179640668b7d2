using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;

namespace Practice.Volunteers;

/// <summary>How a person becomes a volunteer, and what may become of the profile. Pure.</summary>
/// <remarks>Whoever enters somebody else's birth date sees to it that it is the one of the document; here only its consequences are drawn.</remarks>
public static class VolunteerRules
{
    public const int LongestVersion = 40;

    /// <summary>Sets the profile up, once.</summary>
    public static Refusal? Register(Draft draft, string number, RegisterVolunteer told)
    {
        if (draft.Book.Find<Volunteer>(number) is { } known)
            return known.Subject == told.Subject
                ? Refusal.Conflict("volunteer.exists", "This person is a volunteer already.")
                : Refusal.Conflict("identity.taken", "This number is another person's.");
        if (told.Details.Born is not { } born)
            return Refusal.Malformed("birth.missing", "A birth date is needed, or the document that says it.");
        if (!IsVersion(told.NoticeVersion))
            return Refusal.Malformed("consent.missing", "Name the version of the notice that was agreed to.");

        var age = Ages.On(born, ChinaTime.DateOf(draft.Now));
        if (age < Ages.MayRegister)
            return Refusal.Rule("age.tooYoung", "Under eight nobody registers; a family takes a child along (民法典 §20).");
        if (age < Ages.OwnData && told.Guardian is null)
            return Refusal.Rule("guardian.required", "Under fourteen a guardian registers the child (PIPL §31).");
        if (age < Ages.OwnData && !IsVersion(told.ChildRulesVersion))
            return Refusal.Rule("consent.missing", "The guardian agrees to the separate rules for children's data.");

        ImmutableArray<Consent> consents = [new(ConsentPurpose.Registration, told.NoticeVersion, told.Guardian is not null, draft.Actor, draft.Now, null)];
        if (age < Ages.Adult && told.Guardian is not null)
            consents = [.. consents, .. ByGuardian(draft, told.NoticeVersion, age < Ages.OwnData ? told.ChildRulesVersion : null)];
        var volunteer = new Volunteer
        {
            Id = number,
            CreatedAt = draft.Now,
            Person = told.Person,
            Subject = told.Subject,
            Unit = told.Unit,
            UnitPath = told.UnitPath,
            Status = age < Ages.Adult && told.Guardian is null ? VolunteerStatus.AwaitingGuardian : VolunteerStatus.Active,
            DetailsRef = told.Details.Ref,
            Name = told.Details.MaskedName,
            Phone = told.Details.Phone,
            DocumentType = told.Details.DocumentType,
            Document = told.Details.Document,
            DocumentHash = told.Details.DocumentHash,
            RealName = told.Details.DocumentHash is null ? RealName.None : RealName.Declared,
            Guardian = age < Ages.Adult && told.Guardian is { } guardian ? Of(guardian) : null,
            Consents = consents,
            Skills = OrNone(told.Skills),
            Fields = OrNone(told.Fields),
            Availability = OrNone(told.Availability),
            RadiusKm = told.RadiusKm,
        };
        if (VolunteerProfile.Check(volunteer) is { } refusal)
            return refusal;
        draft.Seal(new PersonRow(told.Details.Ref, told.Details.Row));
        if (volunteer.Guardian is not null)
            draft.Seal(new PersonRow(told.Guardian!.Ref, told.Guardian.Row));
        draft.Record(new VolunteerRegistered(volunteer.Unit, volunteer.Status, volunteer.RealName, volunteer.Guardian is not null), volunteer);
        return null;
    }

    public static Refusal? Edit(Draft draft, string number, EditVolunteer edit, long? ifMatch)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (Ended(volunteer) is { } ended)
            return ended;
        if ((ifMatch ?? edit.Seen) is { } seen && seen != volunteer.Version)
            return Refusal.Stale(volunteer.Version);
        if (edit.Details is { IdentityChanged: true } && volunteer.RealName == RealName.Verified)
            return Refusal.Rule("realName.verified", "A name and a document that a station has seen are corrected there.");
        if (edit.Details is { Born: null })
            return Refusal.Malformed("birth.missing", "A birth date is needed, or the document that says it.");

        var after = volunteer with
        {
            Unit = edit.Unit ?? volunteer.Unit,
            UnitPath = edit.UnitPath ?? volunteer.UnitPath,
            Skills = Given(edit.Skills, volunteer.Skills),
            Fields = Given(edit.Fields, volunteer.Fields),
            Availability = Given(edit.Availability, volunteer.Availability),
            RadiusKm = edit.RadiusKm is { } km ? (km == 0 ? null : km) : volunteer.RadiusKm,
        };
        if (edit.Details is { } details)
            after = after with
            {
                DetailsRound = volunteer.DetailsRound + 1,
                Name = details.MaskedName,
                Phone = details.Phone,
                DocumentType = details.DocumentType,
                Document = details.Document,
                DocumentHash = details.DocumentHash,
                RealName = !details.IdentityChanged ? volunteer.RealName : details.DocumentHash is null ? RealName.None : RealName.Declared,
            };
        ImmutableArray<string> changed = [.. Changed(volunteer, after)];
        if (changed.IsEmpty)
            return null;
        if (VolunteerProfile.Check(after) is { } refusal)
            return refusal;
        if (edit.Details is { } row)
            draft.Seal(new PersonRow(volunteer.DetailsRef, row.Row));
        draft.Record(new VolunteerEdited(changed), after);
        return null;
    }

    /// <summary>The document must be the one that was declared: a slip of the pen is the person's to correct first.</summary>
    public static Refusal? Verify(Draft draft, string number, VerifyVolunteer verify, Caller caller)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (Ended(volunteer) is { } ended)
            return ended;
        if (volunteer.DocumentHash is null)
            return Refusal.Rule("realName.notDeclared", "The person has named no document yet.");
        if (IsOwn(volunteer, caller))
            return Refusal.Rule("realName.own", "Nobody verifies himself, or his own ward.");
        if (verify.Genuine && verify.Seen != volunteer.DocumentHash)
            return Refusal.Rule("realName.otherDocument", "The document that was seen is not the one that was declared.");
        var state = verify.Genuine ? RealName.Verified : RealName.Refused;
        if (volunteer.RealName == state)
            return null;
        draft.Record(new VolunteerVerified(verify.Unit, verify.Genuine), volunteer with
        {
            RealName = state, VerifiedBy = draft.Actor, VerifiedAt = verify.Unit, VerifiedOn = draft.Now,
        });

        // A document that is somebody else's is free for whose it is.
        if (!verify.Genuine)
            draft.Send(Ids.ClaimStream(volunteer.DocumentHash), new DocumentMoved(volunteer.DocumentHash, volunteer.Subject, null));
        return null;
    }

    public static Refusal? Suspend(Draft draft, string number, bool suspended, string reason)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (suspended && (string.IsNullOrWhiteSpace(reason) || reason.Length > 200))
            return Refusal.Malformed("reason.missing", "Say why, in at most 200 characters.");
        if (volunteer.Status != (suspended ? VolunteerStatus.Active : VolunteerStatus.Suspended))
            return volunteer.Status == (suspended ? VolunteerStatus.Suspended : VolunteerStatus.Active)
                ? null
                : Refusal.Conflict("volunteer.inactive", $"The volunteer is {Json.Name(volunteer.Status)}.");
        draft.Record(new VolunteerSuspended(suspended), volunteer with
        {
            Status = suspended ? VolunteerStatus.Suspended : VolunteerStatus.Active, SuspendedFor = suspended ? reason.Trim() : null,
        });
        return null;
    }

    /// <summary>A consent is given by a version of its text, and taken back by none.</summary>
    public static Refusal? PutConsent(Draft draft, string number, ConsentPurpose purpose, string? version)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (Ended(volunteer) is { } ended)
            return ended;
        if (purpose is ConsentPurpose.GuardianRegistration or ConsentPurpose.GuardianData)
            return Refusal.Rule("consent.guardian", "This is a guardian's to give.");
        if (version is null && purpose == ConsentPurpose.Registration)
            return Refusal.Rule("consent.required", "Without this there is no account; close it instead.");
        if (version is not null && !IsVersion(version))
            return Refusal.Malformed("textVersion.invalid", $"A version of a text has 1 to {LongestVersion} characters.");
        var running = volunteer.Consents.FirstOrDefault(consent => consent.Purpose == purpose && consent.RevokedAt is null);
        if (running?.TextVersion == version)
            return null;
        var consents = running is null ? volunteer.Consents : volunteer.Consents.Replace(running, running with { RevokedAt = draft.Now });
        if (version is null)
            draft.Record(new ConsentRevoked(purpose), volunteer with { Consents = consents });
        else
            draft.Record(new ConsentGiven(purpose, version), volunteer with { Consents = consents.Add(new(purpose, version, false, draft.Actor, draft.Now, null)) });
        return null;
    }

    internal static Refusal? Ended(Volunteer volunteer) => volunteer.Status is VolunteerStatus.Merged or VolunteerStatus.Closed
        ? Refusal.Conflict("volunteer.inactive", $"The volunteer is {Json.Name(volunteer.Status)}.")
        : null;

    /// <summary>Whether somebody is the volunteer, or the guardian.</summary>
    internal static bool IsOwn(Volunteer volunteer, Caller caller) =>
        caller.Person is { } person && (person == volunteer.Person || person == volunteer.Guardian?.Person || volunteer.OtherPersons.Contains(person));

    internal static bool IsVersion(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestVersion;

    internal static IEnumerable<Consent> ByGuardian(Draft draft, string version, string? childRules)
    {
        yield return new(ConsentPurpose.GuardianRegistration, version, true, draft.Actor, draft.Now, null);
        if (childRules is not null)
            yield return new(ConsentPurpose.GuardianData, childRules, true, draft.Actor, draft.Now, null);
    }

    internal static GuardianOf Of(SealedGuardian guardian) => new(guardian.Ref, guardian.MaskedName, guardian.Relation, guardian.Person);

    private static ImmutableArray<T> Given<T>(ImmutableArray<T>? edit, ImmutableArray<T> now) => edit is { IsDefault: false } given ? given : now;

    private static ImmutableArray<T> OrNone<T>(ImmutableArray<T> items) => items.IsDefault ? [] : items;

    private static IEnumerable<string> Changed(Volunteer before, Volunteer after)
    {
        if (before.Unit != after.Unit)
            yield return "unit";
        if (before.DetailsRound != after.DetailsRound)
            yield return "details";
        if (!before.Skills.SequenceEqual(after.Skills))
            yield return "skills";
        if (!before.Fields.SequenceEqual(after.Fields))
            yield return "fields";
        if (!before.Availability.SequenceEqual(after.Availability))
            yield return "availability";
        if (before.RadiusKm != after.RadiusKm)
            yield return "radiusKm";
    }
}
