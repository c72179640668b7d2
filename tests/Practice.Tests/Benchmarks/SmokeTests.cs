using System.Diagnostics;
using Practice.Tests.Support;

namespace Practice.Tests.Benchmarks;

/// <summary>The city's benchmarks run: whatever they measure, they still measure it.</summary>
public sealed class SmokeTests
{
    private static readonly string[] Figures =
    [
        "submit: silo / baseline, called directly", "board at level city", "submit at the crowded station", "import of", "activation of", "dispatch chains", "month's end", "the mixed day",
    ];

    [Fact]
    public async Task Every_benchmark_of_the_city_runs() => Assert.All(Figures, await Prints("smoke"));

    [Fact]
    public async Task The_burst_at_an_activity_runs() => Assert.All(["sign-ups, 100 for 10 places", "check-ins, 20 at one session", "activations of 100 idle volunteers"], await Prints("signup", "--quick"));

    private static async Task<Action<string>> Prints(params string[] verb)
    {
        if (PostgresServer.Binaries() is null)
        {
            const string Missing = "PostgreSQL: the benchmarks start a local server, and there are no binaries.";
            Assert.False(PostgresFixture.Promised("postgres"), Missing);
            Assert.Skip(Missing);
        }

        using var run = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Practice.Benchmarks.dll"), .. verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        var printed = await output;
        Assert.True(run.ExitCode == 0, await errors);
        return figure => Assert.Contains(figure, printed, StringComparison.Ordinal);
    }
}
