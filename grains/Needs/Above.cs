namespace Practice.Needs;

/// <summary>A referral to a department.</summary>
/// <param name="Above">The level above the department, which decides when it is returned.</param>
public sealed record Referral(string Department, string? Above, string By, DateTimeOffset At, DateTimeOffset ReplyBy)
{
    /// <summary>The level above has decided: it does not go back again.</summary>
    public bool Final { get; init; }

    public DateTimeOffset? ReturnedAt { get; init; }

    public ReferralView View() => new(Department, By, At, ReplyBy, Final, ReturnedAt);
}

/// <summary>A closing as not possible, by two levels and two accounts.</summary>
/// <param name="Account">The account that proposed it.</param>
public sealed record Impossible(string ProposedBy, string Account, string Reason, DateTimeOffset ProposedAt)
{
    public string? ConfirmedBy { get; init; }
    public string? ConfirmedAccount { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }

    public ImpossibleView View() => new(ProposedBy, Reason, ProposedAt, ConfirmedBy, ConfirmedAt);
}

/// <summary>An appeal against a closing, decided one level higher.</summary>
public sealed record Appeal(string To, string Reason, DateTimeOffset At)
{
    public bool? Granted { get; init; }
    public string? Word { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Granted: the need that was taken on anew.</summary>
    public string? Need { get; init; }

    public AppealView View() => new(To, Reason, At, Granted, Word, DecidedAt, Need);
}
