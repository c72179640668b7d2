using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Services;
using Practice.Shared;
using Practice.Teams;
using Practice.Units;

namespace Practice.Programmes;

/// <summary>The task breakdown: town → village → team → people, each share divided by the unit that has it, and counted up again.</summary>
/// <remarks>
/// Laws: the parts that a unit gives are together at most its share, none later than it; what is done in a share is the sum over its
/// parts; a part given to a unit shows what that unit last reported, never an older word.
/// </remarks>
public static class TaskRules
{
    public const string Topic = "task/";

    public const int MostParts = 200, MostPeople = 50, MostQuantity = 1_000_000;

    private const int LongestTitle = 80, LongestLabel = 40, LongestMeasure = 10;

    public static Refusal? Add(Draft draft, SetTask command, out string id)
    {
        id = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Tasks = numbers.Tasks + 1 };
        id = Ids.Task(unit.Id, numbers.Tasks);
        var share = new TaskShare
        {
            Id = id, CreatedAt = draft.Now, Title = command.Title?.Trim() ?? "", Measure = command.Measure?.Trim() ?? "场", Quantity = command.Quantity ?? 0,
            Deadline = command.Deadline ?? default, Of = command.Of,
        };
        if (Invalid(draft, share) is { } refusal)
            return refusal;
        draft.Record(new TaskSetUp(share.Quantity, share.Deadline), share);
        draft.Keep(numbers);
        return null;
    }

    public static Refusal? Edit(Draft draft, string id, SetTask edit, long? ifMatch)
    {
        if (Find(draft, id, ifMatch, out var share) is { } refusal)
            return refusal;
        if (share!.From is not null)
            return Refusal.Rule("task.handedDown", "What was handed down is changed by the unit that handed it down.");
        var after = share with
        {
            Title = edit.Title?.Trim() ?? share.Title, Measure = edit.Measure?.Trim() ?? share.Measure, Quantity = edit.Quantity ?? share.Quantity,
            Deadline = edit.Deadline ?? share.Deadline, Of = edit.Of ?? share.Of,
        };
        if (Invalid(draft, after) is { } invalid)
            return invalid;
        if (after.Parts.Sum(part => part.Quantity) > after.Quantity || after.Parts.Any(part => part.Deadline > after.Deadline))
            return Refusal.Rule("task.given", "More than that, or later, is given out already; divide it anew first.");
        if ((after.Title, after.Measure, after.Quantity, after.Deadline, after.Of) == (share.Title, share.Measure, share.Quantity, share.Deadline, share.Of))
            return null;
        draft.Record(new TaskEdited(after.Quantity, after.Deadline), after);
        HandDown(draft, share, after);
        return null;
    }

    public static Refusal? Divide(Draft draft, string id, ImmutableArray<GivePart> parts, long? ifMatch)
    {
        if (Find(draft, id, ifMatch, out var found) is { } refusal)
            return refusal;
        var share = found!;
        if (parts.IsDefault || parts.Length > MostParts || parts.Any(part => part is null || part.Quantity is < 1 or > MostQuantity || part.Deadline?.Year < 2000 || BadPeople(part.People)))
            return Refusal.Malformed("parts.invalid", $"At most {MostParts} parts, each of at least 1 and with at most {MostPeople} short labels of people.");
        if (parts.Select(Key).Distinct(StringComparer.Ordinal).Count() != parts.Length)
            return Refusal.Malformed("parts.twice", "Each unit, team and group of people has one part.");
        if (parts.FirstOrDefault(part => Bad(draft.Book, part)) is { } strange)
            return Refusal.Rule("part.unknown", $"'{strange.To ?? "people"}' is no open unit right below, no team known here, and no group with labels.");
        if (parts.Sum(part => (long)part.Quantity) > share.Quantity)
            return Refusal.Rule("parts.tooMuch", $"The parts are together at most {share.Quantity}.");
        if (parts.Any(part => part.Deadline > share.Deadline))
            return Refusal.Rule("parts.late", $"No part ends after {share.Deadline:yyyy-MM-dd}.");

        var known = share.Parts.ToDictionary(Key, StringComparer.Ordinal);
        var last = share.LastPart;
        var given = ImmutableArray.CreateBuilder<TaskPart>(parts.Length);
        foreach (var part in parts)
        {
            var before = known.GetValueOrDefault(Key(part));
            if (before?.Done > part.Quantity)
                return Refusal.Rule("part.done", $"{before.Done} of part {before.N} are done already.");
            given.Add(new(before?.N ?? ++last, part.To, part.Quantity, part.Deadline, part.People.IsDefault ? [] : part.People, before?.Done ?? 0) { Seen = before?.Seen ?? 0 });
        }

        if (share.Parts.FirstOrDefault(part => part.Done > 0 && given.All(kept => kept.N != part.N)) is { } lost)
            return Refusal.Rule("part.done", $"{lost.Done} of part {lost.N} are done already; it stays.");
        var after = share with { Parts = given.ToImmutable(), LastPart = last };
        if (Same(share.Parts, after.Parts))
            return null;
        draft.Record(new TaskDivided(after.Parts.Length, after.Parts.Sum(part => part.Quantity)), after);
        HandDown(draft, share, after);
        return null;
    }

    public static Refusal? Count(Draft draft, string id, int n, int done)
    {
        if (Find(draft, id, null, out var share) is { } refusal)
            return refusal;
        if (share!.Parts.FirstOrDefault(part => part.N == n) is not { } part)
            return Refusal.NotFound("part", $"{id}/{n}");
        if (Ids.IsUnit(part.To))
            return Refusal.Rule("part.below", $"What {part.To} has done it reports itself.");
        if (done < 0 || done > part.Quantity)
            return Refusal.Rule("done.invalid", $"0 to {part.Quantity} are done.");
        if (done != part.Done)
            Done(draft, share, part with { Done = done });
        return null;
    }

    public static Refusal? Withdraw(Draft draft, string id)
    {
        if (draft.Book.Find<TaskShare>(id) is not { } share)
            return Refusal.NotFound("task", id);
        if (share.From is not null)
            return Refusal.Rule("task.handedDown", "What was handed down is taken back by the unit that handed it down.");
        TakeBack(draft, share);
        return null;
    }

    public static void Take(Draft draft, string from, TaskHanded handed)
    {
        var known = draft.Book.Find<TaskShare>(handed.Task);
        if (known is { Withdrawn: false } && (known.Title, known.Measure, known.Quantity, known.Deadline) == (handed.Title, handed.Measure, handed.Quantity, handed.Deadline))
            return;
        var share = (known ?? new TaskShare
        {
            Id = handed.Task, CreatedAt = draft.Now, Title = "", Measure = "", Quantity = 0, Deadline = default,
        }) with { Title = handed.Title, Measure = handed.Measure, Quantity = handed.Quantity, Deadline = handed.Deadline, From = from, Withdrawn = false };
        draft.Record(new TaskReceived(from, handed.Quantity, handed.Deadline), share);
        draft.Report(Ids.UnitStream(from), Topic + handed.Task);
    }

    public static void Take(Draft draft, TaskTakenBack taken)
    {
        if (draft.Book.Find<TaskShare>(taken.Task) is { } share)
            TakeBack(draft, share);
    }

    public static void TakeReport(Draft draft, TaskReport report, long version)
    {
        if (draft.Book.Find<TaskShare>(report.Task) is { Withdrawn: false } share && share.Parts.FirstOrDefault(part => part.To == report.Unit) is { } part && part.Seen < version)
            Done(draft, share, part with { Done = report.Done, Seen = version });
    }

    /// <summary>What the unit above is told; null = there is nothing to say.</summary>
    public static TaskReport? Report(Book book, string task) =>
        book.Only<UnitProfile>() is { } unit && book.Find<TaskShare>(task) is { } share ? new(task, unit.Id, share.Quantity, share.Done) : null;

    private static void Done(Draft draft, TaskShare share, TaskPart part)
    {
        draft.Record(new TaskPartCounted(part.N, part.Done), share with { Parts = [.. share.Parts.Select(known => known.N == part.N ? part : known)] });
        if (share.From is { } above)
            draft.Report(Ids.UnitStream(above), Topic + share.Id);
    }

    private static void TakeBack(Draft draft, TaskShare share)
    {
        if (share.Withdrawn)
            return;
        draft.Record(new TaskWithdrawn(), share with { Withdrawn = true });
        foreach (var part in share.Parts.Where(part => Ids.IsUnit(part.To)))
            draft.Send(Ids.UnitStream(part.To!), new TaskTakenBack(share.Id));
    }

    // Every unit whose share is another than before, and those that have none any more.
    private static void HandDown(Draft draft, TaskShare before, TaskShare after)
    {
        TaskHanded Handed(TaskShare share, TaskPart part) => new(share.Id, share.Title, share.Measure, part.Quantity, part.Deadline ?? share.Deadline);
        foreach (var part in after.Parts.Where(part => Ids.IsUnit(part.To)))
            if (before.Parts.FirstOrDefault(known => known.To == part.To) is not { } known || Handed(before, known) != Handed(after, part))
                draft.Send(Ids.UnitStream(part.To!), Handed(after, part));
        foreach (var part in before.Parts.Where(part => Ids.IsUnit(part.To) && after.Parts.All(kept => kept.To != part.To)))
            draft.Send(Ids.UnitStream(part.To!), new TaskTakenBack(after.Id));
    }

    private static Refusal? Find(Draft draft, string id, long? ifMatch, out TaskShare? share)
    {
        share = draft.Book.Find<TaskShare>(id);
        return share is null ? Refusal.NotFound("task", id)
            : ifMatch is { } seen && seen != share.Version ? Refusal.Stale(share.Version)
            : share.Withdrawn ? Refusal.Conflict("task.withdrawn", $"{id} was taken back.")
            : null;
    }

    private static Refusal? Invalid(Draft draft, TaskShare share)
    {
        if (share.Title.Length is 0 or > LongestTitle || Scrub.Text(share.Title) != share.Title)
            return Refusal.Malformed("title.invalid", $"A title has 1 to {LongestTitle} characters and names no door and no telephone.");
        if (share.Quantity is < 1 or > MostQuantity)
            return Refusal.Malformed("quantity.invalid", $"1 to {MostQuantity}.");
        if (share.Measure.Length is 0 or > LongestMeasure)
            return Refusal.Malformed("measure.invalid", $"What is counted, in at most {LongestMeasure} characters.");
        var today = ChinaTime.DateOf(draft.Now);
        if (share.Deadline < today.AddYears(-1) || share.Deadline > today.AddYears(2))
            return Refusal.Malformed("deadline.invalid", "A task ends within two years.");
        if (share.Of is { } of && draft.Book.Find<Service>(of) is null && draft.Book.Find<Programme>(of) is null)
            return Refusal.Rule("of.unknown", $"This unit has no service and no programme '{of}'.");
        return null;
    }

    private static bool Bad(Book book, GivePart part) => part.To is not { } to ? part.People.IsDefaultOrEmpty
        : Ids.IsUnit(to) ? book.Find<ChildUnit>(to) is not { Status: UnitStatus.Active }
        : book.Find<TeamCard>(to) is not { Active: true };

    private static bool BadPeople(ImmutableArray<string> people) =>
        !people.IsDefault && (people.Length > MostPeople || people.Any(label => string.IsNullOrWhiteSpace(label) || label.Length > LongestLabel || Scrub.Text(label) != label));

    private static string Key(GivePart part) => part.To ?? string.Join('|', part.People.IsDefault ? [] : part.People);

    private static string Key(TaskPart part) => part.To ?? string.Join('|', part.People);

    private static bool Same(ImmutableArray<TaskPart> one, ImmutableArray<TaskPart> other) =>
        one.Length == other.Length && one.Zip(other).All(pair => pair.First with { People = pair.Second.People } == pair.Second && pair.First.People.SequenceEqual(pair.Second.People));
}
