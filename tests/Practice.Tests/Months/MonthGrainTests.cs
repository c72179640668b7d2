using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Resources;
using Practice.Services;
using Practice.Shared;
using Practice.Tests.Network;

namespace Practice.Tests.Months;

/// <summary>The month on real grains and a real store.</summary>
public sealed class MonthGrainTests
{
    private static YearMonth Now => YearMonth.Of(ChinaTime.DateOf(TimeProvider.System.GetUtcNow()));

    [Fact]
    public async Task A_month_is_opened_confirmed_worked_on_and_published_and_the_parent_hears_of_it()
    {
        await using var town = await Town.Build();
        var team = await town.Found(Town.Station, "邻里互助队");
        var (done, late) = (await town.Need(), await town.Need(category: "cultureArts.film", title: "想看露天电影"));
        var month = Month(town);

        Assert.Equal(MonthState.Planning, (await month.OpenMonth(Town.Clerk, Now)).Value!.State);
        var planned = await Until(month, MonthState.Planned);
        Assert.Equal([team], planned.Lines.Single(l => l.Need == done.Id).Teams.Select(t => t.Team));
        Assert.True(planned.Plan!.ProvenOptimal);
        Assert.Null((await month.ConfirmMonth(Town.Clerk, Now, new())).Refusal);
        await Until(month, MonthState.Confirmed);
        var need = await town.View(done.Id);
        Assert.Equal((NeedStatus.Dispatching, team), (need.Status, need.Allocation?.Team));
        await Finish(town, need);

        var gaps = await month.Publish(Town.Clerk, Now);
        Assert.Equal("month.gaps", gaps.Refusal?.Code);
        Assert.Equal([late.Id], gaps.Refusal!.Subjects!);
        await town.Needs().Promise(Town.Clerk, late.Id, new(["设备修好后试放"], ChinaTime.DateOf(TimeProvider.System.GetUtcNow()).AddDays(20)));
        var published = await month.Publish(Town.Clerk, Now);
        await town.Settled();

        Assert.Equal((1, 1, "邻里互助队"), (published.Value!.Fulfilled.Length, published.Value.Unfulfilled.Length, published.Value.Fulfilled[0].Teams[0]));
        var parent = await town.Grains.GetGrain<IMonthGrain>(Ids.UnitStream(Town.Institute)).Publish(Town.Clerk, Now);
        Assert.Equal((2, published.Value.Hash), (parent.Value!.Total.Submitted, Assert.Single(parent.Value.Children).Hash));
        Assert.Equal(Town.Sibling, Assert.Single(parent.Value.Late).Unit);
    }

    [Fact]
    public async Task A_person_may_choose_other_teams_than_the_plan()
    {
        await using var town = await Town.Build();
        await town.Found(Town.Station, "邻里互助队", capacity: 5);
        var (lead, second) = (await town.Found(Town.Station, "便民队"), await town.Found(Town.Station, "敬老队"));
        var need = await town.Need(people: 3);
        await Month(town).OpenMonth(Town.Clerk, Now);
        await Until(Month(town), MonthState.Planned);

        Assert.Equal("team.notFound", (await Choose(town, need.Id, "321203001999-T001")).Refusal?.Code);
        Assert.Equal("choice.noLine", (await Choose(town, "321203001010-N000099", lead)).Refusal?.Code);
        Assert.Equal("choices.invalid", (await Choose(town, need.Id, lead, lead)).Refusal?.Code);
        Assert.Null((await Choose(town, need.Id, lead, second)).Refusal);
        await Until(Month(town), MonthState.Confirmed);

        Assert.Equal([(lead, 2, true), (second, 1, false)], (await Orders(town, need.Id)).Select(o => (o.Team, o.People, o.Lead)));
    }

    [Fact]
    public async Task A_publication_survives_a_restart_and_is_answered_as_it_was()
    {
        var town = await Town.Build();
        await town.Found(Town.Station, "邻里互助队");
        await Finish(town, await town.Dispatch((await town.Need()).Id));
        var first = (await Month(town).Publish(Town.Clerk, Now)).Value!;

        await using var again = await town.Restart();
        var second = (await Month(again).Publish(Town.Clerk, Now)).Value!;

        Assert.Equal(first.Hash, second.Hash);
        Assert.Equal(first.PublishedAt, second.PublishedAt);
        Assert.Equal(MonthState.Published, (await Month(again).ViewMonth(Now)).Value!.State);
    }

