using Practice.Needs;
using Practice.Shared;

namespace Practice.Silo.Demo;

/// <summary>Lays out what happens to a need, by its fate, in the ticks of its month (and of the next, where it is met late).</summary>
internal static class DemoWay
{
    /// <summary>Ticks from a need's submission to its last step, at most.</summary>
    public const int Longest = 26;

    // Sooner than the shortest rating window, which runs over holidays too.
    private static readonly TimeSpan RateWithin = TimeSpan.FromDays(6);

    public static DemoNeed Of(DemoNeed need, int submit, DemoDays days, DemoDays? next, DemoRandom random)
    {
        var way = new List<DemoStep> { new(days.At(submit), DemoAct.Submit) };
        if (Slip(need.Channel))
            need = need with { ReceivedAt = days.At(submit).AddDays(-random.Between(1, 4)).AddMinutes(-random.Below(90)) };
        var at = submit;
        TimeSlot? visit = null;
        switch (need.Fate)
        {
            case DemoFate.Fulfilled:
                at += need.Urgency switch { Urgency.Urgent => 0, Urgency.Priority => random.Below(2), Urgency.Normal => random.Between(1, 3), _ => random.Between(1, 4) };
                Add(DemoAct.Verify);
                if (need.Supporters > 0)
                    Add(DemoAct.Support);
                visit = Work(at, days);
                break;
            case DemoFate.Unfulfilled:
                at += random.Between(1, 3);
                Add(DemoAct.Verify);
                at += random.Between(4, 10);
                Add(DemoAct.Promise);
                if (next is not null)
                    visit = Work(random.Between(1, 3), next);
                break;
            case DemoFate.Withdrawn:
                at++;
                if (random.Chance(50))
                    Add(DemoAct.Verify);
                at += random.Between(1, 3);
                Add(DemoAct.Withdraw);
                break;
            default:
                at++;
                Add(need.Fate switch { DemoFate.Merged => DemoAct.Merge, DemoFate.Rejected => DemoAct.Reject, _ => DemoAct.Redirect });
                break;
        }

        return need with { Way = [.. way], Visit = visit };

        void Add(DemoAct act) => way.Add(new(days.At(at), act));

        TimeSlot Work(int tick, DemoDays in_)
        {
            void Then(DemoAct act) => way.Add(new(in_.At(tick), act));
            var urgent = need.Urgency == Urgency.Urgent;
            Then(DemoAct.Dispatch);
            if (need.Twist == DemoTwist.Declined)
                tick += 1;
            else if (need.Twist == DemoTwist.Expired)
                tick += need.Urgency == Urgency.Priority ? DemoDays.TicksADay + 1 : 2 * DemoDays.TicksADay + 1;
            if (need.Twist != DemoTwist.None)
                Then(need.Twist == DemoTwist.Declined ? DemoAct.Decline : DemoAct.Expire);
            tick += urgent ? 0 : random.Between(1, 2);
            Then(DemoAct.Accept);
            tick += need.Urgency switch { Urgency.Urgent => 1, Urgency.Priority => random.Between(1, 3), Urgency.Normal => random.Between(1, 5), _ => random.Between(2, 6) };
            var slot = new TimeSlot(in_.At(tick), in_.At(tick).AddHours(2));
            Then(DemoAct.Start);
            tick += urgent ? 0 : need.Urgency == Urgency.Priority && need.Twist == DemoTwist.None && random.Chance(8) ? 12 : random.Below(2);
            Then(DemoAct.Report);
            tick++;
            Then(DemoAct.Confirm);
            if (need.Score is null)
                return slot;
            var confirmed = in_.At(tick);
            tick += random.Between(1, 4);
            while (in_.At(tick) - confirmed > RateWithin)
                tick--;
            Then(DemoAct.Rate);
            tick += 2;
            if (need.Score <= 2)
                Then(DemoAct.CallBack);
            return slot;
        }
    }

    /// <summary>Whether the need was written on a slip that somebody had to take out of a box or off a tree.</summary>
    public static bool Slip(Channel channel) => channel is Channel.WishTree or Channel.WishWall or Channel.Mailbox;
}
