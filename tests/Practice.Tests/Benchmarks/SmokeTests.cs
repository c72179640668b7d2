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
    public async Task Every_benchmark_of_the_city_runs()
    {
        if (PostgresServer.Binaries() is null)
        {
            const string Missing = "PostgreSQL: the benchmarks start a local server, and there are no binaries.";
            Assert.False(PostgresFixture.Promised("postgres"), Missing);
            Assert.Skip(Missing);
        }

        using var smoke = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Practice.Benchmarks.dll"), "smoke"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (smoke.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), smoke.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await smoke.WaitForExitAsync(TestContext.Current.CancellationToken);

        var printed = await output;
        Assert.True(smoke.ExitCode == 0, await errors);
        Assert.All(Figures, figure => Assert.Contains(figure, printed, StringComparison.Ordinal));
    }
}
