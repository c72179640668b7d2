namespace Practice.Reliability;

/// <summary>
/// No operation fails after its retries: none is given up, none is refused because of its own earlier attempt, none was answered with 500 on the way.
/// </summary>
internal sealed class NobodyIsRefusedHisOwn : ILaw
{
    public string Name => "failed after retry";

    public Task<IReadOnlyList<string>> Breaches(Evidence evidence) => Task.FromResult<IReadOnlyList<string>>(
    [
        .. evidence.Entries.Where(entry => entry.Outcome is Outcome.Open or Outcome.Unknown || entry.Bugs > 0 || (entry.Outcome == Outcome.Refused && entry.Attempts > 1 && entry.Verb is "submit" or "verify"))
            .Select(entry => $"{entry.Verb} {entry.Id} at {entry.Stream}: {entry.Outcome} after {entry.Attempts} attempts, {entry.Bugs} of them 500, last {entry.Status} {entry.Problem}"),
    ]);
}
