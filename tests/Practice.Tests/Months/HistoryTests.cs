using System.Collections.Concurrent;
using CsCheck;
using Practice.Needs;

namespace Practice.Tests.Months;

/// <summary>A law that no history puts to the test proves nothing.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void The_random_histories_come_to_every_end()
    {
        var seen = new ConcurrentDictionary<string, bool>();
        Desk.Histories.Sample(steps =>
        {
            var desk = new Desk();
            desk.Found();
            foreach (var step in steps)
            {
                desk.Step(step);
                foreach (var need in desk.Needs)
                {
                    seen[need.Status.ToString()] = true;
                    if (need.BrokenPromises > 0)
                        seen["broken"] = true;
                    if (need.Redone)
                        seen["redone"] = true;
                }
            }
        }, iter: 300, threads: 1);

        Assert.Equal(
            [],
            Enum.GetNames<NeedStatus>().Except([nameof(NeedStatus.InService)]).Concat(["broken", "redone"]).Where(end => !seen.ContainsKey(end)));
    }
}
