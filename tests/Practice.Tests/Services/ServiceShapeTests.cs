using Practice.Calendars;
using Practice.Services;
using Practice.Shared;
using Practice.Tests.Months;

namespace Practice.Tests.Services;

/// <summary>What a line of the service list may be, at its very limits, and which step it takes in which state.</summary>
public sealed class ServiceShapeTests
{
    private static readonly SetService Fine = new() { Name = "剪纸课", Category = "cultureArts" };

    private readonly Desk _desk = new();

    [Theory]
    [InlineData(0, "name.invalid")]
    [InlineData(80, null)]
    [InlineData(81, "name.invalid")]
    public void A_name_has_1_to_80_characters(int length, string? code) => Assert.Equal(code, Add(Fine with { Name = new string('名', length) }));

    [Theory]
    [InlineData(200, 1, null)]
    [InlineData(201, 1, "schedule.tooLong")]
    [InlineData(1, 0, "capacity.invalid")]
    [InlineData(1, 100_000, null)]
    [InlineData(1, 100_001, "capacity.invalid")]
    public void A_schedule_and_a_capacity_keep_their_limits(int schedule, int capacity, string? code) =>
        Assert.Equal(code, Add(Fine with { Schedule = new string('周', schedule), Capacity = capacity }));

    [Fact]
    public void Category_team_place_and_recurrence_must_be()
    {
        Assert.Equal("category.unknown", Add(Fine with { Category = "gambling" }));
        Assert.Equal("team.invalid", Add(Fine with { Team = "nobody" }));
        Assert.Null(Add(Fine with { Team = Desk.Team }));
        Assert.Equal("location.invalid", Add(Fine with { Location = new() { Lat = 91, Lon = 0 } }));
        Assert.Equal("recurrence.invalid", Add(Fine with { Recurrence = Weekly() with { Weekdays = [] } }));
    }

    [Theory]
    [InlineData(1, 0, 1, 1, null)]
    [InlineData(0, 0, 1, 1, "tasks.invalid")]
    [InlineData(100_000, 100_000, 50, 40, null)]
    [InlineData(100_001, 0, 1, 1, "tasks.invalid")]
    [InlineData(1, -1, 1, 1, "tasks.invalid")]
    [InlineData(1, 2, 1, 1, "tasks.invalid")]
    [InlineData(1, 0, 51, 1, "tasks.invalid")]
    [InlineData(1, 0, 1, 41, "tasks.invalid")]
    [InlineData(1, 0, 1, 0, "tasks.invalid")]
    public void A_task_keeps_its_limits(int quantity, int done, int people, int length, string? code) =>
        Assert.Equal(code, Add(Fine with { Tasks = [Task() with { Quantity = quantity, Done = done, People = [.. Enumerable.Repeat(new string('人', length), people)] }] }));

    [Fact]
    public void There_are_at_most_200_tasks_of_units_and_teams()
    {
        Assert.Null(Add(Fine with { Tasks = [.. Enumerable.Repeat(Task(), 200)] }));
        Assert.Equal("tasks.invalid", Add(Fine with { Tasks = [.. Enumerable.Repeat(Task(), 201)] }));
        Assert.Equal("tasks.invalid", Add(Fine with { Tasks = [Task() with { Unit = "x" }] }));
        Assert.Equal("tasks.invalid", Add(Fine with { Tasks = [Task() with { Team = "x" }] }));
    }

    [Fact]
    public void Tasks_are_counted_up_to_what_was_planned()
    {
        var id = Made(Fine with { Tasks = [Task() with { Quantity = 3 }, Task()] });

        Assert.Equal("task.notFound", Count(id, 0, 1));
        Assert.Equal("task.notFound", Count(id, 3, 1));
        Assert.Equal("done.invalid", Count(id, 1, -1));
        Assert.Equal("done.invalid", Count(id, 1, 4));
        Assert.Null(Count(id, 1, 3));
        Assert.Null(Count(id, 1, 3));
        Assert.True(_desk.Last!.IsEmpty);
        Assert.Equal([3, 0], _desk.Book.Find<Service>(id)!.Tasks.Select(t => t.Done));
        Assert.Null(_desk.Do(draft => ServiceRules.Retire(draft, id)));
        Assert.Equal("service.state", Count(id, 1, 2));
        Assert.Equal("service.notFound", Count("x", 1, 2));
    }

