namespace Practice.Web.Api;

/// <summary>What is wrong with a line; line 0 speaks of the file as a whole.</summary>
public sealed record ImportFault(int Line, string Code, string? Message);

/// <summary>How far an import is.</summary>
public sealed record ImportView(string Id, string State, int RowsTotal, int RowsDone, int Created, int Updated, int ErrorsTotal, IReadOnlyList<ImportFault>? Errors)
{
    public bool IsOver => State is "done" or "failed";
}

/// <summary>Somebody with roles, as those above see him.</summary>
public sealed record StaffView(string Id, string? Name, string? Phone, IReadOnlyList<RoleView> Roles, bool SecondFactor);

/// <summary>A role given (<c>given</c>) or taken (<c>taken</c>).</summary>
public sealed record GrantChangeView(DateTimeOffset At, string By, string Change, string Role, string Unit, string? Reason);

public sealed record InvitationView(string Id, string Name, bool ForPhone, IReadOnlyList<RoleView> Roles, string Status, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

/// <param name="Code">Shown this once.</param>
public sealed record InvitationMade(string Id, string Code, DateTimeOffset ExpiresAt);

public sealed record ProgramView(string ClientId, string Name, IReadOnlyList<RoleView> Roles, DateTimeOffset CreatedAt);

/// <param name="ClientSecret">Shown this once.</param>
public sealed record ProgramSecret(string ClientId, string ClientSecret, string Name);

/// <summary>A table that holds at a unit, and whose it is.</summary>
/// <param name="From">The unit that configured it; null: it comes with the system.</param>
/// <param name="Version">What a change must name.</param>
public sealed record SectionView<T>(T? Table, string? From, long Version, DateTimeOffset? EffectiveFrom, DateTimeOffset? NextFrom) where T : class;

public sealed record CategoryTableView(IReadOnlyList<CategoryRow>? Categories);

public sealed record CategoryRow(string Code, string Name, string? NameEn, string? DefaultUrgency, string? Hint, string? Marked, IReadOnlyList<SubCategoryRow>? Subs);

public sealed record SubCategoryRow(string Code, string Name, string? NameEn, IReadOnlyList<string>? Skills);

/// <summary>A year's notice; days as <c>yyyy-MM-dd</c>, stretches of them as <c>first/last</c>.</summary>
public sealed record CalendarView(int Year, IReadOnlyList<string>? DaysOff, IReadOnlyList<string>? WorkingWeekendDays, string? Source, bool Provisional);

/// <summary>One version of a unit's own tables.</summary>
public sealed record SettingsVersionView(string Kind, long Version, string Standing, DateTimeOffset EffectiveFrom, DateTimeOffset ChangedAt, string ChangedBy);

/// <summary>A letter of a unit's, and what became of it.</summary>
public sealed record DeliveryView(string Id, string Target, string Topic, string? Text, string Status, int Attempts, string? Outcome, DateTimeOffset CreatedAt);
