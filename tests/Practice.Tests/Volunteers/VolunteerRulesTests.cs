using Practice.Claims;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;
using Xunit;
using static Practice.Tests.Volunteers.Volunteering;

namespace Practice.Tests.Volunteers;

/// <summary>How a person becomes a volunteer, by age, document and guardian (rules §1.2).</summary>
public sealed class VolunteerRulesTests
{
    [Fact]
    public void An_adult_is_active_at_once()
    {
        var volunteer = Registered(document: "hash").Volunteer();

        Assert.Equal((VolunteerStatus.Active, RealName.Declared), (volunteer.Status, volunteer.RealName));
        Assert.Equal([ConsentPurpose.Registration], volunteer.Consents.Select(consent => consent.Purpose));
    }

    [Fact]
    public void Under_eight_nobody_registers() => Assert.Equal("age.tooYoung", VolunteerRules.Register(Start(), Number, Asked(Seven, Mother(), childRules: "c1"))?.Code);

    [Fact]
    public void Under_fourteen_a_guardian_registers_and_agrees_to_two_texts()
    {
        Assert.Equal("guardian.required", VolunteerRules.Register(Start(), Number, Asked(Ten))?.Code);
        Assert.Equal("consent.missing", VolunteerRules.Register(Start(), Number, Asked(Ten, Mother()))?.Code);

        var volunteer = Registered(Ten, Mother(), childRules: "c1").Volunteer();

        Assert.Equal(VolunteerStatus.Active, volunteer.Status);
        Assert.Equal([ConsentPurpose.Registration, ConsentPurpose.GuardianRegistration, ConsentPurpose.GuardianData], volunteer.Consents.Select(consent => consent.Purpose));
    }

    [Fact]
    public void Under_eighteen_a_volunteer_waits_for_the_guardian()
    {
        var draft = Registered(Fifteen);

        Assert.Equal(VolunteerStatus.AwaitingGuardian, draft.Volunteer().Status);
        Assert.Equal("volunteer.inactive", draft.Then().Hold(Slot(1, 2), born: Fifteen)?.Code);
    }

    [Fact]
    public void Without_a_birth_date_nobody_registers() => Assert.Equal("birth.missing", VolunteerRules.Register(Start(), Number, Asked(null))?.Code);

    [Fact]
    public void A_number_is_never_anothers()
    {
        var draft = Registered();

        Assert.Equal("volunteer.exists", VolunteerRules.Register(draft.Then(), Number, Asked(Adult))?.Code);
        Assert.Equal("identity.taken", VolunteerRules.Register(draft.Then(), Number, Asked(Adult) with { Subject = "subject-2" })?.Code);
    }

    [Fact]
    public void The_right_secret_lets_a_guardian_in_and_wrong_ones_are_counted()
    {
        var draft = Registered(Fifteen).Then();
        Assert.Null(GuardianRules.Ask(draft, Number, "right"));
        draft = draft.Then();

        for (var n = 1; n < GuardianSecret.MostTries; n++)
        {
            draft = draft.Then(actor: "account-2");
            Assert.Null(GuardianRules.Put(draft, Number, new(Mother(), "v1", null, "wrong", null), Fifteen));
            Assert.Equal((null, n), (draft.Volunteer().Guardian, draft.Volunteer().GuardianSecret!.Tries));
        }

        draft = draft.Then(actor: "account-2");
        Assert.Null(GuardianRules.Put(draft, Number, new(Mother(), "v1", null, "right", null), Fifteen));
        Assert.Equal((VolunteerStatus.Active, "person-2"), (draft.Volunteer().Status, draft.Volunteer().Guardian!.Person));
        Assert.Equal("guardian.known", GuardianRules.Put(draft.Then(), Number, new(Mother(), "v1", null, "right", null), Fifteen)?.Code);
    }

    [Fact]
    public void A_secret_is_worth_nothing_after_three_days_or_five_tries()
    {
        var draft = Registered(Fifteen).Then();
        Assert.Null(GuardianRules.Ask(draft, Number, "right"));
        var late = draft.Then(Monday + GuardianRules.SecretLife);
        var tired = draft.Then();
        for (var n = 0; n < GuardianSecret.MostTries; n++)
        {
            tired = tired.Then();
            GuardianRules.Put(tired, Number, new(Mother(), "v1", null, "wrong", null), Fifteen);
        }

        Assert.Equal("guardian.secretWrong", GuardianRules.Put(late, Number, new(Mother(), "v1", null, "right", null), Fifteen)?.Code);
        Assert.Equal("guardian.secretWrong", GuardianRules.Put(tired.Then(), Number, new(Mother(), "v1", null, "right", null), Fifteen)?.Code);
    }

