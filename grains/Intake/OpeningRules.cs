using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Files;
using Practice.Kernel;
using Practice.Needs;
using Practice.Services;
using Practice.Shared;
using Practice.Units;

namespace Practice.Intake;

/// <summary>开箱: two people open a box, count the slips, and every slip is entered or void before it is closed.</summary>
/// <remarks>Laws: one opening at a time at a point; a closed opening balances; a slip's number is used once at its point.</remarks>
public static class OpeningRules
{
    public const int MostSlips = 2000;

    private static readonly TimeSpan Lookback = TimeSpan.FromDays(62);

    public static Refusal? Start(Draft draft, string pointId, StartOpening command, out string id)
    {
        id = "";
        if (draft.Book.Find<IntakePoint>(pointId) is not { } point)
            return Refusal.NotFound("intakePoint", pointId);
        if (!point.Active)
            return IntakePointRules.Retired(point);
        if (point.Kind == IntakeKind.Qr)
            return Refusal.Rule("intakePoint.noBox", "A code has no box to open.");
        if (point.UnderWay is { } other)
            return new(RefusalKind.Conflict, "opening.underWay", $"It is being opened already: {State(draft.Book.Find<Opening>(other))}.", [other]);
        ImmutableArray<string> people = [.. (command.OpenedBy is { IsDefault: false } named ? named : []).Select(name => (name ?? "").Trim())];
        if (people.Length is < 2 or > 6 || people.Any(name => name.Length is 0 or > IntakePointRules.LongestLabel || Scrub.FindsPersonal(name))
            || people.Distinct(StringComparer.OrdinalIgnoreCase).Count() != people.Length)
            return Refusal.Malformed("openedBy.invalid", "A box is opened by at least two different people, named by short labels.");
        if (BadCount(command.Counted) is { } bad)
            return bad;
        if (FileRules.Refuse(draft.Book, command.Photos ?? [], NeedRules.MostPhotos) is { } unknown)
            return unknown;
        var at = command.At ?? draft.Now;
        if (at > draft.Now || at < draft.Now.AddDays(-31) || at < point.LastOpenedAt)
            return Refusal.Malformed("at.invalid", "It was opened now or within the last 31 days, after the opening before.");

        point = point with { Openings = point.Openings + 1, LastOpenedAt = at };
        id = string.Create(CultureInfo.InvariantCulture, $"{point.Id}-O{point.Openings:D4}");
        draft.Record(new OpeningStarted(point.Id, people.Length, at, command.Counted), new Opening
        {
            Id = id, CreatedAt = draft.Now, Point = point.Id, Status = OpeningStatus.Open, OpenedBy = people, OpenedAt = at, Counted = command.Counted,
            Photos = command.Photos is { IsDefault: false } photos ? photos : [],
        });
        draft.Keep(point with { UnderWay = id });
        return null;
    }

    public static Refusal? Void(Draft draft, string id, VoidSlip command)
    {
        if (draft.Book.Find<Opening>(id) is not { } opening)
            return Refusal.NotFound("opening", id);
        if (opening.Status != OpeningStatus.Open)
            return Over(opening);
        if (Reasons.Missing(command.Reason) is { } unsaid)
            return unsaid;
        if (command.SlipNo?.Length > IntakePointRules.LongestLabel)
            return Refusal.Malformed("slipNo.tooLong", $"A number has at most {IntakePointRules.LongestLabel} characters.");
        if (opening.Void.Length + opening.Entered >= MostSlips)
            return Refusal.Rule("opening.full", $"An opening has at most {MostSlips} slips.");
        if (Known(draft.Book, opening.Point, command.SlipNo) is { } known)
            return known;
        draft.Record(new SlipVoided(opening.Void.Length + 1), opening with { Void = opening.Void.Add(command with { Reason = command.Reason!.Trim() }) });
        if (!string.IsNullOrWhiteSpace(command.SlipNo))
            draft.Keep(new Slip { Id = Slip.Key(opening.Point, command.SlipNo), CreatedAt = draft.Now });
        return null;
    }

    public static Refusal? Close(Draft draft, string id, int? counted)
    {
        if (draft.Book.Find<Opening>(id) is not { } opening)
            return Refusal.NotFound("opening", id);
        if (opening.Status == OpeningStatus.Closed)
            return counted is null || counted == opening.Counted ? null : Over(opening);
        if (BadCount(counted) is { } bad)
            return bad;
        if ((counted ?? opening.Counted) is not { } count)
            return Refusal.Malformed("counted.missing", "Say how many slips were counted.");
        opening = opening with { Counted = count };
        if (count != opening.Entered + opening.Void.Length)
            return new(RefusalKind.Conflict, "opening.unbalanced", $"Every slip is entered or void before the box is closed: {State(opening)}.", [id]);
        draft.Record(new OpeningClosed(count, opening.Entered, opening.Void.Length), opening with { Status = OpeningStatus.Closed, ClosedAt = draft.Now });
        if (draft.Book.Find<IntakePoint>(opening.Point) is { } point)
            draft.Keep(point with { UnderWay = null });
        return null;
    }

