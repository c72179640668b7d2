using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Shared;

namespace Practice.Imports;

/// <summary>What may happen to an import.</summary>
internal static class ImportRules
{
    public const int MostParts = 64;
    public const int MostPartBytes = 8 << 20;

    public static Refusal? Upload(Draft draft, string id, int part, ImmutableArray<byte> data)
    {
        if (part is < 0 or >= MostParts || data.IsDefault || data.Length > MostPartBytes)
            return Refusal.Malformed("import.part", $"A file has at most {MostParts} parts of at most {MostPartBytes} bytes.");
        var import = draft.Book.Find<Import>(id);
        if (import is not null && import.State != ImportState.Receiving)
            return null;
        draft.Record(new ImportReceived(part), import ?? new() { Id = id, CreatedAt = draft.Now, LookAt = draft.Now + Import.Abandoned });
        draft.Keep(new ImportPart { Id = ImportPart.IdOf(part), CreatedAt = draft.Now, Data = [.. data] });
        return null;
    }

    /// <summary>The parts must have been brought into the book.</summary>
    public static Refusal? Start(Draft draft, string id, int parts, Caller caller, ImportInto? into = null)
    {
        if (draft.Book.Find<Import>(id) is not { } import)
            return Refusal.NotFound("import", id);
        if (import.State != ImportState.Receiving)
            return null;
        if (parts is < 1 or > MostParts)
            return Refusal.Malformed("import.part", $"A file has 1 to {MostParts} parts.");
        var missing = Enumerable.Range(0, parts).Where(p => draft.Book.Find<ImportPart>(ImportPart.IdOf(p)) is null).ToList();
        if (missing.Count > 0)
            return Refusal.Conflict("import.incomplete", $"Part {missing[0]} of {parts} is missing.");
        draft.Record(new ImportQueued(parts), import with { State = ImportState.Queued, Parts = parts, Scope = into is null ? ScopeOf(caller) : null, Into = into, LookAt = draft.Now + Import.Patience });
        return null;
    }

    /// <summary>Somebody ends it: what it has made stays, its file goes.</summary>
    public static Refusal? Cancel(Draft draft, string id)
    {
        if (draft.Book.Find<Import>(id) is not { } import)
            return Refusal.NotFound("import", id);
        if (import.State == ImportState.Cancelled)
            return null;
        if (import.IsOver)
            return Refusal.Conflict("import.over", $"The import is {Json.Name(import.State)}.");
        End(draft, import, ImportState.Cancelled);
        return null;
    }

    private static ImmutableArray<string>? ScopeOf(Caller caller)
    {
        ImmutableArray<string> units = [.. caller.Grants.Where(grant => grant.Role == Role.Operator).Select(grant => grant.Unit)];
        return units.Contains("*") ? null : units;
    }

    public static void Read(Draft draft, Import import, int rowsTotal, int errorsTotal, IReadOnlyList<ImportError> errors)
    {
        draft.Record(new ImportRead(rowsTotal, errorsTotal), import with
        {
            State = ImportState.Running, RowsTotal = rowsTotal, ErrorsTotal = errorsTotal, LookAt = draft.Now + Import.Patience,
        });
        Keep(draft, import, errors);
    }

    public static void Progress(Draft draft, Import import, ImportChunk chunk, IReadOnlyList<ImportError> errors)
    {
        draft.Record(new ImportProgressed(import.Applied + chunk.Rows), import with
        {
            Applied = import.Applied + chunk.Rows,
            Created = import.Created + chunk.Created,
            Updated = import.Updated + chunk.Updated,
            ErrorsTotal = import.ErrorsTotal + chunk.Errors.Length,
            LookAt = draft.Now + Import.Patience,
        });
        if (chunk.Errors.Length > 0)
            Keep(draft, import, errors);
    }

    /// <summary>The import is over, and its file goes.</summary>
    public static void End(Draft draft, Import import, ImportState state, ImportError? reason = null)
    {
        var total = import.ErrorsTotal + (reason is null ? 0 : 1);
        draft.Record(new ImportEnded(state, import.Created, import.Updated, total), import with { State = state, ErrorsTotal = total, LookAt = null });
        if (reason is not null)
            Keep(draft, import, [.. draft.Book.Find<ImportErrors>(ImportErrors.ItemId)?.Lines ?? [], reason]);
        for (var part = 0; part < Math.Max(import.Parts, draft.Book.All<ImportPart>().Count()); part++)
            draft.Keep(new ImportPart { Id = ImportPart.IdOf(part), CreatedAt = import.CreatedAt });
    }

    public static void LookAfter(Draft draft, Import import)
    {
        if (import.State == ImportState.Receiving)
            End(draft, import, ImportState.Failed, new(0, "import.abandoned", "The file did not arrive completely."));
        else
            draft.Record(new ImportContinued(), import with { LookAt = draft.Now + Import.Patience });
    }

    private static void Keep(Draft draft, Import import, IReadOnlyList<ImportError> errors)
    {
        if (errors.Count > 0)
            draft.Keep(new ImportErrors { Id = ImportErrors.ItemId, CreatedAt = import.CreatedAt, Lines = [.. errors.Take(DivisionLimits.Default.MaxErrors)] });
    }
}

/// <summary>What applying one chunk of the plan has done.</summary>
internal sealed record ImportChunk(int Rows, int Created, int Updated, ImmutableArray<ImportError> Errors);