    [Fact]
    public void A_minor_is_not_the_own_guardian()
    {
        var draft = Registered(Fifteen).Then();
        GuardianRules.Ask(draft, Number, "right");

        Assert.Equal("guardian.self", GuardianRules.Put(draft.Then(), Number, new(Mother("person-1"), "v1", null, "right", null), Fifteen)?.Code);
    }

    [Fact]
    public void Only_the_declared_document_is_verified_and_by_somebody_else()
    {
        Assert.Equal("realName.notDeclared", VolunteerRules.Verify(Registered().Then(), Number, new(true, "321203001", "hash"), Clerk)?.Code);
        var draft = Registered(document: "hash");
        Assert.Equal("realName.own", VolunteerRules.Verify(draft.Then(), Number, new(true, "321203001", "hash"), Self)?.Code);
        Assert.Equal("realName.otherDocument", VolunteerRules.Verify(draft.Then(), Number, new(true, "321203001", "other"), Clerk)?.Code);

        var verified = draft.Then();
        Assert.Null(VolunteerRules.Verify(verified, Number, new(true, "321203001", "hash"), Clerk));

        Assert.Equal(RealName.Verified, verified.Volunteer().RealName);
        Assert.Equal("realName.verified", VolunteerRules.Edit(verified.Then(), Number, new() { Details = Details(Adult, "new", changed: true) }, null)?.Code);
        Assert.Null(VolunteerRules.Edit(verified.Then(), Number, new() { Details = Details(Adult, "hash") }, null));
    }

    [Fact]
    public void A_minors_details_are_opened_only_after_somebody_else_has_allowed_it()
    {
        var draft = Registered(Fifteen, Mother());
        var asked = draft.Then(actor: "account-3");
        Assert.Equal("minor.approvalNeeded", AccessRules.Read(asked.Then(), Number, AccessPurpose.Contact, "321203001", minor: true, Clerk)?.Code);
        Assert.Null(AccessRules.Ask(asked, Number, AccessPurpose.Contact, "321203001", "联系家长", out var id));
        Assert.Equal("fourEyes.same", AccessRules.Decide(asked.Then(actor: "account-3"), id, true)?.Code);

        var allowed = asked.Then(actor: "account-4");
        Assert.Null(AccessRules.Decide(allowed, id, true));

        Assert.Null(AccessRules.Read(allowed.Then(actor: "account-3"), Number, AccessPurpose.Contact, "321203001", minor: true, Clerk));
        Assert.Equal("minor.approvalNeeded", AccessRules.Read(allowed.Then(actor: "account-5"), Number, AccessPurpose.Contact, "321203001", minor: true, Clerk)?.Code);
        Assert.Equal("minor.approvalNeeded", AccessRules.Read(allowed.Then(Monday.AddDays(1), "account-3"), Number, AccessPurpose.Contact, "321203001", minor: true, Clerk)?.Code);
    }

    [Fact]
    public void A_reading_leaves_a_record_unless_it_is_the_persons_own()
    {
        var (own, others) = (Registered().Then(), Registered().Then(actor: "account-3"));

        Assert.Null(AccessRules.Read(own, Number, null, null, minor: false, Self));
        Assert.Equal("purpose.missing", AccessRules.Read(others, Number, null, null, minor: false, Clerk)?.Code);
        Assert.Null(AccessRules.Read(others, Number, AccessPurpose.Emergency, "321203001", minor: false, Clerk));

        Assert.True(own.IsEmpty);
        Assert.Equal(("account-3", AccessPurpose.Emergency), (others.Book.Find<Access>("A000001")!.By, others.Book.Find<Access>("A000001")!.Purpose));
    }

