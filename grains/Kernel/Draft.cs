using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Practice.Store;

namespace Practice.Kernel;

/// <summary>
/// A decision in the making: the book as it would be, the events that say why, the messages it owes. Rules write into it; nothing
/// leaves it before the store has it.
/// </summary>
/// <remarks>
/// Pure: what comes out follows from the book, the command, <see cref="Now"/> and <see cref="Actor"/> alone. A rule that refuses
/// returns a refusal and the whole draft is thrown away.
/// </remarks>
public sealed class Draft(Book before, string actor, DateTimeOffset now)
{
    private readonly Book _before = before;
    private readonly List<EventRow> _events = [];
    private readonly List<(DomainEvent Event, Item After)> _recorded = [];
    private readonly Dictionary<(Type, string), Item> _touched = [];
    private readonly List<(string To, Message Message)> _messages = [];
    private readonly HashSet<(string To, string Topic)> _reports = [];
    private readonly List<PersonRow> _persons = [];
    private readonly Dictionary<string, long> _marks = [];

    public Book Book { get; private set; } = before;

    public DateTimeOffset Now { get; } = now;

    /// <summary>Who decides, as the history names it; never a person's name.</summary>
    public string Actor { get; } = actor;

    public bool IsEmpty => _events.Count == 0;

    public IReadOnlyList<EventRow> Events => _events;

    /// <summary>What happened, each with what its item was right after.</summary>
    public IReadOnlyList<(DomainEvent Event, Item After)> Recorded => _recorded;

    public IReadOnlyCollection<Item> Touched => _touched.Values;

    public IReadOnlyList<(string To, Message Message)> Messages => _messages;

    public IReadOnlyCollection<(string To, string Topic)> Reports => _reports;

    /// <summary>Something happened to an item, and this is what the item is now.</summary>
    public T Record<T>(DomainEvent happened, T after) where T : Item
    {
        var seq = _before.Version + _events.Count + 1;
        _events.Add(new(seq, DomainEvent.NameOf(happened.GetType()), after.Id, Now, Actor,
            JsonSerializer.Serialize(happened, happened.GetType(), Json.Persisted)));
        _recorded.Add((happened, after));
        return Keep(after);
    }

    /// <summary>An item that follows from the latest event without being its subject, like a tally.</summary>
    public T Keep<T>(T after) where T : Item
    {
        if (_events.Count == 0)
            throw new InvalidOperationException("An item changes only by an event.");
        after = (T)((Item)after with { Version = _events[^1].Seq });
        Book = Book.With(after);
        _touched[(after.GetType(), after.Id)] = after;
        return after;
    }

    /// <summary>Owes a message, in order, to another owner.</summary>
    public void Send(string toStream, Message message) => _messages.Add((toStream, message));

    /// <summary>Owes another owner the newest state of a topic; several before delivery are one.</summary>
    public void Report(string toStream, string topic) => _reports.Add((toStream, topic));

    public void Seal(PersonRow person) => _persons.Add(person);

    /// <summary>What was sealed of a person is gone, and its key with it: an empty row is no row.</summary>
    public void Erase(string reference) => _persons.Add(new(reference, []));

    public void Mark(string sender, long seq)
    {
        _marks[sender] = seq;
        Book = Book with { Marks = Book.Marks.SetItem(sender, seq) };
    }

    /// <summary>The one unit of atomicity that the decision becomes. Reports that are owed already are not owed again.</summary>
    public Change Close(Guid id, string path, ItemKinds kinds, Func<(string To, string Topic), bool> owed, OutcomeRow? outcome)
    {
        var change = new Change
        {
            Stream = _before.Stream,
            Id = id,
            Preceding = _before.Head,
            Events = [.. _events],
            Items = [.. _touched.Values.Select(item => kinds.Write(_before.Stream, path, item))],
            Outbox = [.. Owe(owed)],
            Marks = [.. _marks.Select(m => new InboxMark(m.Key, m.Value))],
            Persons = [.. _persons],
            Outcome = outcome,
        };
        Book = Book with { Head = change.Head };
        return change;
    }

    // A message's number is its first event's, with room for a thousand messages to one receiver in one change: it only grows.
    private IEnumerable<OutboxRow> Owe(Func<(string To, string Topic), bool> owed)
    {
        var perReceiver = new Dictionary<string, int>();
        foreach (var (to, message) in _messages)
        {
            var index = perReceiver[to] = perReceiver.GetValueOrDefault(to) + 1;
            if (index >= 1024)
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{index} messages to {to} in one change."));
            yield return new(_before.Stream, to, _events[0].Seq * 1024 + index, "", Message.NameOf(message.GetType()), Message.Write(message), Now);
        }

        foreach (var (to, topic) in _reports.Where(r => !owed(r)))
            yield return new(_before.Stream, to, _events[^1].Seq, topic, "report", "{}", Now);
    }
}
