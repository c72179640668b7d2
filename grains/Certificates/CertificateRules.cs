using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;

namespace Practice.Certificates;

/// <summary>Certificates of service (rules §1.4). Pure.</summary>
/// <remarks>
/// Laws: only confirmed records count; the total is the sum of the lines, hours are truncated to one decimal; what was issued is never changed and
/// its hash says so; a number is never given twice, and revocation keeps it.
/// </remarks>
public static class CertificateRules
{
    public static readonly TimeSpan PublicFor = TimeSpan.FromDays(7);

    public const int LongestText = 100, MostWaiting = 5;

    /// <param name="all">Every record, as read; null = they are in the book.</param>
    public static Refusal? Request(Draft draft, string number, RequestCertificate ask, out string id, IEnumerable<ServiceRecord>? all = null)
    {
        id = "";
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (VolunteerRules.Ended(volunteer) is { } ended)
            return ended;
        if (ask.From > ask.Until || ask.From is { Year: < 1990 } || ask.Until is { Year: > 2200 })
            return Refusal.Malformed("period.invalid", "The last day is not before the first.");
        if (ask.Purpose?.Length > LongestText)
            return Refusal.Malformed("purpose.invalid", $"At most {LongestText} characters.");
        if (volunteer.RealName != RealName.Verified)
            return Refusal.Rule("realName.required", "A certificate names a person whose document a station has seen.");
        if (draft.Book.All<Certificate>().Count(waiting => waiting.State == Certificate.Requested) >= MostWaiting)
            return Refusal.Conflict("certificate.waiting", $"{MostWaiting} requests wait already.");
        if (ask.Supersedes is not null && draft.Book.Find<Certificate>(ask.Supersedes) is not { State: Certificate.Valid or Certificate.Publicised })
            return Refusal.NotFound("certificate", ask.Supersedes);
        if (Lines(draft.Book, all, ask.From, ask.Until).IsEmpty)
            return Refusal.Rule("certificate.empty", "No confirmed service lies in that time.");

        var numbers = VolunteerNumbers.Of(draft);
        numbers = numbers with { Certificates = numbers.Certificates + 1 };
        id = IdOf(number, numbers.Certificates);
        draft.Record(new CertificateRequested(ask.From, ask.Until), new Certificate
        {
            Id = id, CreatedAt = draft.Now, From = ask.From, Until = ask.Until, Purpose = ask.Purpose, Supersedes = ask.Supersedes, State = Certificate.Requested,
        });
        draft.Keep(numbers);
        return null;
    }

    /// <param name="minor">A minor is named by his number alone: what is publicised names no minor.</param>
    /// <param name="all">Every record, as read; null = they are in the book.</param>
    public static Refusal? Issue(Draft draft, string number, string id, IssueCertificate issue, bool minor, Caller caller, IEnumerable<ServiceRecord>? all = null)
    {
        if (draft.Book.Find<Certificate>(id) is not { } certificate)
            return Refusal.NotFound("certificate", id);
        var volunteer = draft.Book.Find<Volunteer>(number)!;
        if (VolunteerRules.Ended(volunteer) is { } ended)
            return ended;
        if (certificate.State != Certificate.Requested)
            return Refusal.Conflict("certificate.decided", $"It is {certificate.State}.");
        if (VolunteerRules.IsClose(volunteer, caller))
            return Refusal.Rule("certificate.own", "Nobody issues the own certificate.");
        if (new[] { issue.Issuer, issue.Head, issue.Handler, issue.Contact }.Any(text => string.IsNullOrWhiteSpace(text) || text.Length > LongestText))
            return Refusal.Malformed("certificate.incomplete", "A certificate names its issuer, who is in charge, who handled it and how to reach them.");
        var lines = Lines(draft.Book, all, certificate.From, certificate.Until);
        if (lines.IsEmpty)
            return Refusal.Rule("certificate.empty", "No confirmed service lies in that time any more.");

        var issued = new Issued(
            NumberOf(issue.Region, draft.Now, id), number, minor ? number : volunteer.Name, volunteer.DocumentType is { } type ? Json.Name(type) : null, volunteer.Document, issue.Unit, issue.Issuer.Trim(), issue.Head.Trim(),
            issue.Handler.Trim(), issue.Contact.Trim(), draft.Now, draft.Actor, certificate.From, certificate.Until, lines.Sum(line => line.Minutes), lines);
        var hash = HashOf(issued);
        draft.Record(new CertificateIssued(issued.Number, issue.Unit, issued.Minutes, hash), certificate with
        {
            State = Certificate.Publicised, Number = issued.Number, Issued = issued, Hash = hash, PublicUntil = draft.Now + PublicFor,
            Named = volunteer.Consents.Any(consent => consent is { Purpose: ConsentPurpose.PublicName, RevokedAt: null }),
        });
        if (certificate.Supersedes is { } older && draft.Book.Find<Certificate>(older) is { State: Certificate.Valid or Certificate.Publicised } old)
            draft.Record(new CertificateMoved(Certificate.Superseded), old with { State = Certificate.Superseded, SupersededBy = issued.Number });
        return null;
    }

