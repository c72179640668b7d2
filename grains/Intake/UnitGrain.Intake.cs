using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Files;
using Practice.Intake;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;

namespace Practice.Units;

/// <summary>Boxes, doors, telephones, and what was done on the spot.</summary>
internal sealed partial class UnitGrain : IIntakeGrain
{
    public async Task<Result<IntakePointView>> AddIntakePoint(Operation operation, SetIntakePoint command)
    {
        await Terms();
        var id = "";
        return await Execute(operation, draft => IntakePointRules.Add(draft, command, out id), () => id, PointOf, FetchPoint);
    }

    public Task<Result<IntakePointView>> EditIntakePoint(Operation operation, string point, SetIntakePoint edit) =>
        OnPoint(operation, point, draft => IntakePointRules.Edit(draft, point, edit, operation.IfMatch));

    public Task<Result<IntakePointView>> RetireIntakePoint(Operation operation, string point) => OnPoint(operation, point, draft => IntakePointRules.Retire(draft, point));

    public async Task<Result<IntakePointView>> ViewIntakePoint(string point)
    {
        await FetchPoint(point);
        await Terms();
        return await Read(book => PointOf(book, point)) is { } view ? new(view, null) : Gone<IntakePointView>(Refusal.NotFound("intakePoint", point));
    }

    async Task<ImmutableArray<IntakePointView>> IIntakeGrain.IntakePoints()
    {
        await Terms();
        return await Read<ImmutableArray<IntakePointView>>(book =>
            [.. book.All<IntakePoint>().Where(p => p.Active).Select(p => IntakeViews.Of(p, _terms.Calendar, Services.Clock.Now))]);
    }

    public async Task<Result<OpeningView>> StartOpening(Operation operation, string point, StartOpening command)
    {
        await FetchPoint(point);
        await FetchFiles(command.Photos ?? []);
        var id = "";
        return await Execute(operation, draft => OpeningRules.Start(draft, point, command, out id), () => id, OpeningOf, FetchOpening);
    }

    public async Task<Result<OpeningView>> VoidSlip(Operation operation, string opening, VoidSlip command)
    {
        await FetchOpening(opening);
        if (Book.Find<Opening>(opening) is { } found && !string.IsNullOrWhiteSpace(command.SlipNo))
            await Fetch<Slip>(Slip.Key(found.Point, command.SlipNo));
        return await Execute(operation, draft => OpeningRules.Void(draft, opening, command), () => opening, OpeningOf, FetchOpening);
    }

    public async Task<Result<OpeningView>> CloseOpening(Operation operation, string opening, int? counted)
    {
        await FetchOpening(opening);
        return await Execute(operation, draft => OpeningRules.Close(draft, opening, counted), () => opening, OpeningOf, FetchOpening);
    }

    public async Task<Result<OpeningView>> ViewOpening(string opening)
    {
        await FetchOpening(opening);
        return await Read(book => OpeningOf(book, opening)) is { } view ? new(view, null) : Gone<OpeningView>(Refusal.NotFound("opening", opening));
    }

    public async Task<Result<NeedDraftView>> TakeDraft(Operation operation, TakeDraft command)
    {
        var id = "";
        return await Execute(operation, draft => DraftRules.Take(draft, command, out id), () => id, DraftOf, FetchDraft);
    }

    public async Task<Result<NeedDraftView>> ViewDraft(string draft)
    {
        await FetchDraft(draft);
        return await Read(book => DraftOf(book, draft)) is { } view ? new(view, null) : Gone<NeedDraftView>(Refusal.NotFound("draft", draft));
    }

    public async Task<Result<NeedView>> CompleteDraft(Operation operation, string draft, SubmitNeed command)
    {
        await FetchDraft(draft);
        await FetchSlip(command);
        await Terms();
        var need = "";
        return await Execute(operation, made => DraftRules.Complete(made, _terms, draft, command, out need), () => need, ViewNeed, FetchNeed);
    }

    public async Task<Result<NeedDraftView>> DiscardDraft(Operation operation, string draft, string reason)
    {
        await FetchDraft(draft);
        return await Execute(operation, made => DraftRules.Discard(made, draft, reason), () => draft, DraftOf, FetchDraft);
    }

    public async Task<Result<string>> DraftContactRef(Operation operation, string draft)
    {
        await FetchDraft(draft);
        return await Execute(operation, made => DraftRules.ReadContact(made, draft), () => draft, (book, id) => book.Find<NeedDraft>(id)?.ContactRef, FetchDraft);
    }

    public async Task<Result<VisitPlanView>> AddVisitPlan(Operation operation, SetVisitPlan command)
    {
        await Terms();
        var id = "";
        return await Execute(operation, draft => VisitRules.Plan(draft, command, out id), () => id, PlanOf, FetchPlan);
    }

