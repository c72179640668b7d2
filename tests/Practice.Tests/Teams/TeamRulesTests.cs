using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;
using Xunit;
using static Practice.Tests.Teams.Hours;

namespace Practice.Tests.Teams;

public sealed class TeamRulesTests
{
    private const string Below = "321203001200";
    private const string BelowPath = UnitPath + Below + "/";

    [Fact]
    public void A_registered_team_owes_its_unit_a_card()
    {
        var draft = On(new Book(Ids.TeamStream(TeamId)), Monday);

        TeamRules.Register(draft, Registered());

        Assert.Equal("team.founded", Assert.Single(draft.Events).Type);
        Assert.Equal((Ids.UnitStream(Unit), "card/" + TeamId), Assert.Single(draft.Reports));
        Assert.DoesNotContain("长江", draft.Events[0].Data);
    }

    [Fact]
    public void Registering_a_team_again_changes_nothing()
    {
        var draft = Founded();

        TeamRules.Register(draft, Registered(capacity: 9));

        Assert.True(draft.IsEmpty);
        Assert.Equal(3, draft.Team().Capacity);
    }

    [Fact]
    public void The_row_of_a_team_is_searched_by_name_field_and_skill()
    {
        var facets = Founded().Team().Facets;

        Assert.Equal(new Facets(true, "active", "lifeService", Text: "长江保护志愿服务队 lifeService health plumbing"), facets);
    }

    [Fact]
    public void An_edit_of_an_older_version_is_stale()
    {
        var draft = Founded();

        var refusal = TeamRules.Edit(draft, TeamId, new(Capacity: 5), ifMatch: draft.Team().Version - 1);

        Assert.Equal(RefusalKind.Stale, refusal?.Kind);
        Assert.True(draft.IsEmpty);
    }

    [Fact]
    public void An_edit_changes_what_is_given_and_shows_it()
    {
        var draft = Founded();

        var refusal = TeamRules.Edit(draft, TeamId, new(Capacity: 5, Leaders: ["account-7"]), draft.Team().Version);

        Assert.Null(refusal);
        Assert.Equal((5, "account-7", "长江保护志愿服务队"), (draft.Team().Capacity, draft.Team().Leaders[0], draft.Team().Name));
        Assert.Equal("""{"members":["capacity","leaders"],"capacity":5,"active":true}""", Assert.Single(draft.Events).Data);
        Assert.Single(draft.Reports);
    }

    [Fact]
    public void An_edit_that_changes_nothing_is_no_event()
    {
        var draft = Founded();

        var refusal = TeamRules.Edit(draft, TeamId, new(Capacity: 3, Fields: ["lifeService", "health"]), null);

        Assert.Null(refusal);
        Assert.True(draft.IsEmpty);
    }

    [Fact]
    public void An_edit_that_makes_no_sense_names_every_wrong_member()
    {
        var refusal = TeamRules.Edit(Founded(), TeamId,
            new(Name: " ", Capacity: 0, Fields: [], Skills: [], Availability: [new(8, 0, 60)], Exceptions: [new(Monday, Monday)]), null);

        Assert.Equal("team.invalid", refusal?.Code);
        Assert.Equal(["name", "fields", "capacity", "availability", "exceptions"], refusal?.Subjects ?? []);
    }

    [Fact]
    public void An_absence_over_promised_time_is_refused()
    {
        var draft = Founded().Ask(1, Slot(9, 11)).Then();

        var refusal = TeamRules.Edit(draft, TeamId, new(Exceptions: [Slot(10, 20)]), null);

        Assert.Equal("team.reserved", refusal?.Code);
        Assert.Equal([Order(1)], refusal?.Subjects ?? []);
    }

    [Fact]
    public void Capacity_does_not_fall_below_what_is_promised()
    {
        var draft = Founded(capacity: 3).Ask(1, Slot(9, 11), people: 2).Then().Ask(2, Slot(14, 15)).Then();

        var refusal = TeamRules.Edit(draft, TeamId, new(Capacity: 1), null);

        Assert.Equal([Order(1)], refusal?.Subjects ?? []);
        Assert.Null(TeamRules.Edit(draft, TeamId, new(Capacity: 2), null));
    }

