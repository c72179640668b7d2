using System.Collections.Immutable;
using System.Globalization;
using Practice.Kernel;
using Practice.Needs;
using Practice.Shared;
using Practice.Store;
using Practice.Teams;

namespace Practice.Units;

/// <summary>What may happen to a unit's profile.</summary>
public static class UnitRules
{
    public const string ProfileTopic = "unit";

    /// <summary>The first change of an imported unit. It is inactive until somebody opens it.</summary>
    public static Change Imported(string id, string name, Level level, string? parent, string path, Guid changeId, string actor, DateTimeOffset now, ItemKinds kinds)
    {
        var draft = new Draft(new Book(Ids.UnitStream(id)), actor, now);
        draft.Record(new UnitImported(level, parent), new UnitProfile
        {
            Id = id, CreatedAt = now, Name = name, Level = level, Parent = parent, Path = path, OfficialCode = id,
        });
        return draft.Close(changeId, path, kinds, _ => false, null);
    }

    /// <summary>Takes the file's name, unless staff gave the unit another.</summary>
    public static Refusal? Reimport(Draft draft, string name)
    {
        if (Profile(draft) is not { } unit)
            return Missing(draft);
        if (unit.Name != name && !unit.NamedByStaff)
            draft.Record(new UnitReimported(), unit with { Name = name });
        return null;
    }

    public static Refusal? Open(Draft draft)
    {
        if (Profile(draft) is not { } unit)
            return Missing(draft);
        if (unit.Status == UnitStatus.Active)
            return null;
        draft.Record(new UnitOpened(), unit with { Status = UnitStatus.Active });
        Tell(draft, unit);
        return null;
    }

    public static Refusal? Close(Draft draft, string reason)
    {
        if (Profile(draft) is not { } unit)
            return Missing(draft);
        if (string.IsNullOrWhiteSpace(reason))
            return Refusal.Malformed("reason.missing", "Closing a unit needs a reason.");
        if (unit.Status != UnitStatus.Active)
            return Refusal.Conflict("unit.notOpen", $"The unit is {Json.Name(unit.Status)}.");
        var open = draft.Book.All<Need>().Where(need => need.IsUnsettled).Select(need => need.Id).ToArray();
        if (open.Length > 0)
            return new(RefusalKind.Conflict, "unit.workOpen", $"{open.Length} needs are still open here.", open[..Math.Min(open.Length, 20)]);
        draft.Record(new UnitClosed(), unit with { Status = UnitStatus.Closed });
        Tell(draft, unit);
        return null;
    }

    public static Refusal? Edit(Draft draft, EditUnit edit, long? ifMatch)
    {
        if (Profile(draft) is not { } unit)
            return Missing(draft);
        if (ifMatch is { } seen && seen != unit.Version)
            return Refusal.Stale(unit.Version);
        if (Invalid(edit) is { } refusal)
            return refusal;
        if (edit.Department == true && unit.Level != Level.Institute)
            return Refusal.Rule("department.level", "A department stands right under a centre.");

        var after = unit with
        {
            Name = edit.Name ?? unit.Name,
            NamedByStaff = unit.NamedByStaff || (edit.Name ?? unit.Name) != unit.Name,
            ResponsibleBody = edit.ResponsibleBody ?? unit.ResponsibleBody,
            FirstResponsiblePerson = edit.FirstResponsiblePerson ?? unit.FirstResponsiblePerson,
            Positions = edit.Positions ?? unit.Positions,
            Address = edit.Address ?? unit.Address,
            Location = edit.Location ?? unit.Location,
            Phone = edit.Phone ?? unit.Phone,
            OpeningHours = edit.OpeningHours ?? unit.OpeningHours,
            Readiness = edit.Readiness is { } checks ? Merge(unit.Readiness, checks) : unit.Readiness,
            Deputies = edit.Deputies ?? unit.Deputies,
            Department = edit.Department ?? unit.Department,
        };
        draft.Record(new UnitEdited(Changed(edit)), after);
        if (edit.Name is not null)
            Tell(draft, unit);
        return null;
    }