    [Fact]
    public void At_eighteen_a_guardian_is_none_any_more()
    {
        var draft = Registered(Fifteen, Mother());
        var grown = new DateTimeOffset(2029, 5, 6, 8, 0, 0, TimeSpan.FromHours(8));

        Assert.Equal((true, "person-2"), (VolunteerViews.View(draft.Book, Number, Fifteen, Monday)!.Minor, VolunteerViews.View(draft.Book, Number, Fifteen, Monday)!.GuardianPerson));
        var view = VolunteerViews.View(draft.Book, Number, Fifteen, grown)!;
        Assert.Equal((false, null, null), (view.Minor, view.Guardian, view.GuardianPerson));
        Assert.Null(AccessRules.Read(draft.Then(actor: "account-2"), Number, null, null, minor: true, Guardian));
        Assert.Equal("purpose.missing", AccessRules.Read(draft.Then(grown, "account-2"), Number, null, null, minor: false, Guardian)?.Code);
        Assert.Equal("guardian.notYours", GuardianRules.ConsentToActivity(draft.Then(grown, "account-2"), Number, "321203001-T001-A001", minor: false, Guardian)?.Code);
        Assert.Equal("realName.own", VolunteerRules.Verify(Registered(Fifteen, Mother(), document: "hash").Then(grown), Number, new(true, "321203001", "hash"), Guardian)?.Code);
    }

    [Fact]
    public void Whoever_has_come_of_age_waits_for_no_guardian()
    {
        var (grown, draft) = (new DateTimeOffset(2029, 5, 6, 8, 0, 0, TimeSpan.FromHours(8)), Registered(Fifteen));
        Assert.Equal((VolunteerStatus.AwaitingGuardian, VolunteerStatus.Active),
            (VolunteerViews.View(draft.Book, Number, Fifteen, grown.AddMinutes(-481))!.Status, VolunteerViews.View(draft.Book, Number, Fifteen, grown)!.Status));

        draft = draft.Then(grown);
        Assert.Null(draft.Hold(new(grown.AddHours(1), grown.AddHours(2)), born: Fifteen));

        Assert.Equal(VolunteerStatus.Active, draft.Volunteer().Status);
    }

    [Fact]
    public void Another_birth_date_is_judged_as_the_first_one_was()
    {
        var draft = Registered();
        Refusal? Born(DateOnly born, out Draft edited) => VolunteerRules.Edit(edited = draft.Then(), Number, new() { Details = Details(born, changed: true) }, null, Adult);

        Assert.Equal("age.tooYoung", Born(Seven, out _)?.Code);
        Assert.Equal("guardian.required", Born(Ten, out _)?.Code);
        Assert.Null(Born(Fifteen, out var young));
        Assert.Equal(VolunteerStatus.AwaitingGuardian, young.Volunteer().Status);
        Assert.Equal("consent.missing", VolunteerRules.Edit(Registered(Fifteen, Mother()).Then(), Number, new() { Details = Details(Ten, changed: true) }, null, Fifteen)?.Code);
        Assert.Null(VolunteerRules.Edit(young.Then(), Number, new() { RadiusKm = 3 }, null, Fifteen));
    }

    [Fact]
    public void Whoever_goes_on_after_a_stop_waits_for_a_guardian_who_is_missing()
    {
        var stopped = Registered().Then();
        Assert.Null(VolunteerRules.Suspend(stopped, Number, true, "投诉核查", minor: false));
        var younger = stopped.Then();
        Assert.Null(VolunteerRules.Edit(younger, Number, new() { Details = Details(Fifteen, changed: true) }, null, Adult));
        Assert.Equal(VolunteerStatus.Suspended, younger.Volunteer().Status);

        var (grown, minor) = (stopped.Then(), younger.Then());
        Assert.Null(VolunteerRules.Suspend(grown, Number, false, "", minor: false));
        Assert.Null(VolunteerRules.Suspend(minor, Number, false, "", minor: true));

        Assert.Equal((VolunteerStatus.Active, VolunteerStatus.AwaitingGuardian), (grown.Volunteer().Status, minor.Volunteer().Status));
    }

    [Fact]
    public void The_profile_lets_an_old_document_go_and_keeps_the_new_one_in_one_decision()
    {
        var draft = Registered(document: "1a1").Then();

        Assert.Null(VolunteerRules.Edit(draft, Number, new() { Details = Details(Adult, "2b2", changed: true) }, null, Adult));

        Assert.Equal([("claim-1a1", (Message)new DocumentMoved("1a1", "subject-1", null)), ("claim-2b2", new DocumentKept("2b2", "subject-1"))], draft.Messages);
        var claim = new Draft(new Book("claim-2b2"), "a", default);
        ClaimRules.Take(claim, "2b2", "subject-1");
        ClaimRules.Release(claim, "2b2", "subject-1");
        ClaimRules.Keep(claim, new("2b2", "subject-1"));
        Assert.Equal("subject-1", ClaimRules.View(claim.Book, "2b2")!.Subject);
        ClaimRules.Keep(claim, new("2b2", "subject-2"));
        Assert.Equal("subject-1", ClaimRules.View(claim.Book, "2b2")!.Subject);
    }

