using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Programmes;
using Practice.Services;
using Practice.Shared;

namespace Practice.Units;

/// <summary>Projects, campaigns, and shares of tasks.</summary>
internal sealed partial class UnitGrain : IProgrammeGrain, ITaskGrain
{
    public async Task<Result<ProgrammeView>> AddProgramme(Operation operation, SetProgramme command)
    {
        await FetchServices(command.Services);
        var id = "";
        return await Execute(operation, draft => ProgrammeRules.Add(draft, command, out id), () => id, ProgrammeOf, FetchProgramme);
    }

    public async Task<Result<ProgrammeView>> EditProgramme(Operation operation, string programme, SetProgramme edit)
    {
        await FetchProgramme(programme);
        await FetchServices(edit.Services);
        await FetchServices(Book.Find<Programme>(programme)?.Services);
        return await OnProgramme(operation, programme, draft => ProgrammeRules.Edit(draft, programme, edit, operation.IfMatch));
    }

    public async Task<Result<ProgrammeView>> ViewProgramme(string programme)
    {
        await FetchProgramme(programme);
        return await Read(book => ProgrammeOf(book, programme)) is { } view ? new(view, null) : Gone<ProgrammeView>(Refusal.NotFound("programme", programme));
    }

    public Task<Result<ProgrammeView>> CountOutcome(Operation operation, string programme, CountOutcome command) =>
        OnProgramme(operation, programme, draft => ProgrammeRules.Count(draft, programme, command));

    public Task<Result<ProgrammeView>> CloseProgramme(Operation operation, string programme) =>
        OnProgramme(operation, programme, draft => ProgrammeRules.Close(draft, programme));

    public async Task<Result<TaskView>> AddTask(Operation operation, SetTask command)
    {
        await FetchSubject(command.Of);
        var id = "";
        return await Execute(operation, draft => TaskRules.Add(draft, command, out id), () => id, TaskOf, FetchTask);
    }

    public async Task<Result<TaskView>> EditTask(Operation operation, string task, SetTask edit)
    {
        await FetchTask(task);
        await FetchSubject(edit.Of);
        await FetchSubject(Book.Find<TaskShare>(task)?.Of);
        return await OnTask(operation, task, draft => TaskRules.Edit(draft, task, edit, operation.IfMatch));
    }

    public async Task<Result<TaskView>> ViewTask(string task)
    {
        await FetchTask(task);
        return await Read(book => TaskOf(book, task)) is { } view ? new(view, null) : Gone<TaskView>(Refusal.NotFound("task", task));
    }

    public Task<Result<TaskView>> DivideTask(Operation operation, string task, ImmutableArray<GivePart> parts) =>
        OnTask(operation, task, draft => TaskRules.Divide(draft, task, parts, operation.IfMatch));

    public Task<Result<TaskView>> CountPart(Operation operation, string task, int part, int done) =>
        OnTask(operation, task, draft => TaskRules.Count(draft, task, part, done));

    public Task<Result<TaskView>> WithdrawTask(Operation operation, string task) => OnTask(operation, task, draft => TaskRules.Withdraw(draft, task));

    private async Task<Result<ProgrammeView>> OnProgramme(Operation operation, string programme, Func<Draft, Refusal?> decide)
    {
        await FetchProgramme(programme);
        return await Execute(operation, decide, () => programme, ProgrammeOf, FetchProgramme);
    }

    private async Task<Result<TaskView>> OnTask(Operation operation, string task, Func<Draft, Refusal?> decide)
    {
        await FetchTask(task);
        return await Execute(operation, decide, () => task, TaskOf, FetchTask);
    }

    private static ProgrammeView? ProgrammeOf(Book book, string id) => book.Find<Programme>(id)?.View();

    private TaskView? TaskOf(Book book, string id) => book.Find<TaskShare>(id)?.View(Code, Services.Clock.Now);

    private Task FetchProgramme(string id) => Fetch<Programme>(id);

    private Task FetchTask(string id) => Fetch<TaskShare>(id);

    // What is retired or closed is not kept ready, and still is what it was.
    private Task FetchServices(ImmutableArray<string>? services) => Fetch<Service>(services is { IsDefault: false } named ? named : []);

    private async Task FetchSubject(string? of)
    {
        await Fetch<Service>(of);
        await Fetch<Programme>(of);
    }
}
