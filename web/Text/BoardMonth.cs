using System.Globalization;

namespace Practice.Web.Text;

/// <summary>A month by its name <c>yyyy-MM</c>.</summary>
public readonly record struct BoardMonth(int Year, int Month)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public DateOnly FirstDay => new(Year, Month, 1);

    public BoardMonth Next => Of(FirstDay.AddMonths(1));

    public BoardMonth Previous => Of(FirstDay.AddMonths(-1));

    public static BoardMonth Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>The day of an instant on China's clocks.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(China).Date);

    /// <summary>An instant on China's clocks.</summary>
    public static DateTimeOffset InChina(DateTimeOffset instant) => instant.ToOffset(China);

    /// <summary>From 2000-01 to 2099-12; false for anything else.</summary>
    public static bool TryParse(string? text, out BoardMonth month)
    {
        month = default;
        if (text is not { Length: 7 } || !DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
        month = Of(day);
        return day.Year is >= 2000 and <= 2099;
    }

    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
