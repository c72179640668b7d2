using Practice.Kernel;
using Practice.Shared;

namespace Practice.Resources;

/// <summary>Some of a resource kept for a time. Closes by itself once the time is past.</summary>
public sealed record Booking : Item
{
    public required string Resource { get; init; }
    public required TimeSlot Slot { get; init; }
    public required int Quantity { get; init; }
    public required BookingPurpose Purpose { get; init; }
    public string? Reference { get; init; }
    public required BookingStatus Status { get; init; }

    public override Facets Facets => new(
        Open: Status == BookingStatus.Booked, Status: Json.Name(Status), DueAt: Slot.From,
        WakeAt: Status == BookingStatus.Booked ? Slot.Until : null, Text: $"{Resource} {Reference}");
}
