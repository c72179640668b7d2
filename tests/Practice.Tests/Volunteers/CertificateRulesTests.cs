using Practice.Certificates;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;
using Xunit;
using static Practice.Tests.Volunteers.Serving;
using static Practice.Tests.Volunteers.Volunteering;

namespace Practice.Tests.Volunteers;

/// <summary>Certificates of service: what is on them, how they stand, how they are checked.</summary>
public sealed class CertificateRulesTests
{
    private static readonly IssueCertificate Station = new("321203001", "口岸街道新时代文明实践所", "张所长", "李经办", "0523-80000000", "321203");

    [Fact]
    public void Only_a_verified_person_with_confirmed_service_asks_for_one()
    {
        Assert.Equal("realName.required", CertificateRules.Request(Registered().Serve(1, Slot(1, 3), 60).Then(), Number, new(null, null, null, null), out _)?.Code);
        Assert.Equal("certificate.empty", CertificateRules.Request(Verified().Then(), Number, new(null, null, null, null), out _)?.Code);
        Assert.Equal("certificate.empty", CertificateRules.Request(Verified().Serve(1, Slot(1, 3), 60).Then(), Number, new(new(2026, 8, 4), null, null, null), out _)?.Code);
        Assert.Equal("period.invalid", CertificateRules.Request(Verified().Serve(1, Slot(1, 3), 60).Then(), Number, new(new(2026, 8, 4), new(2026, 8, 3), null, null), out _)?.Code);
    }

    [Fact]
    public void Its_total_is_the_sum_of_its_lines_and_hours_are_cut_off()
    {
        var certificate = Issued(out _).Book.All<Certificate>().Single();

        Assert.Equal((119, "1.9"), (certificate.Issued!.Minutes, CertificateRules.HoursOf(certificate.Issued.Minutes)));
        Assert.Equal(certificate.Issued.Minutes, certificate.Issued.Lines.Sum(line => line.Minutes));
        Assert.Equal(["0.0", "0.1", "0.9", "1.0", "25.9"], new[] { 5, 6, 59, 60, 1559 }.Select(CertificateRules.HoursOf));
    }

    [Fact]
    public void What_was_issued_is_never_changed_and_its_hash_says_so()
    {
        var draft = Issued(out var id);
        var before = draft.Book.Find<Certificate>(id)!;

        draft = draft.Serve(1, Slot(1, 3), 0, version: 2, approver: "account-7").Then(Monday.AddDays(8), "system");
        CertificateRules.Due(draft, draft.Book.Find<Certificate>(id)!);
        var after = draft.Book.Find<Certificate>(id)!;

        Assert.Equal((Certificate.Publicised, Certificate.Valid), (before.State, after.State));
        Assert.Equal(before.Hash, CertificateRules.HashOf(after.Issued!));
        Assert.NotEqual(before.Hash, CertificateRules.HashOf(after.Issued! with { Minutes = 120 }));
    }

    [Fact]
    public void It_is_publicised_for_a_week_and_not_valid_before()
    {
        var draft = Issued(out var id).Then(Monday.AddDays(7).AddMinutes(-1), "system");

        CertificateRules.Due(draft, draft.Book.Find<Certificate>(id)!);

        Assert.Equal(Certificate.Publicised, draft.Book.Find<Certificate>(id)!.State);
    }

    [Fact]
    public void A_revoked_one_keeps_its_number_and_one_that_is_replaced_says_by_which()
    {
        var draft = Issued(out var id);
        var number = draft.Book.Find<Certificate>(id)!.Number;
        draft = draft.Then();
        Assert.Null(CertificateRules.Request(draft, Number, new(null, null, null, id), out var newer));
        draft = draft.Then(actor: "account-3");
        Assert.Null(CertificateRules.Issue(draft, Number, newer, Station, minor: false, Clerk));

        var old = draft.Book.Find<Certificate>(id)!;
        Assert.Equal((Certificate.Superseded, number, draft.Book.Find<Certificate>(newer)!.Number), (old.State, old.Number, old.SupersededBy));
        Assert.Null(CertificateRules.Revoke(draft.Then(), newer, "查实虚假"));
        Assert.Equal("certificate.notIssued", CertificateRules.Revoke(draft.Then(), id, "查实虚假")?.Code);
    }

    [Fact]
    public void Nobody_issues_the_own_and_a_minor_is_not_named()
    {
        var draft = Verified().Serve(1, Slot(1, 3), 119).Then();
        CertificateRules.Request(draft, Number, new(null, null, null, null), out var id);

        Assert.Equal("certificate.own", CertificateRules.Issue(draft.Then(), Number, id, Station, minor: false, Self)?.Code);
        draft = draft.Then(actor: "account-3");
        Assert.Null(CertificateRules.Issue(draft, Number, id, Station, minor: true, Clerk));
        Assert.Equal(Number, draft.Book.Find<Certificate>(id)!.Issued!.Name);
    }

    [Fact]
    public void What_is_publicised_names_whoever_agrees_and_as_long_as_he_does()
    {
        var draft = Issued(out var id);
        Assert.False(draft.Book.Find<Certificate>(id)!.Named);

        draft = draft.Then();
        Assert.Null(VolunteerRules.PutConsent(draft, Number, ConsentPurpose.PublicName, "p1"));
        Assert.True(draft.Book.Find<Certificate>(id)!.Named);
        draft = draft.Then();
        Assert.Null(VolunteerRules.PutConsent(draft, Number, ConsentPurpose.PublicName, null));

        Assert.False(draft.Book.Find<Certificate>(id)!.Named);
    }

    [Fact]
    public void A_line_that_is_not_in_hand_stands_on_it_too()
    {
        var draft = Verified().Serve(1, Slot(1, 3), 119).Serve(2, Slot(4, 5), 60).Then();
        ServiceRecord[] rows = [.. draft.Book.All<ServiceRecord>()];
        CertificateRules.Request(draft, Number, new(null, null, null, null), out var id);
        draft = new(draft.Then().Book.Without(typeof(ServiceRecord), rows[0].Id), "account-3", Monday);

        Assert.Null(CertificateRules.Issue(draft, Number, id, Station, minor: false, Clerk, rows));

        Assert.Equal(179, draft.Book.Find<Certificate>(id)!.Issued!.Minutes);
    }

    [Fact]
    public void A_number_with_a_slip_of_the_pen_is_no_number()
    {
        var number = CertificateRules.NumberOf("321203", Monday, Number + "-Z001");

        Assert.StartsWith("ZM-321203-202608-00010001001-", number, StringComparison.Ordinal);
        Assert.True(CertificateRules.IsNumber(number));
        for (var at = 3; at < number.Length - 2; at++)
            if (number[at] != '-')
                Assert.False(CertificateRules.IsNumber(number[..at] + (char)('0' + (number[at] - '0' + 1) % 10) + number[(at + 1)..]));
    }

    private static Draft Verified()
    {
        var draft = Registered(document: "hash").Then(actor: "account-3");
        Assert.Null(VolunteerRules.Verify(draft, Number, new(true, "321203001", "hash"), Clerk));
        return draft;
    }

    private static Draft Issued(out string id)
    {
        var draft = Verified().Serve(1, Slot(1, 3), 119).Then();
        Assert.Null(CertificateRules.Request(draft, Number, new(null, null, null, null), out id));
        draft = draft.Then(actor: "account-3");
        Assert.Null(CertificateRules.Issue(draft, Number, id, Station, minor: false, Clerk));
        return draft;
    }
}
