using System.Diagnostics.Metrics;
using Practice.Telemetry;

namespace Practice.Hosting;

/// <summary>Meter <c>Practice.Silo.Http</c> and the like, by the kind of process: refusals and failures by their code. Codes that nobody watches count as <c>other</c>.</summary>
internal static class ProblemInstruments
{
    /// <remarks>Several kinds of hosts may share a process, as in tests; each shows its own.</remarks>
    public static readonly string Name = typeof(ProblemInstruments).Assembly.GetName().Name + ".Http";

    private static readonly Meter Meter = new(Name);

    private static readonly ClosedCounter Problems = new(Meter, "practice.http.problems", "{answer}", "Answers that are problems, by code.", ("code",
    [
        "error.internal", "outcome.unknown", "store.busy", "store.unavailable", "service.unavailable", "gateway.busy", "keys.unavailable", "silo.notReady", "gateway.notReady",
        "rate.exceeded", "body.tooLarge", "request.malformed", "request.unstorable", "token.missing", "token.invalid", "token.expired", "right.missing", "idempotency.mismatch",
    ]));

    public static void Written(string code) => Problems.Add(code);
}
