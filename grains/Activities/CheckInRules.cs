using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>Who was there, and from when until when. Pure.</summary>
/// <remarks>
/// Laws: a stay ends after it begins and stays do not overlap; at most three a person, activity and day; whatever is told later is bounded
/// by the session and marked. What a device says of the time is believed only as far as a code bears it out.
/// </remarks>
public static class CheckInRules
{
    public const int MostStays = 3, SharedBy = 3, LongestDevice = 100;

    /// <summary>How far a device's clock may be off, and after which it is told late.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5), Late = TimeSpan.FromMinutes(2), NoSkew = TimeSpan.FromMinutes(1);

    public static Refusal? Enter(Draft draft, int n, CheckIn told, byte[] secret)
    {
        var activity = ActivityRules.Of(draft.Book);
        if (SessionRules.Find(draft.Book, activity, n) is not { } session)
            return SessionRules.Missing(activity, n);
        if (draft.Book.Find<Enrolment>(Enrolment.IdOf(n, told.Volunteer)) is not { } place)
            return Refusal.NotFound("place", $"{session.Id}/{told.Volunteer}");
        if (place.State != PlaceState.Given)
            return Refusal.Conflict("place.state", $"This place is {Json.Name(place.State)}.");
        if (told.Device?.Length > LongestDevice)
            return Refusal.Malformed("device.invalid", $"A device's name has at most {LongestDevice} characters.");
        if (Bad(told.Where) is { } nowhere)
            return nowhere;
        if (When(draft, activity, session, told, secret, out var at, out var flags) is { } refusal)
            return refusal;
        int? metres = Geo.Wgs84(activity.Location) is { } there && Geo.Wgs84(told.Where) is { } here ? (int)Math.Min(Geo.Metres(there, here), 20_000_000) : null;
        if (told.Code is null && (metres is null || !activity.LocationCheckIn))
            return Refusal.Rule("code.missing", "Give the code of the leader's screen" + (activity.LocationCheckIn ? ", or say where you are." : "."));
        if (told.Code is null && metres > activity.Fence)
            return Refusal.Rule("place.far", $"{metres} m away; within {activity.Fence} m counts as there.");
        if (told.Code is null)
            flags = flags.Add("byLocation");
        else if (metres > activity.Fence)
            flags = flags.Add("far");
        var (by, device) = (told.Code is null ? CheckedBy.Location : CheckedBy.Code, CheckInCodes.Device(secret, told.Device));
        return told.Out ? Leave(draft, place, at, by, device, metres, flags) : Arrive(draft, activity, session, place, at, by, device, metres, flags);
    }

    /// <summary>The leader's roll, or his device as a kiosk: all lines or none.</summary>
    public static Refusal? CallRoll(Draft draft, int n, RollCall roll)
    {
        var activity = ActivityRules.Of(draft.Book);
        if (SessionRules.Find(draft.Book, activity, n) is not { } session)
            return SessionRules.Missing(activity, n);
        if (NotRunning(draft.Now, activity, session, later: true) is { } closed)
            return closed;
        if (roll.Lines.IsDefaultOrEmpty || roll.Lines.Length > 500)
            return Refusal.Malformed("lines.invalid", "1 to 500 lines.");
        foreach (var line in roll.Lines)
        {
            if (draft.Book.Find<Enrolment>(Enrolment.IdOf(n, line.Volunteer ?? "")) is not { State: PlaceState.Given } place)
                return new(RefusalKind.NotFound, "place.notFound", $"There is no place of {line.Volunteer} in {session.Id}.", [line.Volunteer ?? ""]);
            if (Call(draft, activity, session, place, line, roll.Kiosk) is { } refusal)
                return refusal with { Subjects = [line.Volunteer!] };
        }

        return null;
    }

    /// <summary>Whole minutes inside the session, cut off and not rounded (rules §1.3).</summary>
    public static int Minutes(Enrolment place, TimeSlot slot, DateTimeOffset now) =>
        (int)(place.Stays.Sum(stay => Math.Max(0, (Min(stay.Out ?? now, slot.Until) - Max(stay.In, slot.From)).Ticks)) / TimeSpan.TicksPerMinute);

    /// <summary>Null while people may check in.</summary>
    public static Refusal? NotRunning(DateTimeOffset now, Activity activity, ActivitySession session, bool later)
    {
        var runs = session.State == SessionState.Running || (session.State == SessionState.Planned && now >= session.Slot.From - SessionRules.Early) || (later && session.State == SessionState.Finished);
        return session.Halted || (runs && !activity.MayStart) ? Refusal.Conflict("insurance.missing", "Dangerous work does not start before its insurance has a number.")
            : runs ? null
            : SessionRules.WrongState(session, "checked in to");
    }

    // Now, or what the device says of an earlier time: as far as a code bears it out, and inside the session.
    private static Refusal? When(Draft draft, Activity activity, ActivitySession session, CheckIn told, byte[] secret, out DateTimeOffset at, out ImmutableArray<string> flags)
    {
        (at, flags) = (draft.Now, []);
        if (told.At > draft.Now + Skew)
            return Refusal.Rule("clock.ahead", "The device's clock runs ahead; set it right.");
        var late = told.At is { } said && draft.Now - said > Late;
        if (NotRunning(draft.Now, activity, session, late) is { } closed)
            return closed;
        if (late && told.Code is null)
            return Refusal.Rule("code.missing", "What a device says of an earlier time is believed by the code that was shown then.");
        if (late)
            (at, flags) = (ChinaTime.Local(told.At!.Value), ["late"]);
        if (told.Code is { } code)
        {
            if (code.Length > 40 || CheckInCodes.Find(secret, code, late ? at - Skew : draft.Now - CheckInCodes.Window, late ? at + Skew : draft.Now) is not { } window)
                return Refusal.Rule("code.wrong", "This code is not, or no longer, the session's.");
            if (late && (window - at).Duration() > NoSkew)
                flags = flags.Add("clockSkew");
            at = late ? ChinaTime.Local(window) : at;
        }

        return at > draft.Now || at < session.Slot.From - SessionRules.Early || at > session.Slot.Until + SessionRules.Early
            ? Refusal.Rule("checkIn.outside", "This is not a time of the session.")
            : null;
    }

