namespace Practice.Imports;

/// <summary>Says what a text that is not UTF-8 seems to be, so that whoever saved it knows what to choose.</summary>
internal static class EncodingGuess
{
    /// <param name="block">A piece of the file in which the fault was found.</param>
    /// <param name="atStart">Whether the piece is the file's beginning.</param>
    public static string? Of(ReadOnlySpan<byte> block, bool atStart)
    {
        if (atStart && block.Length >= 2 && (block[..2].SequenceEqual<byte>([0xFF, 0xFE]) || block[..2].SequenceEqual<byte>([0xFE, 0xFF])))
            return "UTF-16";

        // A line feed is never part of a character of GBK, so that after one the pairs are in step.
        var from = atStart ? 0 : block.IndexOf((byte)'\n') + 1;
        return IsGbk(block[from..]) ? "GBK" : null;
    }

    // Pairs of 81–FE and 40–FE without 7F; GB 18030 adds four bytes of the form 81–FE, 30–39, 81–FE, 30–39.
    private static bool IsGbk(ReadOnlySpan<byte> text)
    {
        var pairs = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80)
                continue;
            if (text[i] is 0x80 or 0xFF)
                return false;
            if (++i == text.Length)
                break;
            if (text[i] is >= 0x30 and <= 0x39)
                i += 2;
            else if (text[i] is < 0x40 or 0x7F or 0xFF)
                return false;
            pairs++;
        }
        return pairs > 0;
    }
}

/// <summary>A file is not UTF-8. <see cref="Looks"/> names the encoding it seems to have, where that is clear.</summary>
internal sealed class NotUtf8Exception(string? looks) : Exception("The file is not UTF-8.")
{
    public string? Looks { get; } = looks;
}
