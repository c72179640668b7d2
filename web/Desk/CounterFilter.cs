using Practice.Web.Pages;

namespace Practice.Web.Desk;

/// <summary>What of a counter is looked at: orders by state and words, goods by whether they are given; each from a place on.</summary>
public sealed record CounterFilter(string State, string? Words, bool Retired, string? After, string? AfterItem)
{
    internal static readonly string[] States = ["ready", "handedOver", "timedOut", "cancelled"];

    internal static CounterFilter Read(IQueryCollection query) => new(
        States.FirstOrDefault(state => state == query["state"]) ?? States[0], Typed.Words(query["q"], 40), query["goods"] == "retired", Place(query["after"]), Place(query["item"]));

    internal string PickUps => "&status=" + State + (Words is null ? "" : "&q=" + Uri.EscapeDataString(Words)) + From(After);

    internal string Items => "&status=" + (Retired ? "inactive" : "active") + From(AfterItem);

    /// <summary>This page, from other places on.</summary>
    internal string Address(string unit, string? after = null, string? item = null) =>
        $"/desk/{unit}/exchange?state={State}{(Words is null ? "" : "&q=" + Uri.EscapeDataString(Words))}{(Retired ? "&goods=retired" : "")}{From(after)}{(item is null ? "" : "&item=" + Uri.EscapeDataString(item))}";

    private static string From(string? place) => place is null ? "" : "&after=" + Uri.EscapeDataString(place);

    private static string? Place(string? typed) => typed is { Length: > 0 and < 300 } ? typed : null;
}
