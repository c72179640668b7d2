using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Files;
using Practice.Intake;
using Practice.Kernel;
using Practice.Orders;
using Practice.Shared;
using Practice.Statistics;
using Practice.Store;
using Practice.Units;

namespace Practice.Needs;

/// <summary>What may happen to a need before and beside the work: submit, edit, verify, support, withdraw.</summary>
public static class NeedRules
{
    public const int LongestTitle = 80, LongestText = 2000, MostPeople = 500, MostPhotos = 9;

    /// <param name="since">When the duty clock began, where that was before now: a call that waited as a draft. A slip's begins at its box's opening.</param>
    /// <param name="visit">The round of doors that it came by.</param>
    public static Refusal? Submit(Draft draft, ITerms terms, SubmitNeed command, out string id, DateTimeOffset? since = null, string? visit = null)
    {
        id = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        if (Invalid(command, draft.Now) is { } invalid)
            return invalid;
        if (WishRules.Refuse(command) is { } wish)
            return wish;
        if (terms.Category(command.Category) is null)
            return Refusal.Rule("category.unknown", $"There is no category '{command.Category}' here.");
        if (OpeningRules.Refuse(draft.Book, command) is { } box)
            return box;
        if (OutsideRules.Refuse(command, draft.Now) is { } outside)
            return outside;
        if (FileRules.Refuse(draft.Book, command.Photos, MostPhotos) is { } photos)
            return photos;

        var opening = OpeningRules.UnderWay(draft.Book, command.IntakePoint);
        var clock = since ?? opening?.OpenedAt;
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Needs = numbers.Needs + 1 };
        id = Ids.Need(unit.Id, numbers.Needs);
        var month = ChinaTime.MonthOf(draft.Now).ToString();
        var review = Deadlines.After(terms.Limits.For(command.Urgency).Review, clock ?? draft.Now, terms.Calendar);
        var need = new Need
        {
            Id = id,
            CreatedAt = draft.Now,
            Title = command.Title.Trim(),
            Description = command.Description?.Trim(),
            Category = command.Category,
            Urgency = command.Urgency,
            Channel = command.Channel,
            Service = command.Service,
            ReceivedAt = command.ReceivedAt ?? draft.Now,
            IntakePoint = command.IntakePoint,
            SlipNo = command.SlipNo,
            People = command.People,
            Wanted = command.Wanted,
            Location = command.Location,
            ContactRef = command.Contact?.Ref,
            ContactName = command.Contact?.MaskedName,
            PhoneCode = command.Contact?.PhoneCode,
            OnBehalf = command.OnBehalf,
            WishValue = command.WishValue,
            Deliveries = command.Deliveries,
            Coverage = command.Coverage,
            FiledBy = draft.Actor,
            Resident = command.Resident,
            Status = NeedStatus.Submitted,
            Owner = unit.Id,
            Due = new DueTimes(Review: review?.At, Provisional: review?.Provisional ?? false),
            Month = month,
            Opening = opening?.Id,
            Visit = visit,
            ClockFrom = clock,
            OutsideNumber = command.OutsideNumber?.Trim(),
            ReplyBy = OutsideRules.ReplyBy(command, terms, draft.Now),
            Photos = command.Photos,
        };
        if (command.Contact is { Row.Length: > 0 } contact)
            draft.Seal(new PersonRow(contact.Ref, contact.Row));
        Step(draft, null, new NeedSubmitted(need.Category, need.Urgency, need.Channel, need.ReceivedAt, need.People, month, need.ContactRef,
            need.OnBehalf, need.Service), need);
        draft.Keep(numbers);
        OpeningRules.Enter(draft, need);
        OutsideRules.Owe(draft, need);
        return null;
    }

    public static Refusal? Edit(Draft draft, ITerms terms, string id, EditNeed edit, long? ifMatch)
    {
        if (Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (ifMatch is { } seen && seen != need.Version)
            return Refusal.Stale(need.Version);
        if (!need.IsUnsettled || need.Status == NeedStatus.InService)
            return WrongState(need, "edited");
        if (edit.Category is { } category && terms.Category(category) is null)
            return Refusal.Rule("category.unknown", $"There is no category '{category}' here.");

        var after = need with
        {
            Title = edit.Title?.Trim() ?? need.Title,
            Description = edit.Description?.Trim() ?? need.Description,
            Category = edit.Category ?? need.Category,
            People = edit.People ?? need.People,
            Wanted = edit.Wanted ?? need.Wanted,
            Location = edit.Location ?? need.Location,
            Deliveries = edit.Deliveries ?? need.Deliveries,
            Coverage = edit.Coverage ?? need.Coverage,
        };
        if (InvalidShape(after.Title, after.Description, after.People, after.Wanted, after.Location) is { } invalid)
            return invalid;
        if (need.Channel == Channel.MicroWish && WishRules.Cash(after.Title, after.Description) is { } cash)
            return cash;
        var fields = typeof(EditNeed).GetProperties().Where(p => p.GetValue(edit) is not null)
            .Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]).ToArray();
        Step(draft, need, new NeedEdited(fields, after.Category), after);
        if (after.People != need.People)
            SearchRules.Resized(draft, terms, id);
        return null;
    }

    public static Refusal? Verify(Draft draft, ITerms terms, string id, VerifyNeed command)
    {
        if (Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.Status != NeedStatus.Submitted)
            return WrongState(need, "verified");
        return command.Decision switch
        {
            Verdict.Accept => Accept(draft, terms, need, command.Urgency ?? need.Urgency),
            Verdict.Reject => Reject(draft, need, command),
            Verdict.Redirect => Redirect(draft, need, command),
            Verdict.Merge => Merge(draft, need, command.Into),
            _ => Refusal.Malformed("decision.invalid", "A decision is accept, reject, redirect or merge."),
        };
    }

    public static Refusal? Support(Draft draft, string id, string supporter)
    {
        if (Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (!need.IsUnsettled)
            return WrongState(need, "supported");
        if (need.Supporters.Contains(supporter) || need.Resident == supporter)
            return null;
        Step(draft, need, new NeedSupported(need.Supporters.Length + 1), need with { Supporters = need.Supporters.Add(supporter) });
        return null;
    }

    /// <summary>By the resident or for him, at any time before the work starts.</summary>
    public static Refusal? Withdraw(Draft draft, string id, string reason)
    {
        if (Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (!need.IsUnsettled || need.Status == NeedStatus.InService)
            return WrongState(need, "withdrawn");
        OrderRules.CancelLive(draft, need, "withdrawn");
        End(draft, need, new NeedWithdrawn(), NeedStatus.Withdrawn, n => n with { Reason = "withdrawn", Advice = reason });
        return null;
    }

    /// <summary>The clock stands still while the resident must answer, and goes on by what it stood.</summary>
    public static Refusal? AwaitResident(Draft draft, string id, bool waiting)
    {
        if (Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (!need.IsUnsettled)
            return WrongState(need, "kept waiting");
        if (waiting == need.AwaitingSince is not null)
            return null;
        var after = waiting
            ? need with { AwaitingSince = draft.Now }
            : need with { AwaitingSince = null, Due = Shift(need.Due, Stood(need.AwaitingSince!.Value, draft.Now)) };
        Step(draft, need, new AwaitingResident(waiting), after);
        return null;
    }

    /// <summary>More time to finish, for a reason the resident is told.</summary>
    public static Refusal? Extend(Draft draft, string id, DateTimeOffset until, string reason)
    {
        if (Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.Status is not (NeedStatus.Dispatching or NeedStatus.Accepted or NeedStatus.InService))
            return WrongState(need, "extended");
        if (until <= draft.Now || until <= need.Due.Finish)
            return Refusal.Rule("extension.notLater", "An extension ends later than now and than the present limit.");
        if (until > draft.Now.AddDays(92))
            return Refusal.Rule("extension.tooLong", "An extension ends within three months; promise a date instead.");
        Step(draft, need, new NeedExtended(until), need with { Due = need.Due with { Finish = until }, Advice = reason });
        return null;
    }

    /// <summary>Nobody can do it: said by the station and a level above together (rules of the house, §5 of real people).</summary>
    public static Refusal? CloseImpossible(Draft draft, string id, string reason)
    {
        if (Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.Status is not (NeedStatus.Verified or NeedStatus.Dispatching or NeedStatus.Unfulfilled))
            return WrongState(need, "closed as impossible");
        OrderRules.CancelLive(draft, need, "impossible");
        End(draft, need, new NeedClosedImpossible(), NeedStatus.Rejected, n => n with { Reason = "impossible", Advice = reason });
        return null;
    }

    /// <summary>A department or hotline outside the volunteers' work takes it.</summary>
    /// <param name="number">The number that the outside has given it.</param>
    public static Refusal? Refer(Draft draft, string id, string to, string advice, string? number = null)
    {
        if (Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (!need.IsUnsettled || need.Status == NeedStatus.InService)
            return WrongState(need, "referred");
        if (number?.Length > 40)
            return Refusal.Malformed("number.tooLong", "An outside number has at most 40 characters.");
        OrderRules.CancelLive(draft, need, "referred");
        End(draft, need, new NeedRedirected(), NeedStatus.Redirected, n => n with { RedirectedTo = to, Advice = advice, Reason = "departmentDuty", OutsideNumber = string.IsNullOrWhiteSpace(number) ? n.OutsideNumber : number.Trim() });
        return null;
    }

    public static Need? Find(Draft draft, string id) => draft.Book.Find<Need>(id);

    public static Refusal WrongState(Need need, string what) =>
        Refusal.Conflict("need.state", $"Need {need.Id} is {Json.Name(need.Status)} and cannot be {what}.");

    /// <summary>The one way a need changes: the event, the row, and the month's counts with it.</summary>
    public static Need Step(Draft draft, Need? before, DomainEvent happened, Need after)
    {
        // Another rule of the same decision may have moved the need meanwhile; the counts follow what is in the book.
        var counted = before is null ? null : draft.Book.Find<Need>(after.Id) ?? before;
        var recorded = draft.Record(happened, after);
        var unit = UnitRules.Profile(draft);
        TallyRules.Follow(draft, unit?.Level == Level.City ? null : unit?.Parent, counted, recorded);
        ImpossibleRules.Follow(draft, counted, recorded);
        return recorded;
    }

    /// <summary>An end without the work being done; a level that was looking for help is told.</summary>
    public static void End(Draft draft, Need need, DomainEvent happened, NeedStatus status, Func<Need, Need> change)
    {
        var current = Find(draft, need.Id)!;
        SearchRules.Stop(draft, current, Json.Name(status));
        Step(draft, current, happened, change(current) with { Status = status, Search = null, EndedAt = draft.Now });
    }

    private static Refusal? Accept(Draft draft, ITerms terms, Need need, Urgency urgency)
    {
        var dispatch = Deadlines.After(terms.Limits.For(urgency).Dispatch, draft.Now, terms.Calendar);
        Step(draft, need, new NeedVerified(urgency, dispatch?.At, dispatch?.Provisional ?? false), need with
        {
            Status = NeedStatus.Verified,
            Urgency = urgency,
            VerifiedAt = draft.Now,
            VerifiedBy = draft.Actor,
            Due = need.Due with { Dispatch = dispatch?.At, Provisional = need.Due.Provisional || (dispatch?.Provisional ?? false) },
        });
        return null;
    }

    private static Refusal? Reject(Draft draft, Need need, VerifyNeed command)
    {
        if (!Enum.TryParse<RejectionReason>(command.Reason, ignoreCase: true, out var reason) || !Enum.IsDefined(reason))
            return Refusal.Malformed("reason.unknown", $"A reason is one of {string.Join(", ", Enum.GetValues<RejectionReason>().Select(Json.Name))}.");
        if (reason != RejectionReason.Emergency && string.IsNullOrWhiteSpace(command.Advice))
            return Refusal.Rule("advice.missing", "A need is not turned away without telling the resident what to do instead.");
        End(draft, need, new NeedRejected(reason), NeedStatus.Rejected, n => n with
        {
            Reason = Json.Name(reason),
            Advice = command.Advice ?? "110 · 119 · 120 · 122",
        });
        return null;
    }

    private static Refusal? Redirect(Draft draft, Need need, VerifyNeed command)
    {
        if (string.IsNullOrWhiteSpace(command.Into))
            return Refusal.Malformed("into.missing", "A redirected need names the body that takes it.");
        End(draft, need, new NeedRedirected(), NeedStatus.Redirected, n => n with
        {
            RedirectedTo = command.Into,
            Reason = command.Reason ?? "departmentDuty",
            Advice = command.Advice,
        });
        return null;
    }

    private static Refusal? Merge(Draft draft, Need need, string? into)
    {
        if (into == need.Id)
            return Refusal.Rule("merge.self", "A need cannot be merged into itself.");
        if (into is null || Find(draft, into) is not { } target)
            return Refusal.Rule("merge.target", "A need is merged into another need of the same unit.");
        if (!target.IsUnsettled)
            return Refusal.Conflict("merge.settled", $"Need {target.Id} is {Json.Name(target.Status)} already.");

        End(draft, need, new NeedMerged(target.Id), NeedStatus.Merged, n => n with { MergedInto = target.Id });
        var voices = need.Supporters.Add(need.Resident ?? need.Id).Except(target.Supporters).ToImmutableArray();
        if (voices.Length > 0)
            Step(draft, target, new NeedSupported(target.Supporters.Length + voices.Length), target with { Supporters = target.Supporters.AddRange(voices) });
        return null;
    }

    // A clock that was set back meanwhile takes nobody's time away.
    private static TimeSpan Stood(DateTimeOffset since, DateTimeOffset now) => now > since ? now - since : TimeSpan.Zero;

    private static DueTimes Shift(DueTimes due, TimeSpan by) => due with
    {
        Review = due.Review + by, Dispatch = due.Dispatch + by, Accept = due.Accept + by, Contact = due.Contact + by, Finish = due.Finish + by,
    };

    private static Refusal? Invalid(SubmitNeed command, DateTimeOffset now)
    {
        if (command.ReceivedAt > now)
            return Refusal.Malformed("receivedAt.future", "A need was received now or before.");
        if (command.ReceivedAt < now.AddYears(-1))
            return Refusal.Malformed("receivedAt.tooOld", "A need was received within the last year.");
        if (command.Wanted is { } wanted && wanted.Until <= now)
            return Refusal.Malformed("wanted.past", "The wanted time is over already.");
        if (command.SlipNo?.Length > 40 || command.IntakePoint?.Length > 40 || command.Service?.Length > 40)
            return Refusal.Malformed("reference.tooLong", "A reference has at most 40 characters.");
        return InvalidShape(command.Title, command.Description, command.People, command.Wanted, command.Location);
    }

    private static Refusal? InvalidShape(string title, string? description, int people, TimeSlot? wanted, Place? location)
    {
        if (string.IsNullOrWhiteSpace(title) || title.Trim().Length > LongestTitle)
            return Refusal.Malformed("title.invalid", $"A title has 1 to {LongestTitle} characters.");
        if (description?.Length > LongestText)
            return Refusal.Malformed("description.tooLong", $"A description has at most {LongestText} characters.");
        if (people is < 1 or > MostPeople)
            return Refusal.Malformed("people.invalid", $"1 to {MostPeople} helpers.");
        if (wanted is { IsValid: false })
            return Refusal.Malformed("wanted.invalid", "A stretch of time ends after it begins.");
        return UnitRules.BadPlace(location);
    }
}
