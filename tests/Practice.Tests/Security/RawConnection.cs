using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Practice.Tests.Security;

/// <summary>What came back; status 0: the connection was closed without an answer.</summary>
internal sealed record RawReply(int Status, string ContentType, string Body);

/// <summary>HTTP/1.1 by hand: what a well-behaved client would refuse to send is sent as it is.</summary>
internal sealed class RawConnection(Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private TcpClient? _client;
    private BufferedStream? _stream;

    /// <param name="last">No bytes follow: the sending side is closed, as when a client dies in the middle.</param>
    public async Task<RawReply> Ask(byte[] request, bool last, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var fresh = _client is null;
        try
        {
            if (fresh)
                await Open(limit.Token);
            await _stream!.WriteAsync(request, limit.Token);
            await _stream.FlushAsync(limit.Token);
            if (last)
                _client!.Client.Shutdown(SocketShutdown.Send);
            var (reply, close) = await Read(limit.Token);
            if (close || last)
                Close();
            return reply;
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            Close();

            // A connection that was kept may have been closed meanwhile: once more on one of its own.
            return fresh ? new(0, "", e.GetType().Name) : await Ask(request, last, cancellation);
        }
    }

    public void Dispose() => Close();

    private async Task Open(CancellationToken cancellation)
    {
        _client = new TcpClient { NoDelay = true };
        await _client.ConnectAsync(address.Host, address.Port, cancellation);
        _stream = new BufferedStream(_client.GetStream(), 16 * 1024);
    }

    private void Close()
    {
        _stream?.Dispose();
        _client?.Dispose();
        (_stream, _client) = (null, null);
    }

    private async Task<(RawReply Reply, bool Close)> Read(CancellationToken cancellation)
    {
        while (true)
        {
            var head = await Head(cancellation);
            if (head.Count == 0)
                throw new IOException("closed");
            var status = int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture);
            if (status < 200)
                continue;
            var headers = head.Skip(1).Select(line => line.Split(':', 2)).ToLookup(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
            var body = status is 204 or 304 ? [] : headers["Transfer-Encoding"].Contains("chunked", StringComparer.OrdinalIgnoreCase)
                ? await Chunks(cancellation)
                : await Exactly(int.Parse(headers["Content-Length"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture), cancellation);
            return (new(status, headers["Content-Type"].FirstOrDefault() ?? "", Encoding.UTF8.GetString(body)), headers["Connection"].Contains("close", StringComparer.OrdinalIgnoreCase));
        }
    }

    private async Task<List<string>> Head(CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (await Line(cancellation) is { Length: > 0 } line)
            lines.Add(line);
        return lines;
    }

    private async Task<string?> Line(CancellationToken cancellation)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await _stream!.ReadAsync(one, cancellation) == 1)
        {
            if (one[0] == '\n')
                return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
        }

        return null;
    }

    private async Task<byte[]> Exactly(int length, CancellationToken cancellation)
    {
        var bytes = new byte[length];
        await _stream!.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private async Task<byte[]> Chunks(CancellationToken cancellation)
    {
        var body = new List<byte>();
        while (true)
        {
            var size = int.Parse((await Line(cancellation))!, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange(await Exactly(size, cancellation));
            await Line(cancellation);
            if (size == 0)
                return [.. body];
        }
    }
}
