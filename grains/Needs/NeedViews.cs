using System.Collections.Immutable;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Orders;

namespace Practice.Needs;

/// <summary>What clients see of a need.</summary>
public static class NeedViews
{
    /// <summary>With what only its owner knows at once: its orders.</summary>
    public static NeedView? Of(Book book, string id, DateTimeOffset now) => book.Find<Need>(id) is not { } need ? null : Of(need, now) with
    {
        Orders = [.. need.Orders.Select(book.Find<WorkOrder>).OfType<WorkOrder>().Select(o => new OrderBrief(o.Id, o.Team, o.Status, o.Lead, o.People))],
    };

    /// <summary>And with the needs that may be the same, for whoever checks it.</summary>
    /// <remarks>Only where one is looked at: it compares with every open need, and a busy list would pay that for each new one.</remarks>
    public static NeedView? WithDuplicates(Book book, string id, DateTimeOffset now) => Of(book, id, now) is { } view
        ? view with { Duplicates = view.Status == NeedStatus.Submitted ? Likeness.Find(book, book.Find<Need>(id)!) : [] }
        : null;

    public static NeedView Of(Need need, DateTimeOffset now) => new()
    {
        Id = need.Id,
        Unit = Shared.Ids.Owner(need.Id),
        Title = need.Title,
        Description = need.Description,
        Category = need.Category,
        Urgency = need.Urgency,
        Channel = need.Channel,
        Service = need.Service,
        ReceivedAt = need.ReceivedAt,
        SubmittedAt = need.CreatedAt,
        IntakePoint = need.IntakePoint,
        SlipNo = need.SlipNo,
        People = need.People,
        Wanted = need.Wanted,
        Location = need.Location,
        OnBehalf = need.OnBehalf,
        WishValue = need.WishValue,
        ContactName = need.ContactName,
        Deliveries = need.Deliveries,
        Coverage = need.Coverage,
        Status = need.Status,
        Owner = need.Owner,
        Due = need.Due,
        Overdue = need.Limit <= now && need.Facets.Open,
        Supporters = need.Supporters.Length,
        Rating = RatingRules.Mean(need.Ratings),
        Promise = need.Promise,
        BrokenPromises = need.BrokenPromises,
        MergedInto = need.MergedInto,
        Reason = need.Reason,
        Advice = need.Advice,
        RedirectedTo = need.RedirectedTo,
        Allocation = need.Allocation,
        AwaitingResident = need.AwaitingSince is not null,
        DoneAt = need.DoneAt,
        Month = need.Month,
        EmergencyNumbers = Emergencies.Numbers($"{need.Title} {need.Description}"),
        Redone = need.Redone,
        CallBackDue = need.CallBackDue,
        Resident = need.Resident,
        Version = need.Version,
        RecordedAfter = need.RecordedAfter,
        Photos = need.Photos,
        Words = need.Words,
        Referral = need.Referral?.View(),
        Impossible = need.Impossible?.View(),
        Appeal = need.Appeal?.View(),
        Provenance = need is { Opening: null, Visit: null, OutsideNumber: null, Worked: null } ? null
            : new(need.Opening, need.Visit, need.OutsideNumber, need.ReplyBy, need.RepliedAt, need.Worked),
        Calls = need is { CallAttempts: 0, Unreached: false, SelfHandled: false, Sampled: false } ? null
            : new(need.CallAttempts, need.Unreached, need.SelfHandled, need.Sampled),
    };

    public static CandidateView Of(Candidate candidate) => new(candidate.Card.Id, candidate.Card.Name, candidate.Score, candidate.Parts, candidate.FreePeople)
    {
        Weights = candidate.Weights.ToImmutableDictionary(w => w.Key, w => Math.Round(w.Value, 4)),
    };

    public static ImmutableArray<CandidateView> Of(IEnumerable<Candidate> candidates, int most = 10) => [.. candidates.Take(most).Select(Of)];
}
