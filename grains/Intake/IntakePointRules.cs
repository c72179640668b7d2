using Practice.Kernel;
using Practice.Services;
using Practice.Shared;
using Practice.Units;

namespace Practice.Intake;

/// <summary>What may happen to the list of trees, walls, boxes and codes.</summary>
public static class IntakePointRules
{
    public const int LongestName = 60, LongestLabel = 40, Most = 99;

    public static Refusal? Add(Draft draft, SetIntakePoint command, out string id)
    {
        id = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        if (command.Kind is not { } kind || !Enum.IsDefined(kind))
            return Refusal.Malformed("kind.invalid", "A kind is wishTree, wishWall, mailbox or qr.");
        var numbers = UnitNumbers.Of(draft);
        if (numbers.IntakePoints >= Most)
            return Refusal.Rule("intakePoints.full", $"A unit has at most {Most} intake points, retired ones among them.");
        numbers = numbers with { IntakePoints = numbers.IntakePoints + 1 };
        id = Ids.IntakePoint(unit.Id, numbers.IntakePoints);
        var point = Changed(new IntakePoint { Id = id, CreatedAt = draft.Now, Kind = kind, Name = "" }, command, draft.Now);
        if (Invalid(point) is { } refusal)
            return refusal;
        draft.Record(new IntakePointAdded(kind), point);
        draft.Keep(numbers);
        return null;
    }

    public static Refusal? Edit(Draft draft, string id, SetIntakePoint edit, long? ifMatch)
    {
        if (draft.Book.Find<IntakePoint>(id) is not { } point)
            return Refusal.NotFound("intakePoint", id);
        if (ifMatch is { } seen && seen != point.Version)
            return Refusal.Stale(point.Version);
        if (!point.Active)
            return Retired(point);
        if (edit.Kind is { } kind && kind != point.Kind)
            return Refusal.Rule("kind.fixed", "A point keeps its kind: retire it and add another.");
        string[] fields = [.. typeof(SetIntakePoint).GetProperties().Where(p => p.GetValue(edit) is not null).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..])];
        if (fields.Length == 0)
            return null;
        var after = Changed(point, edit, draft.Now);
        if (Invalid(after) is { } refusal)
            return refusal;
        draft.Record(new IntakePointEdited(fields), after);
        return null;
    }

    public static Refusal? Retire(Draft draft, string id)
    {
        if (draft.Book.Find<IntakePoint>(id) is not { } point)
            return Refusal.NotFound("intakePoint", id);
        if (!point.Active)
            return null;
        if (point.UnderWay is { } opening)
            return new(RefusalKind.Conflict, "opening.underWay", "It is being opened; close the opening first.", [opening]);
        draft.Record(new IntakePointRetired(), point with { Active = false });
        return null;
    }

    public static Refusal Retired(IntakePoint point) => Refusal.Conflict("intakePoint.retired", $"{point.Id} is no longer in use.");

    private static IntakePoint Changed(IntakePoint point, SetIntakePoint edit, DateTimeOffset now) => point with
    {
        Name = edit.Name?.Trim() ?? point.Name,
        Keeper = edit.Keeper?.Trim() ?? point.Keeper,
        Location = edit.Location ?? point.Location,
        Schedule = edit.Schedule ?? point.Schedule,
        ScheduledSince = edit.Schedule is null ? point.ScheduledSince : now,
    };

    private static Refusal? Invalid(IntakePoint point)
    {
        if (point.Name.Length is 0 or > LongestName)
            return Refusal.Malformed("name.invalid", $"A name has 1 to {LongestName} characters.");
        if (point.Keeper is { } keeper && (keeper.Length > LongestLabel || Scrub.FindsPersonal(keeper)))
            return Refusal.Malformed("keeper.invalid", $"A keeper is an office and a number of at most {LongestLabel} characters, never a telephone.");
        if (point.Location?.Address?.Length > 200)
            return Refusal.Malformed("location.invalid", "An address has at most 200 characters.");
        if (point.Schedule is { } schedule)
        {
            if (point.Kind == IntakeKind.Qr)
                return Refusal.Rule("intakePoint.noBox", "A code has no box to open.");
            if (RecurrenceRules.Invalid(schedule) is { } refusal)
                return refusal;
        }

        return UnitRules.BadPlace(point.Location);
    }
}
