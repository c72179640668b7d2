using System.Collections.Immutable;
using Practice.Claims;
using Practice.Kernel;
using Practice.Shared;
using Practice.Volunteers;
using Xunit;
using static Practice.Tests.Volunteers.Serving;
using static Practice.Tests.Volunteers.Volunteering;

namespace Practice.Tests.Volunteers;

/// <summary>A volunteer leaves: nothing that says who it was stays, and nothing that was served goes.</summary>
public sealed class ClosingRulesTests
{
    private static readonly ImmutableArray<string> Subjects = ["5ab", "subject-1"];

    [Fact]
    public void Who_leaves_takes_the_name_and_leaves_the_hours()
    {
        var draft = Registered(Fifteen, Mother(), "1a1").Serve(1, Slot(1, 3), 120).Then(At(48));

        Assert.Null(ClosingRules.Close(draft, Number, Self, minor: true, Subjects));

        var left = draft.Volunteer();
        Assert.Equal((VolunteerStatus.Closed, ClosingRules.Nameless, "", null, null, null, null), (left.Status, left.Name, left.Subject, left.Person, left.Phone, left.DocumentHash, left.Guardian));
        Assert.All(left.Consents, consent => Assert.Equal(At(48), consent.RevokedAt));
        Assert.Equal((120L, 0L, 20L, 1), (draft.Hours(LedgerBook.SignedIn), draft.Points(), draft.Points(LedgerBook.Expired), draft.Book.All<ServiceRecord>().Count(record => record.Counts)));
        Assert.Equal(
            [new SubjectLeft("5ab", Number), new SubjectLeft("subject-1", Number), (Message)new DocumentMoved("1a1", "subject-1", null)],
            draft.Messages.Select(sent => sent.Message).OrderBy(message => message is DocumentMoved));
        Assert.Equal(["P-1", "P-2"], Erased(draft));
        Holds(draft.Book);
        Assert.Null(ClosingRules.Close(draft.Then(), Number, Self, minor: true, Subjects));
    }

    [Fact]
    public void Nobody_leaves_from_the_middle_of_something()
    {
        var draft = Registered();
        Assert.Null(draft.Hold(Slot(24, 26)));

        var refusal = ClosingRules.Close(draft.Then(), Number, Self, minor: false, Subjects);

        Assert.Equal(("closing.open", RefusalKind.Conflict), (refusal?.Code, refusal?.Kind));
        Assert.Equal([Session], refusal!.Subjects!);
    }

    [Fact]
    public void Nobody_is_ended_by_others()
    {
        Assert.Equal("right.missing", ClosingRules.Close(Registered().Then(), Number, Clerk, minor: false, Subjects)?.Code);
        Assert.Equal("right.missing", ClosingRules.Close(Registered(Fifteen, Mother()).Then(), Number, Guardian, minor: false, Subjects)?.Code);
        Assert.Null(ClosingRules.Close(Registered(Fifteen, Mother()).Then(), Number, Guardian, minor: true, Subjects));
    }

    [Fact]
    public void Whoever_comes_back_gets_another_number()
    {
        var register = new Draft(new Book("claim-5ab"), "account-1", Monday);
        Assert.Null(ClaimRules.Enrol(register, "5ab1", "321203", null));
        var first = ClaimRules.View(register.Book, "5ab1")!.Number!;
        register = register.Then();
        ClaimRules.Leave(register, new SubjectLeft("5ab1", first));
        Assert.Null(ClaimRules.View(register.Book, "5ab1")!.Number);
        register = register.Then();
        ClaimRules.Leave(register, new SubjectLeft("5ab1", first));

        Assert.Null(ClaimRules.Enrol(register, "5ab1", "321203", null));

        Assert.NotEqual(first, ClaimRules.View(register.Book, "5ab1")!.Number);
    }

    private static IEnumerable<string> Erased(Draft draft) =>
        draft.Close(Guid.NewGuid(), "/", VolunteerMail.Kinds(), _ => false, null).Persons.Where(person => person.Sealed.Length == 0).Select(person => person.Ref).Order(StringComparer.Ordinal);
}
