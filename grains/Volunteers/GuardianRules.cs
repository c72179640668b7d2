using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;
using Practice.Store;

namespace Practice.Volunteers;

/// <summary>A minor's guardian: who it is, and what he lets the minor do (rules §1.2). Pure.</summary>
public static class GuardianRules
{
    public static readonly TimeSpan SecretLife = TimeSpan.FromDays(3);

    /// <summary>A minor gives the guardian a secret; an earlier one is worth nothing from then on.</summary>
    public static Refusal? Ask(Draft draft, string number, string secretHash)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (volunteer.Status != VolunteerStatus.AwaitingGuardian)
            return Refusal.Conflict("guardian.notAwaited", "No guardian's consent is missing.");
        draft.Record(new GuardianAsked(), volunteer with { GuardianSecret = new(secretHash, draft.Now + SecretLife, 0) });
        return null;
    }

    /// <summary>What whoever shows a wrong secret is told, after it was counted: a guardian is not put then.</summary>
    public static readonly Refusal Wrong = Refusal.Rule("guardian.secretWrong", "This code is wrong, used or out of date.");

    /// <remarks>A wrong secret is counted, which is a change: then nothing is refused here, and no guardian is there afterwards.</remarks>
    /// <param name="born">The minor's birth date.</param>
    public static Refusal? Put(Draft draft, string number, PutGuardian told, DateOnly born)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        var age = Ages.On(born, ChinaTime.DateOf(draft.Now));

        // Whoever cannot show the code learns nothing of the volunteer by it: not whether it is a minor, nor whether a guardian is there.
        if (told.Unit is null && told.Guardian?.Person is { } person && person == volunteer.Guardian?.Person)
            return Refusal.Conflict("guardian.known", "The volunteer has a guardian.");
        if (told.Unit is null && !Matches(draft, volunteer, told.SecretHash))
            return draft.IsEmpty ? Wrong : null;
        if (volunteer.Status is not (VolunteerStatus.AwaitingGuardian or VolunteerStatus.Active) || age >= Ages.Adult)
            return Refusal.Conflict("guardian.notAwaited", "No guardian's consent is missing.");
        if (volunteer.Guardian is not null)
            return Refusal.Conflict("guardian.known", "The volunteer has a guardian.");
        if (told.Guardian is not { } guardian)
            return Refusal.Malformed("guardian.missing", "Say who the guardian is.");
        if (guardian.Person is not null && guardian.Person == volunteer.Person)
            return Refusal.Rule("guardian.self", "Nobody is the own guardian.");
        if (!VolunteerRules.IsVersion(told.TextVersion) || (age < Ages.OwnData && !VolunteerRules.IsVersion(told.ChildRulesVersion)))
            return Refusal.Malformed("consent.missing", "Name the versions of the texts that were agreed to.");

        draft.Seal(new PersonRow(guardian.Ref, guardian.Row));
        draft.Record(new GuardianConsented(guardian.Relation, guardian.Person, told.Unit), volunteer with
        {
            Status = VolunteerStatus.Active,
            Guardian = VolunteerRules.Of(guardian),
            GuardianSecret = null,
            Consents = [.. volunteer.Consents, .. VolunteerRules.ByGuardian(draft, told.TextVersion, age < Ages.OwnData ? told.ChildRulesVersion : null)],
        });
        return null;
    }

    public static Refusal? ConsentToActivity(Draft draft, string number, string activity, bool minor, Caller caller)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (!minor || !VolunteerRules.IsGuardian(volunteer, caller))
            return Refusal.Rule("guardian.notYours", "This is the guardian's to say.");
        if (draft.Book.Find<ActivityConsent>(activity) is null)
            draft.Record(new ActivityConsented(activity), new ActivityConsent { Id = activity, CreatedAt = draft.Now, By = draft.Actor });
        return null;
    }

    private static bool Matches(Draft draft, Volunteer volunteer, string? hash)
    {
        if (volunteer.GuardianSecret is not { } secret || secret.Until <= draft.Now || secret.Tries >= GuardianSecret.MostTries || hash is null)
            return false;
        if (secret.Hash == hash)
            return true;
        draft.Record(new GuardianMistaken(secret.Tries + 1), volunteer with { GuardianSecret = secret with { Tries = secret.Tries + 1 } });
        return false;
    }
}