    [Fact]
    public void A_document_that_was_refused_is_named_anew_before_it_is_verified()
    {
        var refused = Registered(document: "1a1").Then(actor: "account-3");
        Assert.Null(VolunteerRules.Verify(refused, Number, new(false, "321203001", null), Clerk));
        Assert.Equal(new DocumentMoved("1a1", "subject-1", null), Assert.Single(refused.Messages).Message);
        Assert.Equal("realName.notDeclared", VolunteerRules.Verify(refused.Then(actor: "account-3"), Number, new(true, "321203001", "1a1"), Clerk)?.Code);

        var otherwise = refused.Then();
        Assert.Null(VolunteerRules.Edit(otherwise, Number, new() { Details = Details(Adult, "1a1") with { Phone = "139****0000" } }, null, Adult));
        Assert.Equal((RealName.Refused, null), (otherwise.Volunteer().RealName, otherwise.Volunteer().DocumentHash));
        var again = otherwise.Then();
        Assert.Null(VolunteerRules.Edit(again, Number, new() { Details = Details(Adult, "1a1") with { DocumentNamed = true } }, null, Adult));
        Assert.Equal((RealName.Declared, "1a1"), (again.Volunteer().RealName, again.Volunteer().DocumentHash));
        Assert.Equal(new DocumentKept("1a1", "subject-1"), Assert.Single(again.Messages).Message);
        Assert.Null(VolunteerRules.Verify(again.Then(actor: "account-3"), Number, new(true, "321203001", "1a1"), Clerk));
    }

    [Fact]
    public void Whoever_has_no_code_learns_nothing_of_the_volunteer()
    {
        var (grown, active, waiting) = (Registered(), Registered(Fifteen, Mother("person-8")), Registered(Fifteen));

        foreach (var (draft, born) in new[] { (grown, Adult), (active, Fifteen), (waiting, Fifteen) })
            Assert.Equal("guardian.secretWrong", GuardianRules.Put(draft.Then(actor: "account-2"), Number, new(Mother(), "", null, "guess", null), born)?.Code);
    }

    [Fact]
    public void What_was_allowed_for_one_purpose_is_not_allowed_for_another()
    {
        var asked = Registered(Fifteen, Mother()).Then(actor: "account-3");
        AccessRules.Ask(asked, Number, AccessPurpose.Emergency, "321203001", "走失", out var id);
        var allowed = asked.Then(actor: "account-4");
        AccessRules.Decide(allowed, id, true);

        Assert.Equal("minor.approvalNeeded", AccessRules.Read(allowed.Then(actor: "account-3"), Number, AccessPurpose.Contact, "321203001", minor: true, Clerk)?.Code);
        Assert.Null(AccessRules.Read(allowed.Then(actor: "account-3"), Number, AccessPurpose.Emergency, "321203001", minor: true, Clerk));
    }

    [Fact]
    public void A_consent_is_a_record_of_text_and_time_and_can_be_taken_back()
    {
        var draft = Registered().Then();
        Assert.Null(VolunteerRules.PutConsent(draft, Number, ConsentPurpose.PublicName, "p1"));
        draft = draft.Then(At(1));
        Assert.Null(VolunteerRules.PutConsent(draft, Number, ConsentPurpose.PublicName, "p2"));
        draft = draft.Then(At(2));
        Assert.Null(VolunteerRules.PutConsent(draft, Number, ConsentPurpose.PublicName, null));

        Assert.Equal([("p1", At(1)), ("p2", At(2))],
            draft.Volunteer().Consents.Where(c => c.Purpose == ConsentPurpose.PublicName).Select(c => (c.TextVersion, c.RevokedAt!.Value)));
        Assert.Equal("consent.required", VolunteerRules.PutConsent(draft.Then(), Number, ConsentPurpose.Registration, null)?.Code);
        Assert.Equal("consent.guardian", VolunteerRules.PutConsent(draft.Then(), Number, ConsentPurpose.GuardianData, "v1")?.Code);
    }
}
