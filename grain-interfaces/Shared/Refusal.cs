namespace Practice.Shared;

/// <summary>Why a refusal is one, which decides the answer's HTTP status.</summary>
[GenerateSerializer, Alias("refusalKind")]
public enum RefusalKind
{
    /// <summary>400: the request makes no sense, whatever the state.</summary>
    Malformed,

    /// <summary>403: the caller has no right on the target.</summary>
    Forbidden,

    /// <summary>404: there is no such thing.</summary>
    NotFound,

    /// <summary>409: the thing is in a state that does not allow it.</summary>
    Conflict,

    /// <summary>412: the caller edits a version that is no longer the newest.</summary>
    Stale,

    /// <summary>422: a rule says no.</summary>
    Rule,
}

/// <summary>An expected no: a value with a stable machine code, never an exception.</summary>
/// <param name="Code">Stable and documented, like <c>team.full</c>.</param>
/// <param name="Message">One English sentence for a developer or an operator; pages translate by code.</param>
/// <param name="Subjects">What the refusal names, like the needs without steps.</param>
[GenerateSerializer, Immutable, Alias("refusal")]
public sealed record Refusal(
    [property: Id(0)] RefusalKind Kind,
    [property: Id(1)] string Code,
    [property: Id(2)] string Message,
    [property: Id(3)] string[]? Subjects = null)
{
    public static Refusal Malformed(string code, string message) => new(RefusalKind.Malformed, code, message);

    public static Refusal Forbidden(string message) => new(RefusalKind.Forbidden, "right.missing", message);

    public static Refusal NotFound(string what, string id) => new(RefusalKind.NotFound, $"{what}.notFound", $"There is no {what} '{id}'.");

    public static Refusal Conflict(string code, string message) => new(RefusalKind.Conflict, code, message);

    public static Refusal Rule(string code, string message, params string[] subjects) =>
        new(RefusalKind.Rule, code, message, subjects.Length == 0 ? null : subjects);

    public static Refusal Stale(long current) => new(RefusalKind.Stale, "version.stale", $"The newest version is {current}; read it and try again.");
}
