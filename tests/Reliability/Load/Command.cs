using Practice.Shared;

namespace Practice.Reliability;

/// <summary>A command that a client sends: a POST with a body.</summary>
/// <param name="Verb">What it is called in the journal, like <c>submit</c>.</param>
/// <param name="Path">Below <c>/api/v1</c>.</param>
/// <param name="Stream">The owner that takes it, as the store names it.</param>
/// <param name="Marker">A text of its own in what it makes, so that its effects can be counted without trusting any key; null = none.</param>
internal sealed record Command(string Verb, string Path, string Stream, object? Body = null, string? Marker = null)
{
    private static int _next;

    /// <summary>A need at a station. Its title carries a marker.</summary>
    public static Command Submit(string station, object? wanted = null, int people = 1)
    {
        var marker = $"m{Interlocked.Increment(ref _next):D7}{Guid.CreateVersion7().ToString("n")[^6..]}";
        return new("submit", $"/units/{station}/needs", Ids.UnitStream(station), new
        {
            title = "上门助餐 " + marker, category = "lifeService", channel = "phone", people, wanted, contact = new { name = "张三丰", phone = "13812345678" },
        }, marker);
    }

    public static Command Verify(string need) => OfNeed("verify", need, new { decision = "accept" });

    public static Command Dispatch(string need) => OfNeed("dispatch", need, new { mode = "auto" });

    public static Command Rate(string need, int score) => OfNeed("rating", need, new { score });

    public static Command Withdraw(string need) => OfNeed("withdraw", need, new { reason = "不需要了" });

    public static Command Accept(string order) => OfOrder("accept", order, new { });

    public static Command Decline(string order) => OfOrder("decline", order, new { reason = "没空" });

    public static Command Begin(string order) => OfOrder("start", order, null);

    public static Command Report(string order) => OfOrder("report", order, new { outcome = "fulfilled", note = "好了", participants = 1 });

    public static Command Confirm(string order) => OfOrder("confirm", order, null);

    public static Command Team(string unit, string name, int capacity) => new("team", $"/units/{unit}/teams", Ids.UnitStream(unit),
        new { name, fields = new[] { "lifeService" }, skills = Array.Empty<string>(), capacity, reach = "subtree" });

    private static Command OfNeed(string verb, string need, object? body) => new(verb, $"/needs/{need}/{verb}", Ids.UnitStream(Ids.Owner(need)), body);

    private static Command OfOrder(string verb, string order, object? body) => new(verb, $"/orders/{order}/{verb}", Ids.UnitStream(Ids.Owner(order)), body);
}
