using System.Collections.Immutable;
using Practice.Shared;
using Practice.Statistics;

namespace Practice.Months;

/// <summary>A unit's month (落实清单): opened with a plan, confirmed with offers, published for everybody to read.</summary>
[Alias("month"), GrainInterfaceType("month")]
public interface IMonthGrain : IGrainWithStringKey
{
    /// <summary>
    /// Gathers every need without a live order and plans for it. Answers at once, in the state <c>planning</c>; the plan is made outside
    /// the turn and goes on after a crash. Opened again before publication, it gathers anew what still has no order.
    /// </summary>
    [Alias("OpenMonth")]
    Task<Result<MonthView>> OpenMonth(Operation operation, YearMonth month);

    [Alias("ViewMonth")]
    Task<Result<MonthView>> ViewMonth(YearMonth month);

    /// <summary>Sends the plan's offers; answers at once, in the state <c>confirming</c>.</summary>
    [Alias("ConfirmMonth")]
    Task<Result<MonthView>> ConfirmMonth(Operation operation, YearMonth month, ConfirmMonth command);

    /// <summary>Publishes, once. Refused (<c>month.gaps</c>, naming the needs) while a need has neither an outcome nor steps and a date.</summary>
    [Alias("Publish")]
    Task<Result<PublicationView>> Publish(Operation operation, YearMonth month);

    /// <summary>The same by a deputy of the unit's head, recorded as such.</summary>
    [Alias("PublishByDeputy")]
    Task<Result<PublicationView>> PublishByDeputy(Operation operation, YearMonth month);

    /// <summary>The same by the unit above, for one that is late.</summary>
    [Alias("PublishFor")]
    Task<Result<PublicationView>> PublishFor(Operation operation, YearMonth month, OnBehalf behalf);

    /// <summary>What would be published now, with what is still owed filled in beforehand.</summary>
    [Alias("DraftMonth")]
    Task<Result<MonthDraft>> DraftMonth(YearMonth month);

    /// <summary>Promises steps and dates for many needs, all or none.</summary>
    [Alias("PromiseMany")]
    Task<Result<MonthOwed>> PromiseMany(Operation operation, YearMonth month, PromiseMany command);

    [Alias("ViewPublication")]
    Task<Result<PublicationView>> ViewPublication(YearMonth month);

    /// <summary>A correction: added, never changing what was published.</summary>
    [Alias("AddNote")]
    Task<Result<PublicationView>> AddNote(Operation operation, YearMonth month, string text);

    [Alias("Statistics")]
    Task<StatisticsView> Statistics(YearMonth month);

    /// <summary>What waits for this unit, oldest due first.</summary>
    [Alias("Inbox")]
    Task<ImmutableArray<InboxItem>> Inbox();
}