    /// <summary>Whether a need may come by this point and slip; the need that has the slip already is named.</summary>
    public static Refusal? Refuse(Book book, SubmitNeed command)
    {
        if (command.IntakePoint is not { } id)
            return null;
        if (book.Find<IntakePoint>(id) is not { } point)
            return Refusal.Rule("intakePoint.unknown", $"This unit has no intake point '{id}'.");
        if (!point.Active)
            return IntakePointRules.Retired(point);
        return Known(book, id, command.SlipNo);
    }

    /// <summary>When the duty clock of a slip begins: at the opening of its box, however long it lay in it.</summary>
    public static Opening? UnderWay(Book book, string? point) =>
        point is not null && book.Find<IntakePoint>(point) is { UnderWay: { } opening } ? book.Find<Opening>(opening) : null;

    /// <summary>The need is in the book: its slip is counted, and cannot be entered again.</summary>
    public static void Enter(Draft draft, Need need)
    {
        if (need.IntakePoint is not { } id || draft.Book.Find<IntakePoint>(id) is not { } point)
            return;
        if (need.Opening is not null && UnderWay(draft.Book, id) is { } opening)
            draft.Record(new SlipEntered(need.Id, opening.Entered + 1), opening with { Entered = opening.Entered + 1 });
        draft.Keep(point with { Slips = point.Slips + 1 });
        if (!string.IsNullOrWhiteSpace(need.SlipNo))
            draft.Keep(new Slip { Id = Slip.Key(id, need.SlipNo), CreatedAt = draft.Now, Need = need.Id });
    }

    /// <summary>Scheduled openings that have begun and that nobody has held; an opening on the day counts, whatever the hour.</summary>
    public static ImmutableArray<TimeSlot> Owed(IntakePoint point, WorkCalendar calendar, DateTimeOffset now)
    {
        if (point is not { Active: true, Schedule: { } schedule, ScheduledSince: { } since })
            return [];
        var from = since > now - Lookback ? since : now - Lookback;
        return [.. Sessions(schedule, from, now, calendar).Where(session => session.From <= now && !Held(point, session))];
    }

    /// <summary>The next one that is not over and not held.</summary>
    public static TimeSlot? Next(IntakePoint point, WorkCalendar calendar, DateTimeOffset now) => point is not { Active: true, Schedule: { } schedule }
        ? null
        : Sessions(schedule, now, now.AddDays(100), calendar).Where(session => session.Until > now && !Held(point, session)).Select(session => (TimeSlot?)session).FirstOrDefault();

    private static bool Held(IntakePoint point, TimeSlot session) => point.LastOpenedAt is { } last && ChinaTime.DateOf(last) >= ChinaTime.DateOf(session.From);

    // A session may be moved into the month after its own by a run of days off.
    private static IEnumerable<TimeSlot> Sessions(Recurrence schedule, DateTimeOffset from, DateTimeOffset until, WorkCalendar calendar)
    {
        var seen = new HashSet<DateTimeOffset>();
        for (var month = ChinaTime.MonthOf(from).AddMonths(-1); month <= ChinaTime.MonthOf(until); month = month.AddMonths(1))
            foreach (var session in RecurrenceRules.Sessions(schedule, month, calendar))
                if (session.Until > from && seen.Add(session.From))
                    yield return session;
    }

    private static Refusal? Known(Book book, string point, string? number) =>
        string.IsNullOrWhiteSpace(number) || book.Find<Slip>(Slip.Key(point, number)) is not { } slip ? null
        : slip.Need is { } need ? new(RefusalKind.Conflict, "slip.entered", "This slip has been entered already.", [need])
        : Refusal.Conflict("slip.void", "This slip was found void.");

    private static Refusal? BadCount(int? counted) =>
        counted is < 0 or > MostSlips ? Refusal.Malformed("counted.invalid", $"0 to {MostSlips} slips.") : null;

    private static Refusal Over(Opening opening) => Refusal.Conflict("opening.closed", $"The opening is closed: {State(opening)}.");

    private static string State(Opening? opening) => opening is null ? "" : string.Create(CultureInfo.InvariantCulture,
        $"opened {ChinaTime.Local(opening.OpenedAt):yyyy-MM-dd HH:mm}, {(opening.Counted is { } n ? n.ToString(CultureInfo.InvariantCulture) : "not")} counted, {opening.Entered} entered, {opening.Void.Length} void");
}
