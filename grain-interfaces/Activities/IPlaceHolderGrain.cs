using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Activities;

/// <summary>A volunteer's calendar as an activity needs it: a time is kept before a place is asked for, so that nobody is in two places at once.</summary>
[GrainInterfaceType("placeHolder"), Alias("placeHolder")]
public interface IPlaceHolderGrain : IGrainWithStringKey
{
    /// <summary>
    /// Keeps a session's time for ten minutes and answers the card the activity decides by. Refuses a hard overlap (<c>place.overlap</c>) and what the
    /// ask demands and the volunteer is not; a near time is a warning on the card. Asked again for the same session, it keeps it anew under another number.
    /// </summary>
    [Alias("Hold")] Task<Result<PlaceCard>> Hold(Operation operation, PlaceAsk ask);
}

/// <summary>What a volunteer's calendar is asked to keep, and what the position demands. Ages are whole years on the session's day.</summary>
/// <param name="Session"><c>{activity}/{n}</c>.</param>
/// <param name="Dangerous">Nobody under eighteen, whoever consents (rules §1.2).</param>
/// <param name="RealName">The identity was verified.</param>
/// <param name="Guardian">The number of the volunteer who signs up together with his ward; null = the volunteer himself asks.</param>
[GenerateSerializer, Immutable, Alias("placeAsk")]
public sealed record PlaceAsk(
    [property: Id(0)] string Session,
    [property: Id(1)] string Position,
    [property: Id(2)] TimeSlot Slot,
    [property: Id(3)] bool Dangerous,
    [property: Id(4)] bool RealName,
    [property: Id(5)] int? MinAge,
    [property: Id(6)] int? MaxAge,
    [property: Id(7)] ImmutableArray<string> Skills,
    [property: Id(8)] ImmutableArray<string> Trainings,
    [property: Id(9)] string? Guardian = null);

/// <summary>What an activity may know of a volunteer who asks for a place: no name, no number of a document, no day of birth.</summary>
/// <param name="Hold">The hold's number, growing with each.</param>
/// <param name="Until">When the hold asks back by itself.</param>
/// <param name="Shown">How a roll shows him: a masked name; a minor's number.</param>
/// <param name="Consent">Of a minor: a guardian has consented or signs up too.</param>
/// <param name="Near">Sessions less than half an hour before or after.</param>
[GenerateSerializer, Immutable, Alias("placeCard")]
public sealed record PlaceCard(
    [property: Id(0)] string Volunteer,
    [property: Id(1)] string Session,
    [property: Id(2)] string Position,
    [property: Id(3)] TimeSlot Slot,
    [property: Id(4)] long Hold,
    [property: Id(5)] DateTimeOffset Until,
    [property: Id(6)] AgeClass Age,
    [property: Id(7)] bool RealName,
    [property: Id(8)] ImmutableArray<string> Skills,
    [property: Id(9)] ImmutableArray<string> Trainings,
    [property: Id(10)] bool Consent,
    [property: Id(11)] string Shown,
    [property: Id(12)] ImmutableArray<string> Near);
