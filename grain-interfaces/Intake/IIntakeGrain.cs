using System.Collections.Immutable;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Intake;

/// <summary>How needs come in beside the screen: boxes that are opened, doors that are knocked at, telephones, work done on the spot.</summary>
[Alias("intake"), GrainInterfaceType("intake")]
public interface IIntakeGrain : IGrainWithStringKey
{
    [Alias("AddIntakePoint")]
    Task<Result<IntakePointView>> AddIntakePoint(Operation operation, SetIntakePoint command);

    [Alias("EditIntakePoint")]
    Task<Result<IntakePointView>> EditIntakePoint(Operation operation, string point, SetIntakePoint edit);

    [Alias("RetireIntakePoint")]
    Task<Result<IntakePointView>> RetireIntakePoint(Operation operation, string point);

    [Alias("ViewIntakePoint")]
    Task<Result<IntakePointView>> ViewIntakePoint(string point);

    /// <summary>The active ones, by id.</summary>
    [Alias("IntakePoints")]
    Task<ImmutableArray<IntakePointView>> IntakePoints();

    /// <summary>One opening at a time: who comes second is told of the one under way.</summary>
    [Alias("StartOpening")]
    Task<Result<OpeningView>> StartOpening(Operation operation, string point, StartOpening command);

    [Alias("VoidSlip")]
    Task<Result<OpeningView>> VoidSlip(Operation operation, string opening, VoidSlip command);

    /// <summary>Refused until every slip counted is entered or void.</summary>
    [Alias("CloseOpening")]
    Task<Result<OpeningView>> CloseOpening(Operation operation, string opening, int? counted);

    [Alias("ViewOpening")]
    Task<Result<OpeningView>> ViewOpening(string opening);

    [Alias("TakeDraft")]
    Task<Result<NeedDraftView>> TakeDraft(Operation operation, TakeDraft command);

    [Alias("ViewDraft")]
    Task<Result<NeedDraftView>> ViewDraft(string draft);

    /// <summary>The need that a draft becomes; it was received when the call came.</summary>
    [Alias("CompleteDraft")]
    Task<Result<NeedView>> CompleteDraft(Operation operation, string draft, SubmitNeed command);

    [Alias("DiscardDraft")]
    Task<Result<NeedDraftView>> DiscardDraft(Operation operation, string draft, string reason);

    /// <summary>The reference to the caller's sealed telephone; leaves an access record.</summary>
    [Alias("DraftContactRef")]
    Task<Result<string>> DraftContactRef(Operation operation, string draft);

    [Alias("AddVisitPlan")]
    Task<Result<VisitPlanView>> AddVisitPlan(Operation operation, SetVisitPlan command);

    [Alias("EditVisitPlan")]
    Task<Result<VisitPlanView>> EditVisitPlan(Operation operation, string plan, SetVisitPlan edit);

    [Alias("ViewVisitPlan")]
    Task<Result<VisitPlanView>> ViewVisitPlan(string plan, YearMonth month);

    [Alias("VisitPlans")]
    Task<ImmutableArray<VisitPlanView>> VisitPlans(YearMonth month);

    [Alias("RecordVisit")]
    Task<Result<VisitView>> RecordVisit(Operation operation, RecordVisit command);

    [Alias("RecordWork")]
    Task<Result<NeedView>> RecordWork(Operation operation, RecordWork command);

    /// <summary>The words that go back to the hotline or to whoever assigned the need.</summary>
    [Alias("Reply")]
    Task<Result<NeedView>> Reply(Operation operation, string need, string text);
}
