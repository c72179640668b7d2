using Practice.Kernel;

namespace Practice.Intake;

/// <summary>Unit → the level above: call this one back.</summary>
[MessageName("sample.drawn")]
public sealed record SampleDrawn(string Need, string Category, string Reason) : Message;

/// <summary>Unit → the level above: what came of calling it back.</summary>
[MessageName("sample.answered")]
public sealed record SampleAnswered(string Need, int Attempts, bool Reached, bool? Solved) : Message;
