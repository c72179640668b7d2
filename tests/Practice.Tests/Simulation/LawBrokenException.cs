namespace Practice.Tests.Simulation;

/// <summary>A law does not hold, in a run that its seed replays exactly.</summary>
internal sealed class LawBrokenException(string message) : Exception(message);
