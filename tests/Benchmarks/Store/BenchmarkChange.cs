using System.Globalization;
using Practice.Store;

namespace Practice.Benchmarks.Store;

/// <summary>The change that every way of writing is measured with.</summary>
internal static class BenchmarkChange
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static int _streams;

    public static string Stream() => string.Create(CultureInfo.InvariantCulture, $"unit-3202821{Interlocked.Increment(ref _streams):D6}");

    public static Change Upon(string stream, StreamHead? head)
    {
        var version = (head?.Version ?? 0) + 1;
        var at = Start.AddSeconds(version);
        var id = string.Create(CultureInfo.InvariantCulture, $"{stream}-N{version:D6}");
        return new Change
        {
            Stream = stream,
            Id = Guid.CreateVersion7(),
            Preceding = head,
            Events = [new EventRow(version, "need-submitted", id, at, "person:7f3a", $$"""{"need":"{{id}}","category":"meals","by":"person:7f3a"}""")],
            Items =
            [
                new ItemRow(
                    stream, "need", id, version, "/3202/320282/320282112/", true, "submitted", "meals", "normal", "2026-03", at, at.AddDays(3), null,
                    "上门助餐", $$"""{"id":"{{id}}","category":"meals","beneficiary":"person:7f3a","text":"上门助餐","hours":2,"by":"2026-03-05"}"""),
            ],
            Outbox = [new OutboxRow(stream, "unit-320282112", version, "", "need-escalated", $$"""{"need":"{{id}}"}""", at)],
            Outcome = new OutcomeRow($"person:7f3a/{version}", "3f9a77c1d2", id, at),
        };
    }
}
