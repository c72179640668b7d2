using System.Globalization;
using Practice.Store;
using Xunit;
using static Practice.Tests.Store.TestStreams;

namespace Practice.Tests.Store;

public abstract partial class UnitStoreContract
{
    [Theory]
    [InlineData("餐", "N1,N2")]
    [InlineData("助餐", "N1")]
    [InlineData("上门助餐", "N1")]
    [InlineData("餐助", "")]
    [InlineData("张三 助餐", "N1")]
    [InlineData("助餐 李四", "")]
    [InlineData("wifi", "N3")]
    [InlineData("WIFI", "N3")]
    [InlineData("wif", "")]
    [InlineData("𠮷", "N4")]
    [InlineData("𠮷野", "N4")]
    [InlineData("，。", "N1,N2,N3,N4")]
    public async Task Words_are_found_in_Chinese_and_Latin(string words, string expected)
    {
        var stream = Unique("unit");
        string[] texts = ["张三需要上门助餐", "李四想去食堂吃午餐。", "教老人用WiFi", "𠮷野家 😀 门口"];
        await Store.Commit(First(stream) with { Items = [.. texts.Select((t, i) => Item(stream, stream, $"N{i + 1}") with { Text = t })] });

        var found = await Store.Search(Everything(stream) with { Words = words, Order = ItemOrder.Id }, Cancellation);

        Assert.Equal(expected, string.Join(',', found.Items.Select(i => i.Id)));
    }

    [Fact]
    public async Task Words_follow_the_text_when_it_changes()
    {
        var stream = Unique("unit");
        var first = First(stream) with { Items = [Item(stream, stream, "N1") with { Text = "助餐" }, Item(stream, stream, "N2") with { Text = "助洁" }] };
        await Store.Commit(first);
        await Store.Commit(first.Then() with { Items = [Item(stream, stream, "N1", 2) with { Text = "理发" }, Item(stream, stream, "N2", 2)] });

        Assert.Empty(await Find("助餐"));
        Assert.Empty(await Find("助洁"));
        Assert.Equal(["N1"], await Find("理发"));

        async Task<string[]> Find(string words) =>
            [.. (await Store.Search(Everything(stream) with { Words = words }, Cancellation)).Items.Select(i => i.Id)];
    }

    [Theory]
    [InlineData(ItemOrder.Newest)]
    [InlineData(ItemOrder.Oldest)]
    [InlineData(ItemOrder.Due)]
    [InlineData(ItemOrder.Id)]
    public async Task Paging_neither_repeats_nor_loses_a_row_while_others_are_inserted(ItemOrder order)
    {
        var kind = Unique("kind");
        var random = new Random(7);
        var streams = Enumerable.Range(0, 5).Select(i => $"{kind}-{i}").ToList();
        var heads = new Dictionary<string, Change>();
        foreach (var stream in streams)
            await Store.Commit(heads[stream] = First(stream) with { Items = [.. Enumerable.Range(0, 20).Select(i => Row(stream, $"N{i:D2}"))] });

        var seen = new List<ItemRow>();
        string? after = null;
        do
        {
            var page = await Store.Search(Everything(kind) with { Order = order, Limit = 7, After = after }, Cancellation);
            seen.AddRange(page.Items);
            after = page.Next;
            var target = streams[random.Next(5)];
            heads[target] = heads[target].Then();
            await Store.Commit(heads[target] with { Items = [Row(target, $"X{seen.Count:D3}")] });
        }
        while (after is not null);

        Assert.Equal(seen.Count, seen.DistinctBy(i => (i.Stream, i.Id)).Count());
        Assert.Equal(100, seen.Count(i => i.Id[0] == 'N'));
        Assert.Equal(Sorted(seen), seen);

        ItemRow Row(string stream, string id) => Item(stream, kind, id) with
        {
            CreatedAt = Morning.AddMinutes(random.Next(10)), DueAt = Morning.AddHours(random.Next(5)),
        };

        List<ItemRow> Sorted(List<ItemRow> rows)
        {
            var keyed = rows.OrderBy(r => order switch { ItemOrder.Due => r.DueAt!.Value, ItemOrder.Id => Morning, _ => r.CreatedAt })
                .ThenBy(r => r.Id, StringComparer.Ordinal).ThenBy(r => r.Stream, StringComparer.Ordinal).ToList();
            if (order == ItemOrder.Newest)
                keyed.Reverse();
            return keyed;
        }
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var stream = Unique("unit");
        await Store.Commit(First(stream) with { Items = [Item(stream, stream, "N1"), Item(stream, stream, "N2")] });
        var page = await Store.Search(Everything(stream) with { Limit = 1 }, Cancellation);

        await Assert.ThrowsAsync<CursorException>(() => Store.Search(Everything(stream) with { Order = ItemOrder.Id, After = page.Next }, Cancellation));
        await Assert.ThrowsAsync<CursorException>(() => Store.Search(Everything(stream) with { After = "!" }, Cancellation));
    }

