using System.Diagnostics;
using System.Globalization;
using Practice.Store;
using Practice.Store.Migrations;
using Xunit;

namespace Practice.Tests.Store;

public abstract partial class UnitStoreContract
{
    /// <summary>A migrated database whose commits reach the disk.</summary>
    protected abstract Task<StoreOptions> Durable();

    [Fact]
    public async Task A_writer_killed_while_it_writes_loses_nothing_it_was_answered()
    {
        var options = await Durable();
        await StoreMigrations.Migrate(options, Cancellation);

        var answered = await WriteAndKill(fixture.Arguments(options), changes: 3000);
        var store = Open(options);

        foreach (var (stream, head) in answered)
        {
            var contents = await store.Load(stream, Cancellation);
            var events = await store.Events(stream, null, 0, int.MaxValue, Cancellation);
            var found = contents.Head!.Value;
            Assert.True(found.Version >= head.Version);
            Assert.True(found.Version > head.Version || found.LastChange == head.LastChange);
            Assert.Equal(Enumerable.Range(1, (int)found.Version).Select(n => (long)n), events.Select(e => e.Seq));
            Assert.Equal(found.Version, Assert.Single(contents.Open).Version);
            Assert.Equal(found.Version, contents.Owed.Length);
        }

        Assert.Equal(
            answered.Count, (await store.Search(TestStreams.Everything("killed") with { Words = "不死", Limit = 1000 }, Cancellation)).Items.Length);
    }

    /// <summary>The newest answered change of each stream.</summary>
    private static async Task<Dictionary<string, StreamHead>> WriteAndKill(string[] database, int changes)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Practice.Benchmarks.dll");
        using var writer = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, "writer", .. database])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = writer.StandardError.ReadToEndAsync(Cancellation);
        var answered = new Dictionary<string, StreamHead>();
        try
        {
            for (var lines = 0; lines < changes; lines++)
            {
                if (await writer.StandardOutput.ReadLineAsync(Cancellation) is not { } line)
                    Assert.Fail($"The writer ended: {await errors}");
                else
                    Note(line);
            }
        }
        finally
        {
            writer.Kill(); // SIGKILL
        }

        // What it had printed before it died counts, except a line that was cut.
        var rest = await writer.StandardOutput.ReadToEndAsync(Cancellation);
        foreach (var line in rest.Split('\n')[..^1])
            Note(line);
        await writer.WaitForExitAsync(Cancellation);
        return answered;

        void Note(string line)
        {
            var parts = line.Split(' ');
            answered[parts[0]] = new StreamHead(long.Parse(parts[1], CultureInfo.InvariantCulture), Guid.Parse(parts[2]));
        }
    }
}
