using System.Text;

namespace Practice.Tests.Imports;

/// <summary>A stream of a head and one line many times, never held in memory.</summary>
internal sealed class RepeatedLines(string head, string line, int times) : Stream
{
    private readonly byte[] _line = Encoding.UTF8.GetBytes(line);
    private byte[] _current = Encoding.UTF8.GetBytes(head);
    private int _at;
    private int _left = times;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_at == _current.Length)
        {
            if (_left-- <= 0)
                return 0;
            _current = _line;
            _at = 0;
        }
        var n = Math.Min(count, _current.Length - _at);
        Array.Copy(_current, _at, buffer, offset, n);
        _at += n;
        return n;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
