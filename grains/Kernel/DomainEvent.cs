using System.Collections.Concurrent;
using System.Reflection;

namespace Practice.Kernel;

/// <summary>
/// What happened, as one line of the audit trail. Holds references and codes only: no names, no phones, no free text.
/// </summary>
/// <remarks>A persisted contract for ever: members are added, never renamed or removed; golden files hold each shape.</remarks>
public abstract record DomainEvent
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <summary>The event's stable name, like <c>need.verified</c>.</summary>
    public static string NameOf(Type type) => Names.GetOrAdd(type, static t =>
        t.GetCustomAttribute<EventNameAttribute>()?.Name ?? throw new InvalidOperationException($"{t.Name} has no [EventName]."));
}

/// <summary>The name an event is stored and shown under.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