    [Fact]
    public async Task A_plan_goes_on_after_its_owner_was_stopped()
    {
        var town = await Town.Build();
        await town.Found(Town.Station, "邻里互助队");
        await town.Need();
        Assert.Null((await Month(town).OpenMonth(Town.Clerk, Now)).Refusal);

        await using var again = await town.Restart();
        await again.Grains.GetGrain<IPeer>(GrainId.Create("unit", Ids.UnitStream(Town.Station))).Wake();

        Assert.Single((await Until(Month(again), MonthState.Planned)).Lines);
    }

    [Fact]
    public async Task A_months_figures_are_the_childrens_too()
    {
        await using var town = await Town.Build();
        await town.Need();
        await town.Need(unit: Town.Sibling);
        await town.Settled();

        var figures = await town.Grains.GetGrain<IMonthGrain>(Ids.UnitStream(Town.Centre)).Statistics(Now);

        Assert.Equal((0, 2, Town.Institute), (figures.Own.Submitted, figures.Total.Submitted, Assert.Single(figures.Children).Unit));
        Assert.Equal(1.0, figures.Rates.AcceptanceRate.Value);
    }

    [Fact]
    public async Task Resources_and_services_stand_on_the_units_lists()
    {
        await using var town = await Town.Build();
        var resources = town.Grains.GetGrain<IResourceListGrain>(Ids.UnitStream(Town.Station));
        var services = town.Grains.GetGrain<IServiceListGrain>(Ids.UnitStream(Town.Station));

        var added = (await resources.AddResource(Town.Clerk, new() { Kind = ResourceKind.Venue, Name = "多功能厅" })).Value!;
        var from = TimeProvider.System.GetUtcNow().AddDays(1);
        Assert.Equal(BookingStatus.Booked, (await resources.Book(Town.Clerk, added.Id, new(from, from.AddHours(2)))).Value?.Status);
        Assert.Equal("resource.full", (await resources.Book(Town.Clerk, added.Id, new(from, from.AddHours(1)))).Refusal?.Code);
        Assert.Single((await resources.Bookings(added.Id)).Value);
        Assert.Equal(added.Id, Assert.Single(await resources.Resources()).Id);
        var service = (await services.AddService(Town.Clerk, new() { Name = "手机小课堂", Category = "sciTech.phone", Recurrence = new() { Kind = RecurrenceKind.Weekly, Weekdays = [3], From = "09:00", Until = "10:30" } })).Value!;
        Assert.InRange(Assert.Single(await services.Services(Now)).Sessions.Length, 4, 5);
        Assert.Equal(ServiceStatus.Retired, (await services.RetireService(Town.Clerk, service.Id)).Value?.Status);
    }

    private static Task<Result<MonthView>> Choose(Town town, string need, params string[] teams) =>
        Month(town).ConfirmMonth(Town.Clerk, Now, new() { Choices = [new(need, [.. teams])] });

    private static async Task<IEnumerable<OrderView>> Orders(Town town, string need)
    {
        var orders = new List<OrderView>();
        foreach (var order in (await town.View(need)).Orders)
            orders.Add((await town.Needs().ViewOrder(order.Id)).Value!);
        return orders;
    }

    private static IMonthGrain Month(Town town) => town.Grains.GetGrain<IMonthGrain>(Ids.UnitStream(Town.Station));

    private static async Task<MonthView> Until(IMonthGrain month, MonthState state)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            if ((await month.ViewMonth(Now)).Value is { } view && view.State == state)
                return view;
            await Task.Yield();
        }
    }

    private static async Task Finish(Town town, NeedView need)
    {
        var order = need.Orders[^1].Id;
        await town.Needs().AcceptOrder(Town.Clerk, order, new AcceptOrder());
        await town.Needs().ReportOrder(Town.Clerk, order, new(WorkOutcome.Fulfilled, null, 1, []));
        Assert.Equal(OrderStatus.Confirmed, (await town.Needs().ConfirmOrder(Town.Clerk, order)).Value?.Status);
    }
}
