using Practice.Needs;

namespace Practice.Tests.Simulation;

/// <summary>A random month or two: needs come in, people do this and that, mail goes astray; at last everybody does what is next.</summary>
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
        var needs = 30 + world.Next(world.Chance(10) ? 71 : 20);
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
        world.Drain();
        QuietLaws.Check(world);
        for (var i = 0; i < needs * 5; i++)
            Go(world, people);
        for (var round = 0; round < 12; round++)
        {
            world.Drain();
            people.Finish(round);
        }

        world.Drain();
        QuietLaws.Check(world);
        foreach (var need in world.Units.SelectMany(unit => unit.Stored<Need>()))
            world.Ensure(!need.IsUnsettled, $"{need.Id} has no outcome: it is {need.Status}");
        return world;
    }

    private static void Go(World world, Workload people)
    {
        people.Act();
        for (var i = 0; i < 6; i++)
            world.Step();
    }
}
