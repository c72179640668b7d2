using System.Globalization;
using Practice.Reliability;

// A row takes its place here and in docs/reliability.md. The first are run on every change; all of them take twenty minutes.
IRow[] every = [new PostgresKilled(), new FirstWrites(), new Dispatched(), new Embedded()];
IRow[] rows =
[
    .. every, new SilosPaused(), new SilosKilled("fast", goal: 3, ci: 5, rounds: 50), new SilosKilled("default", goal: 8, ci: 3, rounds: 50), new Peak(), new NetworkCut(), new SentAgain(), new OutboxKilled(),
    new Simulated(), new HistoryChecked(), new Upgraded(), new DatabaseAway(), new Overloaded(), new Restored(),
];

// The generator of load, as a process of its own.
if (args is [Flood.Verb, .. var flood])
    return await Flood.Run(flood);

int? rounds = null;
var longer = false;
for (var i = 1; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--long":
            longer = true;
            break;
        case "--rounds" when i + 1 < args.Length && int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
            (rounds, i) = (number, i + 1);
            break;
        default:
            return Usage();
    }
}

IRow[] chosen = args switch
{
    ["ci", ..] => every,
    ["all", ..] => rows,
    _ => [.. rows.Where(row => args.Length > 0 && row.Verb == args[0])],
};
return chosen.Length == 0 ? Usage() : await Runner.Run(chosen, rounds, longer);

int Usage()
{
    Console.Error.WriteLine("usage: reliability ci | all | VERB [--rounds N] [--long]");
    foreach (var row in rows)
        Console.Error.WriteLine($"  {row.Verb,-20} {row.Goal}");
    return 2;
}
