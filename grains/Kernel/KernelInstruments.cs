using System.Diagnostics.Metrics;

namespace Practice.Kernel;

/// <summary>Meter <c>Practice.Kernel</c>: how well owners pass things on.</summary>
internal static class KernelInstruments
{
    private static readonly Meter Meter = new("Practice.Kernel");

    private static readonly Counter<long> ParkedMessages =
        Meter.CreateCounter<long>("practice.outbox.parked", "{message}", "Messages that their receiver could not take in and that wait for a person.");

    public static void Parked(string type) => ParkedMessages.Add(1, new KeyValuePair<string, object?>("type", type));
}
