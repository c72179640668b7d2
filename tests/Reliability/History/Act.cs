using System.Collections.Immutable;

namespace Practice.Reliability.History;

/// <summary>One thing a client did and was answered. Clients do one thing after another.</summary>
/// <param name="Start">When it was asked, by one steady clock for all clients.</param>
/// <param name="Read">What it was shown; for an edit, the version that it was based on.</param>
/// <param name="Wrote">The item as an acknowledged write left it.</param>
internal sealed record Act(int Client, string Name, long Start, long End, ImmutableArray<Seen> Read, Seen? Wrote = null)
{
    public override string ToString() => Wrote is { } wrote
        ? $"client {Client} {Name} {wrote.Item} → {wrote.Version}"
        : $"client {Client} {Name} {string.Join(' ', Read.Select(seen => $"{seen.Item} @ {seen.Version}"))}";
}