    [Fact]
    public async Task Every_filter_filters()
    {
        var stream = Unique("unit");
        var other = Unique("unit");
        var plain = Item(stream, stream, "N1");
        await Store.Commit(First(stream) with
        {
            Items =
            [
                plain,
                plain with { Id = "N2", Status = "closed", Open = false },
                plain with { Id = "N3", Category = "meals" },
                plain with { Id = "N4", Urgency = "urgent", DueAt = Morning.AddHours(1) },
                plain with { Id = "N5", Month = "2026-04", CreatedAt = Morning.AddDays(31) },
                plain with { Id = "N6", Path = "/3212/321203001/" },
                plain with { Id = "N7", Path = "/3212/321203/321203001/" },
            ],
        });
        await Store.Commit(First(other) with { Items = [Item(other, stream, "M1") with { Path = "/3213/" }] });
        var all = Everything(stream);

        Assert.Equal("M1,N1,N2,N3,N4,N5,N6,N7", await Ids(all));
        Assert.Equal("M1", await Ids(all with { Stream = other }));
        Assert.Equal("N2", await Ids(all with { Statuses = ["closed", "gone"] }));
        Assert.Equal("N2", await Ids(all with { Open = false }));
        Assert.Equal("M1,N1,N3,N4,N5,N6,N7", await Ids(all with { Open = true }));
        Assert.Equal("N3", await Ids(all with { Category = "meals" }));
        Assert.Equal("N4", await Ids(all with { Urgency = "urgent" }));
        Assert.Equal("N5", await Ids(all with { Month = "2026-04" }));
        Assert.Equal("N4", await Ids(all with { DueBefore = Morning.AddHours(2) }));
        Assert.Equal("", await Ids(all with { DueBefore = Morning.AddHours(1) }));
        Assert.Equal("N5", await Ids(all with { From = Morning.AddDays(31) }));
        Assert.Equal("M1,N1,N2,N3,N4,N6,N7", await Ids(all with { Until = Morning.AddDays(31) }));
        Assert.Equal("N1,N2,N3,N4,N5,N7", await Ids(all with { Under = "/3212/321203/" }));
        Assert.Equal("N1,N2,N3,N4,N5,N7", await Ids(all with { Under = "/3212/321203" }));

        async Task<string> Ids(ItemQuery query) =>
            string.Join(',', (await Store.Search(query with { Order = ItemOrder.Id }, Cancellation)).Items.Select(i => i.Id));
    }

    [Fact]
    public async Task Counts_are_by_status_category_and_urgency_with_what_is_overdue()
    {
        var stream = Unique("unit");
        var row = Item(stream, stream, "") with { DueAt = Morning.AddHours(1) };
        await Store.Commit(First(stream) with
        {
            Items = [row with { Id = "1" }, row with { Id = "2", DueAt = Morning.AddHours(9) }, row with { Id = "3", Status = "closed", Open = false }],
        });

        var counts = await Store.Count(Everything(stream) with { Now = Morning.AddHours(2) }, Cancellation);

        Assert.Equal([new ItemCount("closed", "care", "normal", 1, 0), new ItemCount("open", "care", "normal", 2, 1)], counts);
    }

