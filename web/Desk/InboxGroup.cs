namespace Practice.Web.Desk;

/// <summary>Kinds of an inbox that one does in a row.</summary>
public sealed record InboxGroup(string Name, params string[] Kinds)
{
    public static readonly InboxGroup[] All =
    [
        new("review", "review"),
        new("dispatch", "dispatch", "stuck", "unanswered", "coordinate", "return"),
        new("ring", "call", "callBack", "remind", "sample", "draft"),
        new("confirm", "confirm", "unfinished", "contested"),
        new("promise", "promiseDue", "promiseBroken", "gap", "monthUnopened", "monthUnconfirmed", "sessionOwed", "taskDue", "taskToDivide", "campaign"),
        new("box", "openingDue", "openingUnbalanced", "visitDue"),
        new("above", "word", "urge", "supervise", "listed", "impossible", "appeal", "referralLate", "replyOwed", "recheck"),
    ];

    public static InboxGroup? Of(string? name) => All.FirstOrDefault(group => group.Name == name);

    /// <summary>Where it is done.</summary>
    public static string Address(string unit, string kind, string subject) => subject switch
    {
        _ when kind is "monthUnopened" or "monthUnconfirmed" => $"/desk/{unit}/month?month={subject}",
        _ when kind is "openingDue" or "openingUnbalanced" => $"/desk/{unit}/paper/{Uri.EscapeDataString(subject.Split("-O")[0])}",
        _ when Is(subject, 'N') => $"/desk/needs/{subject}",
        _ when Is(subject, 'W') => $"/desk/orders/{subject}",
        _ when Is(subject, 'D') => $"/desk/drafts/{subject}",
        _ => $"/desk/{unit}/inbox",
    };

    private static bool Is(string id, char letter) => id.LastIndexOf('-') is var dash and > 0 && id.Length > dash + 2 && id[dash + 1] == letter && id[(dash + 2)..].All(char.IsAsciiDigit);
}
