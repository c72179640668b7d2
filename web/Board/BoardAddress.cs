using System.Text.RegularExpressions;
using Practice.Web.Text;

namespace Practice.Web.Board;

/// <summary>The address of a board: unit, month, language; and of one list of it, page by page.</summary>
public sealed partial record BoardAddress(string Unit, BoardMonth? Month, bool English)
{
    public const string PaperName = "paper";

    /// <summary>Codes of divisions, of points and of departments: digits and capitals with single dashes.</summary>
    public static bool IsUnit(string? code) => code is { Length: <= 24 } && Code().IsMatch(code);

    /// <summary>Numbers of needs: a unit's code, a dash, N and digits.</summary>
    public static bool IsNeed(string? number) => number is { Length: <= 40 } && Need().IsMatch(number);

    /// <summary>Numbers of teams: a unit's code, a dash, T and digits; of a team for one project P.</summary>
    public static bool IsTeam(string? id) => id is { Length: <= 40 } && id.All(c => char.IsAsciiDigit(c) || c is '-' or 'T' or 'P') && id.Contains("-T", StringComparison.Ordinal);

    /// <summary>Codes of categories, of either level.</summary>
    public static bool IsCategory(string? code) => code is { Length: <= 60 } && Category().IsMatch(code);

    /// <summary>The whole board.</summary>
    public string Path => $"/units/{Unit}{(Month is { } month ? "/" + month : "")}{(English ? "?lang=en" : "")}";

    /// <summary>One list of the board.</summary>
    public string List(BoardList list, int page, LineFilter? filter = null) =>
        $"/units/{Unit}{(Month is { } month ? "/" + month : "")}?list={Name(list)}{(page > 1 ? $"&page={page}" : "")}{filter?.Query}{(English ? "&lang=en" : "")}";

    /// <summary>A published month's lines as a file for a spreadsheet.</summary>
    public string Export(string format) => $"/api/v1/public/units/{Unit}/publications/{Month}/lines?format={format}";

    /// <summary>The whole board with every line, for paper.</summary>
    public string Paper => $"/units/{Unit}{(Month is { } month ? "/" + month : "")}?list={PaperName}{(English ? "&lang=en" : "")}";

    public static string Name(BoardList list) => list switch
    {
        BoardList.Fulfilled => "fulfilled",
        BoardList.Unfulfilled => "unfulfilled",
        BoardList.Services => "services",
        BoardList.Resources => "resources",
        _ => throw new ArgumentOutOfRangeException(nameof(list)),
    };

    public static BoardList? ListOf(string? name) => Enum.GetValues<BoardList>().Cast<BoardList?>().FirstOrDefault(list => Name(list!.Value) == name);

    [GeneratedRegex("^[0-9A-Z]+(-[0-9A-Z]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex("^[0-9A-Z]+(-[0-9A-Z]+)*-N[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Need();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Category();
}

/// <summary>The lists of a board that can grow beyond what a page holds.</summary>
public enum BoardList { Fulfilled, Services, Unfulfilled, Resources }
