using Practice.Needs;
using Practice.Persons;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>Turns a contact in the clear into what the rules may see, before anything else happens to it; and back for whoever may read it.</summary>
internal static class ContactSealing
{
    /// <param name="reference">As its owner gave it out, which left a record.</param>
    /// <param name="id">Whose contact it is.</param>
    public static async Task<IResult> Open(HttpContext context, IUnitStore store, PersonVault vault, Result<string> reference, string id, CancellationToken cancellation)
    {
        if (reference.Value is not { } person)
            return Answer.From(reference.Refusal!);
        if (await store.Person(person, cancellation) is not { } row)
            return Answer.From(Refusal.NotFound("contact", id));
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(vault.Open(person, row.Sealed));
    }

    public static Refusal? Seal(PersonVault vault, ContactRequest? contact, out SealedContact? sealedContact)
    {
        sealedContact = null;
        var name = string.IsNullOrWhiteSpace(contact?.Name) ? null : contact.Name.Trim();
        string? phone = null;
        if (!string.IsNullOrWhiteSpace(contact?.Phone) && (phone = Phone.Normalize(contact.Phone)) is null)
            return Refusal.Malformed("contact.invalid", "A phone is a Chinese mobile or landline number.");
        if (name?.Length > 60)
            return Refusal.Malformed("contact.invalid", "A name has at most 60 characters.");
        if (name is null && phone is null)
            return null;

        var reference = PersonVault.NewReference();
        sealedContact = new(reference, vault.Seal(reference, new(name, phone)), name is null ? null : Masking.Name(name),
            phone is null ? null : vault.PhoneCode(reference, phone[^4..]));
        return null;
    }
}
