using Practice.Shared;

namespace Practice.Resources;

/// <summary>What staff and the public see of the resource list.</summary>
public static class ResourceViews
{
    public static ResourceView Of(Resource resource) => new()
    {
        Id = resource.Id,
        Unit = Ids.Owner(resource.Id),
        Kind = resource.Kind,
        Name = resource.Name,
        PublicName = resource.PublicName,
        Category = resource.Category,
        Skills = resource.Skills,
        Quantity = resource.Quantity,
        Location = resource.Location,
        Hours = resource.Hours,
        ConsentPublic = resource.ConsentPublic,
        HasContact = resource.ContactRef is not null,
        ContactName = resource.ContactName,
        Note = resource.Note,
        Active = resource.Active,
        CreatedAt = resource.CreatedAt,
        Version = resource.Version,
        ConsentOffersAt = resource.ConsentOffersAt,
    };

    public static BookingView Of(Booking booking) => new(
        booking.Id, booking.Resource, booking.Slot, booking.Quantity, booking.Purpose, booking.Reference, booking.Status, booking.CreatedAt, booking.Version);

    /// <summary>What anybody may see; null where a person has not agreed to be listed.</summary>
    /// <remarks>A person stands under the name chosen for the public, else a masked one, without an address. Notes and contacts are never public.</remarks>
    public static PublicResource? Public(Resource resource)
    {
        if (!resource.Active || (resource.IsPerson && !resource.ConsentPublic))
            return null;
        var name = resource.PublicName ?? (resource.IsPerson ? resource.ContactName ?? Masking.Name(resource.Name) : resource.Name);
        return new(
            resource.Id, resource.Kind, Scrub.Text(name), resource.Category, resource.Skills, resource.Quantity,
            resource.IsPerson || resource.Location?.Address is not { } address ? null : Scrub.Numbers(address), resource.Hours);
    }
}
