namespace Practice.Gateway.Edge;

/// <summary>A request's body that gives at most so many bytes, and 413 to whoever reads on.</summary>
/// <param name="declared">The length that the request names; 0 where it names none.</param>
internal sealed class BoundedBody(Stream inner, long most, long declared) : Stream
{
    private long _read = declared > most ? declared : 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Check();
        var read = await inner.ReadAsync(buffer, cancellationToken);
        _read += read;
        Check();
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Check()
    {
        if (_read > most) throw new BadHttpRequestException($"The body is larger than {most} bytes.", StatusCodes.Status413PayloadTooLarge);
    }
}
