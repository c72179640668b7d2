using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Services;

/// <summary>已排, 已开展, 已取消.</summary>
[GenerateSerializer, Alias("serviceSessionStatus")]
public enum ServiceSessionStatus { Planned, Held, Cancelled }

/// <summary>One session of a standing service.</summary>
/// <param name="Id">The service's and the day that its recurrence names.</param>
/// <param name="From">When it takes place; a day off may have moved it.</param>
/// <param name="Served">People served; 0 until it was held.</param>
/// <param name="Reason">Why it was cancelled: a code, or what the desk wrote.</param>
[GenerateSerializer, Immutable, Alias("serviceSessionView")]
public sealed record ServiceSessionView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Service,
    [property: Id(2)] string Name,
    [property: Id(3)] string Category,
    [property: Id(4)] DateOnly Day,
    [property: Id(5)] DateTimeOffset From,
    [property: Id(6)] DateTimeOffset Until,
    [property: Id(7)] string? Team,
    [property: Id(8)] ServiceSessionStatus Status,
    [property: Id(9)] int Served,
    [property: Id(10)] string? Reason,
    [property: Id(11)] string? Note,
    [property: Id(12)] bool Overdue,
    [property: Id(13)] long Version);

/// <summary>What came of a session: people served; again, it corrects the count.</summary>
/// <param name="Team">Who gave it, where that was another team.</param>
[GenerateSerializer, Immutable, Alias("holdSession")]
public sealed record HoldSession([property: Id(0)] int Served, [property: Id(1)] string? Team = null, [property: Id(2)] string? Note = null);

/// <summary>What a service has done since it stands.</summary>
[GenerateSerializer, Immutable, Alias("sessionTotals")]
public sealed record SessionTotals([property: Id(0)] int Held, [property: Id(1)] int Cancelled, [property: Id(2)] long Served)
{
    public static readonly SessionTotals Zero = new(0, 0, 0);
}
