using Practice.Web.Api;
using Practice.Web.Text;

namespace Practice.Web.Board;

/// <summary>Reads what a board shows from the public API.</summary>
internal sealed class BoardReader(PublicApi api, WebOptions options, TimeProvider time)
{
    /// <summary>The unit of the first page: the configured one, else the first active centre; null while there is none.</summary>
    public async Task<string?> Home(CancellationToken cancellation) =>
        await api.Unit(options.HomeUnit, cancellation) is not null ? options.HomeUnit : await api.FirstCentre(cancellation);

    /// <summary>Null where there is no such unit, or the month is yet to come.</summary>
    /// <exception cref="ApiDownException">The API does not answer.</exception>
    public async Task<BoardSheet?> Read(BoardAddress address, BoardList? only, int page, CancellationToken cancellation)
    {
        var services = api.Services(address.Unit, cancellation);
        var resources = api.Resources(address.Unit, cancellation);
        var live = api.Board(address.Unit, address.Month?.ToString(), cancellation);
        var unit = api.Unit(address.Unit, cancellation);
        await Task.WhenAll(unit, live, services, resources);
        if (await unit is not { } place || await live is not { } board) return null;

        var asOf = board.AsOf ?? time.GetUtcNow();
        var current = BoardMonth.Of(BoardMonth.DayOf(asOf));
        var month = address.Month ?? (BoardMonth.TryParse(board.Month, out var told) ? told : current);
        if (month.FirstDay > current.FirstDay) return null;
        var published = await api.Publication(address.Unit, month.ToString(), cancellation);
        return new BoardSheet
        {
            Address = address,
            Unit = place,
            Month = month,
            Current = current,
            AsOf = asOf,
            Live = board,
            Published = published,
            Names = await api.Names(Mentioned(place, board, published), cancellation),
            Services = await services,
            Resources = await resources,
            Only = only,
            Page = page,
        };
    }

    /// <summary>Codes of units that lines speak of and that this page has no name for yet.</summary>
    private static List<string> Mentioned(UnitView unit, BoardView board, PublicationView? published) =>
    [
        .. (published is null ? board.Promises.Select(line => line.Unit) : published.Unfulfilled.Select(line => line.Responsible).Append(published.PublishedBy))
            .Concat(board.Listed.Select(line => line.Unit)).OfType<string>().Where(code => code != unit.Code && BoardAddress.IsUnit(code)).Distinct(),
    ];
}
