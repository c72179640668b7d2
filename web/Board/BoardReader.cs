using Practice.Web.Api;
using Practice.Web.Text;

namespace Practice.Web.Board;

/// <summary>Reads what a board shows from the public API.</summary>
internal sealed class BoardReader(PublicApi api, WebOptions options, TimeProvider time)
{
    /// <summary>The unit of the first page: the configured one, else the first active centre; null while there is none.</summary>
    public async Task<string?> Home(CancellationToken cancellation) =>
        await api.Board(options.HomeUnit, null, cancellation) is not null ? options.HomeUnit : await api.FirstCentre(cancellation);

    /// <summary>Null where there is no such unit, or the month is yet to come.</summary>
    /// <exception cref="ApiDownException">The API does not answer.</exception>
    public async Task<BoardSheet?> Read(BoardAddress address, BoardList? only, int page, CancellationToken cancellation)
    {
        var services = api.Services(address.Unit, cancellation);
        var resources = api.Resources(address.Unit, cancellation);
        var live = api.Board(address.Unit, address.Month?.ToString(), cancellation);
        await Task.WhenAll(live, services, resources);
        if (await live is not { } board) return null;

        var asOf = board.AsOf ?? time.GetUtcNow();
        var current = BoardMonth.Of(BoardMonth.DayOf(asOf));
        var month = address.Month ?? (BoardMonth.TryParse(board.Month, out var told) ? told : current);
        if (month.FirstDay > current.FirstDay) return null;
        return new BoardSheet
        {
            Address = address,
            Unit = board.Unit ?? new UnitLink(address.Unit, null, null),
            Month = month,
            Current = current,
            AsOf = asOf,
            Live = board,
            Published = await api.Publication(address.Unit, month.ToString(), cancellation),
            Services = await services,
            Resources = await resources,
            Only = only,
            Page = page,
        };
    }
}
