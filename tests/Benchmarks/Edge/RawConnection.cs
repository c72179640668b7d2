using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Practice.Benchmarks.Edge;

/// <summary>One HTTP/1.1 connection that sends a request and reads its answer whole: a generator that costs little beside what it measures.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[32 * 1024];
    private int _length;
    private int _bodyAt;

    public static async Task<RawConnection> Open(Uri address)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return connection;
    }

    /// <summary>Of the newest answer, with the marks of its chunks if it came in chunks.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_bodyAt.._length);

    /// <summary>The value of a member of text in the newest answer, the first of its name.</summary>
    public string Text(ReadOnlySpan<byte> member)
    {
        var at = Body.IndexOf(member);
        if (at < 0)
            throw new InvalidOperationException($"No {Encoding.UTF8.GetString(member)} in {Encoding.UTF8.GetString(Body)}.");
        var value = Body[(at + member.Length)..];
        return Encoding.UTF8.GetString(value[..value.IndexOf((byte)'"')]);
    }

    /// <returns>The status.</returns>
    public async ValueTask<int> Send(ReadOnlyMemory<byte> request)
    {
        for (var sent = 0; sent < request.Length;)
            sent += await _socket.SendAsync(request[sent..]);
        _length = 0;
        int head;
        while ((head = _buffer.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
            await Fill();
        _bodyAt = head + 4;
        var status = int.Parse(_buffer.AsSpan(9, 3), CultureInfo.InvariantCulture);
        if (LengthOf(_buffer.AsSpan(0, head)) is { } length)
            while (_length < _bodyAt + length)
                await Fill();
        else if (status is not (204 or 304))
            while (!_buffer.AsSpan(_bodyAt.._length).EndsWith("0\r\n\r\n"u8))
                await Fill();
        return status;
    }

    public void Dispose() => _socket.Dispose();

    public static byte[] Request(string method, Uri host, string path, string? token, string? key, string body)
    {
        var text = new StringBuilder(512).Append(CultureInfo.InvariantCulture, $"{method} {path} HTTP/1.1\r\nHost: {host.Authority}\r\n");
        if (token is not null)
            text.Append("Authorization: ").Append(token).Append("\r\n");
        if (key is not null)
            text.Append("Idempotency-Key: ").Append(key).Append("\r\n");
        if (method != "GET")
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        return Encoding.UTF8.GetBytes(text.Append("\r\n").Append(body).ToString());
    }

    private static int? LengthOf(ReadOnlySpan<byte> head)
    {
        foreach (var line in head.Split("\r\n"u8))
            if (head[line] is var text && text.Length > 16 && Ascii.EqualsIgnoreCase(text[..15], "content-length:"u8))
                return int.Parse(text[15..].Trim((byte)' '), CultureInfo.InvariantCulture);
        return null;
    }

    private async ValueTask Fill()
    {
        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, 2 * _length);
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_length));
        if (read == 0)
            throw new InvalidOperationException("The connection was closed in an answer.");
        _length += read;
    }
}
