using System.Globalization;
using Practice.Tests.Simulation;

namespace Practice.Tests.Mutation;

/// <summary>A few months of the simulation: enough to notice a rule that does something else.</summary>
public sealed class SimulationSample
{
    [Fact]
    public void A_few_seeds_end_as_they_should()
    {
        for (var seed = 0; seed < 4; seed++)
            Assert.Null(Scenario.Broken(seed, Bug.None) is { } law ? string.Create(CultureInfo.InvariantCulture, $"{seed}: {law}") : null);
    }
}
