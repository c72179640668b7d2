using System.Collections.Concurrent;
using Practice.Tests.Simulation;

namespace Practice.Reliability;

/// <summary>The rules and the mail in virtual time, thousands of seeds; the same worlds as in the test suite, only more of them.</summary>
internal sealed class Simulated : IRow
{
    private const int CaughtWithin = 200;

    public string Verb => "simulate";

    public string Goal => "thousands of seeds of virtual weeks and months (--rounds N thousand): messages dropped, doubled, reordered, delayed, crashes between any two steps: laws broken 0";

    public string Control => "six planted bugs";

    public Task Run(Trial trial)
    {
        var number = trial.Rounds(2, 20) * 1000;
        var broken = new ConcurrentDictionary<int, string>();
        var (needs, changes, steps, days) = (0L, 0L, 0L, 0L);
        Parallel.For(0, number, seed =>
        {
            try
            {
                var world = Scenario.Run(seed, Bug.None);
                Interlocked.Add(ref needs, world.Units.Sum(unit => unit.Known("need").Count));
                Interlocked.Add(ref changes, world.Owners.Sum(owner => owner.Durable));
                Interlocked.Add(ref steps, world.Steps);
                Interlocked.Add(ref days, (long)(world.Latest - World.Begin).TotalDays);
            }
            catch (LawBrokenException law)
            {
                broken[seed] = law.Message;
            }
        });

        var seconds = trial.Elapsed.TotalSeconds;
        Trial.Figure("seeds", number);
        Trial.Figure("  seeds a second", number / seconds, "1/s");
        Trial.Figure("  virtual days", days);
        Trial.Figure("  needs", needs);
        Trial.Figure("  durable events", changes);
        Trial.Figure("  steps of mail, commits, wakes and crashes", steps);
        trial.AtMost("seeds that break a law", broken.Count, 0);
        foreach (var (seed, law) in broken.OrderBy(b => b.Key).Take(5))
            Console.WriteLine($"    {law} Replay: PRACTICE_SEED={seed} dotnet test --filter-class Practice.Tests.Simulation.SimulationTests");
        foreach (var bug in Enum.GetValues<Bug>().Where(bug => bug != Bug.None))
        {
            var seed = Enumerable.Range(0, CaughtWithin).FirstOrDefault(seed => Scenario.Broken(seed, bug) is not null, -1);
            trial.Caught($"{bug}, at seed {seed}", seed >= 0);
        }

        return Task.CompletedTask;
    }
}
