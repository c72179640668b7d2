using Practice.Calendars;
using Practice.Months;
using Practice.Needs;

namespace Practice.Settings;

/// <summary>What a table of weights, of ladder steps or of message texts must be. Every fault is named.</summary>
internal static class WorkTables
{
    public const double MostWeight = 0.6;

    private const double Tolerance = 0.001;

    /// <summary>Faults <c>ranking.bounds, .sum</c>.</summary>
    public static IReadOnlyList<Fault> Faults(RankingTable table)
    {
        var weights = table.ByPart();
        var faults = weights.OrderBy(w => w.Key, StringComparer.Ordinal).Where(w => !(w.Value is >= 0 and <= MostWeight))
            .Select(w => new Fault("ranking.bounds", w.Key, $"A weight is 0 to {MostWeight}.")).ToList();
        if (faults.Count == 0 && Math.Abs(weights.Values.Sum() - 1) > Tolerance)
            faults.Add(new("ranking.sum", "skill", "The five weights sum to 1."));
        return faults;
    }

    /// <summary>Faults <c>ladder.remind, .invalid, .order, .broken</c>.</summary>
    public static (Ladder? Ladder, IReadOnlyList<Fault> Faults) Read(LadderTable table)
    {
        var faults = new List<Fault>();
        if (table.RemindAtPercent is < 50 or > 95)
            faults.Add(new("ladder.remind", "remindAtPercent", "A reminder comes at 50 to 95 percent of a limit."));
        var (urge, supervise, escalate) = (Days("urgeAfter", table.UrgeAfter), Days("superviseAfter", table.SuperviseAfter), Days("escalateAfter", table.EscalateAfter));
        if (faults.Count == 0 && (supervise.Amount <= urge.Amount || escalate.Amount <= supervise.Amount))
            faults.Add(new("ladder.order", "superviseAfter", "Urging comes first, supervision later, escalation last."));
        if (table.SuperviseAtBroken < 1 || table.ListAtBroken <= table.SuperviseAtBroken || table.ListAtBroken > 9)
            faults.Add(new("ladder.broken", "listAtBroken", "Supervised at one broken promise or more, listed at more than that, at most nine."));
        return faults.Count > 0
            ? (null, faults)
            : (new Ladder(table.RemindAtPercent / 100.0, urge, supervise, escalate, table.SuperviseAtBroken, table.ListAtBroken), faults);

        Span Days(string field, string? text)
        {
            if (!Span.TryParse(text, null, out var span) || span.Unit != SpanUnit.WorkingDays || span.Amount is < 1 or > 30)
                faults.Add(new("ladder.invalid", field, "A step is written in working days, 1wd to 30wd."));
            return span;
        }
    }

    public static LadderTable Write(Ladder ladder) => new(
        (int)Math.Round(ladder.RemindAt * 100), ladder.UrgeAfter.ToString(), ladder.SuperviseAfter.ToString(), ladder.EscalateAfter.ToString(),
        ladder.SuperviseAtBroken, ladder.ListAtBroken);

    /// <summary>Faults <c>template.length, .malformed, .placeholder</c>; the last names the one that is not known and those that are.</summary>
    public static IReadOnlyList<Fault> Faults(TemplateTable table)
    {
        var faults = new List<Fault>();
        Check("station", table.Station, MessageTemplates.Station);
        Check("parent", table.Parent, MessageTemplates.Parent);
        Check("team", table.Team, MessageTemplates.Team);
        Check("ladder", table.Ladder, MessageTemplates.Ladder);
        return faults;

        void Check(string field, string? text, IReadOnlyList<string> known)
        {
            if (text is null)
                return;
            if (text.Length > MessageTemplates.Longest || string.IsNullOrWhiteSpace(text))
                faults.Add(new("template.length", field, $"A text has 1 to {MessageTemplates.Longest} characters."));
            else if (MessageTemplates.Placeholders(text) is not { } names)
                faults.Add(new("template.malformed", field, "A placeholder is a name between braces: {unit}."));
            else
                faults.AddRange(names.Where(name => !known.Contains(name)).Distinct()
                    .Select(name => new Fault("template.placeholder", field, $"'{name}' is not known here; known are {string.Join(", ", known)}.")));
        }
    }
}
