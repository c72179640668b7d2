using Practice.Kernel;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Tests.Simulation;

/// <summary>A team without its grain.</summary>
internal sealed class TeamOwner(World world, string id) : Owner(world, Ids.TeamStream(id), TeamMail.Kinds())
{
    public string Id { get; } = id;

    public Team? Team => Book.Find<Team>(Id);

    protected override string Path => Team?.UnitPath ?? "";

    public override string? Report(string topic) => TeamMail.Report(Book, Id, topic, World.Now);

    protected override void Prepare(Message message)
    {
        if (TeamMail.About(message) is { } order)
            Fetch<Engagement>([order]);
    }

    protected override bool Take(Draft draft, string from, Message message)
    {
        switch (World.Bug)
        {
            case Bug.NotFreed when message is OrderEnded { Status: "declined" }:
                return true;
            case Bug.RatedTwice when message is OrderRated:
                TeamMail.Take(draft, Id, message);
                break;
            case Bug.Overbooked when message is ReservationAsked { Slot: { } slot } asked && Team is { } team:
                draft.Record(new TimeReserved(slot, asked.People), draft.Book.Find<Engagement>(asked.Order)! with { Status = Engagement.Kept, Slot = slot, People = asked.People });
                draft.Send(from, new Reserved(asked.Order, slot, asked.People));
                TeamRules.ShowCard(draft, team);
                return true;
        }

        return TeamMail.Take(draft, Id, message);
    }

    protected override void TakeReport(Draft draft, Letter letter)
    {
    }

    protected override void Due(Draft draft, Item item) => TeamMail.Due(draft, item);

    protected override void Check(Draft draft) => TeamLaws.Check(World, this);
}
