using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Practice.Calendars;
using Practice.Dispatch;
using Practice.Kernel;
using Practice.Needs;
using Practice.Settings;
using Practice.Shared;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>The routing catalogue at work: tried against the past, and asked about a need.</summary>
internal static class RoutingEndpoints
{
    public const int LongestDays = 366, MostNeeds = 50_000;

    public static void MapRouting(this RouteGroupBuilder api)
    {
        api.MapPost("/units/{code}/routing/try", Try).WithTags("Settings").WithSummary("Dry run: how many needs of a period would have gone where").Produces<RoutingTried>();
        api.MapGet("/needs/{id}/route", Route).WithTags("Needs").WithSummary("Where the catalogue in force sends a need").Produces<RouteView>();
    }

    /// <param name="Table">Null = the catalogue in force.</param>
    /// <param name="From">First day on which needs came.</param>
    /// <param name="Until">Last day.</param>
    internal sealed record RoutingTrial(RoutingTable? Table, DateOnly? From, DateOnly? Until);

    /// <param name="Stay">Needs that no rule moves.</param>
    /// <param name="Complete">Whether every need of the period was looked at; there is a bound.</param>
    internal sealed record RoutingTried(int Needs, int Stay, ImmutableArray<RuleTried> Rules, bool Complete);

    internal sealed record RuleTried(string Name, string To, int Needs, ImmutableSortedDictionary<string, int> Categories);

    /// <param name="To">Null = it stays where it is.</param>
    internal sealed record RouteView(string Need, string? Rule, string? To, bool Follow, DateTimeOffset? ReplyBy);

    /// <summary>The paths of the units that a catalogue names.</summary>
    public static async ValueTask<ImmutableDictionary<string, string>> Paths(RoutingTable table, UnitDirectory directory, CancellationToken cancellation)
    {
        var paths = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (table.Rules.IsDefault)
            return paths.ToImmutable();
        var named = table.Rules.Where(rule => rule is not null).SelectMany(rule => rule.Areas.IsDefault ? [rule.To] : rule.Areas.Append(rule.To));
        foreach (var unit in named.Where(unit => unit is not null).Distinct().Take(1000))
            if (await directory.PathOf(unit, cancellation) is { } path)
                paths[unit] = path;
        return paths.ToImmutable();
    }

    private static async Task<IResult> Try(
        string code, [FromBody] RoutingTrial trial, HttpContext context, IUnitStore store, UnitDirectory directory, Rights rights, SettingsCache cache, CancellationToken cancellation)
    {
        if (await rights.Require(context.Caller(), code, [Role.Operator], cancellation) is { } refusal)
            return Answer.From(refusal);
        if (trial.From is not { } from || trial.Until is not { } until || until < from || until.DayNumber - from.DayNumber >= LongestDays || from.Year < 2000 || until.Year >= 2200)
            return Answer.Malformed("from", $"A period has a first and a last day, at most {LongestDays} days.");
        var path = (await directory.PathOf(code, cancellation))!;
        var settings = await cache.For(path);
        var table = trial.Table ?? settings.Routing;
        if (trial.Table is not null && RoutingRules.Invalid(table, settings.Categories, path, await Paths(table, directory, cancellation)) is { } invalid)
            return Answer.From(invalid);

        var (needs, moved) = (0, new Dictionary<RoutingRule, Dictionary<string, int>>(ReferenceEqualityComparer.Instance));
        await foreach (var row in store.All(new() { Kind = "need", Under = path, From = ChinaTime.StartOf(from), Until = ChinaTime.StartOf(until.AddDays(1)) }, cancellation))
        {
            if (++needs > MostNeeds)
                break;
            if (RoutingRules.Match(table, row.Category ?? "", row.Path, row.CreatedAt, settings.Calendar) is not { } rule)
                continue;
            var counts = moved.TryGetValue(rule, out var known) ? known : moved[rule] = [];
            counts[row.Category ?? ""] = counts.GetValueOrDefault(row.Category ?? "") + 1;
        }

        var complete = needs <= MostNeeds;
        needs = Math.Min(needs, MostNeeds);
        ImmutableArray<RuleTried> rules =
        [
            .. table.Rules.Select(rule => new RuleTried(rule.Name, rule.To, moved.GetValueOrDefault(rule)?.Values.Sum() ?? 0,
                (moved.GetValueOrDefault(rule) ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal))),
        ];
        return Results.Ok(new RoutingTried(needs, needs - rules.Sum(rule => rule.Needs), rules, complete));
    }

    private static async Task<IResult> Route(
        string id, HttpContext context, IUnitStore store, Rights rights, UnitDirectory directory, ITermsSource source, DomainClock clock, CancellationToken cancellation)
    {
        if (!Ids.IsItem(id, 'N'))
            return Answer.From(Refusal.NotFound("need", id));
        if (await rights.Require(context.Caller(), Ids.Owner(id), Rights.Staff, cancellation) is { } refusal)
            return Answer.From(refusal);
        if (await store.Items(Ids.UnitStream(Ids.Owner(id)), "need", [id], cancellation) is not [var row])
            return Answer.From(Refusal.NotFound("need", id));
        var path = (await directory.PathOf(Ids.Owner(id), cancellation))!;
        var terms = await source.For(path);
        return Results.Ok(RoutingRules.For(terms, ItemKinds.Read<Need>(row), path) is { } rule
            ? new RouteView(id, rule.Name, rule.To, rule.Follow, RoutingRules.ReplyBy(rule, clock.Now, terms.Calendar))
            : new RouteView(id, null, null, false, null));
    }
}
