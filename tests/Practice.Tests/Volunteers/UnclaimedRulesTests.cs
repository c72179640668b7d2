using Practice.Claims;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;
using static Practice.Tests.Volunteers.Volunteering;

namespace Practice.Tests.Volunteers;

/// <summary>Whoever was entered from a file waits, and is a volunteer by his own registration alone.</summary>
public sealed class UnclaimedRulesTests
{
    private const string Document = "1a1", Import = "import-1";

    private static readonly Unclaimed Waiting = new()
    {
        Id = Number, CreatedAt = Monday.AddDays(-30), Import = Import, Line = 2, Unit = "321203001200", UnitPath = "/3212/321203/321203001/321203001200/", DetailsRef = "P-9", DocumentHash = Document,
        Skills = ["electrical"], Minutes = 6000,
    };

    [Fact]
    public void The_person_who_comes_has_the_number_with_what_was_served_and_no_points()
    {
        var draft = Entered();

        Assert.Null(VolunteerRules.Register(draft, Number, Asked(Adult, document: Document) with { Claims = true }));

        var (hours, points) = (LedgerRules.Of(draft.Book, LedgerBook.Hours, Monday), LedgerRules.Of(draft.Book, LedgerBook.Points, Monday));
        Assert.Equal((6000L, 0L, 0L), (hours.Of(LedgerBook.Imported), hours.Balances.Values.Sum(), points.Of(LedgerBook.Volunteer)));
        Assert.Equal((VolunteerStatus.Active, "electrical"), (draft.Volunteer().Status, Assert.Single(draft.Volunteer().Skills)));
        Assert.Equal(Unclaimed.Claimed, draft.Book.Find<Unclaimed>(Number)!.State);
        Assert.Contains(draft.Close(Guid.Empty, "/", VolunteerMail.Kinds(), _ => false, null).Persons, person => person is { Ref: "P-9", Sealed.Length: 0 });
        Assert.Equal("volunteer.exists", VolunteerRules.Register(draft.Then(), Number, Asked(Adult, document: Document) with { Claims = true })?.Code);
    }

    [Fact]
    public void Nobody_else_has_the_number_and_a_refused_registration_leaves_it_waiting()
    {
        Assert.Equal("identity.taken", VolunteerRules.Register(Entered(), Number, Asked(Adult, document: Document))?.Code);
        Assert.Equal("age.tooYoung", VolunteerRules.Register(Entered(), Number, Asked(Seven, document: Document) with { Claims = true })?.Code);
    }

    [Fact]
    public void What_is_taken_back_or_has_waited_a_year_is_gone_and_the_register_hears_of_it()
    {
        var (taken, late) = (Entered(), Entered());
        Assert.Equal("unclaimed.notFound", UnclaimedRules.Drop(taken, Number, "another")?.Code);

        Assert.Null(UnclaimedRules.Drop(taken, Number, Import));
        VolunteerMail.Due(late, late.Book.Find<Unclaimed>(Number)!);

        Assert.Equal(Waiting.CreatedAt + Unclaimed.KeptFor, Waiting.Facets.WakeAt);
        foreach (var draft in new[] { taken, late })
        {
            Assert.Equal((Unclaimed.Dropped, null), (draft.Book.Find<Unclaimed>(Number)!.State, draft.Book.Find<Unclaimed>(Number)!.Facets.WakeAt));
            Assert.Equal(new ProfileDropped(Document, Number), Assert.Single(draft.Messages).Message);
            Assert.Null(VolunteerRules.Register(draft.Then(), Number, Asked(Adult)));
        }
    }

    [Fact]
    public void Once_claimed_it_is_not_taken_back()
    {
        var draft = Entered();
        Assert.Null(VolunteerRules.Register(draft, Number, Asked(Adult) with { Claims = true }));

        draft = draft.Then();

        Assert.Null(UnclaimedRules.Drop(draft, Number, Import));
        Assert.True(draft.IsEmpty);
    }

