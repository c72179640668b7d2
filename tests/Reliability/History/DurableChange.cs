using System.Collections.Immutable;

namespace Practice.Reliability.History;

/// <summary>A change as the events of its stream tell it: whole numbers from the first to the last.</summary>
/// <param name="Items">What the events are about.</param>
/// <param name="Edited">Whose words were edited.</param>
internal sealed record DurableChange(string Stream, long First, long Last, ImmutableHashSet<string> Items, ImmutableHashSet<string> Edited);
