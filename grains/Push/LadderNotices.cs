using System.Globalization;
using Practice.Calendars;
using Practice.Kernel;
using Practice.Months;
using Practice.Needs;
using Practice.Orders;
using Practice.Settings;
using Practice.Shared;
using Practice.Units;

namespace Practice.Push;

/// <summary>A rung of the ladder in words, to the work groups whose robots ask for it: number, category and limit, nothing of people.</summary>
public static class LadderNotices
{
    private static readonly Dictionary<LadderStep, string> Words = new()
    {
        [LadderStep.Remind] = "提醒", [LadderStep.Urge] = "催办", [LadderStep.Supervise] = "督办", [LadderStep.Escalate] = "升级", [LadderStep.Listed] = "挂牌督办",
    };

    /// <summary>To the need's unit, and to the teams of it that are at work on it.</summary>
    public static void OfOwn(Draft draft, ITerms terms, Climb climb, DateTimeOffset now)
    {
        if (!Asked(draft.Book) || UnitRules.Profile(draft) is not { } unit)
            return;
        var text = Text(unit, unit.Name, terms, climb.Step, climb.Id, climb.Category, climb.Limit, now);
        Owe(draft, unit.Id, text);
        foreach (var team in draft.Book.All<WorkOrder>().Where(order => order.Need == climb.Id && order.IsTaken).Select(order => order.Team).Distinct().Order(StringComparer.Ordinal).ToList())
            Owe(draft, team, text);
    }

    /// <summary>To the level above: of a unit below.</summary>
    public static void OfBelow(Draft draft, ITerms terms, MatterRaised raised)
    {
        if (!LadderRules.IsOfLadder(raised.Kind) || !Asked(draft.Book) || UnitRules.Profile(draft) is not { } unit)
            return;
        var below = Ids.Owner(raised.Need);
        var step = Words.Keys.First(step => Json.Name(step) == raised.Kind);
        Owe(draft, unit.Id, Text(unit, draft.Book.Find<ChildUnit>(below)?.Name ?? below, terms, step, raised.Need, raised.Category, raised.DueBy, draft.Now));
    }

    private static bool Asked(Book book) => book.All<PushTarget>().Any(Wants);

    private static bool Wants(PushTarget target) =>
        target is { Status: PushStatus.Active, Kind: not PushKind.Webhook, Waiting: < DeliveryRules.MostWaiting } && target.Events.Contains(PushTopics.Ladder);

    private static void Owe(Draft draft, string of, string text)
    {
        foreach (var target in draft.Book.All<PushTarget>().Where(target => target.Of == of && Wants(target)).ToList())
            DeliveryRules.Queue(draft, target, Delivery.Notice, text);
    }

    private static string Text(UnitProfile unit, string where, ITerms terms, LadderStep step, string need, string category, DateTimeOffset? limit, DateTimeOffset now) =>
        MessageTemplates.Fill(terms.Templates.Ladder ?? TemplateTable.Default.Ladder!, new()
        {
            ["unit"] = DigestText.Called(unit.Name, unit.Level), ["step"] = Words[step], ["where"] = where, ["need"] = need,
            ["what"] = PublicWords.CategoryName(category, terms),
            ["limit"] = limit is { } at ? ChinaTime.Local(at).ToString(at > now ? "'应在 'M 月 d 日 HH:mm' 前办'" : "'已过限期 'M 月 d 日 HH:mm", CultureInfo.InvariantCulture) : "承诺未兑现",
        });
}
