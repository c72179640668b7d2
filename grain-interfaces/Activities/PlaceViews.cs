using System.Collections.Immutable;

namespace Practice.Activities;

/// <summary>A place as its volunteer and the leader's roll see it.</summary>
[GenerateSerializer, Immutable, Alias("placeView")]
public sealed record PlaceView
{
    [Id(0)] public required string Activity { get; init; }
    [Id(1)] public int N { get; init; }
    [Id(2)] public required string Volunteer { get; init; }

    /// <summary>A masked name; a minor's number.</summary>
    [Id(3)] public string? Shown { get; init; }

    [Id(4)] public required string Position { get; init; }
    [Id(5)] public PlaceState State { get; init; }
    [Id(6)] public DateTimeOffset From { get; init; }
    [Id(7)] public DateTimeOffset Until { get; init; }
    [Id(8)] public int Seats { get; init; }
    [Id(9)] public string? Guardian { get; init; }
    [Id(10)] public DateTimeOffset? ConfirmBy { get; init; }

    /// <summary>How many seats are waited for before it.</summary>
    [Id(11)] public int? Ahead { get; init; }

    [Id(12)] public ImmutableArray<StayView> Stays { get; init; } = [];
    [Id(13)] public ImmutableArray<string> Flags { get; init; } = [];
    [Id(14)] public Absence? Absence { get; init; }

    /// <summary>Whole minutes inside the session so far, or as settled.</summary>
    [Id(15)] public int Minutes { get; init; }

    [Id(16)] public string? Record { get; init; }
    [Id(17)] public string? RecordState { get; init; }
    [Id(18)] public PlaceCorrectionView? Correction { get; init; }

    /// <summary>Why there is no place, as a code.</summary>
    [Id(19)] public string? Code { get; init; }

    /// <summary>Sessions less than half an hour before or after.</summary>
    [Id(20)] public ImmutableArray<string> Near { get; init; } = [];

    [Id(21)] public long Version { get; init; }
    [Id(22)] public string? Title { get; init; }

    /// <summary>Why it was given back, in the volunteer's words.</summary>
    [Id(23)] public string? Reason { get; init; }
}

/// <param name="Metres">How far from the place; the point itself is not kept.</param>
[GenerateSerializer, Immutable, Alias("stayView")]
public sealed record StayView(
    [property: Id(0)] DateTimeOffset In,
    [property: Id(1)] CheckedBy InBy,
    [property: Id(2)] DateTimeOffset? Out,
    [property: Id(3)] CheckedBy? OutBy,
    [property: Id(4)] int? Metres);

/// <summary>Minutes somebody proposes; until another has decided they are nothing.</summary>
[GenerateSerializer, Immutable, Alias("placeCorrectionView")]
public sealed record PlaceCorrectionView([property: Id(0)] int Minutes, [property: Id(1)] string Reason, [property: Id(2)] string By, [property: Id(3)] DateTimeOffset At);

/// <summary>What the leader's screen shows: a code to type, a token to scan, until when they count.</summary>
[GenerateSerializer, Immutable, Alias("checkInCode")]
public sealed record CheckInCode([property: Id(0)] string Code, [property: Id(1)] string Token, [property: Id(2)] DateTimeOffset Until);
