namespace Practice.Teams;

/// <summary>总队, 支队, 队, 分队.</summary>
[GenerateSerializer, Alias("teamLevel")]
public enum TeamLevel { Team, Corps, Detachment, Squad }

/// <summary>How far a team goes: only its own unit, or its unit's subtree and, through the common parent, to a sibling that asks.</summary>
[GenerateSerializer, Alias("reach")]
public enum Reach { Unit, Subtree }