    public static Refusal? AddPoint(Draft draft, AddPoint add, out string point)
    {
        point = "";
        if (Closed(draft, out var unit) is { } closed)
            return closed;
        if (unit.Level is Level.Point or Level.City)
            return Refusal.Rule("unit.noPointHere", "A point stands under a station, an institute or a centre.");
        if (string.IsNullOrWhiteSpace(add.Name) || add.Name.Length > 60)
            return Refusal.Malformed("name.invalid", "A name has 1 to 60 characters.");
        if (BadPlace(add.Location) is { } bad)
            return bad;

        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Points = numbers.Points + 1 };
        point = Ids.Point(unit.Id, numbers.Points);
        draft.Record(new PointAdded(point), numbers);
        draft.Send(Ids.UnitStream(point), new PointFounded(point, unit.Id, $"{unit.Path}{point}/", add.Name.Trim(), add.Kind, add.Address, add.Location));
        return null;
    }

    public static void Founded(Draft draft, PointFounded founded)
    {
        if (Profile(draft) is not null)
            return;
        var point = draft.Record(new UnitImported(Level.Point, founded.Parent), new UnitProfile
        {
            Id = founded.Point, CreatedAt = draft.Now, Name = founded.Name, Level = Level.Point, Parent = founded.Parent, Path = founded.Path,
            Status = UnitStatus.Active, PointKind = founded.Kind, Address = founded.Address, Location = founded.Location,
        });
        Tell(draft, point);
    }

    /// <summary>The brief's shape of a unit (rows 92, 93), as warnings, never as refusals.</summary>
    public static ImmutableArray<string> Warnings(Book book, UnitProfile unit)
    {
        if (unit.Status != UnitStatus.Active)
            return [];
        var own = book.All<TeamCard>().Count(card => card.Unit == unit.Id && card.Active);
        var detachments = book.All<TeamCard>().Count(card => card.Unit == unit.Id && card.Active && card.Level == TeamLevel.Detachment);
        return unit.Level switch
        {
            Level.Institute when detachments is < 5 or > 8 => [string.Create(CultureInfo.InvariantCulture, $"detachments.count: {detachments}, should be 5 to 8")],
            Level.Station when own is < 3 or > 5 => [string.Create(CultureInfo.InvariantCulture, $"teams.count: {own}, should be 3 to 5")],
            _ => [],
        };
    }

    public static UnitProfile? Profile(Draft draft) => Profile(draft.Book);

    public static UnitProfile? Profile(Book book) => book.Only<UnitProfile>();

    /// <summary>Null = the unit takes things in, and this is it.</summary>
    public static Refusal? Closed(Draft draft, out UnitProfile unit)
    {
        unit = Profile(draft)!;
        return unit is null ? Missing(draft) : unit.Status == UnitStatus.Active ? null : NotOpen(unit);
    }

    public static Refusal NotOpen(UnitProfile unit) => Refusal.Conflict("unit.notOpen", $"Unit {unit.Id} is {Json.Name(unit.Status)}; it takes nothing in.");

    public static Refusal Missing(Draft draft) => Refusal.NotFound("unit", draft.Book.Stream[(draft.Book.Stream.IndexOf('-', StringComparison.Ordinal) + 1)..]);

    private static void Tell(Draft draft, UnitProfile unit)
    {
        if (unit.Parent is { } parent && unit.Level != Level.City)
            draft.Report(Ids.UnitStream(parent), ProfileTopic);
    }

    private static Refusal? Invalid(EditUnit edit)
    {
        if (edit.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > 60))
            return Refusal.Malformed("name.invalid", "A name has 1 to 60 characters.");
        if (edit.Positions is { } positions && positions.Any(p => string.IsNullOrWhiteSpace(p.Holder) || p.From > p.Until))
            return Refusal.Malformed("positions.invalid", "A position names its holder and does not end before it begins.");
        if (edit.Readiness is { } checks && checks.Select(c => c.Item).Distinct().Count() != checks.Length)
            return Refusal.Malformed("readiness.duplicate", "Each of the six haves may be named once.");
        if (edit.OpeningHours is { } hours && hours.Any(h => !IsInterval(h)))
            return Refusal.Malformed("openingHours.invalid", "Weekday 1 to 7, times HH:mm, the end after the beginning, 24:00 at the latest.");
        if (edit.Deputies is { } deputies && !Deputies.AreValid(deputies))
            return Refusal.Malformed("deputies.invalid", $"At most {Deputies.Most} deputies, each an account with a time of at most a year.");
        return BadPlace(edit.Location);
    }

    /// <summary>A place on earth, or a refusal.</summary>
    public static Refusal? BadPlace(Place? place) =>
        place is null || (place.Lat is null && place.Lon is null) || (place.Lat is >= -90 and <= 90 && place.Lon is >= -180 and <= 180)
            ? null
            : Refusal.Malformed("location.invalid", "A latitude from -90 to 90 and a longitude from -180 to 180, both or neither.");

    private static bool IsInterval(OpeningHours hours) => hours.Weekday is >= 1 and <= 7
        && Minutes(hours.From) is { } from && Minutes(hours.Until) is { } until && from < until;

    private static int? Minutes(string? time) => time == "24:00" ? 1440
        : TimeOnly.TryParseExact(time, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var t) ? t.Hour * 60 + t.Minute : null;

    private static ImmutableArray<ReadinessItem> Merge(ImmutableArray<ReadinessItem> old, ImmutableArray<ReadinessItem> checks) =>
        [.. old.Where(o => checks.All(c => c.Item != o.Item)).Concat(checks).OrderBy(c => c.Item)];

    private static string[] Changed(EditUnit edit) =>
    [
        .. typeof(EditUnit).GetProperties().Where(p => p.GetValue(edit) is not null).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]),
    ];
}
