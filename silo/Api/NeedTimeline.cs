using System.Collections.Immutable;
using System.Text.Json;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>A step of a need's way as its resident may read it.</summary>
/// <param name="Step">received, takenOn, turnedDown, redirected, merged, looking, passedOn, needsPerson, takenOver, taken, lookingAgain, underWay, done, promised, promiseBroken, extended, waiting, resumed, impossible, referred, referralReturned, appealed, appealGranted, appealRefused, rated, withdrawn.</param>
/// <param name="Unit">Who has it from then on, where that changes.</param>
/// <param name="Reason">A code: why it moved.</param>
/// <param name="By">Until when the next thing is due.</param>
public sealed record TimelineStep(DateTimeOffset At, string Step, string? Unit = null, string? UnitName = null, string? Reason = null, DateTimeOffset? By = null, DateOnly? Day = null);

/// <summary>A need's events as the way it went: who has it, by when, why it moved. No actor, no words that anybody wrote.</summary>
internal static class NeedTimeline
{
    public static ImmutableArray<TimelineStep> Of(string unit, IEnumerable<EventRow> events) =>
        [.. events.Where(e => e.Type.StartsWith("need.", StringComparison.Ordinal)).Select(e => Step(unit, e)).OfType<TimelineStep>()];

    private static TimelineStep? Step(string unit, EventRow row)
    {
        var at = ChinaTime.Local(row.At);
        return row.Type switch
        {
            "need.submitted" => new(at, "received", unit),
            "need.verified" => new(at, "takenOn", By: Read<NeedVerified>(row).DispatchBy),
            "need.rejected" => new(at, "turnedDown", Reason: Json.Name(Read<NeedRejected>(row).Reason)),
            "need.redirected" => new(at, "redirected"),
            "need.merged" => new(at, "merged"),
            "need.dispatched" => new(at, "looking"),
            "need.escalated" => Read<NeedEscalated>(row) is var up ? new(at, "passedOn", up.To, Reason: Code(up.Reason), By: up.DueBy) : null,
            "need.stuck" => Read<NeedStuck>(row) is var stuck ? new(at, "needsPerson", stuck.Level, Reason: Code(stuck.Reason)) : null,
            "need.takenOver" => new(at, "takenOver", Read<NeedTakenOver>(row).To),
            "need.accepted" => new(at, "taken", By: Read<NeedAccepted>(row).FinishBy),
            "need.reopened" => new(at, "lookingAgain", Reason: Code(Read<NeedReopened>(row).Reason)),
            "need.inService" => new(at, "underWay"),
            "need.done" => new(at, "done"),
            "need.promised" => new(at, "promised", Day: Read<NeedPromised>(row).PromisedDate),
            "need.promiseBroken" => new(at, "promiseBroken", Day: Read<PromiseBroken>(row).PromisedDate),
            "need.extended" => new(at, "extended", By: Read<NeedExtended>(row).Until),
            "need.awaitingResident" => new(at, Read<AwaitingResident>(row).Waiting ? "waiting" : "resumed"),
            "need.closedImpossible" => new(at, "impossible"),
            "need.referred" => new(at, "referred", By: Read<NeedReferred>(row).ReplyBy),
            "need.referralReturned" => new(at, "referralReturned"),
            "need.appealed" => new(at, "appealed", Read<NeedAppealed>(row).To),
            "need.appealDecided" => new(at, Read<NeedAppealDecided>(row).Granted ? "appealGranted" : "appealRefused"),
            "need.rated" => new(at, "rated"),
            "need.withdrawn" => new(at, "withdrawn"),
            _ => null,
        };
    }

    // A reason is a code or what somebody wrote; only codes are for everybody.
    private static string? Code(string? reason) => reason is { Length: > 0 and <= 40 } && reason.All(char.IsAsciiLetterOrDigit) ? reason : null;

    private static T Read<T>(EventRow row) => JsonSerializer.Deserialize<T>(row.Data, Json.Persisted)!;
}