    [Fact]
    public async Task Counts_by_place_tell_whose_it_is_and_who_has_it_now()
    {
        var stream = Unique("unit");
        var row = Item(stream, stream, "") with { DueAt = Morning.AddHours(1), Doc = """{"owner":"321203"}""" };
        await Store.Commit(First(stream) with
        {
            Items = [row with { Id = "1" }, row with { Id = "2", Path = "/3212/321203/321203001/", DueAt = Morning.AddHours(9) }, row with { Id = "3", Path = "/3212/321203/321203001/", Doc = "{}" }],
        });

        var counts = await Store.CountByPlace(Everything(stream) with { Under = "/3212/321203/", Now = Morning.AddHours(2) }, Cancellation);

        Assert.Equal(
            [new("/3212/321203/", "321203", "open", 1, 1), new("/3212/321203/321203001/", null, "open", 1, 1), new("/3212/321203/321203001/", "321203", "open", 1, 0)],
            counts.OrderBy(count => count.Path, StringComparer.Ordinal).ThenBy(count => count.Owner, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Owners_with_a_wake_time_that_has_come_are_due_longest_waiting_first()
    {
        var shard = 3;
        var prefix = Unique("due");
        var owners = Enumerable.Range(0, 400).Select(i => $"{prefix}-{i}").Where(s => StreamShard.Of(s) == shard).Take(4).ToList();
        var wake = Morning.AddYears(-5);
        for (var i = 0; i < owners.Count; i++)
            await Store.Commit(First(owners[i]) with
            {
                Items = [Item(owners[i], "due", "A") with { WakeAt = wake.AddMinutes(9 - i) }, Item(owners[i], "due", "B") with { WakeAt = wake.AddMinutes(20), DueAt = wake.AddDays(-1) }],
            });

        var due = await Store.Due(shard, wake.AddMinutes(8), 10, Cancellation);
        var one = await Store.Due(shard, wake.AddMinutes(8), 1, Cancellation);
        var elsewhere = await Store.Due(shard + 1, wake.AddMinutes(8), 10, Cancellation);

        Assert.Equal([(owners[3], wake.AddMinutes(6)), (owners[2], wake.AddMinutes(7)), (owners[1], wake.AddMinutes(8))], due.Select(d => (d.Stream, d.Since)));
        Assert.Equal(owners[3], Assert.Single(one).Stream);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task Senders_wait_until_their_messages_are_delivered_or_parked()
    {
        var stream = Unique("unit");
        var shard = StreamShard.Of(stream);
        var at = Morning.AddYears(-9);
        OutboxRow[] messages = [Message(stream, "a", 1) with { At = at }, Message(stream, "a", 2) with { At = at }];
        var first = First(stream) with { Outbox = [.. messages] };
        await Store.Commit(first);

        Assert.Equal([stream], await Store.Waiting(shard, at.AddSeconds(1), 10, Cancellation));
        Assert.Empty(await Store.Waiting(shard, at, 10, Cancellation));

        Store.Delivered(messages[0]);
        await Store.Commit(first.Then());
        Assert.Equal([2], (await Store.Load(stream, Cancellation)).Owed.Select(o => o.Seq));

        await Store.Undeliverable(messages[1], park: false, Cancellation);
        Assert.Equal(1, Assert.Single((await Store.Load(stream, Cancellation)).Owed).Attempts);

        await Store.Undeliverable(messages[1], park: true, Cancellation);
        Assert.Empty((await Store.Load(stream, Cancellation)).Owed);
        Assert.Empty(await Store.Waiting(shard, at.AddSeconds(1), 10, Cancellation));
    }

    [Fact]
    public async Task A_report_is_replaced_and_delivering_the_older_one_keeps_the_newer()
    {
        var stream = Unique("unit");
        var first = First(stream) with { Outbox = [Report(stream, "unit-1", 1)] };
        var second = first.Then() with { Outbox = [Report(stream, "unit-1", 2)] };
        await Store.Commit(first);
        await Store.Undeliverable(Report(stream, "unit-1", 1), park: true, Cancellation);
        await Store.Commit(second);

        Store.Delivered(Report(stream, "unit-1", 1));
        var third = second.Then();
        await Store.Commit(third);
        var owed = (await Store.Load(stream, Cancellation)).Owed;
        Store.Delivered(owed[0]);
        await Store.Commit(third.Then());

        Assert.Equal([Report(stream, "unit-1", 2)], owed);
        Assert.Empty((await Store.Load(stream, Cancellation)).Owed);
    }

    [Fact]
    public async Task A_report_delivered_while_it_is_replaced_keeps_the_newer()
    {
        var stream = Unique("unit");
        var chain = Chain(stream, 40).Select((c, i) => c with { Outbox = [Report(stream, "unit-1", i + 1)] }).ToList();

        var commits = new List<Task>();
        foreach (var change in chain)
        {
            commits.Add(Store.Commit(change));
            Store.Delivered(Report(stream, "unit-1", change.Head.Version - 1));
        }

        await Task.WhenAll(commits);

        Assert.Equal([Report(stream, "unit-1", 40)], (await Store.Load(stream, Cancellation)).Owed);
    }

    [Fact]
    public async Task Delivered_messages_go_without_another_change()
    {
        var stream = Unique("unit");
        await Store.Commit(First(stream) with { Outbox = [Message(stream, "a", 1)] });

        Store.Delivered(Message(stream, "a", 1));
        await Store.DisposeAsync();

        Assert.Empty((await Open().Load(stream, Cancellation)).Owed);
    }
}
