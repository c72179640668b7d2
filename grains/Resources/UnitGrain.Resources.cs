using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Resources;
using Practice.Shared;

namespace Practice.Units;

/// <summary>The resource list's commands.</summary>
internal sealed partial class UnitGrain : IResourceListGrain
{
    public async Task<Result<ResourceView>> AddResource(Operation operation, AddResource command)
    {
        await Terms();
        var id = "";
        return await Execute(operation, draft => ResourceRules.Add(draft, _terms, command, out id), () => id, ResourceOf, FetchResource);
    }

    public async Task<Result<ResourceView>> EditResource(Operation operation, string resource, EditResource edit)
    {
        await FetchResource(resource);
        await Terms();
        return await Execute(operation, draft => ResourceRules.Edit(draft, _terms, resource, edit, operation.IfMatch), () => resource, ResourceOf, FetchResource);
    }

    public async Task<Result<ResourceView>> ViewResource(string resource)
    {
        await FetchResource(resource);
        return await Read(book => ResourceOf(book, resource)) is { } view ? new(view, null) : Gone<ResourceView>(Refusal.NotFound("resource", resource));
    }

    public Task<ImmutableArray<ResourceView>> Resources() =>
        Read<ImmutableArray<ResourceView>>(book => [.. book.All<Resource>().Where(r => r.Active).Select(ResourceViews.Of)]);

    async Task<Result<BookingView>> IResourceListGrain.Book(Operation operation, string resource, BookResource command)
    {
        await FetchResource(resource);
        var id = "";
        return await Execute(operation, draft => BookingRules.Book(draft, resource, command, out id), () => id, BookingOf, FetchBooking);
    }

    public async Task<Result<BookingView>> CancelBooking(Operation operation, string booking)
    {
        await FetchBooking(booking);
        return await Execute(operation, draft => BookingRules.Cancel(draft, booking), () => booking, BookingOf, FetchBooking);
    }

    public async Task<Result<ImmutableArray<BookingView>>> Bookings(string resource)
    {
        await FetchResource(resource);
        var found = await Read<ImmutableArray<BookingView>?>(book => book.Find<Resource>(resource) is null ? null
            : [.. BookingRules.Live(book, resource).Select(ResourceViews.Of)]);
        return found is { } bookings ? new(bookings, null) : Gone<ImmutableArray<BookingView>>(Refusal.NotFound("resource", resource));
    }

    public async Task<Result<string>> ResourceContactRef(Operation operation, string resource, string? reader)
    {
        await FetchResource(resource);
        return await Execute(operation, draft => ResourceRules.ReadContact(draft, resource, reader), () => resource,
            (book, id) => book.Find<Resource>(id)?.ContactRef, FetchResource);
    }

    private static ResourceView? ResourceOf(Book book, string id) => book.Find<Resource>(id) is { } resource ? ResourceViews.Of(resource) : null;

    private static BookingView? BookingOf(Book book, string id) => book.Find<Booking>(id) is { } booking ? ResourceViews.Of(booking) : null;

    private Task FetchResource(string id) => Fetch<Resource>(id);

    private Task FetchBooking(string id) => Fetch<Booking>(id);
}
