using Practice.Dispatch;
using Practice.Exchange;
using Practice.Feeds;
using Practice.Files;
using Practice.Intake;
using Practice.Kernel;
using Practice.Links;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Programmes;
using Practice.Push;
using Practice.Resources;
using Practice.Services;
using Practice.Statistics;
using Practice.Teams;

namespace Practice.Units;

/// <summary>The kinds of items on a unit's lists. The names stand in the database: never change one.</summary>
public static class UnitKinds
{
    public static ItemKinds Create() => new ItemKinds()
        .Add<UnitProfile>("unit")
        .Add<UnitNumbers>("numbers", rewritten: 420)
        .Add<ChildUnit>("childUnit")
        .Add<Need>("need")
        .Add<WorkOrder>("order")
        .Add<TeamCard>("card")
        .Add<Coordination>("coordination")
        .Add<Tally>("tally", rewritten: 2000)
        .Add<ChildTally>("childTally")
        .Add<Resource>("resource")
        .Add<Booking>("booking")
        .Add<Service>("service")
        .Add<ServiceSession>("serviceSession")
        .Add<Programme>("programme")
        .Add<TaskShare>("task")
        .Add<Month>("month")
        .Add<PlanLine>("planLine")
        .Add<Publication>("publication")
        .Add<ChildPublication>("childPublication")
        .Add<DutyRoster>("duty")
        .Add<IntakePoint>("intakePoint")
        .Add<Opening>("opening")
        .Add<Slip>("slip")
        .Add<NeedDraft>("needDraft")
        .Add<VisitPlan>("visitPlan")
        .Add<Visit>("visit")
        .Add<OutsideReply>("reply")
        .Add<CallBackSample>("sample")
        .Add<Climb>("climb")
        .Add<Matter>("matter")
        .Add<Interview>("interview")
        .Add<NeedLink>("link")
        .Add<StoredFile>("file")
        .Add<PushTarget>("pushTarget")
        .Add<Delivery>("delivery")
        .Add<Feed>("feed")
        .Add<ExchangeItem>("exchangeItem")
        .Add<PickUp>("pickUp");
}
