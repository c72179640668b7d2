using System.Collections.Immutable;
using Practice.Kernel;
using Practice.Needs;
using Practice.Orders;

namespace Practice.Months;

/// <summary>What a publication needs beside the book: settled needs, their orders, the names of their teams. What is in the book is newer.</summary>
public sealed record MonthHistory(
    ImmutableArray<Need> Settled, ImmutableDictionary<string, WorkOrder> Orders, ImmutableDictionary<string, string> TeamNames)
{
    public static readonly MonthHistory None = new([], ImmutableDictionary<string, WorkOrder>.Empty, ImmutableDictionary<string, string>.Empty);

    /// <summary>Every need once, by id.</summary>
    public IEnumerable<Need> Needs(Book book) => book.All<Need>()
        .Concat(Settled.Where(need => book.Find<Need>(need.Id) is null))
        .OrderBy(need => need.Id, StringComparer.Ordinal);

    public WorkOrder? Order(Book book, string id) => book.Find<WorkOrder>(id) ?? Orders.GetValueOrDefault(id);
}
