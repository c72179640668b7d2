using System.Collections.Immutable;
using System.Globalization;
using Practice.Months;

namespace Practice.Silo.Api;

/// <summary>Pages of an inbox, in its own order: due time, subject, kind. What is settled meanwhile moves nothing.</summary>
internal static class InboxPaging
{
    /// <summary>Null: the cursor is none of this list's.</summary>
    public static Page<InboxItem>? Page(IEnumerable<InboxItem> items, int? limit, string? after)
    {
        var rest = items;
        if (after is { Length: > 0 })
        {
            if (Read(after) is not { } last)
                return null;
            rest = items.SkipWhile(item => Compare(Key(item), last) <= 0);
        }

        if (limit is null)
            return new([.. rest], null);
        var (most, page) = (Paging.Clamp(limit), ImmutableArray.CreateBuilder<InboxItem>());
        foreach (var item in rest)
        {
            if (page.Count == most)
                return new(page.ToImmutable(), Write(Key(page[^1])));
            page.Add(item);
        }

        return new(page.ToImmutable(), null);
    }

    private static (long Due, string Subject, string Kind) Key(InboxItem item) => ((item.DueAt ?? DateTimeOffset.MaxValue).UtcTicks, item.Subject, item.Kind);

    private static int Compare((long Due, string Subject, string Kind) a, (long Due, string Subject, string Kind) b) =>
        a.Due != b.Due ? a.Due.CompareTo(b.Due)
        : string.CompareOrdinal(a.Subject, b.Subject) is var subject and not 0 ? subject : string.CompareOrdinal(a.Kind, b.Kind);

    private static string Write((long Due, string Subject, string Kind) key) => string.Create(CultureInfo.InvariantCulture, $"{key.Due}~{key.Kind}~{key.Subject}");

    private static (long, string, string)? Read(string cursor) =>
        cursor.Split('~', 3) is [var due, var kind, var subject] && long.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? (ticks, subject, kind) : null;
}
