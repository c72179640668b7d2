using System.Collections.Immutable;
using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Services;
using Practice.Shared;
using Practice.Units;

namespace Practice.Programmes;

/// <summary>Projects and campaigns: what belongs to them, what they count, when a campaign's year begins.</summary>
/// <remarks>
/// Laws: a programme's sessions and people are the sums over the held sessions that were counted for it; a campaign's are those of its
/// editions; a year is opened once.
/// </remarks>
public static class ProgrammeRules
{
    public const int MostServices = 50, MostCounters = 20, LongestName = 60, LongestSummary = 1000;

    private const int MostAround = 60, MostAhead = 90, YearsAhead = 10;
    private const long MostCounted = 1_000_000_000;

    public static Refusal? Add(Draft draft, SetProgramme command, out string id)
    {
        id = "";
        if (UnitRules.Closed(draft, out var unit) is { } closed)
            return closed;
        if (command.Kind is not { } kind || !Enum.IsDefined(kind))
            return Refusal.Malformed("kind.invalid", "A programme is a project or a campaign.");
        var numbers = UnitNumbers.Of(draft);
        numbers = numbers with { Programmes = numbers.Programmes + 1 };
        id = Ids.Programme(unit.Id, numbers.Programmes);
        var programme = Changed(new Programme { Id = id, CreatedAt = draft.Now, Kind = kind, Name = "" }, command);
        if (Invalid(draft.Book, programme) is { } refusal)
            return refusal;
        draft.Record(new ProgrammeAdded(kind, programme.Funding), programme with { NextEdition = Next(programme, ChinaTime.DateOf(draft.Now)) });
        draft.Keep(numbers);
        Open(draft, id);
        return null;
    }

