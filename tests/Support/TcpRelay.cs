using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Practice.Tests.Support;

/// <summary>
/// Passes bytes between clients and a server, and can do to them what a network does: lose an answer, cut every connection, be silent,
/// be slow, refuse.
/// </summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly string _host;
    private readonly int _port;
    private readonly Task _accepting;
    private volatile TaskCompletionSource? _silence;
    private int _armed;
    private int _lost;

    /// <param name="listen">The port to listen on; 0 = any.</param>
    public TcpRelay(string host, int port, int listen = 0)
    {
        (_host, _port) = (host, port);
        _listener = new TcpListener(IPAddress.Loopback, listen);
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Lost => Volatile.Read(ref _lost);

    /// <summary>Whether new connections are closed at once.</summary>
    public bool Refuse { get; set; }

    /// <summary>How long each piece of data is held back, in either direction.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The next answer of the server is dropped and its connection cut.</summary>
    public void LoseNextAnswer() => Volatile.Write(ref _armed, 1);

    /// <summary>Cuts every connection (TCP reset).</summary>
    public void Reset()
    {
        foreach (var client in _open.Keys)
            Cut(client);
    }

    /// <summary>From now on nothing passes, and nobody is told: connections stay, their bytes wait.</summary>
    public void Silence() => _silence ??= new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What waited passes on.</summary>
    public void Speak() => Interlocked.Exchange(ref _silence, null)?.SetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Speak();
        _listener.Stop();
        Reset();
        await _accepting;
        _stop.Dispose();
    }

    private static void Cut(TcpClient client)
    {
        try
        {
            client.LingerState = new LingerOption(true, 0);
            client.Dispose();
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // It is closed already.
        }
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                if (Refuse)
                    client.Dispose();
                else
                    _ = Serve(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var server = new TcpClient();
        using var owned = client;
        try
        {
            if (_silence is { } silence)
                await silence.Task;
            await server.ConnectAsync(_host, _port, _stop.Token);
            client.NoDelay = server.NoDelay = true;
            _open[client] = _open[server] = 0;
            await await Task.WhenAny(
                Copy(client.GetStream(), server.GetStream(), answers: false), Copy(server.GetStream(), client.GetStream(), answers: true));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // A connection that ends, however it ends, ends on both sides.
            Cut(client);
        }
        finally
        {
            _open.TryRemove(client, out _);
            _open.TryRemove(server, out _);
        }
    }

    private async Task Copy(NetworkStream from, NetworkStream to, bool answers)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            if (answers && Interlocked.Exchange(ref _armed, 0) == 1)
            {
                Interlocked.Increment(ref _lost);
                return;
            }

            if (_silence is { } silence)
                await silence.Task;
            if (Delay > TimeSpan.Zero)
                await Task.Delay(Delay, _stop.Token);
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
