using System.Globalization;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>Who sees a person's details, and what remains of it. Pure.</summary>
/// <remarks>Law: no reading that is not the person's own, or the guardian's, is without a record; a minor's details are opened only after somebody else has allowed it.</remarks>
public static class AccessRules
{
    public static readonly TimeSpan AllowedFor = TimeSpan.FromDays(1);

    public static Refusal? Read(Draft draft, string number, AccessPurpose? purpose, string? unit, bool minor, Caller caller)
    {
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (VolunteerRules.IsOwn(volunteer, caller, minor))
            return null;
        if (purpose is not { } why || unit is null)
            return Refusal.Malformed("purpose.missing", "Say what the details are needed for.");
        if (minor && !draft.Book.All<Access>().Any(access => access is { State: Access.Allowed } && access.Purpose == why && access.By == draft.Actor && access.Until > draft.Now))
            return Refusal.Rule("minor.approvalNeeded", "A minor's details are opened after somebody else has allowed it: POST /volunteers/{number}/access-requests.");
        Add(draft, new VolunteerDetailsRead(unit, why), unit, why, Access.Read, null);
        return null;
    }

    public static Refusal? Ask(Draft draft, string number, AccessPurpose purpose, string unit, string reason, out string id)
    {
        id = "";
        if (Reasons.Missing(reason) is { } unsaid)
            return unsaid;
        id = Add(draft, new VolunteerAccessAsked(unit, purpose), unit, purpose, Access.Asked, reason.Trim()).Id;
        return null;
    }

    public static Refusal? Decide(Draft draft, string id, bool allow)
    {
        if (draft.Book.Find<Access>(id) is not { } access || access.State == Access.Read)
            return Refusal.NotFound("access", id);
        if (access.State != Access.Asked)
            return access.DecidedBy == draft.Actor && access.State == (allow ? Access.Allowed : Access.Refused)
                ? null
                : Refusal.Conflict("access.decided", "This was decided.");
        if (access.By == draft.Actor)
            return Refusal.Rule("fourEyes.same", "Somebody else decides about it.");
        draft.Record(new VolunteerAccessDecided(access.By, allow), access with
        {
            State = allow ? Access.Allowed : Access.Refused, DecidedBy = draft.Actor, Until = allow ? draft.Now + AllowedFor : null,
        });
        return null;
    }

    /// <summary>What was allowed holds for a day.</summary>
    public static void Lapse(Draft draft, Access access) => draft.Record(new VolunteerAccessLapsed(), access with { State = Access.Lapsed });

    private static Access Add(Draft draft, DomainEvent happened, string unit, AccessPurpose purpose, string state, string? reason)
    {
        var numbers = VolunteerNumbers.Of(draft);
        numbers = numbers with { Accesses = numbers.Accesses + 1 };
        var access = draft.Record(happened, new Access
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"A{numbers.Accesses:D6}"), CreatedAt = draft.Now, By = draft.Actor, Unit = unit, Purpose = purpose, State = state, Reason = reason,
        });
        draft.Keep(numbers);
        return access;
    }
}
