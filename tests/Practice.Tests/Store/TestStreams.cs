using System.Globalization;
using Practice.Store;

namespace Practice.Tests.Store;

/// <summary>Makes changes for tests; every stream and kind is its test's own.</summary>
internal static class TestStreams
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static int _numbers;

    public static string Unique(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{Interlocked.Increment(ref _numbers)}");

    public static EventRow Event(long seq, string? item = null) => new(seq, "noted", item, Morning, "person:1", "{}");

    public static Change First(string stream) => Upon(stream, null);

    /// <summary>A change of one event, decided upon <paramref name="preceding"/>.</summary>
    public static Change Upon(string stream, StreamHead? preceding) => new()
    {
        Stream = stream,
        Id = Guid.CreateVersion7(),
        Preceding = preceding,
        Events = [Event((preceding?.Version ?? 0) + 1)],
    };

    public static Change Then(this Change change) => Upon(change.Stream, change.Head);

    public static ItemRow Item(string stream, string kind, string id, long version = 1) => new(
        stream, kind, id, version, "/3212/321203/", true, "open", "care", "normal", "2026-03", Morning, null, null, null, "{}");

    public static ItemQuery Everything(string kind) => new() { Kind = kind };

    public static OutboxRow Message(string stream, string to, long seq) => new(stream, to, seq, "", "ask", "{}", Morning);

    public static OutboxRow Report(string stream, string to, long version) => new(stream, to, version, "statistics", "owed", "", Morning);

    /// <summary>Changes of one stream, each upon the one before.</summary>
    public static List<Change> Chain(string stream, int length)
    {
        var chain = new List<Change> { First(stream) };
        while (chain.Count < length)
            chain.Add(chain[^1].Then());
        return chain;
    }
}
