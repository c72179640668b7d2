using System.Globalization;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;

namespace Practice.Claims;

/// <summary>Nobody has two numbers, and no document is in two names. Pure; what is asked about has been brought into the book.</summary>
public static class ClaimRules
{
    /// <param name="profile">The number that waits for the subject. It takes the place of one that he was given and has not registered under.</param>
    public static Refusal? Enrol(Draft draft, string subject, string county, string? profile)
    {
        var claim = draft.Book.Find<Claim>(subject);
        if (claim is { Number: { } given } && (profile is null || given == profile))
            return null;
        if (!IsCounty(county) || (profile is not null && !Ids.IsVolunteer(profile)))
            return NoCounty;
        var numbers = Numbers(draft);
        if (profile is null)
            numbers = numbers with { Serial = numbers.Serial + 1 };
        var number = profile ?? Ids.Volunteer(county, Shard(draft.Book.Stream), numbers.Serial);
        draft.Record(new ClaimEnrolled(number), (claim ?? new Claim { Id = subject, CreatedAt = draft.Now, Of = Claim.Subject }) with { Number = number });
        if (profile is null)
            draft.Keep(numbers);
        return null;
    }

    /// <summary>A number waits with a document that nobody holds.</summary>
    public static Refusal? Await(Draft draft, string document, string county)
    {
        var claim = draft.Book.Find<Claim>(document);
        if (claim?.Holder is not null)
            return Refusal.Conflict("identity.held", "Somebody is registered with this document.");
        if (claim?.Number is not null)
            return null;
        if (!IsCounty(county))
            return NoCounty;
        var numbers = Numbers(draft);
        numbers = numbers with { Serial = numbers.Serial + 1 };
        var number = Ids.Volunteer(county, Shard(draft.Book.Stream), numbers.Serial);
        draft.Record(new ClaimAwaited(number), (claim ?? new Claim { Id = document, CreatedAt = draft.Now, Of = Claim.Document }) with { Number = number });
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

    /// <summary>A document that was let go behind a profile's back is the profile's again; the number that waited with it waits no more.</summary>
    public static void Keep(Draft draft, DocumentKept told)
    {
        if (draft.Book.Find<Claim>(told.Document) is not { } claim || (claim.Holder is { } holder && holder != told.Subject))
            return;
        if (claim.Holder is null || claim.Number is not null)
            draft.Record(new ClaimTaken(claim.Number), claim with { Holder = told.Subject, Number = null });
    }

    /// <summary>The profile that waited is gone. Whoever has taken the document meanwhile finds that himself.</summary>
    public static void Drop(Draft draft, ProfileDropped told)
    {
        if (draft.Book.Find<Claim>(told.Document) is { Holder: null } claim && claim.Number == told.Number)
            draft.Record(new ClaimReleased(), claim with { Number = null });
    }

    public static ClaimView? View(Book book, string hash) =>
        book.Find<Claim>(hash) is { } claim ? new(hash, claim.Number, claim.Holder, claim is { Of: Claim.Document, Holder: null, Number: not null }) : null;

    private static Refusal NoCounty => Refusal.Malformed("county.invalid", "A county gives the number out.");

    private static bool IsCounty(string county) => county.Length == 6 && county.All(char.IsAsciiDigit);

    private static ClaimNumbers Numbers(Draft draft) => draft.Book.Find<ClaimNumbers>(ClaimNumbers.TheId) ?? new ClaimNumbers { Id = ClaimNumbers.TheId, CreatedAt = draft.Now };

    private static int Shard(string stream) => int.Parse(stream.AsSpan("claim-".Length), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
