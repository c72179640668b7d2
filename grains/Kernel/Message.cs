using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace Practice.Kernel;

/// <summary>What one owner tells another. Delivered at least once, in order per (sender, receiver). References only, nothing personal.</summary>
public abstract record Message
{
    private static readonly Lazy<IReadOnlyDictionary<string, Type>> Types = new(() => typeof(Message).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Message)))
        .ToDictionary(NameOf));

    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public static IEnumerable<string> KnownNames => Types.Value.Keys;

    public static string NameOf(Type type) => Names.GetOrAdd(type, static t =>
        t.GetCustomAttribute<MessageNameAttribute>()?.Name ?? throw new InvalidOperationException($"{t.Name} has no [MessageName]."));

    public static string Write(Message message) => JsonSerializer.Serialize(message, message.GetType(), Json.Persisted);

    /// <summary>Null where a newer release sent a message that this one does not know.</summary>
    public static Message? Read(string name, string payload) => Types.Value.TryGetValue(name, out var type)
        ? (Message?)JsonSerializer.Deserialize(payload, type, Json.Persisted)
        : null;
}

/// <summary>The name a message is stored and sent under.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MessageNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
