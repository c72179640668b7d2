using Practice.Needs;

namespace Practice.Tests.Simulation;

/// <summary>
/// A random week, or in every twenty-fifth world a month: needs come in, people do this and that, mail goes astray; at last everybody
/// does what is next. Many small worlds find more than a few large ones.
/// </summary>
internal static class Scenario
{
    /// <summary>The law that a seed breaks; null = none.</summary>
    public static string? Broken(int seed, Bug bug)
    {
        try
        {
            Run(seed, bug);
            return null;
        }
        catch (LawBrokenException broken)
        {
            return broken.Message;
        }
    }

    public static World Run(int seed, Bug bug)
    {
        var world = new World(seed, bug);
        var people = new Workload(world);
        people.FoundTeams(12);
        world.Drain();
        var needs = seed % 25 == 24 ? 60 + world.Next(61) : 6 + world.Next(8);
        for (var left = needs; left > 0;)
        {
            if (world.Chance(8))
            {
                people.Submit();
                left--;
            }

            Go(world, people);
        }

        for (var i = 0; i < needs * 10; i++)
            Go(world, people);
        Settle(world);
        for (var i = 0; i < needs * 5; i++)
            Go(world, people);
        for (var round = 0; round < 12; round++)
        {
            world.Drain();
            people.Finish(round);
        }

        Settle(world);
        foreach (var need in world.Units.SelectMany(unit => unit.Stored<Need>()))
            world.Ensure(!need.IsUnsettled, $"{need.Id} has no outcome: it is {need.Status}");
        return world;
    }

    // Clocks that were set back are right again, the mail is through.
    private static void Settle(World world)
    {
        world.Now = world.Latest;
        world.Drain();
        QuietLaws.Check(world);
    }

    private static void Go(World world, Workload people)
    {
        people.Act();
        for (var i = 0; i < 6; i++)
            world.Step();
    }
}
