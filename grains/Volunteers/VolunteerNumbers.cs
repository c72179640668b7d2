using Practice.Kernel;

namespace Practice.Volunteers;

/// <summary>The last number given to each kind of thing that a volunteer owns. A number is never given twice.</summary>
public sealed record VolunteerNumbers : Item
{
    public const string TheId = "numbers";

    public long Holds { get; init; }
    public int Accesses { get; init; }
    public int Records { get; init; }
    public int Entries { get; init; }
    public int Redemptions { get; init; }
    public int Certificates { get; init; }
    public int Merges { get; init; }

    public override Facets Facets => new(Open: true);

    public static VolunteerNumbers Of(Draft draft) => draft.Book.Find<VolunteerNumbers>(TheId) ?? new VolunteerNumbers { Id = TheId, CreatedAt = draft.Now };
}