    public static Refusal? Refuse(Draft draft, string id, string reason)
    {
        if (draft.Book.Find<Certificate>(id) is not { } certificate)
            return Refusal.NotFound("certificate", id);
        if (certificate.State != Certificate.Requested)
            return Refusal.Conflict("certificate.decided", $"It is {certificate.State}.");
        return Reasons.Missing(reason) ?? Move(draft, certificate with { State = Certificate.Refused, Reason = reason.Trim() });
    }

    public static Refusal? Revoke(Draft draft, string id, string reason)
    {
        if (draft.Book.Find<Certificate>(id) is not { } certificate)
            return Refusal.NotFound("certificate", id);
        if (certificate.State is not (Certificate.Publicised or Certificate.Valid))
            return Refusal.Conflict("certificate.notIssued", $"It is {certificate.State}.");
        return Reasons.Missing(reason) ?? Move(draft, certificate with { State = Certificate.Revoked, Reason = reason.Trim() });
    }

    /// <summary>Nobody objected for a week.</summary>
    public static void Due(Draft draft, Certificate certificate)
    {
        if (certificate.State == Certificate.Publicised && certificate.PublicUntil <= draft.Now)
            Move(draft, certificate with { State = Certificate.Valid });
    }

    /// <summary>Whether what is publicised now names the volunteer: his consent, given or taken back.</summary>
    internal static void Name(Draft draft, bool named)
    {
        foreach (var certificate in draft.Book.All<Certificate>().Where(c => c.State == Certificate.Publicised && c.Named != named).ToList())
            draft.Keep(certificate with { Named = named });
    }

    public static string IdOf(string number, int n) => string.Create(CultureInfo.InvariantCulture, $"{number}-Z{n:D3}");

    public static string HashOf(Issued issued) => CanonicalJson.Hash(CanonicalJson.Of(issued));

    /// <summary>Hours with one decimal, cut off: 119 minutes are 1.9.</summary>
    public static string HoursOf(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}.{minutes % 60 / 6}");

    /// <summary><c>ZM-{county}-{yyyyMM}-{volunteer and its count}-{check}</c>: the check is ISO 7064 MOD 37,36 over what stands before it.</summary>
    public static string NumberOf(string region, DateTimeOffset at, string id)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"ZM-{region}-{ChinaTime.MonthOf(at).FirstDay:yyyyMM}-{id[(id.IndexOf('V', StringComparison.Ordinal) + 1)..].Replace("-Z", "", StringComparison.Ordinal)}");
        return $"{body}-{Check(body)}";
    }

    public static bool IsNumber(string? text) => text is { Length: >= 20 and <= 40 } && text.StartsWith("ZM-", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || c == '-') && text[^2] == '-' && Check(text[..^2]) == text[^1];

    /// <param name="all">Every record, as read: a request shows the lines that it would be issued with now.</param>
    public static CertificateView? View(Book book, string number, string id, IEnumerable<ServiceRecord>? all = null)
    {
        if (book.Find<Certificate>(id) is not { } certificate)
            return null;
        var view = Of(number, certificate, book.Find<Volunteer>(number)?.Name ?? "");
        if (all is null || certificate.State != Certificate.Requested)
            return view;
        var lines = Lines(book, all, certificate.From, certificate.Until);
        var minutes = lines.Sum(line => line.Minutes);
        return view with { Lines = lines, Minutes = minutes, Hours = HoursOf(minutes) };
    }

    public static CertificateView Of(string number, Certificate c, string name) => new(
        c.Id, number, c.State, c.CreatedAt, c.From, c.Until, c.Purpose, c.Number, c.Issued?.At, c.PublicUntil, c.Issued?.Issuer, c.Issued?.Head, c.Issued?.Handler, c.Issued?.Contact, c.Issued?.Name ?? name,
        c.Issued?.Minutes ?? 0, HoursOf(c.Issued?.Minutes ?? 0), c.Issued is { } issued ? issued.Lines : [], c.Hash, c.Reason, c.SupersededBy, c.Version,
        c.Issued?.DocumentType, c.Issued?.Document);

    private static ImmutableArray<CertificateLine> Lines(Book book, IEnumerable<ServiceRecord>? all, DateOnly? first, DateOnly? last) =>
    [
        .. from record in RecordRules.Newest(book, all)
           let day = ChinaTime.DateOf(record.Slot.From)
           where record.Counts && (first is null || day >= first) && (last is null || day <= last)
           orderby record.Slot.From, record.Id
           select new CertificateLine(record.Id, record.Title, record.By, record.Slot.From, record.Slot.Until, record.Minutes, record.Origin),
    ];

    private static Refusal? Move(Draft draft, Certificate certificate)
    {
        draft.Record(new CertificateMoved(certificate.State), certificate);
        return null;
    }

    private static char Check(string body)
    {
        const string alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var product = 36;
        foreach (var c in body.Where(c => c != '-'))
        {
            var sum = (product + alphabet.IndexOf(c, StringComparison.Ordinal)) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }

        return alphabet[(37 - product) % 36];
    }
}
