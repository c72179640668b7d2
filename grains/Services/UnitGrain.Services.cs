using System.Collections.Immutable;
using Practice.Kernel;
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
        return await Execute(operation, draft => ServiceRules.Add(draft, _terms, command, out id), () => id, ServiceOf, FetchService);
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

    private async Task<Result<ServiceView>> OnService(Operation operation, string service, Func<Draft, Refusal?> decide)
    {
        await FetchService(service);
        return await Execute(operation, decide, () => service, ServiceOf, FetchService);
    }

    private static ServiceView? ServiceOf(Book book, string id) => book.Find<Service>(id) is { } service ? ServiceViews.Of(service) : null;

    private Task FetchService(string id) => Fetch<Service>(id);
}
