using Practice.Kernel;
using Practice.Shared;

namespace Practice.Orders;

/// <summary>One team's part in meeting one need. Stands on the list of the unit that took the need in.</summary>
public sealed record WorkOrder : Item
{
    public required string Need { get; init; }
    public required string Team { get; init; }
    public required OrderStatus Status { get; init; }
    public required bool Lead { get; init; }
    public required int People { get; init; }

    /// <summary>The time kept for it, once the team has said so.</summary>
    public TimeSlot? Slot { get; init; }

    public required DateTimeOffset AnswerBy { get; init; }

    /// <summary>Which level found the team, and how well it fitted.</summary>
    public required string By { get; init; }

    public double? Score { get; init; }
    public string? Reason { get; init; }
    public WorkReportView? Report { get; init; }
    public bool AnsweredByPhone { get; init; }
    public string? Title { get; init; }
    public required string Category { get; init; }
    public DateTimeOffset? FinishBy { get; init; }

    /// <summary>When the team's yes was kept: <see cref="FinishBy"/> counts from here.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>One of several offers out at once (抢单, or an urgent need): the first to accept wins.</summary>
    public bool Parallel { get; init; }

    /// <summary>The leader has asked out of it and waits for the station's word.</summary>
    public bool ReturnAsked { get; init; }

    /// <summary>The account that said yes, where the leader did so himself; and the one that reported.</summary>
    public string? AcceptedBy { get; init; }

    public string? ReportedBy { get; init; }

    /// <summary>A deputy of the leader said yes or no.</summary>
    public bool AnsweredByDeputy { get; init; }

    /// <summary>What a clerk took down of an answer by telephone.</summary>
    public PhoneRecord? Phone { get; init; }

    /// <summary>Half of the time to answer is gone: somebody should ring.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset CallAt => CreatedAt + (AnswerBy - CreatedAt) / 2;

    public bool IsLive => Status is OrderStatus.Offered or OrderStatus.Accepting or OrderStatus.Accepted or OrderStatus.InService or OrderStatus.Reported or OrderStatus.Redo;

    public bool IsTaken => Status is OrderStatus.Accepted or OrderStatus.InService or OrderStatus.Reported or OrderStatus.Redo or OrderStatus.Confirmed;

    public override Facets Facets => new(
        Open: IsLive || PhoneAnswerRules.IsPending(this),
        Status: Json.Name(Status),
        Category: Category,
        DueAt: Status == OrderStatus.Offered ? AnswerBy : IsLive ? FinishBy : null,
        WakeAt: Status == OrderStatus.Offered ? AnswerBy : null,
        Text: $"{Title} {Team} {Need}");

    public OrderView View() => new()
    {
        Id = Id, Need = Need, Team = Team, Status = Status, Lead = Lead, People = People, Slot = Slot, OfferedAt = CreatedAt,
        AnswerBy = AnswerBy, By = By, Score = Score, Reason = Reason, Report = Report, AnsweredByPhone = AnsweredByPhone, ReturnAsked = ReturnAsked, Title = Title, AnsweredByDeputy = AnsweredByDeputy, Phone = Phone?.View(),
        Category = Category, FinishBy = FinishBy, Version = Version,
    };
}
