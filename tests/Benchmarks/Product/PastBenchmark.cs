using System.Diagnostics;
using Practice.Kernel;
using Practice.Needs;
using Practice.Settings;
using Practice.Shared;
using Practice.Units;

namespace Practice.Benchmarks.Product;

/// <summary>Verb <c>past</c>: what a change costs at a station with 100,000 closed needs, against one that has never had any.</summary>
internal static class PastBenchmark
{
    private const int Past = 100_000;
    private const int Chunk = 500;
    private const int Callers = 32;
    private const int NeedsARound = 1500;
    private const int WarmUps = 4;
    private const int Number = 7;

    private static readonly VerifyNeed Refused = new() { Decision = Verdict.Reject, Reason = "paidService", Advice = "请找物业" };

    public static async Task Run()
    {
        Report.Machine();
        await using var network = await ProductNetwork.Start();
        var rounds = new Rounds();
        var old = await Aged(network);
        for (var round = 0; round < WarmUps + Number; round++)
        {
            // Both stations of a round are new to their grains; which goes first alternates.
            var young = await network.Station();
            string[] order = round % 2 == 0 ? [young, old] : [old, young];
            foreach (var station in order)
            {
                var (time, own, database) = await Cost(network, station);
                if (round < WarmUps)
                    continue; // The just-in-time compiler.
                var name = station == old ? "old" : "young";
                rounds.Add(name + " time", time);
                rounds.Add(name + " cpu", own + database);
            }
        }

        Report.Line("a change at an empty station, CPU with PostgreSQL's", rounds.Median("young cpu"), "us", "rules, JSON, rows");
        Report.Line($"a change at a station with {Past} past needs, CPU", rounds.Median("old cpu"), "us", "the same; the indexes are deeper by a page");
        Report.AtMost("CPU a change, old / empty", rounds.Ratio("old cpu", "young cpu"), 1.1);
        Report.AtMost("time a change, old / empty", rounds.Ratio("old time", "young time"), 1.1);
        Report.Machine();
    }

    /// <summary>Microseconds a change: wall clock, CPU of this process, CPU of PostgreSQL. Half are submissions, half are rejections, so that the list stays short.</summary>
    private static async Task<(double Time, double Own, double Database)> Cost(ProductNetwork network, string station)
    {
        var needs = network.Needs(station);
        var left = NeedsARound;
        var (since, own, database) = (Stopwatch.StartNew(), Meter.Own(), Meter.Started());
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var submitted = await needs.Submit(ProductNetwork.Operation(), SampleNeed.Command());
                if ((await needs.Verify(ProductNetwork.Operation(), submitted.Value!.Id, Refused)).Refusal is { } refusal)
                    throw new InvalidOperationException(refusal.Message);
            }
        })));
        const double each = 1e6 / (2 * NeedsARound);
        return (since.Elapsed.TotalSeconds * each, (Meter.Own() - own) * each, (Meter.Started() - database) * each);
    }

    /// <summary>A station whose rows say that it has served 100,000 needs, written through the store before its grain awakes.</summary>
    private static async Task<string> Aged(ProductNetwork network)
    {
        var station = await network.Import();
        var kinds = UnitKinds.Create();
        var contents = await network.Store.Load(Ids.UnitStream(station), CancellationToken.None);
        var book = contents.Open.Aggregate(new Book(Ids.UnitStream(station)) { Head = contents.Head }, (all, row) => all.With(kinds.Read(row)!));
        for (var done = 0; done < Past; done += Chunk)
        {
            var draft = new Draft(book, "benchmark", TimeProvider.System.GetUtcNow());
            UnitRules.Open(draft);
            for (var i = 0; i < Chunk; i++)
            {
                NeedRules.Submit(draft, EffectiveSettings.Default, SampleNeed.Command(), out var id);
                NeedRules.Verify(draft, EffectiveSettings.Default, id, Refused);
            }

            var change = draft.Close(Guid.CreateVersion7(), ProductNetwork.PathOf(station), kinds, _ => true, null);
            await network.Store.Commit(change);
            book = change.Items.Where(row => !row.Open).Aggregate(draft.Book, (all, row) => all.Without(typeof(Need), row.Id));
        }

        return station;
    }
}
