namespace Practice.Reliability;

/// <summary>One operation as its client saw it.</summary>
/// <param name="Id">The idempotency key, or a number of the client's where it sends none.</param>
/// <param name="Keyed">Whether the key was sent.</param>
/// <param name="Result">The id that a success named.</param>
/// <param name="Bugs">Attempts that were answered with 500: a bug, whatever else was broken.</param>
/// <param name="Problem">The last problem's code, or what broke the connection.</param>
internal sealed record Entry(
    string Id, bool Keyed, string Verb, string Stream, string? Marker, DateTimeOffset Began, DateTimeOffset? Ended = null, Outcome Outcome = Outcome.Open,
    int Status = 0, string? Result = null, int Attempts = 0, int Bugs = 0, string? Problem = null)
{
    /// <summary>The key under which the store remembers the outcome.</summary>
    public string Key => County.Operator + "\n" + Id;
}
