using System.Collections.Immutable;
using Practice.Kernel;

namespace Practice.Push;

/// <summary>Which events partners may subscribe to: those of the lists. Not those of drafts, links, files and people's details.</summary>
public static class PushTopics
{
    private static readonly string[] Areas = ["need", "order", "resource", "booking", "service", "serviceSession", "programme", "task", "month", "publication", "unit", "visit", "opening"];

    public static readonly ImmutableSortedSet<string> All = typeof(DomainEvent).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DomainEvent))).Select(DomainEvent.NameOf)
        .Where(name => Areas.Contains(name.Split('.')[0])).ToImmutableSortedSet(StringComparer.Ordinal);

    /// <summary>Those that are put into words for a work group, where its robot asks for them.</summary>
    public const string Ladder = "need.climbed";

    /// <summary>A name, or an area's <c>.*</c>.</summary>
    public static bool Known(string name) => All.Contains(name) || name.EndsWith(".*", StringComparison.Ordinal) && Areas.Contains(name[..^2]);

    public static bool Matches(ImmutableArray<string> wanted, string name) =>
        All.Contains(name) && wanted.Any(w => w == name || w.EndsWith(".*", StringComparison.Ordinal) && name.StartsWith(w[..^1], StringComparison.Ordinal));
}
