using Practice.Activities;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Volunteers;

/// <summary>Service, hours and points: rules in <see cref="RecordRules"/>, <see cref="LedgerRules"/>, <see cref="PointsRules"/>.</summary>
internal sealed partial class VolunteerGrain : IServiceRecordsGrain
{
    public async Task<Result<RecordView>> Propose(Operation operation, BackFill service)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Terms();
        await Fetch<CalendarPlace>(service.Session);
        await FetchDays(service.Slot);
        var id = "";
        return await Execute(operation, draft => RecordRules.Propose(draft, _terms, Number, service, operation.Caller, out id), () => id, Record, Fetched);
    }

    public Task<Result<RecordView>> Decide(Operation operation, string record, bool approve, string? reason) =>
        OnRecord(operation, record, draft => RecordRules.Decide(draft, _terms, Number, record, approve, reason, operation.Caller));

    public Task<Result<RecordView>> Correct(Operation operation, string record, CorrectRecord correction) =>
        OnRecord(operation, record, draft => RecordRules.Correct(draft, Number, record, correction, operation.Caller));

    public async Task<Result<RecordView>> Dispute(Operation operation, string record, string? reason)
    {
        var minor = await Minor();
        return await OnRecord(operation, record, draft => RecordRules.Dispute(draft, Number, record, reason, minor, operation.Caller));
    }

    public async Task<Result<RecordView>> ViewRecord(string record)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Fetch<ServiceRecord>(record);
        return await Read(book => Record(book, record)) is { } view ? new Result<RecordView>(view, null) : Refusal.NotFound("record", record);
    }

    public async Task<Result<HoursView>> Hours()
    {
        if (await Known() is { } refusal)
            return refusal;
        await Terms();
        return new(await Read(book => RecordShows.Hours(book, Number, _terms.Volunteering, Services.Clock.Now)), null);
    }

    public async Task<Result<PointsView>> Points() =>
        await Known() is { } refusal ? refusal : new Result<PointsView>(await Read(book => RecordShows.Points(book, Number, Services.Clock.Now)), null);

    private async Task<Result<RecordView>> OnRecord(Operation operation, string id, Func<Draft, Refusal?> decide)
    {
        if (await Known() is { } refusal)
            return refusal;
        await Terms();
        await FetchRecord(id);
        return await Execute(operation, decide, () => id, Record, Fetched);
    }

    private RecordView? Record(Book book, string id) => RecordShows.View(book, Number, id);

    private Task Fetched(string record) => Fetch<ServiceRecord>(record);

    private async Task PrepareService(ServiceSettled told)
    {
        await Terms();
        var at = CalendarPlace.IdOf(told.Session, told.Under);
        await Fetch<CalendarPlace>(at);
        await FetchDays(told.Slot);
        if (Book.Find<CalendarPlace>(at)?.Record is { } record)
            await FetchRecord(record);
    }

    /// <summary>A record with the days around it, and around what it is to become.</summary>
    private async Task FetchRecord(string id)
    {
        await Fetch<ServiceRecord>(id);
        if (Book.Find<ServiceRecord>(id) is not { } record)
            return;
        await FetchDays(record.Slot);
        if (record.Correction is { } correction)
            await FetchDays(correction.Slot);
    }

    private Task FetchDays(TimeSlot slot) => slot.IsValid && slot.From.Year is >= 2000 and < 2200 ? Fetch<ServiceDay>(ServiceDay.Around(slot)) : Task.CompletedTask;
}
