using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Orders;

/// <summary>待接单, 接单中, 已接单, 未接, 超时, 取消, 服务中, 已报完成, 已确认, 退回重办, 接单后退出.</summary>
[GenerateSerializer, Alias("orderStatus")]
public enum OrderStatus { Offered, Accepting, Accepted, Declined, Expired, Cancelled, InService, Reported, Confirmed, Redo, Released }

/// <summary>What a team says came of it.</summary>
[GenerateSerializer, Alias("workOutcome")]
public enum WorkOutcome { Fulfilled, Partly, NotFulfilled }

/// <summary>A work order: one team's part in meeting one need.</summary>
[GenerateSerializer, Immutable, Alias("orderView")]
public sealed record OrderView
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required string Need { get; init; }
    [Id(2)] public required string Team { get; init; }
    [Id(3)] public OrderStatus Status { get; init; }

    /// <summary>Whether this team leads (主办) or assists (协办).</summary>
    [Id(4)] public bool Lead { get; init; }

    [Id(5)] public int People { get; init; }
    [Id(6)] public TimeSlot? Slot { get; init; }
    [Id(7)] public DateTimeOffset OfferedAt { get; init; }
    [Id(8)] public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>The unit that found the team.</summary>
    [Id(9)] public string? By { get; init; }

    [Id(10)] public double? Score { get; init; }
    [Id(11)] public string? Reason { get; init; }
    [Id(12)] public WorkReportView? Report { get; init; }

    /// <summary>Set where a clerk recorded an answer given by telephone.</summary>
    [Id(13)] public bool AnsweredByPhone { get; init; }

    [Id(14)] public string? Title { get; init; }
    [Id(15)] public string? Category { get; init; }
    [Id(16)] public DateTimeOffset? FinishBy { get; init; }
    [Id(17)] public long Version { get; init; }

    /// <summary>The leader has asked out of it; the station decides.</summary>
    [Id(18)] public bool ReturnAsked { get; init; }

    /// <summary>A deputy of the leader said yes or no.</summary>
    [Id(19)] public bool AnsweredByDeputy { get; init; }

    [Id(20)] public PhoneAnswerView? Phone { get; init; }
}

[GenerateSerializer, Immutable, Alias("workReportView")]
public sealed record WorkReportView(
    [property: Id(0)] WorkOutcome Outcome,
    [property: Id(1)] string? Note,
    [property: Id(2)] int Participants,
    [property: Id(3)] ImmutableArray<string> Photos,
    [property: Id(4)] DateTimeOffset At);

/// <summary>A leader says yes; what is null follows from the need.</summary>
[GenerateSerializer, Immutable, Alias("acceptOrder")]
public sealed record AcceptOrder(
    [property: Id(0)] DateTimeOffset? From = null,
    [property: Id(1)] DateTimeOffset? Until = null,
    [property: Id(2)] int? People = null,
    [property: Id(3)] bool ByPhone = false,
    [property: Id(4)] PhoneAnswer? Phone = null,
    [property: Id(5)] bool ByDeputy = false);

/// <summary>结项报告.</summary>
[GenerateSerializer, Immutable, Alias("reportOrder")]
public sealed record ReportOrder(
    [property: Id(0)] WorkOutcome Outcome,
    [property: Id(1)] string? Note,
    [property: Id(2)] int Participants,
    [property: Id(3)] ImmutableArray<string> Photos);
