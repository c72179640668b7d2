using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Services;
using Practice.Shared;
using Practice.Statistics;

namespace Practice.Units;

/// <summary>The month's commands, and the work that they set going.</summary>
internal sealed partial class UnitGrain : IMonthGrain
{
    private const int LinesAChunk = 50;

    private readonly Dictionary<string, Task> _work = [];

    public async Task<Result<MonthView>> OpenMonth(Operation operation, YearMonth month)
    {
        await FetchMonth(month);
        var answer = await Execute(operation, draft => MonthRules.Open(draft, month), () => month.ToString(), ViewMonth, _ => FetchMonth(month));
        GoOn(MonthRules.Find(Book, month));
        return answer;
    }

    public async Task<Result<MonthView>> ConfirmMonth(Operation operation, YearMonth month, ConfirmMonth command)
    {
        await FetchMonth(month);
        var answer = await Execute(operation, draft => MonthRules.Confirm(draft, month, command), () => month.ToString(), ViewMonth, _ => FetchMonth(month));
        GoOn(MonthRules.Find(Book, month));
        return answer;
    }

    public async Task<Result<MonthView>> ViewMonth(YearMonth month)
    {
        await FetchMonth(month);
        await FetchLines(month);
        return await Read(book => ViewMonth(book, month.ToString())) is { } view ? new(view, null) : Gone<MonthView>(Refusal.NotFound("month", month.ToString()));
    }

    public Task<Result<PublicationView>> Publish(Operation operation, YearMonth month) => Publish(operation, month, null);

    public Task<Result<PublicationView>> PublishByDeputy(Operation operation, YearMonth month) => Publish(operation, month, null, byDeputy: true);

    public Task<Result<PublicationView>> PublishFor(Operation operation, YearMonth month, OnBehalf behalf) => Publish(operation, month, behalf);

    public async Task<Result<MonthDraft>> DraftMonth(YearMonth month)
    {
        await Terms();
        await FetchMonth(month);
        await FetchPublication(month);
        if (Book.Find<Publication>(month.ToString()) is not null)
            return Refusal.Conflict("month.published", "The month is published already.");
        var now = Services.Clock.Now;
        var history = await History(Period.Of(Book, month, now).After, withTeams: true);
        return await Read(book => PublicationRules.Preview(book, _terms, month, history, now) is { } sheet
            ? new MonthDraft(sheet, LastDayRules.Owed(book, _terms, month, now))
            : null) is { } draft ? new(draft, null) : Gone<MonthDraft>(Refusal.NotFound("unit", Code));
    }

    public async Task<Result<MonthOwed>> PromiseMany(Operation operation, YearMonth month, PromiseMany command)
    {
        await Terms();
        await FetchMonth(month);
        return await Execute<MonthOwed>(operation, draft => LastDayRules.Promise(draft, _terms, month, command), () => Code,
            (book, _) => LastDayRules.Owed(book, _terms, month, Services.Clock.Now));
    }

    private async Task<Result<PublicationView>> Publish(Operation operation, YearMonth month, OnBehalf? behalf, bool byDeputy = false)
    {
        await Terms();
        await FetchMonth(month);
        await FetchPublication(month);
        var history = Book.Find<Publication>(month.ToString()) is null ? await History(Period.Of(Book, month, Services.Clock.Now).After, withTeams: true) : MonthHistory.None;
        return await Execute(operation, draft => PublicationRules.Publish(draft, _terms, month, history, behalf, byDeputy), () => month.ToString(), PublicationOf, _ => FetchPublication(month));
    }

    public async Task<Result<PublicationView>> ViewPublication(YearMonth month)
    {
        await FetchPublication(month);
        return await Read(book => PublicationOf(book, month.ToString())) is { } view
            ? new(view, null)
            : Gone<PublicationView>(Refusal.NotFound("publication", month.ToString()));
    }

    public async Task<Result<PublicationView>> AddNote(Operation operation, YearMonth month, string text)
    {
        await FetchPublication(month);
        return await Execute(operation, draft => PublicationRules.AddNote(draft, month, text), () => month.ToString(), PublicationOf, _ => FetchPublication(month));
    }

    public Task<StatisticsView> Statistics(YearMonth month) => Read(book => RateRules.Statistics(book, Code, month, Services.Clock.Now));

