using Practice.Web.Board;
using Practice.Web.Pages;

namespace Practice.Web.Desk;

/// <summary>Which needs a list shows, as its address says: it can be kept and sent to others.</summary>
public sealed record NeedFilter(string? Words, string? Status, string? Category, string? Urgency, bool Late, string Sort, string? After)
{
    private static readonly string[] Statuses =
        ["submitted", "verified", "dispatching", "accepted", "inService", "done", "rated", "unfulfilled", "merged", "redirected", "rejected", "withdrawn"];

    public static IReadOnlyList<string> AllStatuses => Statuses;

    public static NeedFilter Read(IQueryCollection query) => new(
        Typed.Words(query["q"], 40), Known(query["status"], Statuses), BoardAddress.IsCategory(query["category"]) ? query["category"].ToString() : null,
        Known(query["urgency"], Urgencies.All), query["late"] == "1", Known(query["sort"], "newest", "oldest", "due") ?? "newest", query["after"].ToString() is { Length: > 0 and < 300 } after ? after : null);

    /// <summary>As the API takes it.</summary>
    public string Query() => Join(
        ("q", Words), ("status", Status), ("category", Category), ("urgency", Urgency), ("overdue", Late ? "true" : null), ("sort", Sort), ("after", After));

    /// <summary>As the page's address has it.</summary>
    public string Address(string unit, string? after = null, string page = "needs") => $"/desk/{unit}/{page}" + Join(
        ("q", Words), ("status", Status), ("category", Category), ("urgency", Urgency), ("late", Late ? "1" : null), ("sort", Sort == "newest" ? null : Sort), ("after", after)) switch
    {
        { Length: > 0 } query => "?" + query[1..],
        _ => "",
    };

    private static string Join(params (string Name, string? Value)[] fields) => string.Concat(fields.Where(field => field.Value is not null).Select(field => $"&{field.Name}={Uri.EscapeDataString(field.Value!)}"));

    private static string? Known(string? value, params string[] all) => all.Contains(value, StringComparer.Ordinal) ? value : null;
}
