using System.Collections.Immutable;
using Practice.Settings;
using Practice.Shared;
using Practice.Teams;

namespace Practice.Dispatch;

/// <summary>
/// Which teams could help, best first, and why. A published formula: each part is 0 to 1, the score is their weighted mean.
/// </summary>
/// <remarks>
/// Laws: a team that is not eligible never appears; more free people, a better rating, a shorter way or a smaller load never lowers a
/// score; equal scores go by team id, so that the same question has the same answer.
/// </remarks>
public static class Ranking
{
    /// <summary>A rating counts as if this many raters had already given <see cref="PriorMean"/>: two friends' fives do not beat fifty fours.</summary>
    public const double PriorWeight = 8;

    public const double PriorMean = 4;

    /// <summary>Teams that are asked at once where it is urgent.</summary>
    public const int AtOnce = 3;

    /// <summary>A team's mean rating, drawn towards <see cref="PriorMean"/> the fewer ratings there are.</summary>
    public static double Smoothed(int sum, int count) => (PriorWeight * PriorMean + sum) / (PriorWeight + count);

    /// <param name="levelPath">The unit that looks: it sees the teams of its subtree and those lent to it.</param>
    /// <param name="weights">What the county has set; null = what comes with the system.</param>
    public static ImmutableArray<Candidate> Rank(IEnumerable<TeamCard> cards, HelpBrief brief, string levelPath, DateTimeOffset now, RankingTable? weights = null)
    {
        var counts = (weights ?? RankingTable.Default).ByPart();
        var tried = brief.Tried.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. cards.Where(card => !tried.Contains(card.Id))
                .Select(card => Judge(card, brief, levelPath, now, counts))
                .OfType<Candidate>()
                .OrderByDescending(candidate => candidate.Score)
                .ThenBy(candidate => candidate.Card.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The best teams that together have enough helpers: one where one is enough, else a lead and assisting ones. Empty = not enough.</summary>
    public static ImmutableArray<Pick> Choose(ImmutableArray<Candidate> ranked, int people)
    {
        if (ranked.FirstOrDefault(c => c.FreePeople >= people) is { } one)
            return [new(one.Card.Id, people, one.Score)];

        var picks = ImmutableArray.CreateBuilder<Pick>();
        foreach (var candidate in ranked)
        {
            if (people <= 0)
                break;
            var share = Math.Min(people, candidate.FreePeople);
            picks.Add(new(candidate.Card.Id, share, candidate.Score));
            people -= share;
        }

        return people <= 0 ? picks.ToImmutable() : [];
    }

    /// <summary>Whom to ask: where it is urgent the best few that could each do all of it, at once; else as <see cref="Choose(ImmutableArray{Candidate}, int)"/>.</summary>
    public static (ImmutableArray<Pick> Picks, bool Parallel) Choose(ImmutableArray<Candidate> ranked, int people, Urgency urgency)
    {
        if (urgency == Urgency.Urgent && ranked.Where(c => c.FreePeople >= people).Take(AtOnce).ToList() is { Count: > 1 } several)
            return ([.. several.Select(c => new Pick(c.Card.Id, people, c.Score))], true);
        return (Choose(ranked, people), false);
    }

    private static Candidate? Judge(TeamCard card, HelpBrief brief, string levelPath, DateTimeOffset now, ImmutableDictionary<string, double> weights)
    {
        if (!card.Active || card.Capacity < 1 || !Reaches(card, brief, levelPath, now))
            return null;
        var top = brief.Category.Split('.')[0];
        var inField = card.Fields.Contains(top) || card.Fields.Contains(brief.Category);
        var skills = brief.Skills.Length == 0 ? 1 : (double)brief.Skills.Count(card.Skills.Contains) / brief.Skills.Length;
        if (!inField && (brief.Skills.Length == 0 || skills < 1))
            return null;
        var free = FreePeople(card, brief.Wanted);
        if (free < 1)
            return null;

        var parts = new Dictionary<string, double>
        {
            ["skill"] = (inField ? 0.5 : 0.25) + 0.5 * skills,
            ["distance"] = Nearness(card.UnitPath, brief.UnitPath),
            ["rating"] = (Smoothed(card.RatingSum, card.RatingCount) - 1) / 4,
            ["load"] = 1.0 / (1 + card.Load),
            ["room"] = Math.Min(1, (double)free / Math.Max(1, brief.People)),
        };
        var score = parts.Sum(part => weights[part.Key] * part.Value) / weights.Values.Sum();
        return new(card, Math.Round(score, 4), free, parts.ToImmutableDictionary(p => p.Key, p => Math.Round(p.Value, 4)), weights);
    }

    // On loan it serves the borrower; otherwise it serves its own unit and, if it goes that far, its subtree and siblings that ask.
    private static bool Reaches(TeamCard card, HelpBrief brief, string levelPath, DateTimeOffset now)
    {
        var at = brief.Wanted?.From ?? now;
        if (card.Loans.FirstOrDefault(loan => loan.Slot.From <= at && at < loan.Slot.Until) is { } loan)
            return brief.UnitPath.StartsWith(loan.ToPath, StringComparison.Ordinal) && loan.ToPath.StartsWith(levelPath, StringComparison.Ordinal);
        if (!card.UnitPath.StartsWith(levelPath, StringComparison.Ordinal))
            return false;
        return card.UnitPath == brief.UnitPath || card.Reach == Reach.Subtree;
    }

    private static int FreePeople(TeamCard card, TimeSlot? wanted)
    {
        if (wanted is not { } slot)
            return card.Capacity;
        var schedule = Schedule.Of(card);
        return schedule.FirstFree(slot.From, slot.Until - slot.From, slot.Until, 1) is null ? 0 : Math.Max(0, card.Capacity - schedule.Peak(slot));
    }

    /// <summary>1 in the same unit, less for each level up to the common parent and down again.</summary>
    public static double Nearness(string a, string b)
    {
        var one = a.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var two = b.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var common = one.Zip(two).TakeWhile(pair => pair.First == pair.Second).Count();
        return 1.0 / (1 + one.Length - common + (two.Length - common));
    }
}

/// <summary>A team that could help.</summary>
/// <param name="FreePeople">Helpers free in the wanted time, by its own statement.</param>
/// <param name="Parts">Why: skill, distance, rating, load, room.</param>
/// <param name="Weights">What each of them counts here.</param>
public sealed record Candidate(
    TeamCard Card, double Score, int FreePeople, ImmutableDictionary<string, double> Parts, ImmutableDictionary<string, double> Weights);