    public async Task<Result<VisitPlanView>> EditVisitPlan(Operation operation, string plan, SetVisitPlan edit)
    {
        await FetchPlan(plan);
        await Terms();
        return await Execute(operation, draft => VisitRules.Edit(draft, plan, edit, operation.IfMatch), () => plan, PlanOf, FetchPlan);
    }

    public async Task<Result<VisitPlanView>> ViewVisitPlan(string plan, YearMonth month)
    {
        await FetchPlan(plan);
        await Terms();
        return await Read(book => book.Find<VisitPlan>(plan)) is { } found
            ? new(IntakeViews.Of(found, month, _terms.Calendar), null)
            : Gone<VisitPlanView>(Refusal.NotFound("visitPlan", plan));
    }

    async Task<ImmutableArray<VisitPlanView>> IIntakeGrain.VisitPlans(YearMonth month)
    {
        await Terms();
        return await Read<ImmutableArray<VisitPlanView>>(book => [.. book.All<VisitPlan>().Select(p => IntakeViews.Of(p, month, _terms.Calendar))]);
    }

    public async Task<Result<VisitView>> RecordVisit(Operation operation, RecordVisit command)
    {
        await Fetch<VisitPlan>(command.Plan);
        foreach (var need in command.Needs)
            await FetchSlip(need);
        await Terms();
        var id = "";
        return await Execute(operation, draft => VisitRules.Record(draft, _terms, command, out id, out _), () => id, VisitOf, FetchVisit);
    }

    public async Task<Result<NeedView>> RecordWork(Operation operation, RecordWork command)
    {
        await FetchSlip(command.Need);
        await FetchFiles(command.Photos);
        await FetchPaper(command.Rating);
        await Terms();
        var id = "";
        return await Execute(operation, draft => RecordRules.Record(draft, _terms, command, out id), () => id, ViewNeed, FetchNeed);
    }

    public async Task<Result<NeedView>> Reply(Operation operation, string need, string text)
    {
        await Fetch<OutsideReply>(need);
        return await OnNeed(operation, need, draft => OutsideRules.Reply(draft, need, text));
    }

    /// <summary>What a need is held against before it is taken in: its pictures, its point, and whoever had the slip before.</summary>
    private async Task FetchSlip(SubmitNeed command)
    {
        await FetchFiles(command.Photos);
        if (command.IntakePoint is not { } point)
            return;
        await FetchPoint(point);
        if (!string.IsNullOrWhiteSpace(command.SlipNo))
            await Fetch<Slip>(Slip.Key(point, command.SlipNo));
    }

    private Task FetchFiles(ImmutableArray<string> photos) => photos.IsDefaultOrEmpty ? Task.CompletedTask : Fetch<StoredFile>(photos);

    private async Task FetchPaper(RateNeed? rating)
    {
        if (!string.IsNullOrWhiteSpace(rating?.SlipNo))
            await Fetch<Slip>(Slip.Key(RatingRules.Paper, rating.SlipNo));
    }

    private async Task<Result<IntakePointView>> OnPoint(Operation operation, string point, Func<Draft, Refusal?> decide)
    {
        await FetchPoint(point);
        await Terms();
        return await Execute(operation, decide, () => point, PointOf, FetchPoint);
    }

    private IntakePointView? PointOf(Book book, string id) => book.Find<IntakePoint>(id) is { } point ? IntakeViews.Of(point, _terms.Calendar, Services.Clock.Now) : null;

    private static OpeningView? OpeningOf(Book book, string id) => book.Find<Opening>(id) is { } opening ? IntakeViews.Of(opening) : null;

    private static NeedDraftView? DraftOf(Book book, string id) => book.Find<NeedDraft>(id) is { } draft ? IntakeViews.Of(draft) : null;

    private VisitPlanView? PlanOf(Book book, string id) =>
        book.Find<VisitPlan>(id) is { } plan ? IntakeViews.Of(plan, ChinaTime.MonthOf(Services.Clock.Now), _terms.Calendar) : null;

    private static VisitView? VisitOf(Book book, string id) => book.Find<Visit>(id) is { } visit ? IntakeViews.Of(visit) : null;

    private Task FetchPoint(string id) => Fetch<IntakePoint>(id);

    private Task FetchOpening(string id) => Fetch<Opening>(id);

    private Task FetchDraft(string id) => Fetch<NeedDraft>(id);

    private Task FetchPlan(string id) => Fetch<VisitPlan>(id);

    private Task FetchVisit(string id) => Fetch<Visit>(id);
}
