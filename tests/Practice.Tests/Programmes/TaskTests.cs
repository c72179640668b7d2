using System.Collections.Immutable;
using CsCheck;
using Practice.Kernel;
using Practice.Programmes;
using Practice.Shared;
using Practice.Teams;
using Practice.Tests.Months;
using Practice.Units;

namespace Practice.Tests.Programmes;

/// <summary>重点任务分解 (brief, row 104): town → village → team → people, and the sums on the way up.</summary>
public sealed class TaskTests
{
    private const string Centre = "321203", Town = "321203001", Village = "321203001010", Other = "321203001011";

    private static readonly DateOnly Deadline = new(2026, 3, 20);

    [Fact]
    public void A_share_is_divided_among_units_teams_and_people_and_never_beyond_itself()
    {
        var county = new County();
        var id = county.Task(Centre, 8);

        Assert.Equal("parts.tooMuch", county.Divide(Centre, id, To(Town, 9)));
        Assert.Equal("parts.late", county.Divide(Centre, id, new GivePart(Town, 1, Deadline.AddDays(1), [])));
        Assert.Equal("parts.twice", county.Divide(Centre, id, To(Town, 1), To(Town, 2)));
        Assert.Equal("part.unknown", county.Divide(Centre, id, To(Village, 1)));
        Assert.Equal("part.unknown", county.Divide(Centre, id, To(null, 1)));
        Assert.Equal("parts.invalid", county.Divide(Centre, id, new GivePart(null, 1, null, ["打13900000001"])));
        Assert.Null(county.Divide(Centre, id, To(Town, 6), new GivePart(null, 2, null, ["健康志愿者 01", "健康志愿者 02"])));

        Assert.Equal((0, 2), (county.View(Centre, id).Left, county.View(Centre, id).Parts.Length));
    }

    [Fact]
    public void What_a_team_does_in_a_village_is_counted_in_the_town_and_at_the_centre()
    {
        var county = new County();
        var id = county.Task(Centre, 8);
        county.Divide(Centre, id, To(Town, 6));
        county.Deliver();
        Assert.Equal((6, Deadline, Centre), (county.View(Town, id).Quantity, county.View(Town, id).Deadline, county.View(Town, id).From));
        Assert.Null(county.Divide(Town, id, new GivePart(Village, 4, Deadline.AddDays(-2), []), To(Other, 2)));
        county.Deliver();
        Assert.Null(county.Divide(Village, id, To(Village + "-T001", 3), new GivePart(null, 1, null, ["健康志愿者 01"])));

        Assert.Null(county.Count(Village, id, 1, 2));
        Assert.Null(county.Count(Village, id, 2, 1));
        Assert.Equal("done.invalid", county.Count(Village, id, 2, 2));
        Assert.Equal("part.below", county.Count(Town, id, 1, 1));
        county.Deliver();

        Assert.Equal((3, 3, 3), (county.View(Village, id).Done, county.View(Town, id).Done, county.View(Centre, id).Done));
        Assert.Equal(Deadline.AddDays(-2), county.View(Village, id).Deadline);
        Assert.Equal(ShareStatus.Active, county.View(Centre, id).Status);
    }

    [Fact]
    public void What_is_done_cannot_be_taken_away_and_what_is_not_can_at_every_level()
    {
        var county = new County();
        var id = county.Task(Centre, 8);
        county.Divide(Centre, id, To(Town, 6));
        county.Deliver();
        county.Divide(Town, id, To(Village, 4), To(Other, 2));
        county.Deliver();
        county.Divide(Village, id, To(Village + "-T001", 4));
        county.Count(Village, id, 1, 2);
        county.Deliver();

        Assert.Equal("part.done", county.Divide(Town, id, To(Village, 1)));
        Assert.Equal("part.done", county.Divide(Town, id, To(Other, 2)));
        Assert.Null(county.Divide(Town, id, To(Village, 4)));
        county.Deliver();
        Assert.Equal((ShareStatus.Withdrawn, "task.withdrawn"), (county.View(Other, id).Status, county.Divide(Other, id)));
        Assert.Equal("task.handedDown", county.Do(Town, draft => TaskRules.Withdraw(draft, id)));
        Assert.Equal("task.handedDown", county.Do(Town, draft => TaskRules.Edit(draft, id, new() { Quantity = 9 }, null)));
        Assert.Equal("task.given", county.Do(Centre, draft => TaskRules.Edit(draft, id, new() { Quantity = 5 }, null)));
        Assert.Null(county.Do(Centre, draft => TaskRules.Withdraw(draft, id)));
        county.Deliver();

        Assert.All(new[] { Centre, Town, Village }, unit => Assert.Equal(ShareStatus.Withdrawn, county.View(unit, id).Status));
    }

