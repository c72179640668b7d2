using System.Globalization;
using Practice.Store;

namespace Practice.Benchmarks.Store;

/// <summary>
/// Verb <c>writer</c>: writes to a store for ever and prints a line for each change that was answered, until it is killed. What it
/// printed must be there afterwards.
/// </summary>
internal static class WriterProcess
{
    private const int Streams = 64;

    public static async Task Run(string database, string address)
    {
        var options = database == "postgres" ? new StoreOptions { Postgres = address } : new StoreOptions { SqlitePath = address };
        var store = StoreRegistration.Open(options);
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(n => Write(store, string.Create(CultureInfo.InvariantCulture, $"killed-{n}"))));
    }

    private static async Task Write(IUnitStore store, string stream)
    {
        StreamHead? head = null;
        while (true)
        {
            var version = (head?.Version ?? 0) + 1;
            var at = DateTimeOffset.UnixEpoch.AddSeconds(version);
            var change = new Change
            {
                Stream = stream,
                Id = Guid.CreateVersion7(),
                Preceding = head,
                Events = [new EventRow(version, "written", null, at, "writer", "{}")],
                Items = [new ItemRow(stream, "killed", "I1", version, "/1/", true, "open", null, null, null, at, null, null, "杀不死", "{}")],
                Outbox = [new OutboxRow(stream, "receiver", version, "", "ask", "{}", at)],
            };
            await store.Commit(change);
            head = change.Head;
            var line = string.Create(CultureInfo.InvariantCulture, $"{stream} {version} {change.Id}\n");
            lock (Console.Out)
            {
                Console.Out.Write(line);
                Console.Out.Flush();
            }
        }
    }
}
