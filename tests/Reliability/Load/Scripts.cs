using System.Globalization;
using System.Text.Json;

namespace Practice.Reliability;

/// <summary>What clients do, one round at a time.</summary>
internal static class Scripts
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    /// <summary>A need at a station, and the check of it: two changes of one owner.</summary>
    public static async Task Desk(Client client)
    {
        var submitted = await client.Send(Command.Submit(AnyStation(client)));
        if (submitted.Result is { } need)
            await client.Send(Command.Verify(need));
    }

    /// <summary>The whole way of a need: search across levels, offer, a slot that others want too, work, rating.</summary>
    public static async Task Dispatch(Client client)
    {
        var wanted = AnySlot(client.Random);
        var submitted = await client.Send(Command.Submit(AnyStation(client), wanted));
        if (submitted.Result is not { } need || (await client.Send(Command.Verify(need))).Outcome != Outcome.Acknowledged)
            return;
        await client.Send(Command.Dispatch(need));
        for (var round = 0; round < 40; round++)
        {
            if (await client.Get($"/needs/{need}") is not { } seen)
                return;
            if (Order(seen, "offered") is { } offered)
                await client.Send(client.Random.Next(5) == 0 ? Command.Decline(offered) : Command.Accept(offered));
            else if (Order(seen, "accepted") is { } accepted)
                await Work(client, need, accepted);
            else if (seen.GetProperty("status").GetString() is "rated" or "done" or "withdrawn")
                return;
            else
                await Task.Delay(Beat, TimeProvider.System);
        }

        // Nobody has time: the resident gives up.
        await client.Send(Command.Withdraw(need));
    }

    private static async Task Work(Client client, string need, string order)
    {
        foreach (var step in new[] { Command.Begin(order), Command.Report(order), Command.Confirm(order) })
            if ((await client.Send(step)).Outcome != Outcome.Acknowledged)
                return;
        await client.Send(Command.Rate(need, client.Random.Next(3, 6)));
    }

    private static string AnyStation(Client client) => client.Cluster.Stations[client.Random.Next(client.Cluster.Stations.Count)];

    // Few slots, so that many want the same team at the same time.
    private static object AnySlot(Random random)
    {
        var day = Practice.Calendars.ChinaTime.Local(TimeProvider.System.GetUtcNow()).Date.AddDays(random.Next(1, 4));
        var hour = random.Next(4) * 2 + 9;
        return new { from = At(day, hour), until = At(day, hour + 2) };
    }

    private static string At(DateTime day, int hour) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T{hour:D2}:00:00+08:00");

    private static string? Order(JsonElement need, string status) => need.GetProperty("orders").EnumerateArray()
        .Where(order => order.GetProperty("status").GetString() == status).Select(order => order.GetProperty("id").GetString()).LastOrDefault();
}
