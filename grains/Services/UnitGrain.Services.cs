using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Programmes;
using Practice.Services;
using Practice.Shared;

namespace Practice.Units;

/// <summary>The service list's commands.</summary>
internal sealed partial class UnitGrain : IServiceListGrain
{
    public async Task<Result<ServiceView>> AddService(Operation operation, SetService command)
    {
        await Terms();
        var id = "";
        return await Execute(operation, draft => ServiceRules.Add(draft, _terms, command, out id) ?? Planned(draft, id), () => id, ServiceOf, FetchService);
    }

    public async Task<Result<ServiceView>> EditService(Operation operation, string service, SetService edit)
    {
        await Terms();
        return await OnService(operation, service, draft => ServiceRules.Edit(draft, _terms, service, edit, operation.IfMatch));
    }

    public async Task<Result<ServiceView>> ViewService(string service)
    {
        await FetchService(service);
        return await Read(book => ServiceOf(book, service)) is { } view ? new(view, null) : Gone<ServiceView>(Refusal.NotFound("service", service));
    }

    async Task<ImmutableArray<ServiceView>> IServiceListGrain.Services(YearMonth? month)
    {
        await Terms();
        return await Read<ImmutableArray<ServiceView>>(book =>
            [.. book.All<Service>().Where(s => s.Status != ServiceStatus.Retired).Select(s => ServiceViews.Of(s, month, _terms.Calendar))]);
    }

    public Task<Result<ServiceView>> AcceptService(Operation operation, string service) => OnService(operation, service, draft => ServiceRules.Accept(draft, service));

    public Task<Result<ServiceView>> DismissService(Operation operation, string service) => OnService(operation, service, draft => ServiceRules.Dismiss(draft, service));

    public Task<Result<ServiceView>> RetireService(Operation operation, string service) => OnService(operation, service, draft => ServiceRules.Retire(draft, service));

    public Task<Result<ServiceView>> CountTask(Operation operation, string service, int line, int done) =>
        OnService(operation, service, draft => ServiceRules.CountTask(draft, service, line, done));

    public async Task<Result<ServiceSessionView>> HoldSession(Operation operation, string session, HoldSession command)
    {
        await FetchSession(session);
        return await Execute(operation, draft => SessionRules.Hold(draft, session, command), () => session, SessionOf, FetchSession);
    }

    public async Task<Result<ServiceSessionView>> CancelSession(Operation operation, string session, string? reason)
    {
        await FetchSession(session);
        return await Execute(operation, draft => SessionRules.Cancel(draft, session, reason), () => session, SessionOf, FetchSession);
    }

    private async Task<Result<ServiceView>> OnService(Operation operation, string service, Func<Draft, Refusal?> decide)
    {
        await FetchService(service);
        await FetchSessions(service);
        await Terms();
        return await Execute(operation, draft => decide(draft) ?? Planned(draft, service), () => service, ServiceOf, FetchService);
    }

    // The sessions that follow from what was decided, with it.
    private Refusal? Planned(Draft draft, string service)
    {
        if (!draft.IsEmpty)
            SessionRules.Plan(draft, _terms, service);
        return null;
    }

    private ServiceSessionView? SessionOf(Book book, string id) => book.Find<ServiceSession>(id)?.View(Services.Clock.Now);

    private Task FetchSessions(string service) => Fetch<ServiceSession>(SessionRules.Keys(service, Services.Clock.Now));

    private async Task FetchSession(string id)
    {
        await Fetch<ServiceSession>(id);
        if (Book.Find<ServiceSession>(id) is not { } session)
            return;
        await FetchService(session.Service);
        await Fetch<Programme>(session.CountedFor);
    }

    private static ServiceView? ServiceOf(Book book, string id) => book.Find<Service>(id) is { } service ? ServiceViews.Of(service) : null;

    private Task FetchService(string id) => Fetch<Service>(id);
}