    [Fact]
    public void A_self_organised_team_is_filed_when_it_is_registered_and_the_day_can_be_corrected()
    {
        var draft = Founded(selfOrganised: true);

        Assert.Equal(new DateOnly(2026, 3, 2), draft.Team().FiledOn);
        Assert.Equal("filing.invalid", TeamRules.File(draft, TeamId, new(2026, 3, 3))?.Code);
        Assert.Null(TeamRules.File(draft, TeamId, new(2026, 2, 27)));
        Assert.Equal(new DateOnly(2026, 2, 27), draft.Team().FiledOn);
    }

    [Fact]
    public void A_team_that_a_unit_set_up_is_not_filed() =>
        Assert.Equal("team.notSelfOrganised", TeamRules.File(Founded(), TeamId, new(2026, 2, 27))?.Code);

    [Fact]
    public void A_team_is_lent_to_a_unit_below_its_own()
    {
        var draft = Founded();

        var refusal = TeamRules.Lend(draft, TeamId, new(Below, BelowPath, At(3, 8), At(5, 8)));

        Assert.Null(refusal);
        Assert.Equal(new Loan(1, Below, BelowPath, new(At(3, 8), At(5, 8))), Assert.Single(draft.Team().Loans));
        Assert.Equal(At(5, 8), draft.Team().Facets.WakeAt);
        Assert.Equivalent(new[] { Ids.UnitStream(Unit), Ids.UnitStream(Below) }, draft.Reports.Select(report => report.To), strict: true);
    }

    [Theory]
    [InlineData("321203002", "/3212/321203/321203002/", 3, 5, "loan.notBelow")]
    [InlineData(Unit, UnitPath, 3, 5, "loan.notBelow")]
    [InlineData("321203", "/3212/321203/", 3, 5, "loan.notBelow")]
    [InlineData(Below, BelowPath, 5, 3, "slot.invalid")]
    [InlineData(Below, BelowPath, 1, 2, "loan.past")]
    public void A_loan_sideways_upward_backward_or_past_is_refused(string to, string path, int from, int until, string code)
    {
        var draft = Founded();

        var refusal = TeamRules.Lend(draft, TeamId, new(to, path, At(from, 8), At(until, 8)));

        Assert.Equal(code, refusal?.Code);
        Assert.True(draft.IsEmpty);
    }

    [Fact]
    public void Two_loans_to_one_unit_at_once_are_refused()
    {
        var draft = Founded();
        TeamRules.Lend(draft, TeamId, new(Below, BelowPath, At(3, 8), At(5, 8)));

        Assert.Equal("loan.overlap", TeamRules.Lend(draft, TeamId, new(Below, BelowPath, At(4, 8), At(6, 8)))?.Code);
        Assert.Null(TeamRules.Lend(draft, TeamId, new(Below, BelowPath, At(5, 8), At(6, 8))));
    }

    [Fact]
    public void A_loan_ends_by_itself_and_is_reported()
    {
        var draft = Founded();
        TeamRules.Lend(draft, TeamId, new(Below, BelowPath, At(3, 8), At(5, 8)));
        TeamRules.Lend(draft, TeamId, new(Below, BelowPath, At(5, 8), At(6, 8)));
        draft = draft.Then(At(5, 8));

        TeamRules.EndExpiredLoans(draft, TeamId);

        Assert.Equal(2, Assert.Single(draft.Team().Loans).N);
        Assert.Equal(At(6, 8), draft.Team().Facets.WakeAt);
        Assert.Equal(At(5, 8), TeamViews.Loan(draft.Team(), 1)?.EndedAt);
        Assert.Equivalent(new[] { Ids.UnitStream(Unit), Ids.UnitStream(Below) }, draft.Reports.Select(report => report.To), strict: true);
    }

    [Fact]
    public void Calling_a_team_back_twice_ends_the_loan_once()
    {
        var draft = Founded();
        TeamRules.Lend(draft, TeamId, new(Below, BelowPath, At(3, 8), At(5, 8)));
        draft = draft.Then(At(4, 8));
        TeamRules.EndLoan(draft, TeamId, 1);
        var told = draft.Reports.Select(report => report.To).ToList();
        draft = draft.Then(At(4, 9));

        Assert.Null(TeamRules.EndLoan(draft, TeamId, 1));
        Assert.True(draft.IsEmpty);
        Assert.Contains(Ids.UnitStream(Below), told);
        Assert.Equal(At(4, 8), TeamViews.Loan(draft.Team(), 1)?.EndedAt);
        Assert.Equal("loan.notFound", TeamRules.EndLoan(draft, TeamId, 2)?.Code);
    }
}
