namespace Practice.Settings;

/// <summary>The words of messages. A text that is null is inherited. Placeholders are written <c>{name}</c>.</summary>
/// <param name="Station">The day of a station or point.</param>
/// <param name="Parent">The day of a unit with units below it.</param>
/// <param name="Team">The day of a team.</param>
/// <param name="Ladder">A rung of the ladder, to the group of whoever is reminded, urged or told.</param>
/// <remarks>The placeholders that are known carry counts and names of units only, so that no template can let a person's data out.</remarks>
[GenerateSerializer, Immutable, Alias("templateTable")]
public sealed record TemplateTable(
    [property: Id(0)] string? Station = null, [property: Id(1)] string? Parent = null, [property: Id(2)] string? Team = null, [property: Id(3)] string? Ladder = null)
{
    public static readonly TemplateTable Default = new(
        "【{unit} 今日提醒】今天到期 {dueToday} 件,超期 {overdue} 件,待审核 {toReview} 件。{ladder}{mostUrgent}",
        "【{unit} 今日提醒】{below}:待派 {toDispatch} 件,请上级协调 {toCoordinate} 件,超期 {overdue} 件{where}。{ladder}",
        "【{team} 今日提醒】待答复 {toAnswer} 件{first},今天出动 {today} 件,待汇报 {toReport} 件。",
        "【{unit} {step}】{where}的 {need}({what}){limit},请尽快处理。");
}
