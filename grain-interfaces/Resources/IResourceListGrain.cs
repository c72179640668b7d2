using System.Collections.Immutable;
using Practice.Shared;

namespace Practice.Resources;

/// <summary>A unit's resource list (资源清单) and the bookings of what stands on it.</summary>
[Alias("resourceList"), GrainInterfaceType("resourceList")]
public interface IResourceListGrain : IGrainWithStringKey
{
    [Alias("AddResource")]
    Task<Result<ResourceView>> AddResource(Operation operation, AddResource command);

    /// <summary>Changes what is given. Refused (<c>resource.booked</c>) where bookings to come would no longer fit.</summary>
    [Alias("EditResource")]
    Task<Result<ResourceView>> EditResource(Operation operation, string resource, EditResource edit);

    [Alias("ViewResource")]
    Task<Result<ResourceView>> ViewResource(string resource);

    /// <summary>What is on the list now, by id.</summary>
    [Alias("Resources")]
    Task<ImmutableArray<ResourceView>> Resources();

    /// <summary>Refused: <c>resource.full</c> beyond the quantity at any instant, <c>resource.closed</c> outside its hours.</summary>
    [Alias("Book")]
    Task<Result<BookingView>> Book(Operation operation, string resource, BookResource command);

    [Alias("CancelBooking")]
    Task<Result<BookingView>> CancelBooking(Operation operation, string booking);

    /// <summary>Bookings that are not over, by their beginning.</summary>
    [Alias("Bookings")]
    Task<Result<ImmutableArray<BookingView>>> Bookings(string resource);

    /// <summary>The reference to the sealed details of a person on the list; the edge opens it and leaves an access record.</summary>
    [Alias("ResourceContactRef")]
    Task<Result<string>> ResourceContactRef(Operation operation, string resource, string? reader);
}
