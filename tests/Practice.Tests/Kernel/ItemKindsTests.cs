using Practice.Kernel;
using Practice.Store;
using Practice.Units;
using Xunit;

namespace Practice.Tests.Kernel;

public sealed class ItemKindsTests
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly ItemKinds Kinds = UnitKinds.Create();

    [Fact]
    public void What_stands_in_the_columns_is_not_in_the_document_again()
    {
        var row = Kinds.Write("unit-1", "/1/", new UnitNumbers { Id = UnitNumbers.TheId, CreatedAt = Morning, Needs = 3 });

        Assert.DoesNotContain("facets", row.Doc.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_document_of_before_that_holds_them_too_is_read_and_written_without()
    {
        var before = """{"id":"numbers","createdAt":"2026-03-02T01:00:00+00:00","needs":3,"facets":{"open":true},"later":1}""";
        var row = new ItemRow("unit-1", "numbers", UnitNumbers.TheId, 7, "/1/", true, null, null, null, null, Morning, null, null, null, before);

        var numbers = Assert.IsType<UnitNumbers>(Kinds.Read(row));
        var after = Kinds.Write("unit-1", "/1/", numbers).Doc.Text;

        Assert.Equal(3, numbers.Needs);
        Assert.DoesNotContain("facets", after, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"later\":1", after, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_the_next_change_of_the_same_commit_replaces_is_never_written_out()
    {
        var row = Kinds.Write("unit-1", "/1/", new UnitNumbers { Id = UnitNumbers.TheId, CreatedAt = Morning });
        var first = Change(null, 1, row with { Doc = new Document(() => throw new InvalidOperationException("Written for nothing."), 100) });
        var second = Change(first.Head, 2, row with { Version = 2 });

        var batch = Practice.Store.Writing.CommitBatch.Of([new(first, 0, default), new(second, 0, default)], []);

        Assert.Equal(2, Assert.Single(batch.Items).Row.Version);
        Assert.Contains("numbers", batch.Items[0].Row.Doc.Text, StringComparison.Ordinal);
    }

    private static Change Change(StreamHead? preceding, long seq, ItemRow row) => new()
    {
        Stream = "unit-1",
        Id = Guid.CreateVersion7(),
        Preceding = preceding,
        Events = [new EventRow(seq, "changed", null, Morning, "somebody", "{}")],
        Items = [row],
    };
}