    public async Task<ImmutableArray<InboxItem>> Inbox()
    {
        await Terms();
        await FetchMonth(YearMonth.Of(Calendars.ChinaTime.DateOf(Services.Clock.Now)));
        return await Read(book => InboxRules.Of(book, _terms, Services.Clock.Now));
    }

    private MonthView? ViewMonth(Book book, string id) => MonthViews.Of(book, Code, id, Services.Clock.Now);

    private static PublicationView? PublicationOf(Book book, string id) => book.Find<Publication>(id) is { } publication ? PublicationRules.View(publication) : null;

    // One at a time for each month. What fails is taken up again when the month's wake time is next looked at.
    private void GoOn(Month? month)
    {
        if (month is not { IsWorking: true } || _work.TryGetValue(month.Id, out var running) && !running.IsCompleted)
            return;
        DelayDeactivation(TimeSpan.FromMinutes(5));
        _work[month.Id] = Work(YearMonth.Parse(month.Id));
    }

    private async Task Work(YearMonth month)
    {
        await Task.Yield();
        try
        {
            while (MonthRules.Find(Book, month) is { IsWorking: true } current)
                await (current.State == MonthState.Planning ? Plan(month, current.Round) : Send(month));
        }
        catch (Exception e)
        {
            LogMonthInterrupted(Services.Log, Stream, month.ToString(), e);
        }
    }

    private async Task Plan(YearMonth month, int round)
    {
        await Terms();
        var since = Calendars.ChinaTime.StartOf(month.AddMonths(-ProposalRules.Months).FirstDay);
        var history = await History(since, withTeams: false);
        var (book, terms, now) = (Book, _terms, Services.Clock.Now);
        var (lines, summary) = await Task.Run(() => MonthPlanning.Compute(book, terms, month, round, now, CancellationToken.None));
        foreach (var chunk in lines.Chunk(LinesAChunk))
            await ByItself(draft => MonthRules.Propose(draft, month, round, chunk));
        await ByItself(draft =>
        {
            ProposalRules.Propose(draft, history.Needs(draft.Book), month, category => PublicWords.CategoryName(category, _terms));
            MonthRules.Planned(draft, month, round, summary);
        });
    }

    private async Task Send(YearMonth month)
    {
        await Terms();
        foreach (var chunk in MonthRules.Proposed(Book, month).Select(line => line.Need).Chunk(LinesAChunk))
        {
            foreach (var need in chunk)
                if (Ids.Owner(need) == Code)
                    await FetchNeed(need);
            await ByItself(draft => MonthRules.Send(draft, _terms, month, chunk));
        }

        await ByItself(draft => MonthRules.Confirmed(draft, month));
    }

    private async Task ByItself(Action<Draft> decide) => await Execute(Operation.System, draft =>
    {
        decide(draft);
        return null;
    }, () => Code, (_, id) => id);

    /// <summary>Needs that were settled after an instant, from the rows: they are no longer in hand.</summary>
    private async Task<MonthHistory> History(DateTimeOffset after, bool withTeams)
    {
        var settled = await MonthReads.Settled(Services.Store, Stream, after, CancellationToken.None);
        if (!withTeams)
            return MonthHistory.None with { Settled = settled };
        var orders = await MonthReads.Orders(Services.Store, Stream, settled, CancellationToken.None);
        var teams = orders.Values.Concat(Book.All<Orders.WorkOrder>()).Select(order => order.Team)
            .Concat(Book.All<Service>().Select(service => service.Team).OfType<string>())
            .Where(team => Book.Find<Teams.TeamCard>(team) is null);
        return new(settled, orders, await MonthReads.TeamNames(Services.Store, teams, CancellationToken.None));
    }

    private Task FetchMonth(YearMonth month) => Fetch<Month>(month.ToString(), month.AddMonths(-1).ToString());

    private Task FetchPublication(YearMonth month) => Fetch<Publication>(month.ToString());

    // A published month's lines are closed.
    private async Task FetchLines(YearMonth month)
    {
        if (MonthRules.Find(Book, month) is { State: MonthState.Published })
            await Fetch<PlanLine>(await MonthReads.LineIds(Services.Store, Stream, month, CancellationToken.None));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream}: work on the month {Month} was interrupted and will go on")]
    private static partial void LogMonthInterrupted(ILogger logger, string stream, string month, Exception reason);
}
