using Practice.Shared;

namespace Practice.Imports;

/// <summary>What is wrong with a line of an imported file. Line 0 speaks of the file as a whole.</summary>
/// <param name="Code">Stable and documented, like <c>parent.unknown</c>.</param>
[GenerateSerializer, Immutable, Alias("importError")]
public sealed record ImportError([property: Id(0)] int Line, [property: Id(1)] string Code, [property: Id(2)] string Message);
