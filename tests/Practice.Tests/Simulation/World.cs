using System.Globalization;
using Practice.Kernel;
using Practice.Shared;
using Practice.Units;

namespace Practice.Tests.Simulation;

/// <summary>
/// A county's owners and their mail with no Orleans, no clock and no database. Everything that happens follows from the seed.
/// </summary>
/// <remarks>
/// One step moves one thing: a letter is sent, lost, doubled, delayed, taken in or acknowledged, a change becomes durable, an owner
/// is woken or loses its memory. Between two owners the sender keeps the order; letters that were given up for lost may still arrive.
/// </remarks>
internal sealed class World
{
    public const string City = "3212", Centre = "321203";

    /// <summary>When a world's time begins, unless it is told.</summary>
    public static readonly DateTimeOffset Begin = new(2026, 2, 9, 8, 0, 0, DomainClock.Offset);

    private static readonly string[] Tree =
        [City, Centre, "321203001", "321203002", "321203001010", "321203001011", "321203002010", "321203002011"];

    private readonly Random _random;
    private readonly Dictionary<string, Owner> _owners = [];
    private readonly List<Owner> _order = [];
    private readonly List<(string To, Letter Letter)> _strays = [];
    private DateTimeOffset _now;
    private int _ids;

    public World(int seed, Bug bug, DateTimeOffset? start = null)
    {
        (Seed, Bug, _random) = (seed, bug, new Random(seed));
        Documents = new(seed);
        Now = start ?? Begin;
        foreach (var unit in Tree)
        {
            var owner = new UnitOwner(this, unit);
            Add(owner);
            owner.Import(unit == City ? null : Parent(unit), PathOf(unit));
            owner.Execute("clerk", UnitRules.Open);
        }
    }

    public int Seed { get; }

    public Bug Bug { get; }

    public Documents Documents { get; }

    /// <summary>The network and the machines do their worst; off while everything drains.</summary>
    public bool Faulty { get; set; } = true;

    /// <summary>What the clocks show. They may be set back.</summary>
    public DateTimeOffset Now
    {
        get => _now;
        set
        {
            _now = value;
            if (value > Latest)
                Latest = value;
        }
    }

    /// <summary>The latest that the clocks have ever shown.</summary>
    public DateTimeOffset Latest { get; private set; }

    public int Steps { get; private set; }

    public IReadOnlyList<Owner> Owners => _order;

    public IEnumerable<UnitOwner> Units => _order.OfType<UnitOwner>();

    public IEnumerable<TeamOwner> Teams => _order.OfType<TeamOwner>();

    /// <summary>The counts that a unit has stated, by month and version.</summary>
    public Dictionary<(string Unit, string Month, long Version), string> Said { get; } = [];

    public static string Parent(string unit) => unit.Length switch { 12 => unit[..9], 9 => unit[..6], _ => City };

    public static string PathOf(string unit) => string.Concat(Tree.Where(u => unit.StartsWith(u, StringComparison.Ordinal)).Select(u => u + "/").Prepend("/"));

    public UnitOwner Unit(string id) => (UnitOwner)_owners[Ids.UnitStream(id)];

    public TeamOwner Team(string id) => (TeamOwner)To(Ids.TeamStream(id));

    public int Next(int below) => _random.Next(below);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    public Guid NextId() => new(++_ids, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public void Ensure(bool holds, string law)
    {
        if (!holds)
            throw new LawBrokenException(string.Create(CultureInfo.InvariantCulture, $"Seed {Seed}, step {Steps}, {Now:MM-dd HH:mm}: {law}."));
    }

    /// <summary>One thing moves.</summary>
    public void Step()
    {
        Steps++;
        if (_strays.Count > 0 && Chance(10))
        {
            var at = Next(_strays.Count);
            var (to, letter) = _strays[at];
            _strays.RemoveAt(at);
            To(to).Receive(letter);
            return;
        }

        var owner = Any(_order);
        switch (Next(1000))
        {
            case < 350:
                owner.Commit();
                break;
            case < 940:
                if (owner.Lanes.Count > 0)
                    Move(Any(owner.Lanes));
                break;
            case < 995:
                owner.Wake();
                break;
            default:
                owner.Crash();
                break;
        }
    }

    /// <summary>No faults, no commands: until nothing is due and nobody owes anybody anything.</summary>
    public void Drain()
    {
        Faulty = false;
        foreach (var (to, letter) in _strays.ToList())
            To(to).Receive(letter);
        _strays.Clear();
        for (var rounds = 0; ; rounds++)
        {
            Ensure(rounds < 400, "the mail never ends");
            var quiet = true;
            for (var n = 0; n < _order.Count; n++)
            {
                var owner = _order[n];
                owner.Wake();
                while (owner.HasWaiting)
                    owner.Commit();
                for (var l = 0; l < owner.Lanes.Count; l++)
                    for (var i = 0; i < 3 && !owner.Lanes[l].IsEmpty; i++)
                        Move(owner.Lanes[l]);
            }

            Steps++;
            for (var n = 0; n < _order.Count && quiet; n++)
                quiet = _order[n].IsQuiet;
            if (quiet)
                break;
        }

        foreach (var owner in _order)
            Ensure(!owner.HasDue, $"{owner.Stream} leaves undone what is due");
        Faulty = true;
    }

    private void Move(Outgoing lane)
    {
        if (lane.UnderWay is not { } flight)
        {
            lane.Send();
            return;
        }

        var sender = _owners[flight.Letter.From];
        if (flight.NotBefore > sender.Durable)
            return;
        if (flight.Taken is not { } taken)
        {
            var fate = Faulty ? Next(100) : 0;
            if (fate >= 90)
                Lose(lane, flight, comesLater: fate >= 95);
            else
                Deliver(lane, flight, again: fate >= 80);
        }
        else if (taken.Receiver.Life != taken.Life || (Faulty && Chance(8)))
        {
            lane.TimedOut();
        }
        else if (taken.Receiver.Durable >= taken.Version)
        {
            lane.Acknowledged();
        }
    }

    private void Lose(Outgoing lane, Flight flight, bool comesLater)
    {
        if (comesLater)
            _strays.Add((lane.To, flight.Letter));
        lane.TimedOut();
    }

    private void Deliver(Outgoing lane, Flight flight, bool again)
    {
        if (again)
            _strays.Add((lane.To, flight.Letter));
        var receiver = To(lane.To);
        if (receiver.Receive(flight.Letter) is { } version)
            flight.Taken = (receiver, receiver.Life, version);
        else
            lane.TimedOut();
    }

    private Owner To(string stream)
    {
        if (!_owners.TryGetValue(stream, out var owner))
            Add(owner = new TeamOwner(this, stream["team-".Length..]));
        return owner;
    }

    private void Add(Owner owner)
    {
        _owners.Add(owner.Stream, owner);
        _order.Add(owner);
    }
}
