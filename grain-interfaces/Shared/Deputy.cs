namespace Practice.Shared;

/// <summary>An account that stands in for a head or leader for a time, half-open.</summary>
[GenerateSerializer, Immutable, Alias("deputy")]
public sealed record Deputy([property: Id(0)] string Account, [property: Id(1)] DateTimeOffset From, [property: Id(2)] DateTimeOffset Until)
{
    public bool Holds(Caller caller, DateTimeOffset at) => From <= at && at < Until && (Account == caller.Subject || Account == caller.Person);
}
