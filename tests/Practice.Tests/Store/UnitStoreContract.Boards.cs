using Practice.Store;
using Xunit;
using static Practice.Tests.Store.TestStreams;

namespace Practice.Tests.Store;

public abstract partial class UnitStoreContract
{
    private const string Promise = """{"promise":{"steps":[]}}""";
    private static int _cities = 4000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_board_has_the_lines_of_its_subtree_in_order_at_every_depth(int depth)
    {
        var city = $"{Interlocked.Increment(ref _cities)}";
        string[] steps = [city, city + "01", city + "01001", city + "01001001", city + "01001001-P01"];
        var path = $"/{string.Join('/', steps[..depth])}/";
        var stream = "unit-" + steps[depth - 1];
        var unit = Item(stream, "unit", steps[depth - 1]) with { Path = path };
        var need = Item(stream, "need", "N") with { Path = path };
        await Store.Commit(First(stream) with
        {
            Items =
            [
                unit,
                need with { Id = "U2", Status = "unfulfilled", DueAt = Morning.AddDays(2) },
                need with { Id = "U1", Status = "unfulfilled", DueAt = Morning.AddDays(1) },
                need with { Id = "U3", Status = "unfulfilled", DueAt = Morning.AddDays(3) },
                need with { Id = "W1", Status = "accepted", DueAt = Morning.AddDays(1) },
                need with { Id = "W2", Status = "dispatching", DueAt = Morning.AddDays(2), Doc = Promise },
                need with { Id = "W3", Status = "inService", DueAt = Morning.AddDays(1), Doc = Promise },
                need with { Id = "D1", Status = "done" },
                need with { Id = "D2", Status = "rated", CreatedAt = Morning.AddDays(1) },
                need with { Id = "S1", Status = "submitted", DueAt = Morning },
            ],
        });

        // A neighbour, and a unit whose id only begins alike.
        foreach (var elsewhere in new[] { $"/{city}9/", $"/x{path}" })
        {
            var other = Unique("unit");
            await Store.Commit(First(other) with { Items = [need with { Stream = other, Id = "X", Path = elsewhere, Status = "done" }] });
        }

        var board = await Store.Board(stream, path, "2026-03", 2, Cancellation);

        Assert.Equal(steps[depth - 1], board.Unit?.Id);
        Assert.Equal(["U1", "U2"], board.Unfulfilled.Select(row => row.Id));
        Assert.Equal(["W3", "W2"], board.UnderWay.Select(row => row.Id));
        Assert.Equal(["D2", "D1"], board.Met.Select(row => row.Id));
    }

    [Fact]
    public async Task A_board_counts_by_the_tallies_of_its_month_and_of_months_still_open()
    {
        var city = $"{Interlocked.Increment(ref _cities)}";
        var stream = "unit-" + city;
        var tally = Item(stream, "childTally", "") with { Path = $"/{city}/" };
        await Store.Commit(First(stream) with
        {
            Items =
            [
                tally with { Kind = "tally", Id = "2026-03", Status = "settled" },
                tally with { Id = "a/2026-03", Status = "settled" },
                tally with { Id = "a/2025-11", Month = "2025-11" },
                tally with { Id = "a/2025-10", Month = "2025-10", Status = "settled" },
                tally with { Kind = "publication", Id = "2025-10", Status = "published", CreatedAt = Morning },
                tally with { Kind = "publication", Id = "2025-11", Status = "published", CreatedAt = Morning.AddDays(30) },
            ],
        });

        var board = await Store.Board(stream, $"/{city}/", "2026-03", 20, Cancellation);

        Assert.Null(board.Unit);
        Assert.Equal(["2026-03", "a/2025-11", "a/2026-03"], board.Tallies.Select(row => row.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["2025-11", "2025-10"], board.Publications.Select(row => row.Id));
    }

    [Fact]
    public async Task Units_right_below_are_found_and_none_of_theirs()
    {
        var city = $"{Interlocked.Increment(ref _cities)}";
        var stream = Unique("unit");
        var unit = Item(stream, "unit", "") with { Status = "active" };
        await Store.Commit(First(stream) with
        {
            Items =
            [
                unit with { Id = city, Path = $"/{city}/" },
                unit with { Id = city + "02", Path = $"/{city}/{city}02/" },
                unit with { Id = city + "01", Path = $"/{city}/{city}01/" },
                unit with { Id = city + "-P01", Path = $"/{city}/{city}-P01/" },
                unit with { Id = city + "01001", Path = $"/{city}/{city}01/{city}01001/" },
            ],
        });

        var below = await Store.Search(new() { Kind = "unit", ChildrenOf = $"/{city}/", Order = ItemOrder.Id }, Cancellation);

        Assert.Equal([city + "-P01", city + "01", city + "02"], below.Items.Select(row => row.Id));
    }
}
