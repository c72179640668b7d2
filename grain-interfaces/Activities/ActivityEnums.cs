namespace Practice.Activities;

/// <summary>An activity's way: written, reviewed by another, told of, open for sign-up, full, under way, over, its hours told.</summary>
[GenerateSerializer, Alias("activityState")]
public enum ActivityState { Draft, Reviewed, Published, Recruiting, Full, Running, Finished, Settled, Cancelled }

[GenerateSerializer, Alias("sessionState")]
public enum SessionState { Planned, Running, Finished, Settled, Cancelled }

/// <summary>
/// A place in a session: asked of a named member, given, on the waiting list, offered to the first who waits; then over: refused, taken back
/// in time or late, not answered in time, cancelled with its session, kept or not kept.
/// </summary>
[GenerateSerializer, Alias("placeState")]
public enum PlaceState { Invited, Given, Waiting, Offered, Refused, Withdrawn, LeftLate, Lapsed, Cancelled, Attended, NoShow }

/// <summary>Whole years on the day of service: 民法典 §19–20, PIPL §31 (rules §1.2).</summary>
[GenerateSerializer, Alias("ageClass")]
public enum AgeClass { Adult, Under18, Under14, Under8 }

/// <summary>What may happen to somebody's body: dangerous work takes adults only, and an insurance before it starts (条例 §17).</summary>
[GenerateSerializer, Alias("riskLevel")]
public enum RiskLevel { None, Low, Dangerous }

/// <summary>五项工作 (rules §2.2).</summary>
[GenerateSerializer, Alias("practiceTask")]
public enum PracticeTask { Theory, Policy, Values, Culture, Customs }

/// <summary>How somebody was checked in or out.</summary>
[GenerateSerializer, Alias("checkedBy")]
public enum CheckedBy { Code, Location, Kiosk, RollCall, Clock }

/// <summary>Why somebody who had a place was not there; the first is said without asking.</summary>
[GenerateSerializer, Alias("absence")]
public enum Absence { NoShow, Illness, Emergency, Weather, Other }
