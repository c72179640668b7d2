using System.Text;

namespace Practice.Imports;

/// <summary>
/// Gives a CSV parser the lines of a UTF-8 stream, each one a whole record, in bounded memory: a line that is too long, or whose quotes
/// do not close, is replaced by a mark that says so.
/// </summary>
/// <remarks>
/// A record of several lines is not needed here, and allowing it would let one forgotten quote swallow the file. Lines end with LF, CRLF or
/// CR and are given with LF. A byte order mark is dropped. Not thread-safe.
/// </remarks>
internal sealed class CsvLines(Stream utf8, int maxLine) : TextReader
{
    /// <summary>The character that a mark begins with; the fault's code follows. A line that begins with it is itself a fault.</summary>
    public const char Mark = '\u0001';

    public const string TooLong = "row.tooLong";
    public const string OpenQuote = "row.quotes";
    public const string Control = "row.characters";

    private const int Block = 32 * 1024;
    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly byte[] _bytes = new byte[Block];
    private readonly char[] _chars = new char[Block + 16];
    private readonly StringBuilder _line = new();
    private readonly StringBuilder _ready = new();
    private int _readyAt;
    private bool _first = true;
    private bool _ended;
    private bool _afterReturn;
    private bool _quoted;
    private bool _tooLong;

    /// <exception cref="NotUtf8Exception">The stream is not UTF-8.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        while (_readyAt == _ready.Length && !_ended)
            Fill();

        var n = Math.Min(count, _ready.Length - _readyAt);
        _ready.CopyTo(_readyAt, buffer, index, n);
        _readyAt += n;
        return n;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    public override int Peek()
    {
        while (_readyAt == _ready.Length && !_ended)
            Fill();
        return _readyAt == _ready.Length ? -1 : _ready[_readyAt];
    }

    private void Fill()
    {
        _ready.Clear();
        _readyAt = 0;
        var n = utf8.ReadAtLeast(_bytes, Block, throwOnEndOfStream: false);
        var last = n < Block;
        var start = _first && n >= 3 && _bytes.AsSpan(0, 3).SequenceEqual(Encoding.UTF8.Preamble) ? 3 : 0;
        int decoded;
        try
        {
            decoded = _decoder.GetChars(_bytes, start, n - start, _chars, 0, flush: last);
        }
        catch (DecoderFallbackException)
        {
            throw new NotUtf8Exception(EncodingGuess.Of(_bytes.AsSpan(0, n), _first));
        }
        _first = false;
        for (var i = 0; i < decoded; i++)
            Take(_chars[i]);
        if (!last)
            return;
        _ended = true;
        if (_line.Length > 0 || _tooLong)
            EndLine();
    }

    private void Take(char c)
    {
        if (c == '\n' && _afterReturn)
        {
            _afterReturn = false;
            return;
        }
        _afterReturn = c == '\r';
        if (c is '\n' or '\r')
        {
            EndLine();
            return;
        }
        if (c == '"')
            _quoted = !_quoted;
        if (_line.Length < maxLine)
            _line.Append(c);
        else
            _tooLong = true;
    }

    private void EndLine()
    {
        if (_tooLong)
            _ready.Append(Mark).Append(TooLong);
        else if (_quoted)
            _ready.Append(Mark).Append(OpenQuote);
        else if (_line.Length > 0 && _line[0] == Mark)
            _ready.Append(Mark).Append(Control);
        else
            _ready.Append(_line);
        _ready.Append('\n');
        _line.Clear();
        _quoted = _tooLong = false;
    }
}
