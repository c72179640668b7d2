using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Services;

/// <summary>A unit's service list (服务清单): what stands on the menu, and what is proposed for it.</summary>
[Alias("serviceList"), GrainInterfaceType("serviceList")]
public interface IServiceListGrain : IGrainWithStringKey
{
    [Alias("AddService")]
    Task<Result<ServiceView>> AddService(Operation operation, SetService command);

    [Alias("EditService")]
    Task<Result<ServiceView>> EditService(Operation operation, string service, SetService edit);

    [Alias("ViewService")]
    Task<Result<ServiceView>> ViewService(string service);

    /// <summary>Everything but what is retired, by id; with the sessions of a month where one is named.</summary>
    [Alias("Services")]
    Task<ImmutableArray<ServiceView>> Services(YearMonth? month);

    /// <summary>A proposed or dismissed service becomes a standing one.</summary>
    [Alias("AcceptService")]
    Task<Result<ServiceView>> AcceptService(Operation operation, string service);

    /// <summary>Not wanted: a proposal for the same category is not made again while this stands.</summary>
    [Alias("DismissService")]
    Task<Result<ServiceView>> DismissService(Operation operation, string service);

    [Alias("RetireService")]
    Task<Result<ServiceView>> RetireService(Operation operation, string service);

    /// <summary>How much of a line of the task breakdown is done; lines count from 1.</summary>
    [Alias("CountTask")]
    Task<Result<ServiceView>> CountTask(Operation operation, string service, int line, int done);

    /// <summary>A session took place, with the people served; said again, it corrects the count. Or <c>serviceSession.early, .state</c>.</summary>
    [Alias("HoldSession")]
    Task<Result<ServiceSessionView>> HoldSession(Operation operation, string session, HoldSession command);

    [Alias("CancelSession")]
    Task<Result<ServiceSessionView>> CancelSession(Operation operation, string session, string? reason);
}
