using System.Globalization;

namespace Practice.Web.Text;

/// <summary>Every word of the pages in one language. A word missing in a language does not compile.</summary>
/// <remarks>Wording in Chinese: the network's own labels. What units wrote themselves stays as they wrote it.</remarks>
public sealed partial record Words
{
    public required bool IsEnglish { get; init; }

    /// <summary>For the <c>lang</c> attribute.</summary>
    public required string Tag { get; init; }

    public required string Product { get; init; }
    public required string SkipToContent { get; init; }
    public required string OtherLanguage { get; init; }
    public required string Board { get; init; }
    public required string Description { get; init; }
    public required string Where { get; init; }
    public required string Months { get; init; }
    public required string Below { get; init; }
    public required string AskForHelpTitle { get; init; }
    public required string AskForHelp { get; init; }
    public required string GiveHelpTitle { get; init; }
    public required string GiveHelp { get; init; }
    public required string AsOf { get; init; }
    public required string Published { get; init; }
    public required string NotPublished { get; init; }
    public required string LastMonthIsHere { get; init; }
    public required string PastNotPublished { get; init; }
    public required string Figures { get; init; }
    public required string NoFigure { get; init; }
    public required string SubmittedThisMonth { get; init; }
    public required string OpenNow { get; init; }
    public required string RatesLater { get; init; }
    public required string Acceptance { get; init; }
    public required string AcceptanceFormula { get; init; }
    public required string Fulfilment { get; init; }
    public required string FulfilmentFormula { get; init; }
    public required string OnTime { get; init; }
    public required string OnTimeFormula { get; init; }
    public required string Rating { get; init; }
    public required string RatingFormula { get; init; }
    public required string Satisfaction { get; init; }
    public required string SatisfactionFormula { get; init; }
    public required string Fulfilled { get; init; }
    public required string FulfilledNone { get; init; }
    public required string DoneLately { get; init; }
    public required string DoneLatelyNone { get; init; }
    public required string Unfulfilled { get; init; }
    public required string Promised { get; init; }
    public required string UnfulfilledNone { get; init; }
    public required string PromisedNone { get; init; }
    public required string Listed { get; init; }
    public required string ListedSince { get; init; }
    public required string Scan { get; init; }
    public required string ScanLabel { get; init; }
    public required string Services { get; init; }
    public required string ServicesNone { get; init; }
    public required string Resources { get; init; }
    public required string ResourcesNone { get; init; }
    public required string Categories { get; init; }
    public required string CategoriesNone { get; init; }
    public required string Statuses { get; init; }
    public required string Late { get; init; }
    public required string LateNone { get; init; }
    public required string PublishedFor { get; init; }
    public required string ChildrenPublished { get; init; }
    public required string Proof { get; init; }
    public required string Hash { get; init; }
    public required string HashHow { get; init; }
    public required string ForPaper { get; init; }
    public required string Notes { get; init; }
    public required string Need { get; init; }
    public required string Teams { get; init; }
    public required string DoneOn { get; init; }
    public required string Stars { get; init; }
    public required string NotRated { get; init; }
    public required string Reason { get; init; }
    public required string Steps { get; init; }
    public required string PromisedDate { get; init; }
    public required string NoDate { get; init; }
    public required string Responsible { get; init; }
    public required string Service { get; init; }
    public required string When { get; init; }
    public required string Place { get; init; }
    public required string Team { get; init; }
    public required string Resource { get; init; }
    public required string Hours { get; init; }
    public required string Category { get; init; }
    public required string Submitted { get; init; }
    public required string Met { get; init; }
    public required string Unit { get; init; }
    public required string InTime { get; init; }
    public required string TooLate { get; init; }
    public required string Broken { get; init; }
    public required string Kept { get; init; }
    public required string Open { get; init; }
    public required string Back { get; init; }
    public required string Earlier { get; init; }
    public required string Later { get; init; }
    public required string PrivacyNote { get; init; }
    public required string SealTitle { get; init; }
    public required string SealDate { get; init; }
    public required string SealPeriod { get; init; }
    public required string SealPhone { get; init; }
    public required string Seal { get; init; }
    public required string NotFoundTitle { get; init; }
    public required string NotFoundText { get; init; }
    public required string DownTitle { get; init; }
    public required string DownText { get; init; }
    public required string TryAgain { get; init; }
    public required string ErrorTitle { get; init; }
    public required string ErrorText { get; init; }
    public required string NoUnitsTitle { get; init; }
    public required string NoUnitsText { get; init; }
    public required string Home { get; init; }

