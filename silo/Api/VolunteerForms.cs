using Practice.Calendars;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>A person's details as they are sent in become what rules may see: everything personal is sealed first.</summary>
/// <param name="invented">Whether identity numbers of invented people are taken.</param>
internal sealed class VolunteerForms(PersonVault vault, DomainClock clock, bool invented)
{
    private const int LongestName = 60, LongestAddress = 200;

    /// <summary>Whether identity numbers of invented people are taken.</summary>
    public bool TakesInvented => invented;

    /// <summary>The keyed hash by which a document is held by one person alone.</summary>
    public string DocumentHash(DocumentType type, string number) => vault.DocumentHash(type, number);

    public string? DocumentHash(VolunteerDetails details) =>
        details is { DocumentType: { } type, DocumentNumber: { } number } ? DocumentHash(type, number) : null;

    /// <summary>The document as it is written, in one form.</summary>
    public Refusal? Read(DocumentRequest? request, out (DocumentType Type, string Number, IdentityNumber? Identity)? document)
    {
        document = null;
        if (request is null)
            return null;
        if (request.Type is not { } type || request.Number?.Trim().Length is not (>= Documents.Shortest and <= Documents.Longest))
            return Refusal.Malformed("document.invalid", "A document has a type and a number.");
        var (number, identity, fault) = Documents.Read(type, request.Number, ChinaTime.DateOf(clock.Now), invented);
        if (fault is not null)
            return Refusal.Malformed("document.invalid", $"This is no identity number: {fault}.");
        document = (type, number, identity);
        return null;
    }

    /// <summary>Seals what a request says over what was known.</summary>
    /// <param name="known">Null for somebody new.</param>
    public Refusal? Seal(VolunteerRequest request, VolunteerDetails? known, string reference, out SealedVolunteer? sealedDetails, out VolunteerDetails details)
    {
        (sealedDetails, details) = (null, known!);
        if (Read(request.Document, out var document) is { } wrong)
            return wrong;
        string? phone = null, emergency = null;
        if (request.Phone is { Length: > 0 } && ((phone = Phone.Normalize(request.Phone)) is null || !Phone.IsMobile(phone)))
            return Refusal.Malformed("phone.invalid", "A mobile number of the mainland.");
        if (request.Emergency?.Phone is { Length: > 0 } && (emergency = Phone.Normalize(request.Emergency.Phone)) is null)
            return Refusal.Malformed("emergency.invalid", "A Chinese mobile or landline number.");
        var name = (request.Name ?? known?.Name ?? "").Trim();
        if (name.Length is 0 or > LongestName || request.Emergency?.Name?.Length > LongestName)
            return Refusal.Malformed("name.invalid", $"A name has 1 to {LongestName} characters.");
        if (request.Address?.Length > LongestAddress)
            return Refusal.Malformed("address.invalid", $"An address has at most {LongestAddress} characters.");
        if (request.Gender is not (null or "female" or "male" or "other"))
            return Refusal.Malformed("gender.invalid", "female, male or other.");
        var today = ChinaTime.DateOf(clock.Now);
        var born = document?.Identity?.Born ?? request.Birth ?? known?.Born;
        if ((document is null ? IdentityOf(known, today) : document.Value.Identity) is { } identity && request.Birth is { } said && said != identity.Born)
            return Refusal.Malformed("birth.mismatch", "The birth date is not the one of the document.");
        if (born is { } day && (day > today || Ages.On(day, today) > IdentityNumber.OldestYears))
            return Refusal.Malformed("birth.invalid", "Nobody is born on that day.");

        details = (known ?? new(name, null, null)) with
        {
            Name = name, Born = born, Phone = request.Phone is null ? known?.Phone : phone,
            Gender = request.Gender ?? known?.Gender ?? (document?.Identity is { } read ? read.Male ? "male" : "female" : null),
            DocumentType = document?.Type ?? known?.DocumentType, DocumentNumber = document?.Number ?? known?.DocumentNumber,
            Address = request.Address ?? known?.Address,
            EmergencyName = request.Emergency is null ? known?.EmergencyName : request.Emergency.Name, EmergencyPhone = request.Emergency is null ? known?.EmergencyPhone : emergency,
        };
        var changed = known is not null && (known.Name, known.Born, known.DocumentType, known.DocumentNumber) != (details.Name, details.Born, details.DocumentType, details.DocumentNumber);
        sealedDetails = new(reference, vault.Seal(reference, details), Masking.Name(name), born, details.Phone is null ? null : Masking.Telephone(details.Phone),
            details.DocumentNumber is null ? null : Masking.IdentityNumber(details.DocumentNumber), details.DocumentType, DocumentHash(details), changed, DocumentNamed: document is not null);
        return null;
    }

    private IdentityNumber? IdentityOf(VolunteerDetails? known, DateOnly today) =>
        known is { DocumentType: { } type, DocumentNumber: { } number } && Documents.SaysBirth(type) ? IdentityNumber.Read(number, today, invented: invented).Number : null;

    public Refusal? Seal(GuardianRequest? request, string? person, out SealedGuardian? guardian)
    {
        guardian = null;
        var name = (request?.Name ?? "").Trim();
        var phone = Phone.Normalize(request?.Phone);
        if (name.Length is 0 or > LongestName || request?.Relation is not { } relation || phone is null)
            return Refusal.Malformed("guardian.invalid", "A guardian has a name, a phone and a relation: parent, grandparent, sibling, other.");
        var reference = PersonVault.NewReference();
        guardian = new(reference, vault.Seal(reference, new GuardianDetails(name, phone)), Masking.Name(name), relation, person);
        return null;
    }
}