    [Fact]
    public void A_number_waits_with_a_document_until_its_holder_is_a_volunteer()
    {
        var draft = new Draft(new Book("claim-1a1"), "a", Monday);
        Assert.Null(ClaimRules.Await(draft, Document, "321203"));
        var number = ClaimRules.View(draft.Book, Document)!.Number!;
        Assert.Null(ClaimRules.Await(draft, Document, "321203"));
        Assert.Equal((number, true), (ClaimRules.View(draft.Book, Document)!.Number, ClaimRules.View(draft.Book, Document)!.Unclaimed));

        Assert.Null(ClaimRules.Take(draft, Document, "1a1-one"));
        Assert.Equal(number, ClaimRules.View(draft.Book, Document)!.Number);
        Assert.Null(ClaimRules.Enrol(draft, "1a1-one", "321203", number));
        ClaimRules.Keep(draft, new(Document, "1a1-one"));

        Assert.Equal((null, "1a1-one"), (ClaimRules.View(draft.Book, Document)!.Number, ClaimRules.View(draft.Book, Document)!.Subject));
        Assert.Equal("identity.held", ClaimRules.Await(draft, Document, "321203")?.Code);
        Assert.Equal("identity.taken", ClaimRules.Take(draft, Document, "1a1-two")?.Code);
    }

    [Fact]
    public void A_number_that_was_given_and_never_registered_under_gives_way_to_the_one_that_waits()
    {
        var draft = new Draft(new Book("claim-1a1"), "a", Monday);
        Assert.Null(ClaimRules.Enrol(draft, "1a1-one", "321203", null));

        Assert.Null(ClaimRules.Enrol(draft, "1a1-one", "321203", Number));
        Assert.Null(ClaimRules.Enrol(draft, "1a1-one", "321203", null));

        Assert.Equal(Number, ClaimRules.View(draft.Book, "1a1-one")!.Number);
    }

    [Fact]
    public void A_profile_that_is_dropped_lets_its_document_wait_anew_and_takes_it_from_nobody()
    {
        var draft = new Draft(new Book("claim-1a1"), "a", Monday);
        Assert.Null(ClaimRules.Await(draft, Document, "321203"));
        var number = ClaimRules.View(draft.Book, Document)!.Number!;

        ClaimRules.Drop(draft, new(Document, number));
        Assert.Null(ClaimRules.Await(draft, Document, "321203"));

        Assert.NotEqual(number, ClaimRules.View(draft.Book, Document)!.Number);
        Assert.Null(ClaimRules.Take(draft, Document, "1a1-one"));
        ClaimRules.Drop(draft, new(Document, ClaimRules.View(draft.Book, Document)!.Number!));
        Assert.Equal("1a1-one", ClaimRules.View(draft.Book, Document)!.Subject);
    }

    [Fact]
    public void Imported_minutes_go_along_when_two_numbers_become_one()
    {
        const string kept = "321203-V00010002";
        var other = Entered();
        Assert.Null(VolunteerRules.Register(other, Number, Asked(Adult) with { Claims = true }));
        other = other.Then(actor: "system");
        MergeRules.GiveAway(other, Number, "volunteer-" + kept, new("M0001", kept, "subject-2", false));
        var told = other.Messages.Select(message => message.Message).OfType<MergeHandedOver>().Single(message => message.Last);

        var stays = Registered().Then(actor: "account-3");
        Assert.Null(MergeRules.Ask(stays, Number, kept, "同一人两个账号", Clerk, out var id));
        stays = stays.Then(actor: "account-4");
        Assert.Null(MergeRules.Decide(stays, Number, id, true, Clerk));
        stays = stays.Then(actor: "system");
        MergeRules.Take(stays, Serving.Terms, Number, told with { Request = id });

        var (from, into) = (LedgerRules.Of(other.Book, LedgerBook.Hours, Monday), LedgerRules.Of(stays.Book, LedgerBook.Hours, Monday));
        Assert.Equal((0L, 0L, 6000L, 0L), (from.Of(LedgerBook.Imported), from.Balances.Values.Sum(), into.Of(LedgerBook.Imported), into.Balances.Values.Sum()));
    }

    private static Draft Entered()
    {
        var draft = Start();
        draft.Record(new UnclaimedEntered(Import, 2), Waiting);
        return draft.Then();
    }
}