    private static Refusal? Arrive(Draft draft, Activity activity, ActivitySession session, Enrolment place, DateTimeOffset at, CheckedBy by, string? device, int? metres, ImmutableArray<string> flags)
    {
        if (place.Inside is { } inside)
            return device == inside.Device || device is null ? null : Refusal.Conflict("checkIn.already", "Somebody has checked in with another device; he has to check out first.");
        if (place.Stays.Any(stay => stay.Out > at))
            return Refusal.Rule("checkIn.order", "An earlier stay has not ended by then.");
        if (Today(draft.Book, activity, place, session) >= MostStays)
            return Refusal.Rule("checkIn.tooMany", $"At most {MostStays} times a day.");
        if (device is not null && draft.Book.All<Enrolment>().Count(e => e.N == place.N && e.Id != place.Id && e.Stays.Any(s => s.Device == device)) >= SharedBy)
            flags = flags.Add("sharedDevice");
        draft.Record(new CheckedIn(by, metres, flags), place with { Stays = place.Stays.Add(new(at, by, device, metres)), Flags = Merge(place.Flags, flags), Absence = null });
        return null;
    }

    private static Refusal? Leave(Draft draft, Enrolment place, DateTimeOffset at, CheckedBy by, string? device, int? metres, ImmutableArray<string> flags)
    {
        if (place.Inside is not { } inside)
            return Refusal.Conflict("checkOut.notIn", "Nobody checks out who is not checked in.");
        if (at <= inside.In)
            return Refusal.Rule("checkIn.order", "A stay ends after it begins.");
        if (device is not null && inside.Device is not null && device != inside.Device)
            flags = flags.Add("twoDevices");
        draft.Record(new CheckedOut(by, metres, flags), place with
        {
            Stays = place.Stays.SetItem(place.Stays.Length - 1, inside with { Out = at, OutBy = by, OutMetres = metres }), Flags = Merge(place.Flags, flags),
        });
        return null;
    }

    private static Refusal? Call(Draft draft, Activity activity, ActivitySession session, Enrolment place, RollLine line, bool kiosk)
    {
        var by = kiosk ? CheckedBy.Kiosk : CheckedBy.RollCall;
        if (line.Absent is { } absence)
        {
            if (!place.Stays.IsEmpty || line.In is not null || line.Out is not null || !Enum.IsDefined(absence))
                return Refusal.Rule("roll.present", "Somebody who was there was not absent.");
            if (place.Absence != absence)
                draft.Record(new RollCalled(null, null, absence, kiosk), place with { Absence = absence });
            return null;
        }

        foreach (var time in new[] { line.In, line.Out })
            if (time < session.Slot.From - SessionRules.Early || time > session.Slot.Until + SessionRules.Early || time > draft.Now)
                return Refusal.Rule("checkIn.outside", "A time on the roll lies in the session, and not ahead.");

        // Both times are the leader's word for the whole of it; one alone begins or ends a stay.
        if (line is { In: { } from, Out: { } until })
        {
            if (until <= from)
                return Refusal.Rule("checkIn.order", "A stay ends after it begins.");
            draft.Record(new RollCalled(from, until, null, kiosk), place with
            {
                Stays = [new Stay(ChinaTime.Local(from), by, null, null) { Out = ChinaTime.Local(until), OutBy = by }], Flags = Merge(place.Flags, ["byLeader"]), Absence = null,
            });
            return null;
        }

        // A kiosk is one button for both; on the leader's roll "here" twice is here.
        var leaves = line.Out is not null || (kiosk && line.In is null && place.Inside is not null);
        var at = ChinaTime.Local(line.In ?? line.Out ?? (draft.Now < session.Slot.Until || session.State != SessionState.Finished ? draft.Now : session.Slot.Until));
        ImmutableArray<string> flags = kiosk ? [] : ["byLeader"];
        return leaves ? Leave(draft, place, at, by, null, null, flags) : Arrive(draft, activity, session, place, at, by, null, null, flags);
    }

    // Of every session of this activity on the same day.
    private static int Today(Book book, Activity activity, Enrolment place, ActivitySession session) => book.All<ActivitySession>()
        .Where(s => ChinaTime.DateOf(s.Slot.From) == ChinaTime.DateOf(session.Slot.From) && s.Id.StartsWith(activity.Id, StringComparison.Ordinal))
        .Sum(s => book.Find<Enrolment>(Enrolment.IdOf(s.N, place.Volunteer))?.Stays.Length ?? 0);

    private static Refusal? Bad(Place? where) => where is null || (where.Lat is >= -90 and <= 90 && where.Lon is >= -180 and <= 180 && Enum.IsDefined(where.Datum))
        ? null
        : Refusal.Malformed("location.invalid", "A latitude from -90 to 90, a longitude from -180 to 180, and their datum.");

    private static ImmutableArray<string> Merge(ImmutableArray<string> flags, ImmutableArray<string> more) => [.. flags.Union(more)];

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
