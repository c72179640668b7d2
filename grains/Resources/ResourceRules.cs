using System.Collections.Immutable;
using System.Globalization;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;
using Practice.Units;

namespace Practice.Resources;

/// <summary>What may happen to the resource list.</summary>
public static class ResourceRules
{
    private const int LongestName = 80, LongestNote = 500, MostPieces = 10_000, MostSkills = 20, MostHours = 21;

    public static Refusal? Add(Draft draft, ITerms terms, AddResource command, out string id)
    {
        id = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;

        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Resources = numbers.Resources + 1 };
        id = Ids.Resource(unit.Id, numbers.Resources);
        var resource = new Resource
        {
            Id = id,
            CreatedAt = draft.Now,
            Kind = command.Kind,
            Name = command.Name?.Trim() ?? "",
            PublicName = Trimmed(command.PublicName),
            Category = command.Category,
            Skills = command.Skills.IsDefault ? [] : command.Skills,
            Quantity = command.Quantity,
            Location = command.Location,
            Hours = command.Hours.IsDefault ? [] : command.Hours,
            ConsentPublic = command.ConsentPublic,
            ConsentOffersAt = command.ConsentOffers ? draft.Now : null,
            ContactRef = command.Contact?.Ref,
            ContactName = command.Contact?.MaskedName,
            Note = Trimmed(command.Note),
        };
        if (Invalid(resource, terms) is { } refusal)
            return refusal;
        if (command.Contact is { } contact)
            draft.Seal(new PersonRow(contact.Ref, contact.Row));
        draft.Record(new ResourceAdded(resource.Kind, resource.Category, resource.Quantity, resource.ConsentPublic, resource.ContactRef, command.ConsentOffers), resource);
        draft.Keep(numbers);
        return null;
    }

    public static Refusal? Edit(Draft draft, ITerms terms, string id, EditResource edit, long? ifMatch)
    {
        if (draft.Book.Find<Resource>(id) is not { } resource)
            return Refusal.NotFound("resource", id);
        if (ifMatch is { } seen && seen != resource.Version)
            return Refusal.Stale(resource.Version);

        var after = resource with
        {
            Name = edit.Name?.Trim() ?? resource.Name,
            PublicName = edit.PublicName is null ? resource.PublicName : Trimmed(edit.PublicName),
            Category = edit.Category ?? resource.Category,
            Skills = edit.Skills is { IsDefault: false } skills ? skills : resource.Skills,
            Quantity = edit.Quantity ?? resource.Quantity,
            Location = edit.Location ?? resource.Location,
            Hours = edit.Hours is { IsDefault: false } hours ? hours : resource.Hours,
            ConsentPublic = edit.ConsentPublic ?? resource.ConsentPublic,
            ConsentOffersAt = edit.ConsentOffers switch { true => resource.ConsentOffersAt ?? draft.Now, false => null, null => resource.ConsentOffersAt },
            ContactRef = edit.Contact?.Ref ?? resource.ContactRef,
            ContactName = edit.Contact is { } contact ? contact.MaskedName : resource.ContactName,
            Note = edit.Note is null ? resource.Note : Trimmed(edit.Note),
            Active = edit.Active ?? resource.Active,
        };
        if ((Invalid(after, terms) ?? BookingRules.KeepsBookings(draft, after)) is { } refusal)
            return refusal;
        string[] fields =
        [
            .. typeof(EditResource).GetProperties().Where(p => p.GetValue(edit) is not null).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]),
        ];
        if (fields.Length == 0)
            return null;
        if (edit.Contact is { } person)
            draft.Seal(new PersonRow(person.Ref, person.Row));
        draft.Record(new ResourceEdited(fields, after.Quantity, after.Active, after.ConsentPublic, after.ConsentOffersAt is not null), after);
        return null;
    }

    /// <summary>Reading how to reach somebody on the list leaves a record that he can see.</summary>
    /// <param name="reader">The staff account that reads; null = the person himself.</param>
    public static Refusal? ReadContact(Draft draft, string id, string? reader)
    {
        if (draft.Book.Find<Resource>(id) is not { } resource)
            return Refusal.NotFound("resource", id);
        if (resource.ContactRef is null)
            return Refusal.NotFound("contact", id);
        if (reader is not null)
            draft.Record(new ContactRead(resource.ContactRef), resource);
        return null;
    }

    private static Refusal? Invalid(Resource resource, ITerms terms)
    {
        if (!Enum.IsDefined(resource.Kind))
            return Refusal.Malformed("kind.invalid", "A kind is venue, equipment, skilledPerson, expert or project.");
        if (resource.Name.Length is 0 or > LongestName || resource.PublicName?.Length > LongestName)
            return Refusal.Malformed("name.invalid", $"A name has 1 to {LongestName} characters.");
        if (resource.Quantity is < 1 or > MostPieces)
            return Refusal.Malformed("quantity.invalid", string.Create(CultureInfo.InvariantCulture, $"A quantity is 1 to {MostPieces}."));
        if (resource.IsPerson && resource.Quantity != 1)
            return Refusal.Malformed("quantity.person", "A person is one.");
        if (!resource.IsPerson && resource.ConsentOffersAt is not null)
            return Refusal.Malformed("consent.invalid", "Only a person agrees to be offered work.");
        if (resource.Note?.Length > LongestNote)
            return Refusal.Malformed("note.tooLong", $"A note has at most {LongestNote} characters.");
        if (resource.Skills.Length > MostSkills || resource.Skills.Any(s => string.IsNullOrWhiteSpace(s) || s.Length > 40))
            return Refusal.Malformed("skills.invalid", $"At most {MostSkills} skills, as codes.");
        if (resource.Hours.Length > MostHours || resource.Hours.Any(h => !ResourceHours.IsInterval(h)))
            return Refusal.Malformed("hours.invalid", "Weekday 1 to 7, times HH:mm, the end after the beginning, 24:00 at the latest.");
        if (resource.Category is { } category && terms.Category(category) is null)
            return Refusal.Rule("category.unknown", $"There is no category '{category}' here.");
        if (resource is { Kind: ResourceKind.SkilledPerson, Skills.IsEmpty: true })
            return Refusal.Malformed("skills.missing", "A skilled person has a skill.");
        return UnitRules.BadPlace(resource.Location);
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
