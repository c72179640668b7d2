namespace Practice.Volunteers;

/// <summary>What is known of a volunteer as a person, in the clear. Lives at the edge, and in an activation for as long as it must know an age.</summary>
public sealed record VolunteerDetails(string Name, string? Phone, DateOnly? Born)
{
    public string? Gender { get; init; }
    public DocumentType? DocumentType { get; init; }
    public string? DocumentNumber { get; init; }
    public string? Address { get; init; }
    public string? EmergencyName { get; init; }
    public string? EmergencyPhone { get; init; }
}

/// <summary>A minor's guardian, in the clear.</summary>
public sealed record GuardianDetails(string Name, string? Phone);
