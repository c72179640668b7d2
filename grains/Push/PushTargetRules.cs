using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Units;

namespace Practice.Push;

/// <summary>Subscriptions of a unit and its teams.</summary>
/// <remarks>Laws: what is disabled or removed is told nothing and owes nothing; a day is told once, however late.</remarks>
public static class PushTargetRules
{
    public const int Most = 50, LongestName = 40, MostEvents = 50;

    public static Refusal? Add(Draft draft, ITerms terms, AddPushTarget command, out string id)
    {
        id = "";
        if (UnitRules.Profile(draft) is not { } unit)
            return UnitRules.Missing(draft);
        if (draft.Book.All<PushTarget>().Count(target => target.Status != PushStatus.Removed) >= Most)
            return Refusal.Rule("pushTargets.full", $"A unit and its teams have at most {Most} targets.");
        if (Fault(command.Kind, command.Name, command.DigestAt, command.Events) is { } fault)
            return fault;
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { PushTargets = numbers.PushTargets + 1 };
        id = Ids.PushTarget(unit.Id, numbers.PushTargets);
        var target = new PushTarget
        {
            Id = id, CreatedAt = draft.Now, Of = command.Of, Kind = command.Kind, Name = command.Name!.Trim(), Host = command.Host, Sealed = command.Sealed,
            PerMinute = command.PerMinute, DigestAt = command.DigestAt, WorkdaysOnly = command.WorkdaysOnly, Events = [.. command.Events.Distinct()],
        };
        draft.Record(new PushTargetAdded(command.Of, command.Kind), target with { NextDigest = Next(target, terms.Calendar, draft.Now) });
        draft.Keep(numbers);
        return null;
    }

    public static Refusal? Edit(Draft draft, ITerms terms, string id, EditPushTarget command, long? ifMatch)
    {
        if (Find(draft.Book, id) is not { } target)
            return Refusal.NotFound("pushTarget", id);
        if (ifMatch is { } seen && seen != target.Version)
            return Refusal.Stale(target.Version);
        var after = target with
        {
            Name = command.Name?.Trim() ?? target.Name, Host = command.Host ?? target.Host, Sealed = command.Sealed ?? target.Sealed, PerMinute = command.PerMinute ?? target.PerMinute,
            DigestAt = command.DigestAt is null ? target.DigestAt : command.DigestAt.Length == 0 ? null : command.DigestAt,
            WorkdaysOnly = command.WorkdaysOnly ?? target.WorkdaysOnly, Events = command.Events is { } events ? [.. events.Distinct()] : target.Events,
        };
        if (Fault(after.Kind, after.Name, after.DigestAt, after.Events) is { } fault)
            return fault;
        draft.Record(new PushTargetChanged(command.Sealed is not null), after with { NextDigest = Next(after, terms.Calendar, draft.Now) });
        if (command.Active == true && target.Status == PushStatus.Disabled)
            draft.Record(new PushTargetEnabled(), Find(draft.Book, id)! with { Status = PushStatus.Active, Reason = null, Failures = 0, HeldUntil = null });
        if (command.Active == false)
            Disable(draft, id, "person");
        return null;
    }

    public static Refusal? Remove(Draft draft, string id)
    {
        if (Find(draft.Book, id) is not { } target)
            return Refusal.NotFound("pushTarget", id);
        DeliveryRules.GiveUpAll(draft, id, "target.removed");
        draft.Record(new PushTargetRemoved(), Find(draft.Book, id)! with { Status = PushStatus.Removed, Sealed = "" });
        return null;
    }

    /// <summary>Nothing more is sent; what waits is given up, and can be sent again once somebody has seen to it.</summary>
    public static void Disable(Draft draft, string id, string reason)
    {
        if (Find(draft.Book, id) is not { Status: PushStatus.Active })
            return;
        DeliveryRules.GiveUpAll(draft, id, "target.disabled");
        draft.Record(new PushTargetDisabled(reason), Find(draft.Book, id)! with { Status = PushStatus.Disabled, Reason = reason });
    }

    /// <summary>The day's digest, and when the next one is due. After an outage the present day is told, not those that went by.</summary>
    /// <param name="text">Null = whose day it is is no more.</param>
    public static void Tell(Draft draft, ITerms terms, string id, string? text)
    {
        if (Find(draft.Book, id) is not { Status: PushStatus.Active, NextDigest: { } due } target || due > draft.Now)
            return;
        target = draft.Record(new PushDigestMoved(Next(target, terms.Calendar, draft.Now)), target with { NextDigest = Next(target, terms.Calendar, draft.Now) });
        if (text is not null)
            DeliveryRules.Queue(draft, target, Delivery.Digest, text);
    }

    public static PushTarget? Find(Book book, string id) => book.Find<PushTarget>(id) is { Status: not PushStatus.Removed } target ? target : null;

    private static DateTimeOffset? Next(PushTarget target, WorkCalendar calendar, DateTimeOffset after)
    {
        if (target.DigestAt is not { } text)
            return null;
        var time = TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture).ToTimeSpan();
        var day = ChinaTime.DateOf(after);
        while (ChinaTime.At(day, time) <= after || target.WorkdaysOnly && !calendar.IsWorkingDay(day))
            day = day.AddDays(1);
        return ChinaTime.At(day, time);
    }

    private static Refusal? Fault(PushKind kind, string? name, string? digestAt, ImmutableArray<string> events) =>
        string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName ? Refusal.Malformed("name.invalid", $"A name has 1 to {LongestName} characters.")
        : digestAt is not null && !TimeOnly.TryParseExact(digestAt, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? Refusal.Malformed("digestAt.invalid", "A time of day is written HH:mm.")
        : events.Length > MostEvents ? Refusal.Malformed("events.invalid", $"At most {MostEvents} names of events.")
        : events.FirstOrDefault(name => !PushTopics.Known(name)) is { } unknown ? Refusal.Malformed("events.invalid", $"There is no event '{unknown}'.")
        : kind != PushKind.Webhook && events.Any(name => name != PushTopics.Ladder) ? Refusal.Malformed("events.invalid", $"A robot is told the day's digest and, where it asks for it, {PushTopics.Ladder}; other events go to web hooks.")
        : null;
}
