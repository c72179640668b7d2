using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Intake;
using Practice.Kernel;
using Practice.Orders;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Needs;

/// <summary>评单: once per beneficiary or supporter, and once more after a redo. What nobody rated is never counted.</summary>
public static class RatingRules
{
    /// <summary>The channel of a form filled in by hand (纸质点评表): it has a number, and is copied once.</summary>
    public const string Paper = "paper";

    private static readonly string[] Channels = ["self", "phone", Paper, "link", "code"];

    public static Refusal? Rate(Draft draft, string id, RateNeed command)
    {
        if (NeedRules.Find(draft, id) is not { } need)
            return Refusal.NotFound("need", id);
        if (need.Status is not (NeedStatus.Done or NeedStatus.Rated))
            return NeedRules.WrongState(need, "rated");
        if (need.Due.Rate is not { } closes || draft.Now >= closes)
            return Refusal.Conflict("rating.closed", "The time to rate is over; the need stands as not rated.");
        if (command.Score is < 1 or > 5)
            return Refusal.Malformed("score.invalid", "A score is 1 to 5.");
        if (command.Comment?.Length > NeedRules.LongestText)
            return Refusal.Malformed("comment.tooLong", $"A comment has at most {NeedRules.LongestText} characters.");
        if (command.Channel is { } channel && !Channels.Contains(channel))
            return Refusal.Malformed("channel.invalid", $"A rating comes by {string.Join(", ", Channels)}.");
        if (BadPaper(draft.Book, command) is { } paper)
            return paper;

        var rater = command.Rater ?? need.Resident ?? need.Id;
        if (rater != need.Resident && rater != need.Id && !need.Supporters.Contains(rater))
            return Refusal.Rule("rating.notBeneficiary", "Those who were helped rate: the resident and those who supported the need.");
        var index = need.Ratings.Select((r, i) => (r, i)).FirstOrDefault(p => p.r.Rater == rater, (null!, -1)).Item2;
        if (index >= 0 && (!need.Redone || need.Ratings[index].FollowUp is not null))
            return Refusal.Conflict("rating.given", "Each beneficiary rates once.");

        var former = index >= 0 ? need.Ratings[index] : null;
        var rating = former is null
            ? new Rating(rater, command.Score, command.Comment, command.FeeCharged, draft.Now, command.Channel) { SlipNo = command.SlipNo?.Trim() }
            : former with { FollowUp = command.Score, Comment = command.Comment ?? former.Comment, FeeCharged = former.FeeCharged || command.FeeCharged };
        var worked = SearchRules.LiveOrders(draft, need).Where(o => o.Status == OrderStatus.Confirmed).ToList();
        rating = rating with { Orders = [.. rating.Orders.Union(worked.Select(o => o.Id))] };
        var bad = command.Score <= 2;
        var callBack = bad ? draft.Now.AddDays(1) : need.CallBackDue;
        NeedRules.Step(draft, need, new NeedRated(command.Score, former is not null, command.FeeCharged, bad ? callBack : null), need with
        {
            Status = NeedStatus.Rated,
            Ratings = former is null ? need.Ratings.Add(rating) : need.Ratings.SetItem(index, rating),
            CallBackDue = callBack,
        });
        if (!string.IsNullOrWhiteSpace(command.SlipNo))
            draft.Keep(new Slip { Id = Slip.Key(Paper, command.SlipNo), CreatedAt = draft.Now, Need = need.Id });

        // Ratings stay with those who did the work. A follow-up replaces the rating of whoever was rated, and is the first one of
        // whoever came in for the redo.
        foreach (var order in worked)
            Parties.Tell(draft, order.Team, former?.Orders.Contains(order.Id) == true
                ? new OrderRated(order.Id, command.Score - former.Score, 0)
                : new OrderRated(order.Id, command.Score, 1));
        return null;
    }

    /// <summary>The window closes: who has not rated is not counted, never as satisfied.</summary>
    public static void Close(Draft draft, Need need)
    {
        if (need.Due.Rate is { } closes && draft.Now >= closes)
            NeedRules.Step(draft, need, new RatingClosed(need.Ratings.Length), need with { Due = need.Due with { Rate = null } });
    }

    private static Refusal? BadPaper(Book book, RateNeed command)
    {
        if (command.Channel != Paper)
            return string.IsNullOrWhiteSpace(command.SlipNo) ? null : Refusal.Malformed("slipNo.invalid", "Only a form on paper has a number.");
        if (string.IsNullOrWhiteSpace(command.SlipNo) || command.SlipNo.Length > 40)
            return Refusal.Malformed("slipNo.invalid", "A form on paper has a number of 1 to 40 characters.");
        return book.Find<Slip>(Slip.Key(Paper, command.SlipNo)) is { } slip
            ? new(RefusalKind.Conflict, "slip.entered", "This form has been copied already.", [slip.Need ?? ""])
            : null;
    }

    public static RatingView? Mean(ImmutableArray<Rating> ratings) =>
        ratings.Length == 0 ? null : new(Math.Round(ratings.Average(r => r.Counts), 2), ratings.Length);
}
