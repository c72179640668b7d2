using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Practice.Activities;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Volunteers;

namespace Practice.Benchmarks.Product;

/// <summary>
/// Verb <c>signup</c>: 5,000 volunteers ask for 200 places, then 2,000 check in to one session; against what an ordinary service does for a
/// place: one UPDATE of a counter's row in a transaction of its own. What idle volunteers cost is counted beside it.
/// </summary>
/// <remarks>A sign-up is all that the endpoint does: the question to the activity, the hold of the calendar, the place, each on its own owner.</remarks>
internal static class SignUpBenchmark
{
    private const int Callers = 256;
    private const string Unit = ProductNetwork.Institute;

    private static readonly Operation Leader = new(new("leader", null, []));

    public static async Task Run(BenchmarkSize size)
    {
        Report.Judges = !size.Quick;
        Report.Machine();
        await using var network = await ProductNetwork.Start();
        await using var counters = NpgsqlDataSource.Create(network.Postgres);
        await using (var make = counters.CreateCommand("CREATE TABLE places (id int PRIMARY KEY, free int NOT NULL) WITH (fillfactor = 70)"))
            await make.ExecuteNonQueryAsync();
        var (asked, seats, present) = (size.Of(5_000, 100), size.Of(200, 10), size.Of(2_000, 20));
        await Each(asked, n => Register(network, n));
        await network.Forget();
        Report.Line(string.Create(CultureInfo.InvariantCulture, $"activations of {asked:N0} idle volunteers"), await network.Awake("VolunteerGrain"), "", "nothing: rows are not grains");

        var rounds = new Rounds();
        for (var round = 0; round < size.WarmUps + size.Rounds; round++)
        {
            var update = await Each(asked, n => Take(counters, round));
            var (burst, cpu) = await SignUps(network, round, asked, seats);
            var (given, entered) = await CheckIns(network, present);
            if (round < size.WarmUps)
                continue; // The just-in-time compiler.
            rounds.Add("update", asked / update);
            rounds.Add("asked", asked / burst);
            rounds.Add("given", present / given);
            rounds.Add("cpu", cpu / asked * 1e6);
            rounds.Add("checkin", present / entered);
            rounds.Add("burst", burst);
        }

        Report.Line("a counter's UPDATE in a transaction of its own", rounds.Median("update"), "/s", "the row's lock and one fsync each");
        Report.Line(string.Create(CultureInfo.InvariantCulture, $"sign-ups, {asked:N0} for {seats} places"), rounds.Median("asked"), "/s", "who finds it full is told before a calendar keeps anything");
        Report.Line("the whole burst", rounds.Median("burst"), "s", "the same");
        Report.Line("CPU of this process a sign-up of the burst", rounds.Median("cpu"), "us", "the same");
        Report.Line(string.Create(CultureInfo.InvariantCulture, $"places given, {present:N0} in one session"), rounds.Median("given"), "/s", "two owners' turns, three commits, JSON, the driver");
        Report.Line(string.Create(CultureInfo.InvariantCulture, $"check-ins, {present:N0} at one session"), rounds.Median("checkin"), "/s", "the activity's turns");
        Report.AtLeast("sign-ups of the burst / updates of a counter", rounds.Ratio("asked", "update"), 3);
        Report.AtLeast("places given / updates of a counter", rounds.Ratio("given", "update"), 1);
        Report.AtLeast("check-ins / updates of a counter", rounds.Ratio("checkin", "update"), 1);
        Report.Machine();
    }

    private static async Task Take(NpgsqlDataSource counters, int round)
    {
        await using var take = counters.CreateCommand("INSERT INTO places VALUES ($1, 1000000) ON CONFLICT (id) DO UPDATE SET free = places.free - 1");
        take.Parameters.Add(new() { Value = round });
        await take.ExecuteNonQueryAsync();
    }