    [Fact]
    public void Once_quiet_every_sum_holds_whatever_is_divided_counted_and_delivered_twice_meanwhile() => Gen.Select(Gen.Int[0, 7], Gen.Int[0, 9], Gen.Int[0, 9]).Array[1, 80].Sample(steps =>
    {
        var county = new County();
        var id = county.Task(Centre, 20);
        foreach (var (kind, pick, number) in steps)
        {
            _ = kind switch
            {
                0 => county.Divide(Centre, id, To(Town, 8 + number), new GivePart(null, 1 + pick % 3, null, ["志愿者 01"])),
                1 => county.Divide(Town, id, pick < 3 ? [To(Village, 1 + number)] : [To(Village, 1 + number), To(Other, 1 + pick)]),
                2 => county.Divide(Village, id, To(Village + "-T001", 1 + number), new GivePart(null, 1 + pick, null, ["志愿者 01"])),
                3 => county.Divide(Other, id, new GivePart(null, 1 + number, null, ["志愿者 02"])),
                4 => county.Count(Village, id, 1 + pick % 4, number),
                5 => county.Count(Other, id, 1 + pick % 4, number),
                6 => county.Count(Centre, id, 1 + pick % 4, number),
                _ => county.Deliver(twice: pick % 2 == 0),
            };
        }

        county.Deliver();
        county.Deliver();
        foreach (var unit in new[] { Centre, Town, Village, Other })
        {
            if (county.Find(unit, id) is not { } share)
                continue;
            Assert.Equal(share.Parts.Sum(part => part.Done), share.Done);
            foreach (var part in share.Parts.Where(part => Ids.IsUnit(part.To)))
                Assert.Equal((part.Quantity, county.Find(part.To!, id)!.Done), (county.Find(part.To!, id)!.Quantity, part.Done));
        }
    }, iter: 150);

    [Fact]
    public void A_task_that_makes_no_sense_is_refused()
    {
        var county = new County();
        SetTask task = new() { Title = "家门口量血压", Quantity = 8, Deadline = Deadline };
        string? Add(SetTask command) => county.Do(Centre, draft => TaskRules.Add(draft, command, out _));

        Assert.Equal("title.invalid", Add(task with { Title = "去3号楼201室" }));
        Assert.Equal("quantity.invalid", Add(task with { Quantity = 0 }));
        Assert.Equal("measure.invalid", Add(task with { Measure = "一二三四五六七八九十一" }));
        Assert.Equal("deadline.invalid", Add(task with { Deadline = new(2030, 1, 1) }));
        Assert.Equal("deadline.invalid", Add(task with { Deadline = null }));
        Assert.Equal("of.unknown", Add(task with { Of = Centre + "-S001" }));
        Assert.Null(Add(task));
    }

    private static GivePart To(string? to, int quantity) => new(to, quantity, null, []);

    /// <summary>A centre, a town and two villages with their mail between them.</summary>
    private sealed class County
    {
        private readonly Dictionary<string, Desk> _desks = [];
        private readonly List<(string From, string To, Message Message)> _mail = [];
        private readonly HashSet<(string From, string To)> _reports = [];
        private string _task = "";

        public County()
        {
            foreach (var (unit, path) in new[] { (Centre, "/3212/321203/"), (Town, "/3212/321203/321203001/"), (Village, "/3212/321203/321203001/321203001010/"), (Other, "/3212/321203/321203001/321203001011/") })
                _desks[unit] = new Desk(unit, path);
            Knows(Centre, Town);
            Knows(Town, Village);
            Knows(Town, Other);
            _desks[Village].Found(Village + "-T001");
        }

        public string Task(string unit, int quantity)
        {
            Assert.Null(Do(unit, draft => TaskRules.Add(draft, new() { Title = "家门口量血压", Quantity = quantity, Deadline = Deadline }, out _task)));
            return _task;
        }

        public string? Divide(string unit, string id, params GivePart[] parts) => Do(unit, draft => TaskRules.Divide(draft, id, [.. parts], null));

        public string? Count(string unit, string id, int n, int done) => Do(unit, draft => TaskRules.Count(draft, id, n, done));

        public TaskShare? Find(string unit, string id) => _desks[unit].Book.Find<TaskShare>(id);

        public TaskView View(string unit, string id) => Find(unit, id)!.View(unit, _desks[unit].Now);

        public string? Do(string unit, Func<Draft, Refusal?> decide)
        {
            if (_desks[unit].Do(decide) is { } refusal)
                return refusal.Code;
            var draft = _desks[unit].Last!;
            if (!draft.IsEmpty)
            {
                _mail.AddRange(draft.Messages.Select(m => (unit, m.To["unit-".Length..], m.Message)));
                foreach (var (to, topic) in draft.Reports.Where(report => report.Topic.StartsWith(TaskRules.Topic, StringComparison.Ordinal)))
                    _reports.Add((unit, to["unit-".Length..]));
            }

            return null;
        }

        public string? Deliver(bool twice = false)
        {
            while (_mail.Count > 0 || _reports.Count > 0)
            {
                foreach (var (from, to, message) in _mail.ToList())
                {
                    _mail.RemoveAt(0);
                    Do(to, draft =>
                    {
                        UnitMail.Take(draft, Desk.Terms, Ids.UnitStream(from), message);
                        return null;
                    });
                }

                foreach (var (from, to) in _reports.ToList())
                {
                    _reports.Remove((from, to));
                    var version = _desks[from].Book.Version;
                    for (var i = twice ? 2 : 1; i > 0 && UnitMail.Report(_desks[from].Book, TaskRules.Topic + _task) is { } payload; i--)
                        Do(to, draft =>
                        {
                            UnitMail.TakeReport(draft, Ids.UnitStream(from), TaskRules.Topic + _task, version, payload);
                            return null;
                        });
                }
            }

            return null;
        }

        private void Knows(string unit, string child) => _desks[unit].With(new ChildUnit
        {
            Id = child, CreatedAt = _desks[unit].Now, Name = child, Level = Ids.LevelOf(child), Status = UnitStatus.Active, Seen = 1,
        });
    }
}
