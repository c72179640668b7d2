using Practice.Needs;
using Practice.Persons;
using Practice.Shared;

namespace Practice.Silo.Api;

/// <summary>Turns a contact in the clear into what the rules may see, before anything else happens to it.</summary>
internal static class ContactSealing
{
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
