using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Practice.Kernel;
using Practice.Persons;
using Practice.Shared;
using Practice.Units;

namespace Practice.Imports;

/// <summary>
/// Owns an import: its file, its progress, its errors. The work is done outside the turn; each chunk's progress is committed before the
/// next begins.
/// </summary>
/// <remarks>Two activations may work at once for a moment after a partition: chunks are safe to repeat, and the fence stops one of the two.</remarks>
[GrainType("import")]
internal sealed partial class ImportGrain(KernelServices services, PersonVault vault) : StreamGrain(services), IImportGrain
{
    private Task _run = Task.CompletedTask;

    protected override ItemKinds Kinds => Import.Kinds;

    private string Id => Stream["import-".Length..];

    public async Task<Result<ImportView>> Upload(Operation operation, int part, ImmutableArray<byte> compressed)
    {
        await Fetch<Import>(Id);
        return await Execute(operation, draft => ImportRules.Upload(draft, Id, part, compressed), () => Id, View);
    }

    public Task<Result<ImportView>> Start(Operation operation, int parts) => Start(operation, parts, null);

    public Task<Result<ImportView>> StartVolunteers(Operation operation, int parts, ImportInto into) => Start(operation, parts, into);

    public async Task<Result<ImportView>> Cancel(Operation operation)
    {
        await FetchAll();
        return await Execute(operation, draft => ImportRules.Cancel(draft, Id), () => Id, View, _ => FetchAll());
    }

    public async Task<Result<ImportView>> View()
    {
        await FetchAll();
        return await Read<Result<ImportView>>(book => View(book, Id) is { } view ? new Result<ImportView>(view, null) : Refusal.NotFound("import", Id));
    }

    protected override string PathOf(Book book) => "/";

    protected override void Take(Draft draft, string from, Message message)
    {
    }

    protected override void Due(Draft draft, Item item)
    {
        if (item is not Import import)
            return;
        ImportRules.LookAfter(draft, import);
        Continue();
    }

    private async Task<Result<ImportView>> Start(Operation operation, int parts, ImportInto? into)
    {
        await FetchAll();
        await Fetch<ImportPart>(Enumerable.Range(0, Math.Clamp(parts, 0, ImportRules.MostParts)).Select(ImportPart.IdOf));
        var result = await Execute(operation, draft => ImportRules.Start(draft, Id, parts, operation.Caller, into), () => Id, View, _ => FetchAll());
        Continue();
        return result;
    }

    private static ImportView? View(Book book, string id) => book.Find<Import>(id)?.View(book.Find<ImportErrors>(ImportErrors.ItemId));

    private async Task FetchAll()
    {
        await Fetch<Import>(Id);
        await Fetch<ImportErrors>(ImportErrors.ItemId);
    }

    private void Continue()
    {
        if (_run.IsCompleted && Book.Find<Import>(Id) is { State: ImportState.Queued or ImportState.Running })
            _run = Run();
    }

    private async Task Run()
    {
        await Task.Yield();
        DelayDeactivation(TimeSpan.FromHours(1));
        try
        {
            var import = Book.Find<Import>(Id)!;
            await FetchAll();
            var parts = await Parts(import.Parts);
            var job = Job(import);
            var file = await Task.Run(() => job.Read(parts, CancellationToken.None));
            if (file.Refused)
            {
                await Change((draft, now) => ImportRules.End(draft, now, ImportState.Failed, file.Errors[0]));
                return;
            }

            var errors = Book.Find<ImportErrors>(ImportErrors.ItemId)?.Lines.ToList() ?? [];
            if (import.State == ImportState.Queued)
            {
                errors = [.. file.Errors];
                await Change((draft, now) => ImportRules.Read(draft, now, file.Rows, file.ErrorsTotal, errors));
            }

            using var chunks = job.Chunks(import.Applied).GetEnumerator();
            while (await Task.Run(chunks.MoveNext))
            {
                if (Book.Find<Import>(Id)!.IsOver)
                    return;
                var done = await Task.Run(() => chunks.Current(CancellationToken.None));
                errors.AddRange(done.Errors);
                await Change((draft, now) => ImportRules.Progress(draft, now, done, errors));
            }

            await Change((draft, now) => ImportRules.End(draft, now, ImportState.Done));
        }
        catch (Exception e) when (Failures.IsTransient(e))
        {
            LogPaused(Services.Log, Stream, e);
        }
        catch (Exception e)
        {
            LogFailed(Services.Log, Stream, e);
            await Change((draft, now) => ImportRules.End(draft, now, ImportState.Failed, new(0, "import.failed", "The import could not go on; an operator finds the reason in the log.")));
        }
    }

    private async Task<List<byte[]>> Parts(int count)
    {
        var parts = new List<byte[]>();
        for (var part = 0; part < count; part++)
            parts.Add(ItemKinds.Read<ImportPart>((await Services.Store.Items(Stream, "importFile", [ImportPart.IdOf(part)], CancellationToken.None))[0]).Data);
        return parts;
    }

    private Task Change(Action<Draft, Import> decide)
    {
        EnsureSound();
        // Whoever has ended it meanwhile has ended it.
        if (Book.Find<Import>(Id)! is not { IsOver: false } import)
            return Task.CompletedTask;
        var draft = new Draft(Book, Caller.System.Subject, Services.Clock.Now);
        decide(draft, import);
        return Apply(draft);
    }

    private IImportJob Job(Import import) => import.Into is { } into
        ? new VolunteerImport(Services.Store, Services.Grains, vault, into, Id, Stream, import.CreatedAt)
        : new ImportRun(Services.Store, Rename, Id, Stream, import.CreatedAt, import.Scope);

    private Task<bool> Rename(string unit, string name) =>
        Services.Grains.GetGrain<IUnitGrain>(Ids.UnitStream(unit)).Reimport(Operation.System, name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream} stands still and goes on when it is woken")]
    private static partial void LogPaused(ILogger logger, string stream, Exception reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Stream} failed")]
    private static partial void LogFailed(ILogger logger, string stream, Exception reason);
}
