using System.Globalization;
using System.Text;

namespace Practice.Push;

/// <summary>Cuts a text into pieces that fit a number of bytes in UTF-8.</summary>
/// <remarks>Laws: the pieces together are the text; none is too long; none begins or ends within a character. Where it can it cuts behind a line, a sentence or a comma.</remarks>
public static class TextSplit
{
    /// <summary>Room for <c>(999/999)</c> and a line break.</summary>
    private const int Mark = 10;

    private static readonly Rune[][] Ends = [[new('\n')], [new('。'), new('\uFF01'), new('\uFF1F'), new('!'), new('?')], [new('\uFF1B'), new('\uFF0C'), new('、'), new(','), new(' ')]];

    public static IReadOnlyList<string> Numbered(string text, int mostBytes)
    {
        var pieces = Split(text, mostBytes - Mark);
        return [.. pieces.Select((piece, n) => string.Create(CultureInfo.InvariantCulture, $"({n + 1}/{pieces.Count})\n{piece}"))];
    }

    public static IReadOnlyList<string> Split(string text, int mostBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostBytes, 4);
        var pieces = new List<string>();
        for (var rest = text; rest.Length > 0;)
        {
            var cut = Cut(rest, mostBytes);
            pieces.Add(rest[..cut]);
            rest = rest[cut..];
        }

        return pieces;
    }

    // The last good place in the second half of what fits, else wherever a character ends.
    private static int Cut(string text, int mostBytes)
    {
        var (bytes, at) = (0, 0);
        Span<int> behind = stackalloc int[Ends.Length];
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > mostBytes)
            {
                foreach (var place in behind)
                    if (place > 0)
                        return place;
                return at;
            }

            at += rune.Utf16SequenceLength;
            for (var kind = 0; kind < Ends.Length; kind++)
                if (bytes > mostBytes / 2 && Ends[kind].Contains(rune))
                    behind[kind] = at;
        }

        return text.Length;
    }
}
