using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Text;

namespace Practice.Web.Pocket;

/// <summary>How these pages say minutes, days and what is wrong.</summary>
internal static class PocketSays
{
    /// <summary>What is wrong with a field: by a word of its own, or by the code of a refusal.</summary>
    public static string Mistake(DeskWords words, string wrong) => words.Find("mistake." + wrong) ?? words.Problem(new(wrong, 422, null));

    /// <summary>Minutes as hours and minutes.</summary>
    public static string Length(DeskWords words, long minutes) => minutes < 60 ? words.Say("length.minutes", minutes) : minutes % 60 == 0 ? words.Say("length.hours", minutes / 60) : words.Say("length.both", minutes / 60, minutes % 60);

    /// <summary>A day with its weekday.</summary>
    public static string Day(Words words, DateTimeOffset at)
    {
        var day = BoardMonth.DayOf(at);
        return $"{words.ShortDay(day)} {words.Weekdays[day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek]}";
    }

    /// <summary>From when to when, on China's clocks.</summary>
    public static string Clock(DateTimeOffset from, DateTimeOffset until) =>
        $"{BoardMonth.InChina(from).ToString("HH:mm", CultureInfo.InvariantCulture)}–{BoardMonth.InChina(until).ToString("HH:mm", CultureInfo.InvariantCulture)}{(BoardMonth.DayOf(from) == BoardMonth.DayOf(until) ? "" : " (+1)")}";
}
