using System.Text.RegularExpressions;
using Practice.Web.Api;
using Practice.Web.Board;
using Practice.Web.Pages;
using Practice.Web.SignIn;

namespace Practice.Web.Ask;

/// <summary>The form that says what is needed, as it was typed. What is wrong with it is told beside what was typed.</summary>
/// <param name="Key">Of this form: sent twice it is one need.</param>
public sealed partial record AskForm(string Key, string Unit, string Category, string What, string Phone, string Name, string Address, bool OnBehalf)
{
    public const int LongestTitle = 80, LongestWhat = 1000, LongestName = 30, LongestAddress = 100;

    public static AskForm Empty(string unit, string category) => new(Guid.NewGuid().ToString("N"), unit, category, "", "", "", "", false);

    public static AskForm Read(Sent form, string unit, string category) => new(
        form.Key,
        Text(form, "unit", 24) is { } sent && BoardAddress.IsUnit(sent) ? sent : unit,
        Text(form, "category", 60) is { } sub && BoardAddress.IsCategory(sub) && sub.Split('.')[0] == category.Split('.')[0] ? sub : category,
        Text(form, "what", LongestWhat), Text(form, "phone", 30), Text(form, "name", LongestName), Text(form, "address", LongestAddress), form.Is("onBehalf"));

    /// <summary>The fields that cannot be, each with what is wrong: <c>missing</c> or <c>wrong</c>.</summary>
    public IReadOnlyDictionary<string, string> Mistakes()
    {
        var mistakes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (What.Length == 0) mistakes["what"] = "missing";
        if (Phone.Length == 0) mistakes["phone"] = "missing";
        else if (!Phones().IsMatch(Digits)) mistakes["phone"] = "wrong";
        return mistakes;
    }

    /// <summary>One line is the need's name; what is longer stands below it in full.</summary>
    public FileNeed ToNeed()
    {
        var line = What.ReplaceLineEndings(" ");
        var (title, description) = line.Length <= LongestTitle ? (line, null) : (line[..Cut(line)] + "…", What);
        return new(Unit, title, description, Category, Name.Length == 0 ? null : Name, Digits, Address.Length == 0 ? null : new(Address), OnBehalf);
    }

    /// <summary>Digits as people write them, with spaces and dashes.</summary>
    private string Digits => string.Concat(Phone.Where(c => char.IsAsciiDigit(c) || c == '+'));

    // Never through the middle of a character of two parts.
    private static int Cut(string line) => char.IsHighSurrogate(line[LongestTitle - 2]) ? LongestTitle - 2 : LongestTitle - 1;

    private static string Text(Sent form, string field, int longest) => Typed.Text(form.Raw(field), longest, lines: true);

    // A mobile, or a line with its area code.
    [GeneratedRegex(@"^(\+?86)?(1[3-9]\d{9}|0\d{2,3}\d{7,8})$")]
    private static partial Regex Phones();
}
