using Practice.Kernel;
using Practice.Shared;
using Practice.Store;

namespace Practice.Tests.Simulation;

/// <summary>
/// An owner as the kernel runs it: a book in memory, changes on their way to the store, and what is durable. A crash leaves the
/// durable rows only.
/// </summary>
internal abstract class Owner
{
    private readonly Dictionary<(string Kind, string Id), ItemRow> _rows = [];
    private readonly Dictionary<(string Kind, string Id), Item> _read = [];
    private readonly Dictionary<string, long> _marks = [];
    private readonly List<OutboxRow> _outbox = [];
    private readonly List<EventRow> _events = [];
    private readonly Queue<Change> _waiting = new();
    private readonly Dictionary<string, Outgoing> _lanes = [];
    private readonly List<Outgoing> _laneList = [];
    private readonly Dictionary<(string Kind, string Id), DateTimeOffset> _wakes = [];
    private StreamHead? _head;

    // No wake is earlier; the truth may be later.
    private DateTimeOffset _soonest = DateTimeOffset.MaxValue;

    protected Owner(World world, string stream, ItemKinds kinds)
    {
        (World, Stream, Kinds) = (world, stream, world.Documents.Of(kinds));
        Book = new Book(stream);
    }

    public string Stream { get; }

    public Book Book { get; private set; }

    /// <summary>How often the owner was loaded; what was said to a former life is not heard by this one.</summary>
    public int Life { get; private set; }

    public long Durable => _head?.Version ?? 0;

    public bool IsQuiet => _waiting.Count == 0 && _outbox.Count == 0 && _laneList.TrueForAll(lane => lane.IsEmpty);

    public bool HasWaiting => _waiting.Count > 0;

    public IReadOnlyList<Outgoing> Lanes => _laneList;

    public IReadOnlyList<EventRow> Events => _events;

    /// <summary>Ids of everything durable of a kind, oldest first.</summary>
    public List<string> Known(string kind) => _known.TryGetValue(kind, out var ids) ? ids : [];

    private readonly Dictionary<string, List<string>> _known = [];

    protected World World { get; }

    protected ItemKinds Kinds { get; }

    /// <summary>Everything durable of a kind, closed items too.</summary>
    public IEnumerable<T> Stored<T>() where T : Item
    {
        var kind = Kinds.NameOf(typeof(T));
        return Known(kind).Select(id => (T)Read(_rows[(kind, id)]));
    }

    public abstract string? Report(string topic);

    protected abstract string Path { get; }

    /// <summary>Fetches what a message is about, takes it in; false = it cannot be taken in now.</summary>
    protected abstract bool Take(Draft draft, string from, Message message);

    protected abstract void Prepare(Message message);

    protected virtual void Prepare(Item due)
    {
    }

    protected abstract void TakeReport(Draft draft, Letter letter);

    protected abstract void Due(Draft draft, Item item);

    /// <summary>What follows from any decision, as part of it.</summary>
    protected virtual void Follow(Draft draft)
    {
    }

    protected abstract void Check(Draft draft);

    /// <summary>A command. Its answer would leave with its commit.</summary>
    public Refusal? Execute(string actor, Func<Draft, Refusal?> decide)
    {
        var draft = new Draft(Book, actor, World.Now);
        if (decide(draft) is { } refusal)
            return refusal;
        Apply(draft);
        return null;
    }

    /// <summary>Takes a letter in; the version that must be durable before it is acknowledged, or null where it failed.</summary>
    public long? Receive(Letter letter)
    {
        var draft = new Draft(Book, Caller.System.Subject, World.Now);
        if (letter.Topic.Length > 0)
        {
            TakeReport(draft, letter);
        }
        else
        {
            var message = Message.Read(letter.Type, letter.Payload)!;
            Prepare(message);
            if (World.Bug != Bug.MarksIgnored && letter.Seq <= Book.Marks.GetValueOrDefault(letter.From))
                return Book.Version;
            draft = new Draft(Book, Caller.System.Subject, World.Now);
            if (!Take(draft, letter.From, message))
                return null;
            if (!draft.IsEmpty && letter.Seq > Book.Marks.GetValueOrDefault(letter.From))
                draft.Mark(letter.From, letter.Seq);
        }

        Apply(draft);
        return World.Bug == Bug.EarlyAnswer ? 0 : Book.Version;
    }

    /// <summary>Acts on what is due, in an order that a seed fixes.</summary>
    public void Wake()
    {
        if (!HasDue)
            return;
        foreach (var (name, id) in _wakes.Where(wake => wake.Value <= World.Now).Select(wake => wake.Key).Order().ToList())
        {
            var kind = Kinds.Types[name];
            if (Book.Kinds[kind].GetValueOrDefault(id) is { } due)
                Prepare(due);
            var draft = new Draft(Book, Caller.System.Subject, World.Now);
            if (Book.Kinds[kind].GetValueOrDefault(id) is { } item && item.Facets.WakeAt <= World.Now)
                Due(draft, item);
            Apply(draft);
        }
    }

