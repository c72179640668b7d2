namespace Practice.Reliability;

/// <summary>Clients at work: each repeats a script until the crowd is sent home. What they have begun they finish.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly CancellationTokenSource _home = new();
    private readonly List<Client> _clients = [];
    private readonly Task[] _working;

    /// <param name="script">One round of one client's work.</param>
    /// <param name="pause">How long a client rests between rounds; zero = a closed loop at full speed.</param>
    public Crowd(Cluster cluster, Journal journal, int clients, Func<Client, Task> script, TimeSpan pause = default, RetryPolicy? retry = null)
    {
        for (var n = 0; n < clients; n++)
            _clients.Add(new Client(cluster, journal, retry ?? new RetryPolicy(), n));
        _working = [.. _clients.Select(client => Task.Run(() => Work(client, script, pause)))];
    }

    /// <summary>Sends everybody home and waits until they have finished what they had begun.</summary>
    public async Task GoHome()
    {
        await _home.CancelAsync();
        await Task.WhenAll(_working);
    }

    public async ValueTask DisposeAsync()
    {
        await GoHome();
        foreach (var client in _clients)
            client.Dispose();
        _home.Dispose();
    }

    private async Task Work(Client client, Func<Client, Task> script, TimeSpan pause)
    {
        while (!_home.IsCancellationRequested)
        {
            await script(client);
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause * (0.5 + client.Random.NextDouble()), TimeProvider.System, CancellationToken.None);
        }
    }
}
