using System.Collections.Immutable;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Resources;
using Practice.Shared;

namespace Practice.Settings;

/// <summary>What a routing catalogue must be: known words only, nothing to itself, nothing round in a ring.</summary>
internal static class RoutingFaults
{
    public const int MostRules = 60, MostWords = 40;

    private const int LongestName = 40;

    private static readonly Span LongestReply = new(SpanUnit.Days, 31);

    /// <summary>Faults <c>routing.count, .name, .category, .area, .to, .hours, .days, .reply, .self, .ring</c>.</summary>
    /// <param name="path">Of the unit that configures.</param>
    /// <param name="paths">Of the units that the catalogue names.</param>
    public static IReadOnlyList<Fault> Of(RoutingTable table, CategoryTable categories, string path, IReadOnlyDictionary<string, string> paths)
    {
        if (table.Rules.IsDefault || table.Rules.Length > MostRules)
            return [new("routing.count", "rules", $"A catalogue has at most {MostRules} rules.")];
        var faults = new List<Fault>();
        for (var i = 0; i < table.Rules.Length; i++)
            Check(faults, $"rules[{i}]", table.Rules[i], categories, path, paths);
        return faults.Count == 0 && Ring(table, paths) is { } ring ? [ring] : faults;
    }

    private static void Check(List<Fault> faults, string at, RoutingRule? rule, CategoryTable categories, string path, IReadOnlyDictionary<string, string> paths)
    {
        if (rule is null || string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Length > LongestName)
        {
            faults.Add(new("routing.name", $"{at}.name", $"A rule's name has 1 to {LongestName} characters."));
            return;
        }

        if (rule.Categories.IsDefault || rule.Areas.IsDefault || rule.Weekdays.IsDefault || rule.Categories.Length > MostWords || rule.Areas.Length > MostWords)
        {
            faults.Add(new("routing.count", at, $"A rule names at most {MostWords} categories and areas."));
            return;
        }

        faults.AddRange(rule.Categories.Where(code => categories.Find(code) is null).Take(1)
            .Select(code => new Fault("routing.category", $"{at}.categories", $"There is no category '{code}' here.")));
        faults.AddRange(rule.Areas.Where(area => !IsBelow(area)).Take(1)
            .Select(area => new Fault("routing.area", $"{at}.areas", $"'{area}' is not this unit or one below it.")));
        if (!IsBelow(rule.To))
            faults.Add(new("routing.to", $"{at}.to", $"'{rule.To}' is not this unit or one below it."));
        else if (rule.Areas.Length > 0 && rule.Areas.All(area => area == rule.To))
            faults.Add(new("routing.self", $"{at}.to", "This rule sends a unit's needs to itself."));
        if (rule.Weekdays.Any(day => day is < 1 or > 7) || !Enum.IsDefined(rule.Days))
            faults.Add(new("routing.days", $"{at}.weekdays", "Weekdays are 1 to 7; days are any, working or off."));
        if ((rule.From is null) != (rule.Until is null) || (rule.From is not null && (ResourceHours.Minutes(rule.From) is not { } from || ResourceHours.Minutes(rule.Until) is not { } until || from == until)))
            faults.Add(new("routing.hours", $"{at}.from", "A time of day has a beginning and an end, HH:mm, that differ."));
        if (rule.ReplyWithin is { } reply && (!Span.TryParse(reply, null, out var span) || span.Amount < 1 || TooLong(span)))
            faults.Add(new("routing.reply", $"{at}.replyWithin", "A reply is due within hours or days like 3wd, at most 31 days."));

        bool IsBelow(string? unit) => unit is not null && paths.TryGetValue(unit, out var way) && way.StartsWith(path, StringComparison.Ordinal);
    }

    // A working day is never less than a day, so that 20 of them are within 31 days but for the longest holidays.
    private static bool TooLong(Span span) => span.Unit switch
    {
        SpanUnit.Hours => span.Amount > LongestReply.Amount * 24,
        SpanUnit.WorkingHours => span.Amount > 120,
        SpanUnit.WorkingDays => span.Amount > 15,
        SpanUnit.Days => span.Amount > LongestReply.Amount,
        _ => true,
    };

    // A need is walked through the catalogue from every target: for each category and time that some rule tells apart, by first match,
    // as it will be. It ends where a rule has arrived or none matches; a place seen twice is a ring.
    private static Fault? Ring(RoutingTable table, IReadOnlyDictionary<string, string> paths)
    {
        var targets = table.Rules.Select(rule => rule.To).Distinct().ToList();
        if (targets.Count < 2)
            return null;
        var categories = table.Rules.SelectMany(rule => rule.Categories).Append("").Distinct().ToList();
        foreach (var moment in Moments(table))
            foreach (var category in categories)
            {
                var fitting = table.Rules.Where(rule => RoutingRules.IsFor(rule, category) && RoutingRules.IsAt(rule, moment)).ToList();
                foreach (var start in targets)
                    if (Walk(fitting, start, paths) is { } ring)
                        return new("routing.ring", $"rules[{table.Rules.IndexOf(ring.Last)}].to", $"These rules send a need round in a ring: {string.Join(" → ", ring.Way)}.");
            }

        return null;
    }

    private static (RoutingRule Last, IReadOnlyList<string> Way)? Walk(IReadOnlyList<RoutingRule> fitting, string start, IReadOnlyDictionary<string, string> paths)
    {
        var way = new List<string> { start };
        while (fitting.FirstOrDefault(rule => RoutingRules.IsIn(rule, paths[way[^1]])) is { } next && next.To != way[^1])
        {
            way.Add(next.To);
            if (way.IndexOf(next.To) < way.Count - 1)
                return (next, way);
        }

        return null;
    }

    private static IEnumerable<RoutingMoment> Moments(RoutingTable table)
    {
        var minutes = table.Rules.SelectMany(rule => new[] { ResourceHours.Minutes(rule.From), ResourceHours.Minutes(rule.Until) })
            .Select(minute => (minute ?? 0) % 1440).Append(0).Distinct().ToImmutableArray();
        var weekdays = table.Rules.Any(rule => rule.Weekdays.Length > 0) ? Enumerable.Range(1, 7).ToImmutableArray() : [1];
        bool[] working = table.Rules.Any(rule => rule.Days != RoutingDays.Any) ? [true, false] : [true];
        return from minute in minutes from weekday in weekdays from work in working select new RoutingMoment(minute, weekday, work);
    }
}