    private static async Task<(double Seconds, double Cpu)> SignUps(ProductNetwork network, int round, int asked, int seats)
    {
        var activity = await Publish(network, seats, TimeSpan.FromDays(2 + round));
        var cpu = Meter.Own();
        var seconds = await Each(asked, n => SignUp(network, activity, n));
        cpu = Meter.Own() - cpu;
        if ((await activity.ViewSession(1)).Value!.Positions.Sum(p => p.Taken) is var given && given != seats)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{given} of {seats} places were given."));
        return (seconds, cpu);
    }

    // It begins in less than the half hour in which people may come early.
    private static async Task<(double Given, double Entered)> CheckIns(ProductNetwork network, int present)
    {
        var activity = await Publish(network, present, TimeSpan.FromMinutes(20));
        var given = await Each(present, n => SignUp(network, activity, n));
        var seconds = await Each(present, async n =>
        {
            var entered = await activity.CheckIn(Own(n), 1, new(Number(n), false, (await activity.Code(1)).Value!.Code, null, null, null));
            if (entered.Refusal is { } refusal)
                throw new InvalidOperationException(refusal.Message);
        });

        // The same hour is asked for again in the next round.
        await activity.Cancel(Leader, "measured");
        await network.Settle(activity.GetPrimaryKeyString());
        return (given, seconds);
    }

    // As the endpoint does it. Who is told that it is full is answered by that.
    private static async Task SignUp(ProductNetwork network, IActivityGrain activity, int n)
    {
        var asked = await activity.Ask(1, null, Number(n));
        if (asked.Value is null)
            return;
        var held = await network.Calendar(Number(n)).Hold(new(Caller(n)), asked.Value);
        if (held.Value is not { } card)
            return;
        await activity.SignUp(Own(n), 1, new([card], 0));
    }

    private static async Task<IActivityGrain> Publish(ProductNetwork network, int seats, TimeSpan ahead)
    {
        var from = TimeProvider.System.GetUtcNow().Add(ahead);
        var founded = await network.Activities(Unit).FoundActivity(Leader, new()
        {
            Title = "清河道", Category = "environment", Location = new("码头"), RiskStatement = "湿滑", Positions = [new PositionSpec { Name = "捡拾", Headcount = seats }],
            Sessions = [new(from, from.AddMinutes(15))],
        });
        var activity = network.Activity(founded.Value ?? throw new InvalidOperationException(founded.Refusal!.Message));
        await activity.Review(new(new("clerk", null, [])), new(true, null));
        return (await activity.Publish(Leader)).Refusal is { } refusal ? throw new InvalidOperationException(refusal.Message) : activity;
    }

    private static async Task Register(ProductNetwork network, int n)
    {
        var (reference, born) = (PersonVault.NewReference(), new DateOnly(1980, 1, 1));
        var registered = await network.Volunteer(Number(n)).Register(new(Caller(n)), new()
        {
            Person = Number(n), Subject = Number(n), Unit = Unit, UnitPath = $"/{ProductNetwork.City}/{ProductNetwork.Centre}/{Unit}/", NoticeVersion = "1",
            Details = new(reference, network.Vault.Seal(reference, new VolunteerDetails("志愿者", null, born)), "志**", born, null, null, null, null),
        });
        if (registered.Refusal is { } refusal)
            throw new InvalidOperationException(refusal.Message);
    }

    private static async Task<double> Each(int number, Func<int, Task> act)
    {
        var (next, since) = (0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Callers, number)).Select(_ => Task.Run(async () =>
        {
            for (var n = Interlocked.Increment(ref next); n <= number; n = Interlocked.Increment(ref next))
                await act(n);
        })));
        return since.Elapsed.TotalSeconds;
    }

    private static Caller Caller(int n) => new("account-" + Number(n), Number(n), []);

    private static Operation Own(int n) => new(Caller(n), Guid.CreateVersion7().ToString(), "");

    private static string Number(int n) => string.Create(CultureInfo.InvariantCulture, $"321203-V{n:D8}");
}
