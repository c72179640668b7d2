using System.Collections.Immutable;
using Practice.Store;

namespace Practice.Silo.Api;

/// <summary>A page of a list and the cursor of the next one.</summary>
public sealed record Page<T>(ImmutableArray<T> Items, string? Next);

internal static class Paging
{
    public const int Most = 200;

    public static int Clamp(int? limit) => Math.Clamp(limit ?? 50, 1, Most);

    /// <summary>Every row that a query finds, page by page: an export never holds a whole list, and never begins in its middle.</summary>
    public static async IAsyncEnumerable<ItemRow> All(this IUnitStore store, ItemQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        string? next = null;
        do
        {
            var page = await store.Search(query with { After = next, Limit = 1000 }, cancellation);
            foreach (var row in page.Items)
                yield return row;
            next = page.Next;
        }
        while (next is not null);
    }
}
