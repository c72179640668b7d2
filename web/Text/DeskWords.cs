using System.Globalization;
using Practice.Web.Api;
using Practice.Web.Pages;

namespace Practice.Web.Text;

/// <summary>
/// The words of the pages of whoever is signed in, in one language: <c>desk-words.txt</c> and its like, a line for each, key | Chinese | English. A word
/// that is missing is a mistake that a test finds.
/// </summary>
public sealed class DeskWords
{
    private static readonly string[] Files = ["desk-words.txt", "pocket-words.txt", "service-words.txt", "operator-words.txt"];
    private static readonly Dictionary<string, string[]> Lines = Read();
    private static readonly DeskWords Chinese = new(Words.Chinese, 1), English = new(Words.English, 2);

    private readonly Words _words;
    private readonly int _column;

    private DeskWords(Words words, int column) => (_words, _column) = (words, column);

    internal static IReadOnlyCollection<string> Keys => Lines.Keys;

    public static DeskWords In(string? lang) => Of(Words.In(lang));

    public static DeskWords Of(Words words) => words.IsEnglish ? English : Chinese;

    public string this[string key] => Find(key) ?? throw new KeyNotFoundException($"There is no word '{key}'.");

    public string? Find(string key) => Lines.TryGetValue(key, out var line) ? line[_column] : null;

    /// <summary>With numbers and names in their places.</summary>
    public string Say(string key, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>A word of a closed set; one of a later release by itself.</summary>
    public string Name(string set, string? value) => value is null ? "" : Find($"{set}.{value}") ?? value;

    public string Field(string name) => Find("field." + name) ?? name;

    public bool HasField(string name) => Find("field." + name) is not null;

    /// <summary>Why something was refused, in words, and what to do.</summary>
    public string Problem(ProblemView problem) =>
        Find("problem." + problem.Code) ?? (problem.Status == 422 ? null : Find(string.Create(CultureInfo.InvariantCulture, $"problem.{problem.Status}"))) ?? Say("problem.other", problem.Code ?? $"{problem.Status}");

    /// <summary>An instant as somebody at work says it: today and tomorrow by name.</summary>
    public string When(DateTimeOffset at, DateTimeOffset now)
    {
        var (local, today) = (BoardMonth.InChina(at), BoardMonth.DayOf(now));
        var day = BoardMonth.DayOf(at);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return (day.DayNumber - today.DayNumber) switch
        {
            0 => Say("when.today", clock),
            1 => Say("when.tomorrow", clock),
            -1 => Say("when.yesterday", clock),
            _ => $"{(day.Year == today.Year ? _words.ShortDay(day) : _words.Day(day))} {clock}",
        };
    }

    /// <summary>How far something is past its limit, in one unit.</summary>
    public string Late(TimeSpan by) => by.TotalDays >= 1 ? Say("late.days", (int)by.TotalDays) : by.TotalHours >= 1 ? Say("late.hours", (int)by.TotalHours) : Say("late.minutes", Math.Max(1, (int)by.TotalMinutes));

    private static Dictionary<string, string[]> Read() => Files.SelectMany(name => new Asset(name, "text/plain").Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Where(line => !line.StartsWith('#')).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToDictionary(line => line[0], StringComparer.Ordinal);
}