    public static Refusal? Edit(Draft draft, string id, SetProgramme edit, long? ifMatch)
    {
        if (draft.Book.Find<Programme>(id) is not { } programme)
            return Refusal.NotFound("programme", id);
        if (ifMatch is { } seen && seen != programme.Version)
            return Refusal.Stale(programme.Version);
        if (programme.Status != ProgrammeStatus.Active)
            return Closed(programme);
        if (edit.Kind is { } kind && kind != programme.Kind)
            return Refusal.Rule("kind.fixed", "What it is stays as it is.");
        string[] fields = [.. typeof(SetProgramme).GetProperties().Where(p => p.GetValue(edit) is not null).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..])];
        if (fields.Length == 0)
            return null;
        var after = Changed(programme, edit);
        if (Invalid(draft.Book, after) is { } refusal)
            return refusal;
        draft.Record(new ProgrammeEdited(fields), after with { NextEdition = Next(after, ChinaTime.DateOf(draft.Now)) });
        Open(draft, id);
        return null;
    }

    public static Refusal? Count(Draft draft, string id, CountOutcome command)
    {
        if (draft.Book.Find<Programme>(id) is not { } programme)
            return Refusal.NotFound("programme", id);
        if (programme.Status != ProgrammeStatus.Active)
            return Closed(programme);
        var line = programme.Counters.Select((counter, n) => (counter, n)).Where(c => c.counter.Name == command.Name).Select(c => c.n).DefaultIfEmpty(-1).First();
        if (line < 0)
            return Refusal.Rule("counter.unknown", "This programme has no counter of that name.");
        if (command.Count is < 0 or > MostCounted)
            return Refusal.Malformed("count.invalid", $"0 to {MostCounted}.");
        if (programme.Counters[line].Count != command.Count)
            draft.Record(new OutcomeCounted(line + 1, command.Count), programme with { Counters = programme.Counters.SetItem(line, programme.Counters[line] with { Count = command.Count }) });
        return null;
    }

    public static Refusal? Close(Draft draft, string id)
    {
        if (draft.Book.Find<Programme>(id) is not { } programme)
            return Refusal.NotFound("programme", id);
        if (programme.Status == ProgrammeStatus.Active)
            draft.Record(new ProgrammeClosed(), programme with { Status = ProgrammeStatus.Closed, NextEdition = null });
        return null;
    }

    /// <summary>Opens the campaign's year whose time has come, and says when the next one's will.</summary>
    public static void Open(Draft draft, string id)
    {
        if (draft.Book.Find<Programme>(id) is not { Status: ProgrammeStatus.Active, Anchor: { } anchor, NextEdition: { } due } programme || due > draft.Now)
            return;
        var today = ChinaTime.DateOf(draft.Now);
        foreach (var (year, window) in ToCome(programme, anchor, today).Where(edition => edition.Window.Opens <= today).ToList())
            programme = draft.Record(new EditionOpened(year, window.From, window.Until), programme with { Editions = programme.Editions.Add(new(year, window.From, window.Until)) });
        var after = programme with { NextEdition = Next(programme, today) };
        if (after.NextEdition == programme.NextEdition)
            return;
        if (draft.IsEmpty)
            draft.Record(new EditionMoved(after.NextEdition), after);
        else
            draft.Keep(after);
    }

    /// <summary>The programmes that a session of a service counts for on a day.</summary>
    public static ImmutableArray<string> Of(Book book, string service, DateOnly day) =>
    [
        .. book.All<Programme>().Where(p => p.Status == ProgrammeStatus.Active && p.Services.Contains(service)
            && (p.Kind == ProgrammeKind.Campaign ? p.Editions.Any(edition => Has(edition, day)) : !(day < p.From) && !(day > p.Until))).Select(p => p.Id),
    ];

    /// <summary>Counts a held session, or corrects its count.</summary>
    public static void Count(Draft draft, ImmutableArray<string> programmes, int held, int served, DateOnly day)
    {
        foreach (var programme in programmes.Select(id => draft.Book.Find<Programme>(id)).OfType<Programme>())
            draft.Keep(programme with
            {
                Held = programme.Held + held, Served = programme.Served + served,
                Editions = [.. programme.Editions.Select(edition => Has(edition, day) ? edition with { Held = edition.Held + held, Served = edition.Served + served } : edition)],
            });
    }

    public static DateOnly? DayOf(CampaignAnchor anchor, int year) => anchor.Feast is { } feast ? Feasts.In(feast, year)
        : DateOnly.TryParseExact($"{year:D4}-{anchor.Day}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : null;

    private static bool Has(Edition edition, DateOnly day) => edition.From <= day && day <= edition.Until;

    private static (DateOnly Opens, DateOnly From, DateOnly Until)? Window(CampaignAnchor anchor, int year) => DayOf(anchor, year) is { } day
        ? (day.AddDays(-anchor.Before - anchor.Ahead), day.AddDays(-anchor.Before), day.AddDays(anchor.After))
        : null;

    private static DateTimeOffset? Next(Programme programme, DateOnly today) => programme is { Status: ProgrammeStatus.Active, Anchor: { } anchor }
        ? ToCome(programme, anchor, today).Select(edition => (DateTimeOffset?)ChinaTime.StartOf(edition.Window.Opens)).FirstOrDefault()
        : null;

    // Years that are not over and not opened yet, within the campaign's own period.
    private static IEnumerable<(int Year, (DateOnly Opens, DateOnly From, DateOnly Until) Window)> ToCome(Programme programme, CampaignAnchor anchor, DateOnly today)
    {
        foreach (var year in Enumerable.Range(today.Year - 1, YearsAhead))
            if (Window(anchor, year) is { } window && window.Until >= today && programme.Editions.All(edition => edition.Year != year)
                && !(window.From < programme.From) && !(window.From > programme.Until))
                yield return (year, window);
    }

    private static Programme Changed(Programme programme, SetProgramme edit) => programme with
    {
        Name = edit.Name?.Trim() ?? programme.Name,
        Brand = edit.Brand?.Trim() ?? programme.Brand,
        Summary = edit.Summary?.Trim() ?? programme.Summary,
        Office = edit.Office?.Trim() ?? programme.Office,
        Funding = edit.Funding ?? programme.Funding,
        From = edit.From ?? programme.From,
        Until = edit.Until ?? programme.Until,
        Services = edit.Services is { IsDefault: false } services ? [.. services.OfType<string>().Distinct()] : programme.Services,
        Anchor = edit.Anchor ?? programme.Anchor,
        PartOf = edit.PartOf ?? programme.PartOf,
        Counters = edit.Counters is { IsDefault: false } counters
            ? [.. counters.Where(c => c is not null).Select(c => c with { Name = c.Name?.Trim() ?? "", Measure = c.Measure?.Trim() ?? "", Count = programme.Counters.FirstOrDefault(k => k.Name == c.Name?.Trim())?.Count ?? 0 })]
            : programme.Counters,
    };

    private static Refusal? Invalid(Book book, Programme programme)
    {
        if (Bad(programme.Name, LongestName) || programme.Name.Length == 0)
            return Refusal.Malformed("name.invalid", $"A name has 1 to {LongestName} characters and names no door and no telephone.");
        if (Bad(programme.Brand, LongestName) || Bad(programme.Office, LongestName) || Bad(programme.Summary, LongestSummary))
            return Refusal.Malformed("text.invalid", $"Brand and office have at most {LongestName} characters, a summary {LongestSummary}; none names a door or a telephone.");
        if (!Enum.IsDefined(programme.Funding))
            return Refusal.Malformed("funding.invalid", "Funds are public, selfFunded or donated.");
        if (programme.From?.Year is < 2000 or >= 2100 || programme.Until?.Year is < 2000 or >= 2100 || programme.Until < programme.From)
            return Refusal.Malformed("from.invalid", "A period does not end before it begins.");
        if (programme.Services.Length > MostServices)
            return Refusal.Malformed("services.invalid", $"At most {MostServices} services.");
        if (programme.Services.FirstOrDefault(service => book.Find<Service>(service) is null) is { } unknown)
            return Refusal.Rule("service.unknown", $"This unit has no service '{unknown}' on its list.");
        if (programme.PartOf is { } above && !Ids.IsItem(above, 'J'))
            return Refusal.Malformed("partOf.invalid", "A programme is named by its number.");
        if (programme.Counters.Length > MostCounters || programme.Counters.Any(c => Bad(c.Name, LongestName) || c.Name.Length == 0 || c.Measure.Length is 0 or > 10 || c.Target is < 1 or > MostCounted)
            || programme.Counters.Select(c => c.Name).Distinct(StringComparer.Ordinal).Count() != programme.Counters.Length)
            return Refusal.Malformed("counters.invalid", $"At most {MostCounters} counters, each with a name of its own and a measure.");
        return Fault(programme);
    }

    private static Refusal? Fault(Programme programme)
    {
        if (programme.Kind == ProgrammeKind.Project)
            return programme.Anchor is null ? null : Refusal.Rule("anchor.project", "A project has a period; a day of the year makes it a campaign.");
        if (programme.Anchor is not { } anchor)
            return Refusal.Malformed("anchor.missing", "A campaign has a day of the year or a feast.");
        if (anchor.Day is null == anchor.Feast is null)
            return Refusal.Malformed("anchor.invalid", "Either a day or a feast.");
        if (anchor.Before is < 0 or > MostAround || anchor.After is < 0 or > MostAround || anchor.Ahead is < 0 or > MostAhead)
            return Refusal.Malformed("anchor.invalid", $"0 to {MostAround} days around it, opened 0 to {MostAhead} days ahead.");
        // 29 February comes in leap years only: a year without the day has no edition.
        return DayOf(anchor, 2028) is null
            ? Refusal.Malformed("anchor.invalid", $"A day is written MM-dd; a feast is one of {string.Join(", ", Feasts.Names)}.")
            : null;
    }

    private static bool Bad(string? text, int longest) => text is not null && (text.Length > longest || Scrub.Text(text) != text);

    private static Refusal Closed(Programme programme) => Refusal.Conflict("programme.closed", $"{programme.Id} is closed.");
}
