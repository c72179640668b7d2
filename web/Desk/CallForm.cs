using Practice.Web.SignIn;

namespace Practice.Web.Desk;

/// <summary>A call as it was typed: two fields first, the rest when there is time for it.</summary>
public sealed record CallForm
{
    public const int LongestLine = 80, LongestText = 2000;

    public string? Key { get; init; }
    public string? Phone { get; init; }
    public string? Line { get; init; }
    public string? Category { get; init; }
    public string Urgency { get; init; } = "normal";
    public string Channel { get; init; } = "phone";
    public string? Name { get; init; }
    public string? Address { get; init; }
    public string? Text { get; init; }
    public int? People { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Until { get; init; }
    public string? Number { get; init; }

    public static CallForm Read(Sent form) => new()
    {
        Key = form.Key, Phone = form.Line("phone", 30), Line = form.Line("line", LongestLine), Category = form.Line("category", 60), Urgency = form.Line("urgency", 20) ?? "normal",
        Channel = form.Line("channel", 20) ?? "phone", Name = form.Line("name", 60), Address = form.Line("address", 100), Text = form.Text("text", LongestText),
        People = form.Number("people"), From = form.Moment("from"), Until = form.Moment("until"), Number = form.Line("number", 60),
    };

    /// <summary>What the API takes; a time without an end lasts two hours.</summary>
    public object ToNeed() => new
    {
        title = Line, description = Text, category = Category, urgency = Urgency, channel = Channel, people = People,
        wanted = From is { } from ? new { from, until = Until ?? from.AddHours(2) } : null,
        location = Address is null ? null : new { address = Address }, contact = Phone is null && Name is null ? null : new { name = Name, phone = Phone },
        outsideNumber = Number,
    };
}
