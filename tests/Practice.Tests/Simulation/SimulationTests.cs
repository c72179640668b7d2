using System.Globalization;

namespace Practice.Tests.Simulation;

/// <summary>
/// The rules of dispatch and the passing of mail, over random months with a network that drops, doubles, delays and reorders and
/// owners that crash between any two steps. PRACTICE_SEEDS sets how many; PRACTICE_SEED replays one. The reliability
/// tests run thousands.
/// </summary>
public sealed class SimulationTests
{
    private const int UsualSeeds = 200;

    [Fact]
    public void Whatever_is_lost_doubled_or_delayed_every_need_ends_once_and_every_count_is_right()
    {
        var (first, count) = Seeds();
        var broken = new System.Collections.Concurrent.ConcurrentDictionary<int, string>();

        Parallel.For(first, first + count, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, (seed, loop) =>
        {
            if (Scenario.Broken(seed, Bug.None) is { } law)
            {
                broken[seed] = law;
                loop.Stop();
            }
        });

        Assert.True(broken.IsEmpty, string.Join(Environment.NewLine, broken.OrderBy(b => b.Key).Select(b => b.Value)));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(24)]
    public void A_seed_replays_exactly(int seed)
    {
        var one = Scenario.Run(seed, Bug.None);
        var two = Scenario.Run(seed, Bug.None);

        Assert.Equal(Trace(one), Trace(two));
    }

    [Theory]
    [InlineData(nameof(Bug.MarksIgnored))]
    [InlineData(nameof(Bug.NotFreed))]
    [InlineData(nameof(Bug.RatedTwice))]
    [InlineData(nameof(Bug.CountedTwice))]
    [InlineData(nameof(Bug.EarlyAnswer))]
    [InlineData(nameof(Bug.Overbooked))]
    [InlineData(nameof(Bug.LadderForgotten))]
    [InlineData(nameof(Bug.RungAgain))]
    public void A_planted_bug_is_caught(string bug)
    {
        var planted = Enum.Parse<Bug>(bug);

        var law = Enumerable.Range(0, 100).Select(seed => Scenario.Broken(seed, planted)).FirstOrDefault(law => law is not null);

        Assert.NotNull(law);
        TestContext.Current.TestOutputHelper?.WriteLine(law);
    }

    private static string Trace(World world) => string.Join('\n', world.Owners.SelectMany(owner => owner.Events.Select(e => $"{owner.Stream} {e}")));

    private static (int First, int Count) Seeds()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("PRACTICE_SEED"), CultureInfo.InvariantCulture, out var one))
            return (one, 1);
        return (0, int.TryParse(Environment.GetEnvironmentVariable("PRACTICE_SEEDS"), CultureInfo.InvariantCulture, out var many) ? many : UsualSeeds);
    }
}
