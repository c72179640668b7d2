namespace Practice.Reliability;

/// <summary>Once it is quiet nobody owes anybody anything, and nothing was parked.</summary>
internal sealed class NothingIsOwed : ILaw
{
    public string Name => "messages still owed";

    public async Task<IReadOnlyList<string>> Breaches(Evidence evidence) => await evidence.Rows(
        "SELECT stream, receiver, type, parked, attempts FROM outbox",
        row => $"{row.GetString(0)} owes {row.GetString(1)} {row.GetString(2)}{(row.GetBoolean(3) ? ", parked" : "")} after {row.GetInt32(4)} attempts");
}
