using System.Collections.Immutable;
using Practice.Teams;
using Practice.Volunteers;

namespace Practice.Silo.Api;

/// <summary>An identity document as somebody names it.</summary>
public sealed record DocumentRequest(DocumentType? Type, string? Number);

/// <summary>Somebody to call.</summary>
public sealed record EmergencyRequest(string? Name, string? Phone);

/// <summary>A person's profile, to register with or to change: what is left out stays.</summary>
/// <param name="Unit">Where the person lives.</param>
/// <param name="Birth">Not needed beside a resident identity number, which says it.</param>
/// <param name="Notice">The version of the notice that is agreed to.</param>
public sealed record VolunteerRequest(
    string? Unit, string? Name, string? Phone, string? Gender, DateOnly? Birth, DocumentRequest? Document, string? Address, EmergencyRequest? Emergency,
    ImmutableArray<string>? Skills, ImmutableArray<string>? Fields, ImmutableArray<WeeklyHours>? Availability, int? RadiusKm, string? Notice);

/// <summary>A guardian as somebody names him.</summary>
public sealed record GuardianRequest(string? Name, string? Phone, Guardianship? Relation);

/// <summary>A guardian registers a child.</summary>
/// <param name="ChildRules">The version of the separate rules for children's data, under fourteen.</param>
public sealed record WardRequest(VolunteerRequest? Child, GuardianRequest? Guardian, string? ChildRules);

/// <summary>A guardian takes a minor under his wing by the code that the minor has given him, or a unit writes down his word.</summary>
public sealed record TakeWardRequest(string? Number, string? Code, GuardianRequest? Guardian, string? Notice, string? ChildRules);

public sealed record ConsentRequest(ConsentPurpose? Purpose, string? TextVersion);

public sealed record WardConsentRequest(string? Activity);

public sealed record VerifyRequest(bool? Genuine, DocumentRequest? Document);

public sealed record AccessRequest(AccessPurpose? Purpose, string? Reason);

public sealed record DecisionRequest(bool? Allow);

/// <summary>What a minor gives the guardian.</summary>
public sealed record GuardianCode(string Number, string Code);
