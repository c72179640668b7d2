using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Practice.Kernel;

namespace Practice.Tests.Contracts;

/// <summary>
/// What stands in the database and on the wire between owners is a contract for ever: members are added, never renamed, retyped or
/// removed. The golden file holds every shape; PRACTICE_ACCEPT_SHAPES=1 writes what is new into it, and never takes a line out.
/// </summary>
public sealed class PersistedShapesTests
{
    [Fact]
    public void Every_shape_that_was_ever_persisted_is_still_there_and_new_ones_are_written_down()
    {
        var golden = Path.Combine(Folder(), "persisted-shapes.txt");
        var known = File.Exists(golden) ? File.ReadAllLines(golden).Where(line => line.Length > 0).ToHashSet(StringComparer.Ordinal) : [];
        var present = Shapes().ToHashSet(StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable("PRACTICE_ACCEPT_SHAPES") == "1")
        {
            known.UnionWith(present);
            File.WriteAllLines(golden, known.Order(StringComparer.Ordinal));
        }

        Assert.Empty(known.Except(present));
        Assert.Empty(present.Except(known));
    }

    [Fact]
    public void No_two_events_messages_or_kinds_share_a_name()
    {
        var events = Concrete<DomainEvent>().Select(DomainEvent.NameOf).ToList();
        var messages = Concrete<Message>().Select(Message.NameOf).ToList();

        Assert.Equal(events.Count, events.Distinct().Count());
        Assert.Equal(messages.Count, messages.Distinct().Count());
    }

    [Fact]
    public void Events_hold_no_free_text()
    {
        string[] words = ["Title", "Description", "Comment", "Note", "Phone", "Address", "Advice", "Holder"];

        var offenders = Concrete<DomainEvent>().SelectMany(type => Members(type).Where(member => words.Contains(member.Name)).Select(member => $"{type.Name}.{member.Name}"));

        Assert.Empty(offenders);
    }

    private static IEnumerable<string> Shapes() =>
        Concrete<DomainEvent>().SelectMany(type => Lines("event", DomainEvent.NameOf(type), type))
            .Concat(Concrete<Message>().SelectMany(type => Lines("message", Message.NameOf(type), type)))
            .Concat(Concrete<Item>().SelectMany(type => Lines("item", type.Name, type)));

    private static IEnumerable<string> Lines(string what, string name, Type type) =>
        Members(type).Select(member => $"{what} {name} {System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(member.Name)}: {Describe(member.PropertyType)}").DefaultIfEmpty($"{what} {name}");

    private static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null && p.GetCustomAttribute<JsonExtensionDataAttribute>() is null && p.Name != "EqualityContract");

    private static string Describe(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Describe(inner) + "?";
        if (!type.IsGenericType)
            return type.Name;
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(",", type.GetGenericArguments().Select(Describe))}>";
    }

    private static IEnumerable<Type> Concrete<T>() => typeof(Item).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(T)));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
