using Practice.Shared;

namespace Practice.Activities;

/// <summary>An activity: what it is, its sessions, who has a place in them, who was there.</summary>
[GrainInterfaceType("activity"), Alias("activity")]
public interface IActivityGrain : IGrainWithStringKey
{
    [Alias("View")] Task<Result<ActivityView>> View();

    [Alias("Edit")] Task<Result<ActivityView>> Edit(Operation operation, SetActivity edit);

    /// <summary>By somebody of the unit's desk who has not written it.</summary>
    [Alias("Review")] Task<Result<ActivityView>> Review(Operation operation, ReviewActivity review);

    /// <summary>Makes its sessions and shows it to everybody. Only what lies ahead, with its risks in words.</summary>
    [Alias("Publish")] Task<Result<ActivityView>> Publish(Operation operation);

    [Alias("Cancel")] Task<Result<ActivityView>> Cancel(Operation operation, string reason);

    [Alias("AddSessions")] Task<Result<ActivityView>> AddSessions(Operation operation, SessionPlan plan);

    [Alias("ViewSession")] Task<Result<SessionView>> ViewSession(int n);

    [Alias("EditSession")] Task<Result<SessionView>> EditSession(Operation operation, int n, EditSession edit);

    [Alias("CancelSession")] Task<Result<SessionView>> CancelSession(Operation operation, int n, string reason);

    /// <summary>What a volunteer's calendar is to be asked for a place, or why there is none to be had.</summary>
    [Alias("Ask")] Task<Result<PlaceAsk>> Ask(int n, string? position, string volunteer);

    [Alias("SignUp")] Task<Result<PlaceView>> SignUp(Operation operation, int n, SignUp signUp);

    [Alias("Invite")] Task<Result<SessionView>> Invite(Operation operation, int n, InviteMembers invite);

    /// <summary>Gives a place back, leaves the waiting list, or says no to an offer or an invitation; a guardian's wards go with him.</summary>
    [Alias("Withdraw")] Task<Result<PlaceView>> Withdraw(Operation operation, int n, string volunteer, string? reason);

    [Alias("ViewPlace")] Task<Result<PlaceView>> ViewPlace(int n, string volunteer);

    /// <summary>The code of this half minute; only while people can check in.</summary>
    [Alias("Code")] Task<Result<CheckInCode>> Code(int n);

    [Alias("CheckIn")] Task<Result<PlaceView>> CheckIn(Operation operation, int n, CheckIn checkIn);

    [Alias("CallRoll")] Task<Result<SessionView>> CallRoll(Operation operation, int n, RollCall roll);

    /// <summary>Ends a running session before its time.</summary>
    [Alias("Finish")] Task<Result<SessionView>> Finish(Operation operation, int n);

    /// <summary>The leader stands for the roll: everybody's minutes go to his own account.</summary>
    [Alias("Settle")] Task<Result<SessionView>> Settle(Operation operation, int n);

    [Alias("Correct")] Task<Result<PlaceView>> Correct(Operation operation, int n, string volunteer, CorrectPlace correction);

    /// <summary>By another than who proposed it.</summary>
    [Alias("DecideCorrection")] Task<Result<PlaceView>> DecideCorrection(Operation operation, int n, string volunteer, bool granted);
}
