using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Intake;

/// <summary>Needs that the hotline (12345) or a level above has sent: they have a number outside, and somebody waits for an answer.</summary>
public static class OutsideRules
{
    /// <summary>Five working days to finish and answer (rules §4.1), where nobody names a day.</summary>
    public const int UsualDays = 5;

    public static Refusal? Refuse(SubmitNeed command, DateTimeOffset now)
    {
        if (command.OutsideNumber is null)
            return command.ReplyBy is null ? null : Refusal.Malformed("replyBy.invalid", "A reply is owed where the outside has a number for the need.");
        if (command.Channel is not (Channel.Hotline or Channel.Assigned))
            return Refusal.Malformed("outsideNumber.invalid", "Only what the hotline or a level above has sent has a number outside.");
        if (string.IsNullOrWhiteSpace(command.OutsideNumber) || command.OutsideNumber.Length > 40)
            return Refusal.Malformed("outsideNumber.invalid", "A number outside has 1 to 40 characters.");
        return command.ReplyBy is { } by && (by <= now || by > now.AddDays(366))
            ? Refusal.Malformed("replyBy.invalid", "A reply is owed within a year from now.")
            : null;
    }

    public static DateTimeOffset? ReplyBy(SubmitNeed command, ITerms terms, DateTimeOffset now) =>
        command.OutsideNumber is null ? null : command.ReplyBy ?? terms.Calendar.AddWorkingDays(command.ReceivedAt ?? now, UsualDays);

    public static void Owe(Draft draft, Need need)
    {
        if (need is { OutsideNumber: { } number, ReplyBy: { } by })
            draft.Keep(new OutsideReply { Id = need.Id, CreatedAt = draft.Now, Number = number, Channel = need.Channel, ReplyBy = by });
    }

    public static Refusal? Reply(Draft draft, string id, string text)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (draft.Book.Find<OutsideReply>(id) is not { } reply)
            return Refusal.Rule("reply.notOwed", "Nobody outside waits for a reply on this need.");
        if (reply.RepliedAt is not null)
            return Refusal.Conflict("reply.given", "The reply has been given.");
        if (string.IsNullOrWhiteSpace(text) || text.Length > 1000)
            return Refusal.Malformed("text.invalid", "A reply has 1 to 1000 characters.");
        draft.Record(new ReplyGiven(reply.ReplyBy, draft.Now > reply.ReplyBy), reply with { Text = text.Trim(), RepliedAt = draft.Now });
        draft.Keep(need with { RepliedAt = draft.Now });
        return null;
    }
}