    public bool HasDue
    {
        get
        {
            if (_soonest > World.Now)
                return false;
            _soonest = _wakes.Count == 0 ? DateTimeOffset.MaxValue : _wakes.Values.Min();
            return _soonest <= World.Now;
        }
    }

    /// <summary>The oldest change that waits becomes durable.</summary>
    public void Commit()
    {
        if (!_waiting.TryDequeue(out var change))
            return;
        World.Ensure(change.Preceding == _head, $"{Stream} decided upon something else than what is durable");
        _head = change.Head;
        _events.AddRange(change.Events);
        foreach (var row in change.Items)
        {
            if (!_rows.ContainsKey((row.Kind, row.Id)))
                (_known.TryGetValue(row.Kind, out var ids) ? ids : _known[row.Kind] = []).Add(row.Id);
            _rows[(row.Kind, row.Id)] = row;
        }

        foreach (var mark in change.Marks)
        {
            World.Ensure(mark.Seq > _marks.GetValueOrDefault(mark.Sender), $"{Stream}'s mark for {mark.Sender} goes back to {mark.Seq}");
            _marks[mark.Sender] = mark.Seq;
        }

        foreach (var row in change.Outbox)
        {
            if (row.Topic.Length > 0)
                _outbox.RemoveAll(old => old.To == row.To && old.Topic == row.Topic);
            _outbox.Add(row);
            LaneTo(row.To).Owe(row);
        }

        // Closed items are let go of, but never one that is not durable as it stands.
        foreach (var row in change.Items)
            if (!row.Open && _waiting.Count == 0 && World.Chance(50))
                Book = Book.Without(Kinds.Types[row.Kind], row.Id);
    }

    /// <summary>Memory is lost; the owner is loaded from what is durable, open items only.</summary>
    public void Crash()
    {
        Life++;
        _waiting.Clear();
        _lanes.Clear();
        _laneList.Clear();
        var book = new Book(Stream) { Head = _head };
        _wakes.Clear();
        foreach (var row in _rows.Values.Where(row => row.Open))
        {
            book = book.With(Read(row));
            Remember(row.Kind, row.Id, row.WakeAt);
        }

        foreach (var (sender, seq) in _marks)
            book = book with { Marks = book.Marks.SetItem(sender, seq) };
        Book = book;
        foreach (var row in _outbox)
            LaneTo(row.To).Owe(row);
    }

    public void Delivered(OutboxRow row) => _outbox.RemoveAll(owed => owed.To == row.To && owed.Topic == row.Topic && owed.Seq == row.Seq);

    public void Fetch<T>(IEnumerable<string> ids) where T : Item
    {
        foreach (var id in ids)
            if (Book.Find<T>(id) is null && _rows.TryGetValue((Kinds.NameOf(typeof(T)), id), out var row))
                Book = Book.With(Read(row));
    }

    /// <summary>A change made elsewhere, like an import's first one.</summary>
    protected void Found(Change change, Book book)
    {
        _waiting.Enqueue(change);
        Book = book;
        Commit();
    }

    private void Apply(Draft draft)
    {
        if (draft.IsEmpty)
            return;
        Follow(draft);
        var change = draft.Close(World.NextId(), Path, Kinds, report => LaneTo(report.To).Owes(report.Topic), null);
        Book = draft.Book;
        foreach (var (to, topic) in draft.Reports)
            LaneTo(to).MarkDirty(topic);
        _waiting.Enqueue(change);
        foreach (var row in change.Items)
            Remember(row.Kind, row.Id, row.WakeAt);
        Check(draft);
    }

    // What the row says, never the object that was written; each row is read once.
    private Item Read(ItemRow row)
    {
        if (!_read.TryGetValue((row.Kind, row.Id), out var item) || item.Version != row.Version)
            _read[(row.Kind, row.Id)] = item = Kinds.Read(row)!;
        return item;
    }

    private void Remember(string kind, string id, DateTimeOffset? wakeAt)
    {
        if (wakeAt is not { } at)
        {
            _wakes.Remove((kind, id));
            return;
        }

        _wakes[(kind, id)] = at;
        if (at < _soonest)
            _soonest = at;
    }

    private Outgoing LaneTo(string to)
    {
        if (!_lanes.TryGetValue(to, out var lane))
            _laneList.Add(_lanes[to] = lane = new(this, to));
        return lane;
    }
}
