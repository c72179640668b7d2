using System.Globalization;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;

namespace Practice.Claims;

/// <summary>Nobody has two numbers, and no document is in two names. Pure; what is asked about has been brought into the book.</summary>
public static class ClaimRules
{
    public static Refusal? Enrol(Draft draft, string subject, string county, string? profile)
    {
        var known = draft.Book.Find<Claim>(subject);
        if (known is { Number: not null })
            return null;
        if (county.Length != 6 || !county.All(char.IsAsciiDigit) || (profile is not null && !Ids.IsVolunteer(profile)))
            return Refusal.Malformed("county.invalid", "A county gives the number out.");
        var numbers = draft.Book.Find<ClaimNumbers>(ClaimNumbers.TheId) ?? new ClaimNumbers { Id = ClaimNumbers.TheId, CreatedAt = draft.Now };
        if (profile is null)
            numbers = numbers with { Serial = numbers.Serial + 1 };
        var number = profile ?? Ids.Volunteer(county, Shard(draft.Book.Stream), numbers.Serial);
        draft.Record(new ClaimEnrolled(number), known is not null ? known with { Number = number } : new Claim { Id = subject, CreatedAt = draft.Now, Of = Claim.Subject, Number = number });
        if (profile is null)
            draft.Keep(numbers);
        return null;
    }

    public static Refusal? Take(Draft draft, string document, string subject)
    {
        var claim = draft.Book.Find<Claim>(document);
        if (claim?.Holder == subject)
            return null;
        if (claim?.Holder is not null)
            return Refusal.Conflict("identity.taken", "Somebody is registered with this document. If it is yours, ask a station to merge the two.");
        draft.Record(new ClaimTaken(claim?.Number), (claim ?? new Claim { Id = document, CreatedAt = draft.Now, Of = Claim.Document }) with { Holder = subject });
        return null;
    }

    public static Refusal? Release(Draft draft, string document, string subject)
    {
        if (draft.Book.Find<Claim>(document) is { Holder: { } holder } claim && holder == subject)
            draft.Record(new ClaimReleased(), claim with { Holder = null });
        return null;
    }

    /// <summary>A subject's number went into another one.</summary>
    public static void Move(Draft draft, ClaimMoved told)
    {
        if (draft.Book.Find<Claim>(told.Subject) is { } claim && claim.Number != told.Number)
            draft.Record(new ClaimEnrolled(told.Number), claim with { Number = told.Number });
    }

    /// <summary>Whoever this was has left: the number is never given again.</summary>
    public static void Leave(Draft draft, SubjectLeft told)
    {
        if (draft.Book.Find<Claim>(told.Subject) is { } claim && claim.Number == told.Number)
            draft.Record(new ClaimReleased(), claim with { Number = null });
    }

    /// <summary>A document goes to somebody else, or to nobody, unless it has gone elsewhere meanwhile.</summary>
    public static void Move(Draft draft, DocumentMoved told)
    {
        if (draft.Book.Find<Claim>(told.Document) is { } claim && claim.Holder == told.From)
            draft.Record(new ClaimReleased(), claim with { Holder = told.To });
    }

    /// <summary>A document that was let go behind a profile's back is the profile's again.</summary>
    public static void Keep(Draft draft, DocumentKept told)
    {
        if (draft.Book.Find<Claim>(told.Document) is { Holder: null } claim)
            draft.Record(new ClaimTaken(claim.Number), claim with { Holder = told.Subject });
    }

    public static ClaimView? View(Book book, string hash) =>
        book.Find<Claim>(hash) is { } claim ? new(hash, claim.Number, claim.Holder, claim is { Of: Claim.Document, Holder: null, Number: not null }) : null;

    private static int Shard(string stream) => int.Parse(stream.AsSpan("claim-".Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
