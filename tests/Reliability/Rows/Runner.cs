using System.Globalization;

namespace Practice.Reliability;

/// <summary>Runs rows one after another and counts them: passed, failed, or skipped where the machine has no PostgreSQL.</summary>
internal static class Runner
{
    public static async Task<int> Run(IReadOnlyList<IRow> rows, int? rounds, bool longer)
    {
        var (passed, failed, skipped) = (0, 0, 0);
        foreach (var row in rows)
        {
            Console.WriteLine($"== {row.Verb}: {row.Goal}");
            if (PostgresServer.Binaries() is null)
            {
                // What CI promises to test is not skipped but failed.
                var promised = (Environment.GetEnvironmentVariable("PRACTICE_CI_PROMISES") ?? "").Split(',', StringSplitOptions.TrimEntries).Contains("postgres");
                (skipped, failed) = promised ? (skipped, failed + 1) : (skipped + 1, failed);
                Console.WriteLine("  skipped: no PostgreSQL binaries on this machine");
                continue;
            }

            var trial = new Trial(rounds, longer);
            var met = await Try(row, trial);
            (passed, failed) = met ? (passed + 1, failed) : (passed, failed + 1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(met ? "passed" : "FAILED")} in {trial.Elapsed.TotalSeconds:F0} s, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} on {Environment.ProcessorCount} cores"));
        }

        Console.WriteLine($"{passed} passed, {failed} failed, {skipped} skipped");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<bool> Try(IRow row, Trial trial)
    {
        try
        {
            await row.Run(trial);
            return trial.Passed;
        }
        catch (Exception e)
        {
            Console.WriteLine($"  it broke: {e}");
            return false;
        }
    }
}
