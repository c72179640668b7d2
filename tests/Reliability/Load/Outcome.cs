namespace Practice.Reliability;

/// <summary>What the client knows of an operation.</summary>
internal enum Outcome
{
    /// <summary>Sent, and nothing heard: the harness itself ended.</summary>
    Open,

    /// <summary>Answered with success: it must be there, once, for ever.</summary>
    Acknowledged,

    /// <summary>Answered with a refusal: it must not be there.</summary>
    Refused,

    /// <summary>Given up without an answer that says anything: it may be there, once.</summary>
    Unknown,
}
