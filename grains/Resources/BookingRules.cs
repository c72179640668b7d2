using System.Collections.Immutable;
using System.Globalization;
using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Resources;

/// <summary>Keeping resources for a time.</summary>
/// <remarks>
/// Law: at no instant is more of a resource booked than there is, whatever was booked, cancelled and edited; a booking lies within
/// the hours that the resource had when it was made or last edited.
/// </remarks>
public static class BookingRules
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public static readonly TimeSpan Farthest = TimeSpan.FromDays(366);

    public static Refusal? Book(Draft draft, string resourceId, BookResource command, out string id)
    {
        id = "";
        if (draft.Book.Find<Resource>(resourceId) is not { } resource)
            return Refusal.NotFound("resource", resourceId);
        if (!resource.Active)
            return Refusal.Conflict("resource.inactive", "It is no longer on the list.");
        var slot = new TimeSlot(command.From, command.Until);
        if (!slot.IsValid || slot.Until <= draft.Now || slot.Until - slot.From > Longest || slot.From > draft.Now + Farthest)
            return Refusal.Malformed("slot.invalid", "A booking ends after it begins, not in the past, lasts at most 31 days and begins within a year.");
        if (!Enum.IsDefined(command.Purpose))
            return Refusal.Malformed("purpose.invalid", "A purpose is service, activity, meeting, training, lending or other.");
        if (command.Reference?.Length > 60)
            return Refusal.Malformed("reference.tooLong", "A reference has at most 60 characters.");
        if (command.Quantity < 1 || command.Quantity > resource.Quantity)
            return Refusal.Rule("quantity.tooMany", string.Create(CultureInfo.InvariantCulture, $"1 to {resource.Quantity} can be booked."));
        if (!IsOpen(resource, slot))
            return Refusal.Rule("resource.closed", "It cannot be had at that time.");
        if (!Plan(draft.Book, resource).IsFree(slot, command.Quantity))
            return Refusal.Rule("resource.full", "Not enough of it is left at that time.", [.. Clashes(draft.Book, resource, slot)]);

        resource = resource with { Bookings = resource.Bookings + 1 };
        id = string.Create(CultureInfo.InvariantCulture, $"{resource.Id}-B{resource.Bookings:D4}");
        draft.Record(new BookingMade(resource.Id, slot, command.Quantity, command.Purpose, command.Reference), new Booking
        {
            Id = id, CreatedAt = draft.Now, Resource = resource.Id, Slot = slot, Quantity = command.Quantity, Purpose = command.Purpose,
            Reference = command.Reference, Status = BookingStatus.Booked,
        });
        draft.Keep(resource);
        return null;
    }

    public static Refusal? Cancel(Draft draft, string id)
    {
        if (draft.Book.Find<Booking>(id) is not { } booking)
            return Refusal.NotFound("booking", id);
        if (booking.Status == BookingStatus.Cancelled)
            return null;
        if (booking.Status == BookingStatus.Over || booking.Slot.Until <= draft.Now)
            return Refusal.Conflict("booking.over", "The booked time is past.");
        draft.Record(new BookingCancelled(booking.Resource), booking with { Status = BookingStatus.Cancelled });
        return null;
    }

    public static void Close(Draft draft, Booking booking)
    {
        if (booking.Status == BookingStatus.Booked && booking.Slot.Until <= draft.Now)
            draft.Record(new BookingOver(booking.Resource), booking with { Status = BookingStatus.Over });
    }

    /// <summary>Refuses what would leave a booking to come without its resource.</summary>
    public static Refusal? KeepsBookings(Draft draft, Resource after)
    {
        var coming = Live(draft.Book, after.Id).Where(b => b.Slot.Until > draft.Now).ToList();
        if (coming.Count == 0)
            return null;
        var plan = Plan(draft.Book, after);
        var lost = coming.Where(b => !after.Active || plan.Peak(b.Slot) > after.Quantity || !IsOpen(after, b.Slot)).Select(b => b.Id).ToArray();
        return lost.Length == 0 ? null : new(RefusalKind.Conflict, "resource.booked", "Bookings to come would no longer fit; cancel them first.", lost);
    }

    /// <summary>Bookings that are not over, by their beginning.</summary>
    public static IEnumerable<Booking> Live(Book book, string resource) => book.All<Booking>()
        .Where(b => b.Resource == resource && b.Status == BookingStatus.Booked)
        .OrderBy(b => b.Slot.From);

    private static Schedule Plan(Book book, Resource resource) => new(
        resource.Quantity, ResourceHours.Of(resource.Hours), [], [.. Live(book, resource.Id).Select(b => new Reservation(b.Id, b.Slot, b.Quantity))]);

    // The first stretch of that length from then on begins then: so it lies within the hours.
    private static bool IsOpen(Resource resource, TimeSlot slot) =>
        resource.Hours.IsEmpty || Week.Of(ResourceHours.Of(resource.Hours)).Next(slot.From, slot.Until - slot.From)?.From == slot.From;

    private static IEnumerable<string> Clashes(Book book, Resource resource, TimeSlot slot) =>
        Live(book, resource.Id).Where(b => b.Slot.Overlaps(slot)).Select(b => b.Id).Take(20);
}
