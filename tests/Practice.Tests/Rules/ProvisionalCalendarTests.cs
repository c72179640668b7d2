using System.Diagnostics;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Settings;
using Practice.Tests.Months;

namespace Practice.Tests.Rules;

/// <summary>The year that is not loaded yet (real people, where it would fail them, point 3).</summary>
public sealed class ProvisionalCalendarTests
{
    private const int Needs = 1000;

    // 2027 is not among the years that come with the system. The notice makes 4 and 5 January days off and works a Saturday.
    private static readonly ITerms Loaded = EffectiveSettings.Default.With("3212", new()
    {
        Version = 1,
        Calendars = [new(new(2027) { DaysOff = ["2027-01-01/2027-01-05"], WorkingWeekendDays = ["2027-01-09"], Source = "国办发明电" }, 1, default, "")],
    });

    [Fact]
    public void The_year_that_is_not_loaded_yet_blocks_nothing_and_a_late_notice_moves_a_thousand_limits()
    {
        var desk = new Desk { Now = new(2026, 12, 31, 16, 0, 0, ChinaTime.Offset) };
        var needs = Enumerable.Range(0, Needs).Select(n => desk.Submit($"第{n}件事", "health")).ToList();
        Assert.All(needs, need => Assert.True(desk.Need(need).Due.Provisional));
        var (before, moved, since) = (desk.Need(needs[0]).Due.Review, 0, Stopwatch.StartNew());

        Assert.Null(desk.Do(draft => DeadlineRules.Recount(draft, Loaded, out moved)));

        Assert.Equal(Needs, moved);
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(5), $"{since.Elapsed}");
        Assert.All(needs, need => Assert.Equal((Deadlines.After(Loaded.Limits.Normal.Review, desk.Need(need).CreatedAt, Loaded.Calendar)!.Value.At, false), (desk.Need(need).Due.Review!.Value, desk.Need(need).Due.Provisional)));
        Assert.True(desk.Need(needs[0]).Due.Review > before);
        Assert.Equal(Needs, desk.Last!.Events.Count(e => e.Type == "need.deadlinesMoved"));
        Assert.Null(desk.Do(draft => DeadlineRules.Recount(draft, Loaded, out moved)));
        Assert.Equal(0, moved);
    }

    [Fact]
    public void What_was_accepted_meanwhile_is_counted_anew_too_with_its_orders()
    {
        var desk = new Desk { Now = new(2026, 12, 31, 16, 0, 0, ChinaTime.Offset) };
        desk.Found(field: "health");
        var need = desk.Verified("量血压", "health");
        Assert.Null(desk.Do(draft => Practice.Dispatch.SearchRules.Dispatch(draft, Desk.Terms, need, new() { Mode = DispatchMode.Offer, Team = Desk.Team })));
        var order = desk.Need(need).Orders[0];
        desk.Accept(order);
        var before = desk.Need(need).Due;
        Assert.True(before.Provisional);

        Assert.Null(desk.Do(draft => DeadlineRules.Recount(draft, Loaded, out _)));

        var after = desk.Need(need).Due;
        Assert.False(after.Provisional);
        Assert.Equal((Deadlines.After(Loaded.Limits.Normal.Finish, desk.Need(need).AcceptedAt!.Value, Loaded.Calendar)!.Value.At, after.Finish), (after.Finish!.Value, desk.Book.Find<WorkOrder>(order)!.FinishBy));
        Assert.True(after.Finish > before.Finish);
    }

    [Fact]
    public void While_a_year_is_provisional_whoever_can_load_it_is_told_from_the_first_of_November()
    {
        var centre = new Desk("321203", "/3212/321203/");

        Assert.Empty(Alarms(new(2026, 10, 31)));
        Assert.Equal(["2027"], Alarms(new(2026, 11, 1)));
        Assert.Equal(["2027"], Alarms(new(2027, 2, 1)));
        Assert.Empty(Alarms(new(2026, 11, 1), Loaded));

        string[] Alarms(DateOnly day, ITerms? terms = null) =>
            [.. InboxRules.Of(centre.Book, terms ?? Desk.Terms, ChinaTime.At(day, TimeSpan.FromHours(9))).Where(item => item.Kind == "calendarProvisional").Select(item => item.Subject)];
    }
}
