using System.IO.Compression;

namespace Practice.Imports;

/// <summary>The parts of a file, unpacked one after the other.</summary>
internal sealed class PartsStream(IReadOnlyList<byte[]> parts) : Stream
{
    private int _next;
    private BrotliStream? _current;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (true)
        {
            if (_current is null)
            {
                if (_next == parts.Count)
                    return 0;
                _current = new(new MemoryStream(parts[_next++]), CompressionMode.Decompress);
            }

            if (_current.Read(buffer, offset, count) is > 0 and var n)
                return n;
            _current.Dispose();
            _current = null;
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _current?.Dispose();
        base.Dispose(disposing);
    }
}