    public required Func<int, int, string> PageOf { get; init; }
    public required Func<int, string> ShowAll { get; init; }
    public required Func<long, string> SubmittedCount { get; init; }
    public required Func<int, string> Lines { get; init; }
    public required Func<int, string> TimesBroken { get; init; }
    public required Func<double, string> Mean { get; init; }
    public required Func<int, string> RatedBy { get; init; }
    public required Func<int, string> Capacity { get; init; }
    public required Func<BoardMonth, string> MonthName { get; init; }
    public required Func<DateOnly, string> Day { get; init; }
    public required Func<DateOnly, string> ShortDay { get; init; }

    /// <summary>A month's opening balance and what became of it: carried over, submitted, met, merged, rejected, redirected, withdrawn, open.</summary>
    public required Func<int[], string> BalanceLine { get; init; }

    public required IReadOnlyDictionary<string, string> CategoryNames { get; init; }
    public required IReadOnlyDictionary<string, string> StatusNames { get; init; }
    public required IReadOnlyDictionary<string, string> LevelNames { get; init; }
    public required IReadOnlyDictionary<string, string> ResourceKinds { get; init; }
    public required IReadOnlyDictionary<string, string> Reasons { get; init; }
    public required IReadOnlyList<string> Weekdays { get; init; }

    /// <summary>The words of the pages that need no account.</summary>
    public required ResidentWords Resident { get; init; }

    /// <summary>Weekdays with the same hours together: 周一至周五 08:30–17:00.</summary>
    public string HoursOf(IReadOnlyList<Api.OpeningHours>? hours) => string.Join(IsEnglish ? "; " : "；", (hours ?? [])
        .Where(some => some.Weekday is >= 1 and <= 7)
        .GroupBy(some => $"{some.From}–{some.Until}")
        .Select(group => $"{DaysOf([.. group.Select(some => some.Weekday).Distinct().Order()])} {group.Key}"));

    private string DaysOf(List<int> days) => days.Count > 2 && days[^1] - days[0] == days.Count - 1
        ? $"{Weekdays[days[0]]}{(IsEnglish ? "–" : "至")}{Weekdays[days[^1]]}"
        : string.Join(IsEnglish ? ", " : "、", days.Select(day => Weekdays[day]));

    /// <summary>An address in this language.</summary>
    public string To(string path) => !IsEnglish ? path : path.Contains('?', StringComparison.Ordinal) ? path + "&lang=en" : path + "?lang=en";

    public string NameOf(Api.CategoryView category) => IsEnglish && category.NameEn is { Length: > 0 } name ? name : category.Name;

    public string NameOf(Api.SubCategoryView category) => IsEnglish && category.NameEn is { Length: > 0 } name ? name : category.Name;

    /// <summary>The language of <c>?lang=</c>: Chinese unless English is asked for.</summary>
    public static Words In(string? lang) => string.Equals(lang, "en", StringComparison.OrdinalIgnoreCase) ? English : Chinese;

    /// <summary>A day beside a month that is told already: without the year where it is the same.</summary>
    public string DayBeside(BoardMonth month, DateOnly day) => day.Year == month.Year ? ShortDay(day) : Day(day);

    /// <summary>An instant on China's clocks, to the minute.</summary>
    public string Moment(DateTimeOffset instant) => $"{Day(BoardMonth.DayOf(instant))} {BoardMonth.InChina(instant).ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>A category's name; a sub-category by its parent's; what has no name here by its code.</summary>
    public string CategoryOf(string? code) => code is not { Length: > 0 } ? "" : CategoryNames.GetValueOrDefault(code.Split('.')[0], code);
}
