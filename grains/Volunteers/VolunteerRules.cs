using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Certificates;
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
            return known.Subject == told.Subject || (told.Person is { } person && known.OtherPersons.Contains(person))
                ? Refusal.Conflict("volunteer.exists", "This person is a volunteer already.")
                : Refusal.Conflict("identity.taken", "This number is another person's.");
        var waiting = UnclaimedRules.Of(draft.Book, number);
        if (waiting is not null && !told.Claims)
            return Refusal.Conflict("identity.taken", "This number waits for another person.");
        if (told.Details.Born is not { } born)
            return Refusal.Malformed("birth.missing", "A birth date is needed, or the document that says it.");
        if (!IsVersion(told.NoticeVersion))
            return Refusal.Malformed("consent.missing", "Name the version of the notice that was agreed to.");

        if (ByAge(born, told.Guardian is not null, IsVersion(told.ChildRulesVersion), draft.Now, out var status) is { } tooYoung)
            return tooYoung;

        var age = Ages.On(born, ChinaTime.DateOf(draft.Now));
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
            Status = status,
            DetailsRef = told.Details.Ref,
            Name = told.Details.MaskedName,
            Phone = told.Details.Phone,
            DocumentType = told.Details.DocumentType,
            Document = told.Details.Document,
            DocumentHash = told.Details.DocumentHash,
            RealName = told.Details.DocumentHash is null ? RealName.None : RealName.Declared,
            Guardian = age < Ages.Adult && told.Guardian is { } guardian ? Of(guardian) : null,
            Consents = consents,
            Skills = OrNone(told.Skills) is { IsEmpty: false } skills ? skills : waiting?.Skills ?? [],
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
        if (waiting is not null)
            UnclaimedRules.Claim(draft, waiting);
        Holds(draft, null, volunteer);
        return null;
    }

    /// <param name="known">The birth date as it is known; null = none is.</param>
    public static Refusal? Edit(Draft draft, string number, EditVolunteer edit, long? ifMatch, DateOnly? known = null)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (Ended(volunteer) is { } ended)
            return ended;
        if ((ifMatch ?? edit.Seen) is { } seen && seen != volunteer.Version)
            return Refusal.Stale(volunteer.Version);
        var document = edit.Details is { DocumentNamed: false } && volunteer.RealName == RealName.Refused ? null : edit.Details?.DocumentHash;
        var other = edit.Details is { } told && (told.IdentityChanged || document != Held(volunteer));
        if (other && volunteer.RealName == RealName.Verified)
            return Refusal.Rule("realName.verified", "A name and a document that a station has seen are corrected there.");
        if (edit.Details is { Born: null })
            return Refusal.Malformed("birth.missing", "A birth date is needed, or the document that says it.");
        var status = volunteer.Status;
        if (edit.Details is { Born: { } born } && born != known)
        {
            var childRules = volunteer.Consents.Any(consent => consent is { Purpose: ConsentPurpose.GuardianData, RevokedAt: null });
            if (ByAge(born, volunteer.Guardian is not null, childRules, draft.Now, out status) is { } tooYoung)
                return tooYoung;
            if (volunteer.Status == VolunteerStatus.Suspended)
                status = VolunteerStatus.Suspended;
        }

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
                Status = status,
                DetailsRound = volunteer.DetailsRound + 1,
                Name = details.MaskedName,
                Phone = details.Phone,
                DocumentType = details.DocumentType,
                Document = details.Document,
                DocumentHash = document,
                RealName = !other ? volunteer.RealName : document is not null ? RealName.Declared : volunteer.RealName == RealName.Refused ? RealName.Refused : RealName.None,
            };
        ImmutableArray<string> changed = [.. Changed(volunteer, after)];
        if (changed.IsEmpty)
            return null;
        if (VolunteerProfile.Check(after) is { } refusal)
            return refusal;
        if (edit.Details is { } row)
            draft.Seal(new PersonRow(volunteer.DetailsRef, row.Row));
        draft.Record(new VolunteerEdited(changed), after);
        Holds(draft, volunteer, after);
        return null;
    }

    /// <summary>The document must be the one that was declared: a slip of the pen is the person's to correct first.</summary>
    public static Refusal? Verify(Draft draft, string number, VerifyVolunteer verify, Caller caller)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (Ended(volunteer) is { } ended)
            return ended;
        if (IsClose(volunteer, caller))
            return Refusal.Rule("realName.own", "Nobody verifies himself, or his own ward.");
        if (!verify.Genuine && volunteer.RealName == RealName.Refused)
            return null;
        if (Held(volunteer) is not { } document)
            return Refusal.Rule("realName.notDeclared", "The person has named no document, or one that was refused: it is named anew first.");
        if (verify.Genuine && verify.Seen != document)
            return Refusal.Rule("realName.otherDocument", "The document that was seen is not the one that was declared.");
        if (verify.Genuine && volunteer.RealName == RealName.Verified)
            return null;

        // A document that is somebody else's is free for whose it is; whoever names it again takes it again.
        var after = draft.Record(new VolunteerVerified(verify.Unit, verify.Genuine), volunteer with
        {
            RealName = verify.Genuine ? RealName.Verified : RealName.Refused, VerifiedBy = draft.Actor, VerifiedAt = verify.Unit, VerifiedOn = draft.Now,
            DocumentHash = verify.Genuine ? document : null,
        });
        Holds(draft, volunteer, after);
        return null;
    }

    public static Refusal? Suspend(Draft draft, string number, bool suspended, string reason, bool minor)
    {
        GrowUp(draft, number, minor);
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (suspended && Reasons.Missing(reason) is { } unsaid)
            return unsaid;
        if (volunteer.Status != (suspended ? VolunteerStatus.Active : VolunteerStatus.Suspended))
            return volunteer.Status == (suspended ? VolunteerStatus.Suspended : VolunteerStatus.Active)
                ? null
                : Refusal.Conflict("volunteer.inactive", $"The volunteer is {Json.Name(volunteer.Status)}.");
        draft.Record(new VolunteerSuspended(suspended), volunteer with
        {
            Status = suspended ? VolunteerStatus.Suspended : minor && volunteer.Guardian is null ? VolunteerStatus.AwaitingGuardian : VolunteerStatus.Active, SuspendedFor = suspended ? reason.Trim() : null,
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
        if (purpose == ConsentPurpose.PublicName)
            CertificateRules.Name(draft, version is not null);
        return null;
    }

    /// <summary>What the age and a guardian make of somebody (民法典 §20, PIPL §31).</summary>
    /// <param name="childRules">Whether the guardian has agreed to the separate rules for children's data.</param>
    /// <returns>Or <c>age.tooYoung</c>; <c>guardian.required</c>; <c>consent.missing</c>.</returns>
    internal static Refusal? ByAge(DateOnly born, bool guardian, bool childRules, DateTimeOffset now, out VolunteerStatus status)
    {
        var age = Ages.On(born, ChinaTime.DateOf(now));
        status = age < Ages.Adult && !guardian ? VolunteerStatus.AwaitingGuardian : VolunteerStatus.Active;
        return age < Ages.MayRegister ? Refusal.Rule("age.tooYoung", "Under eight nobody registers; a family takes a child along (民法典 §20).")
            : age < Ages.OwnData && !guardian ? Refusal.Rule("guardian.required", "Under fourteen a guardian registers the child (PIPL §31).")
            : age < Ages.OwnData && !childRules ? Refusal.Rule("consent.missing", "The guardian agrees to the separate rules for children's data.")
            : null;
    }

    /// <summary>Whoever has come of age waits for no guardian any more: part of the first decision that finds it so.</summary>
    internal static void GrowUp(Draft draft, string number, bool minor)
    {
        if (!minor && draft.Book.Find<Volunteer>(number) is { Status: VolunteerStatus.AwaitingGuardian } volunteer)
            draft.Record(new VolunteerGrewUp(), volunteer with { Status = VolunteerStatus.Active, GuardianSecret = null });
    }

    /// <summary>The document that the profile holds in its register; null where none was named, or where it was refused.</summary>
    internal static string? Held(Volunteer volunteer) => volunteer.RealName == RealName.Refused ? null : volunteer.DocumentHash;

    internal static Refusal? Ended(Volunteer volunteer) => volunteer.Status is VolunteerStatus.Merged or VolunteerStatus.Closed
        ? Refusal.Conflict("volunteer.inactive", $"The volunteer is {Json.Name(volunteer.Status)}.")
        : null;

    /// <summary>Whether this is somebody's own to see and to say: the volunteer's, and a minor's guardian's. A guardian is one by the minor's age alone.</summary>
    internal static bool IsOwn(Volunteer volunteer, Caller caller, bool minor) =>
        IsPerson(volunteer, caller.Person) || (minor && IsGuardian(volunteer, caller));

    /// <summary>Whether somebody is too near to decide about the volunteer: himself, and whoever is or was the guardian.</summary>
    internal static bool IsClose(Volunteer volunteer, Caller caller) => IsOwn(volunteer, caller, minor: true);

    internal static bool IsGuardian(Volunteer volunteer, Caller caller) => caller.Person is { } person && person == volunteer.Guardian?.Person;

    internal static bool IsVersion(string? text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestVersion;

    internal static IEnumerable<Consent> ByGuardian(Draft draft, string version, string? childRules)
    {
        yield return new(ConsentPurpose.GuardianRegistration, version, true, draft.Actor, draft.Now, null);
        if (childRules is not null)
            yield return new(ConsentPurpose.GuardianData, childRules, true, draft.Actor, draft.Now, null);
    }

    internal static GuardianOf Of(SealedGuardian guardian) => new(guardian.Ref, guardian.MaskedName, guardian.Relation, guardian.Person);

    private static bool IsPerson(Volunteer volunteer, string? person) => person is not null && (person == volunteer.Person || volunteer.OtherPersons.Contains(person));

    // In this order, and after what was taken at the edge: whoever loses a race there finds in the register what the profile says.
    private static void Holds(Draft draft, Volunteer? before, Volunteer after)
    {
        var (old, document) = (before is null ? null : Held(before), Held(after));
        if (old == document)
            return;
        if (old is not null)
            draft.Send(Ids.ClaimStream(old), new DocumentMoved(old, after.Subject, null));
        if (document is not null)
            draft.Send(Ids.ClaimStream(document), new DocumentKept(document, after.Subject));
    }

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