    [Fact]
    public void An_edit_changes_what_it_names_and_nothing_else()
    {
        var id = Made(Fine with { Schedule = "周三", Team = Desk.Team });
        var before = _desk.Book.Find<Service>(id)!;

        Assert.Null(Edit(id, new() { Schedule = " 周四 " }, before.Version));

        var after = _desk.Book.Find<Service>(id)!;
        Assert.Equal(before with { Schedule = "周四", Version = after.Version }, after);
        Assert.Equal("version.stale", Edit(id, new() { Name = "x" }, before.Version));
        Assert.Null(Edit(id, new(), null));
        Assert.True(_desk.Last!.IsEmpty);
        Assert.Equal("name.invalid", Edit(id, new() { Name = " " }, null));
        Assert.Null(_desk.Do(draft => ServiceRules.Retire(draft, id)));
        Assert.Null(_desk.Do(draft => ServiceRules.Retire(draft, id)));
        Assert.Equal("service.state", Edit(id, new() { Name = "x" }, null));
        Assert.Equal("service.state", _desk.Do(draft => ServiceRules.Accept(draft, id))?.Code);
    }

    [Fact]
    public void A_recurrence_says_its_days_and_its_hours()
    {
        Assert.Null(RecurrenceRules.Invalid(Weekly()));
        Assert.Null(RecurrenceRules.Invalid(Weekly() with { Kind = RecurrenceKind.NthWeekday, Nth = -1 }));
        Assert.Null(RecurrenceRules.Invalid(Weekly() with { Kind = RecurrenceKind.NthWeekday, Nth = 4 }));
        foreach (var wrong in new[]
        {
            Weekly() with { Weekdays = [0] }, Weekly() with { Weekdays = [8] }, Weekly() with { Days = [32] }, Weekly() with { Days = [0] }, Weekly() with { Months = [13] }, Weekly() with { Months = [0] },
            Weekly() with { Kind = RecurrenceKind.NthWeekday, Nth = 0 }, Weekly() with { Kind = RecurrenceKind.NthWeekday, Nth = 5 }, Weekly() with { Kind = RecurrenceKind.MonthlyDay },
            Weekly() with { Kind = RecurrenceKind.Dates }, Weekly() with { From = "10:00", Until = "10:00" }, Weekly() with { From = "x" },
        })
            Assert.Equal("recurrence.invalid", RecurrenceRules.Invalid(wrong)?.Code);
    }

    [Fact]
    public void Sessions_fall_on_their_days_of_the_month()
    {
        var calendar = Practice.Settings.EffectiveSettings.Default.Calendar;
        Assert.Equal([4, 11, 18, 25], Days(Weekly()));
        Assert.Equal([11], Days(Weekly() with { Kind = RecurrenceKind.NthWeekday, Nth = 2 }));
        Assert.Equal([25], Days(Weekly() with { Kind = RecurrenceKind.NthWeekday, Nth = -1 }));
        Assert.Equal([1, 31], Days(Weekly() with { Kind = RecurrenceKind.MonthlyDay, Days = [31, 1] }));
        Assert.Equal([7], Days(Weekly() with { Kind = RecurrenceKind.Dates, Dates = [new(2026, 3, 7), new(2026, 4, 1)] }));
        Assert.Equal([9], Days(Weekly() with { Kind = RecurrenceKind.Dates, Dates = [new(2026, 3, 7)], MoveToWorkingDay = true }));
        Assert.Empty(Days(Weekly() with { Months = [4] }));
        Assert.Equal(new TimeSlot(Desk.At(3, 4, 9), Desk.At(3, 4, 11)), RecurrenceRules.Sessions(Weekly(), Desk.Month(3), calendar)[0]);

        IEnumerable<int> Days(Recurrence recurrence) => RecurrenceRules.Sessions(recurrence, Desk.Month(3), calendar).Select(slot => slot.From.Day);
    }

    private static Recurrence Weekly() => new() { Kind = RecurrenceKind.Weekly, Weekdays = [3], From = "09:00", Until = "11:00" };

    private static TaskLine Task() => new() { Unit = Desk.Unit, Quantity = 1 };

    private string? Add(SetService command) => _desk.Do(draft => ServiceRules.Add(draft, Desk.Terms, command, out _))?.Code;

    private string Made(SetService command)
    {
        var id = "";
        Assert.Null(_desk.Do(draft => ServiceRules.Add(draft, Desk.Terms, command, out id)));
        return id;
    }

    private string? Edit(string id, SetService edit, long? seen) => _desk.Do(draft => ServiceRules.Edit(draft, Desk.Terms, id, edit, seen))?.Code;

    private string? Count(string id, int line, int done) => _desk.Do(draft => ServiceRules.CountTask(draft, id, line, done))?.Code;
}
