using System.Globalization;
using Practice.Settings;
using Practice.Shared;

namespace Practice.Months;

/// <summary>每日群里提醒: the daily words to copy into a work group. No names, no telephone numbers, no doors.</summary>
public static class DigestText
{
    /// <summary>A station's or point's own day.</summary>
    /// <param name="template">The county's words; null = what comes with the system.</param>
    /// <param name="ladder">How far what is late has climbed, by <see cref="Ladder"/>.</param>
    public static string Station(string unit, int dueToday, int overdue, int toReview, UrgentLine? mostUrgent, string? template = null, string ladder = "") =>
        MessageTemplates.Fill(template ?? TemplateTable.Default.Station!, new()
        {
            ["unit"] = unit, ["dueToday"] = Number(dueToday), ["overdue"] = Number(overdue), ["toReview"] = Number(toReview), ["ladder"] = ladder,
            ["mostUrgent"] = mostUrgent is { } line ? $"最急:{line.Title}({Day(line)})。" : "",
        });

    /// <summary>The day of a unit with units below it.</summary>
    /// <param name="below">Like <c>23 个站</c>.</param>
    /// <param name="where">Names of the units with something overdue; the first few are told.</param>
    public static string Parent(string unit, string below, int toDispatch, int toCoordinate, int overdue, IReadOnlyList<string> where, string? template = null, string ladder = "")
    {
        const int most = 5;
        var places = where.Count == 0 ? "" : $"({string.Join('、', where.Take(most))}{(where.Count > most ? "等" : "")})";
        return MessageTemplates.Fill(template ?? TemplateTable.Default.Parent!, new()
        {
            ["unit"] = unit, ["below"] = below, ["toDispatch"] = Number(toDispatch), ["toCoordinate"] = Number(toCoordinate),
            ["overdue"] = Number(overdue), ["where"] = places, ["ladder"] = ladder,
        });
    }

    /// <summary>A team's day: offers to answer, work to go to, work that is past and not reported.</summary>
    public static string Team(string team, int toAnswer, DateTimeOffset? answerBy, int today, int toReport, DateOnly day, string? template = null) =>
        MessageTemplates.Fill(template ?? TemplateTable.Default.Team!, new()
        {
            ["team"] = team, ["toAnswer"] = Number(toAnswer), ["first"] = answerBy is { } by ? $"(最早 {Day(new("", by, day))})" : "",
            ["today"] = Number(today), ["toReport"] = Number(toReport),
        });

    /// <summary>What is supervised, escalated ones among it, and what is listed; nothing where there is none.</summary>
    public static string Ladder(int supervised, int listed) => (supervised, listed) switch
    {
        (0, 0) => "",
        (_, 0) => $"督办 {Number(supervised)} 件。",
        (0, _) => $"挂牌督办 {Number(listed)} 件。",
        _ => $"督办 {Number(supervised)} 件,挂牌督办 {Number(listed)} 件。",
    };

    /// <summary>A unit's name as its group knows it: 引江社区站, 口岸街道所.</summary>
    public static string Called(string name, Level level)
    {
        var suffix = level switch { Level.Station => "站", Level.Institute => "所", Level.Centre => "中心", _ => "" };
        return name.EndsWith(suffix, StringComparison.Ordinal) ? name : name + suffix;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(UrgentLine line) => line.DueAt.Date == line.Today.ToDateTime(TimeOnly.MinValue)
        ? line.DueAt.ToString("今天 HH:mm 前", CultureInfo.InvariantCulture)
        : line.DueAt.ToString("M 月 d 日 HH:mm 前", CultureInfo.InvariantCulture);
}

/// <summary>The need whose limit comes first, in words for everybody.</summary>
public readonly record struct UrgentLine(string Title, DateTimeOffset DueAt, DateOnly Today);
