namespace Practice.Shared;

/// <summary>How soon a need must be seen to: 加急, 急件, 平件, 计划件. Time limits follow from it (rules §2.4).</summary>
[GenerateSerializer, Alias("urgency")]
public enum Urgency { Normal, Urgent, Priority, Planned }
