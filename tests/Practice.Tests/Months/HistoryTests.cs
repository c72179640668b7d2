using Practice.Needs;

namespace Practice.Tests.Months;

/// <summary>A law that no history puts to the test proves nothing.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void Random_histories_come_to_every_end()
    {
        var random = new Random(20260302);
        var seen = new HashSet<string>();
        for (var history = 0; history < 200; history++)
        {
            var desk = new Desk();
            desk.Found();
            for (var step = 0; step < 120; step++)
            {
                desk.Step((random.Next(20), random.Next(51), random.Next(1, 61)));
                foreach (var need in desk.Needs)
                {
                    seen.Add(need.Status.ToString());
                    if (need.BrokenPromises > 0)
                        seen.Add("broken");
                    if (need.Redone)
                        seen.Add("redone");
                }
            }
        }

        // Work is reported without being started here, so that nothing is seen in service.
        Assert.Equal([], Enum.GetNames<NeedStatus>().Except([nameof(NeedStatus.InService)]).Concat(["broken", "redone"]).Where(end => !seen.Contains(end)));
    }
}
