using Practice.Web.Api;
using Practice.Web.Text;

namespace Practice.Web.Board;

/// <summary>Everything a board's page shows. Made once for a request, then only read.</summary>
public sealed record BoardSheet
{
    /// <summary>So many lines of a list stand on the board; the rest on pages of their own.</summary>
    public const int LinesOnBoard = 20;

    public const int LinesOnPage = 60;

    public required BoardAddress Address { get; init; }
    public required UnitView Unit { get; init; }
    public required BoardMonth Month { get; init; }

    /// <summary>The current month in China.</summary>
    public required BoardMonth Current { get; init; }

    public required DateTimeOffset AsOf { get; init; }
    public required BoardView Live { get; init; }

    /// <summary>Null until the month is published.</summary>
    public PublicationView? Published { get; init; }

    public IReadOnlyList<ServiceLine> Services { get; init; } = [];
    public IReadOnlyList<ResourceLine> Resources { get; init; } = [];

    /// <summary>Names of the units that lines speak of, by code.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>The one list that is asked for; null = the board.</summary>
    public BoardList? Only { get; init; }

    public int Page { get; init; } = 1;

    public LineFilter Filter { get; init; } = new(null, null);

    /// <summary>Every line of every list, for paper.</summary>
    public bool IsForPaper { get; init; }

    /// <summary>The board's own address, for the code on the printed sheet; null where none is printed.</summary>
    public string? Url { get; init; }

    /// <summary>Whether this is the current month and not published yet: then the board shows what stands now.</summary>
    public bool IsLive => Published is null && Month == Current;

    /// <summary>Once published the month's own lines, until then what is promised now.</summary>
    public IReadOnlyList<UnfulfilledLine> Unfulfilled => Published?.Unfulfilled ?? (IsLive ? [.. Live.Promises.Select(Promise)] : []);

    public DateOnly Today => BoardMonth.DayOf(AsOf);

    /// <summary>The months to switch to: the published ones and the neighbours, newest first, none after the current.</summary>
    public IReadOnlyList<BoardMonth> Months =>
    [
        .. Live.Publications.Select(done => BoardMonth.TryParse(done.Month, out var month) ? month : default)
            .Concat([Current, Month, Month.Previous, Month.Next])
            .Where(month => month.Year > 0 && month.FirstDay <= Current.FirstDay)
            .Distinct().OrderByDescending(month => month.FirstDay).Take(14),
    ];

    public bool Shows(BoardList list) => Only is null || Only == list;

    /// <summary>The name of a unit that a line speaks of; its code where the name is not known.</summary>
    public string NameOf(string code) => (Unit.Code == code ? Unit.Name : Names.GetValueOrDefault(code)) is { Length: > 0 } name ? name : code;

    /// <summary>The lines of this page.</summary>
    public IReadOnlyList<T> Slice<T>(IReadOnlyList<T> lines) =>
        IsForPaper ? lines : Only is null ? [.. lines.Take(LinesOnBoard)] : [.. lines.Skip((Page - 1) * LinesOnPage).Take(LinesOnPage)];

    private static UnfulfilledLine Promise(BoardLine line) => new(line.Need, line.Title, line.Category, null, line.Steps, line.Date, line.Unit, 0, null);
}
