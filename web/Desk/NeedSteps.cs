using Practice.Web.SignIn;

namespace Practice.Web.Desk;

/// <summary>A step of the desk: what the API is asked, and with what of the form.</summary>
/// <param name="Versioned">Whether the address wants to know which version was seen: what somebody else wrote meanwhile is not written over.</param>
internal sealed record DeskStep(HttpMethod Method, string Address, Func<Sent, object?> Body, bool Versioned = false);

/// <summary>The steps on a need and on an order, by the names that forms carry.</summary>
internal static class NeedSteps
{
    public static readonly IReadOnlyDictionary<string, DeskStep> OfNeed = new Dictionary<string, DeskStep>
    {
        ["accept"] = Post("verify", form => new { decision = "accept", urgency = form.Line("urgency", 20) }),
        ["reject"] = Post("verify", form => new { decision = "reject", reason = form.Line("reason", 40), advice = form.Text("advice", 500) }),
        ["redirect"] = Post("verify", form => new { decision = "redirect", into = form.Line("into", 60), reason = form.Line("reason", 200), advice = form.Text("advice", 500) }),
        ["merge"] = Post("verify", form => new { decision = "merge", into = form.Line("other", 40) ?? form.Line("into", 40) }),
        ["auto"] = Post("dispatch", _ => new { mode = "auto" }),
        ["offer"] = Post("dispatch", form => new { mode = "offer", team = form.Line("team", 40) }),
        ["grab"] = Post("dispatch", _ => new { mode = "grab" }),
        ["escalate"] = Post("escalate", form => new { reason = form.Line("reason", 500), to = form.Line("to", 24) }),
        ["takeOver"] = Post("take-over", Reason),
        ["refer"] = Post("refer", form => new { to = form.Line("to", 60), reason = form.Line("reason", 500), until = form.Moment("until") }),
        ["referBack"] = Post("refer/return", Reason),
        ["extension"] = Post("extension", form => new { reason = form.Line("reason", 500), until = form.Moment("until") }),
        ["wait"] = Post("await-resident", form => new { waiting = form.Raw("waiting") != "no" }),
        ["callback"] = Post("callback", form => new { reached = form.Raw("reached") == "yes", solved = form.Raw("solved") switch { "yes" => true, "no" => false, _ => (bool?)null }, note = form.Line("note", 500) }),
        ["regrade"] = Post("regrade", form => new { urgency = form.Line("urgency", 20), reason = form.Line("reason", 500) }),
        ["impossible"] = Post("close-impossible", form => new { reason = form.Line("reason", 500), agreed = form.Raw("agreed") switch { "no" => false, _ => true } }),
        ["appeal"] = Post("appeal/decision", form => new { granted = form.Raw("granted") == "yes", reason = form.Line("reason", 500) }),
        ["withdraw"] = Post("withdraw", Reason),
        ["rate"] = Post("rating", form => new { score = form.Number("score"), comment = form.Text("comment", 500), feeCharged = form.Is("feeCharged"), channel = form.Line("channel", 10) ?? "phone" }),
        ["promise"] = new(HttpMethod.Put, "promise", form => new { steps = Lines(form.Text("steps", 1000)), promisedDate = form.Day("promisedDate"), reason = form.Line("reason", 200) }, Versioned: true),
    };

    public static readonly IReadOnlyDictionary<string, DeskStep> OfOrder = new Dictionary<string, DeskStep>
    {
        ["accept"] = Post("accept", form => new { from = form.Moment("from"), until = form.Moment("until"), people = form.Number("people"), answeredBy = Told(form) }),
        ["decline"] = Post("decline", form => new { reason = form.Line("reason", 500), answeredBy = Told(form) }),
        ["start"] = Post("start", _ => null),
        ["report"] = Post("report", form => new { outcome = form.Line("outcome", 20), note = form.Text("note", 1000), participants = form.Number("participants") }),
        ["confirm"] = Post("confirm", _ => null),
        ["redo"] = Post("redo", Reason),
        ["release"] = Post("release", Reason),
        ["reassign"] = Post("reassign", form => new { reason = form.Line("reason", 500), to = form.Line("team", 40) }),
        ["adjudicate"] = Post("adjudicate", form => new { granted = form.Raw("granted") == "yes", reason = form.Line("reason", 500) }),
        ["contest"] = Post("contest", Reason),
        ["contested"] = Post("contest/decision", form => new { upheld = form.Raw("upheld") == "yes", reason = form.Line("reason", 500) }),
    };

    private static DeskStep Post(string address, Func<Sent, object?> body) => new(HttpMethod.Post, address, body);

    private static object Reason(Sent form) => new { reason = form.Line("reason", 500) };

    // An answer that was given by telephone names who gave it; a leader's own names nobody.
    private static object? Told(Sent form) => form.Line("who", 60) is { } who ? new { name = who, phone = form.Line("whosePhone", 30) } : null;

    private static string[] Lines(string? text) => text?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
