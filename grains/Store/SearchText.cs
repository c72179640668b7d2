using System.Text;

namespace Practice.Store;

/// <summary>
/// Splits text into index tokens: Han text into characters and their bigrams, everything else by word, lower case.
/// </summary>
/// <remarks>
/// Database tokenizers do not serve two-character words (trigrams find none). Tokens are the same for both databases, so one
/// contract test covers both. A query asks for bigrams, and for the single character where it has only one. Works on whole code
/// points: half a surrogate pair cannot be written to a database.
/// </remarks>
public static class SearchText
{
    private const int OnStack = 256;

    /// <summary>Distinct, in the order of the text.</summary>
    public static IReadOnlyCollection<string> Tokens(string? text) => Split(text, forQuery: false);

    /// <summary>Distinct, in the order of the text.</summary>
    public static IReadOnlyCollection<string> QueryTokens(string? text) => Split(text, forQuery: true);

    private static List<string> Split(string? text, bool forQuery)
    {
        var tokens = new List<string>();
        if (string.IsNullOrWhiteSpace(text))
            return tokens;

        var seen = new HashSet<string>(2 * text.Length, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = text.Length <= OnStack ? stackalloc char[text.Length] : new char[text.Length];
        folded = folded[..Fold(text, folded)];
        for (var at = 0; at < folded.Length;)
        {
            var length = RunOf(folded[at..], out var kind);
            var run = folded.Slice(at, length);
            at += length;
            if (kind == Kind.Word)
                Add(run);
            else if (kind == Kind.Han)
                AddHan(run);
        }

        return tokens;

        void AddHan(ReadOnlySpan<char> run)
        {
            if (!forQuery || Width(run) == run.Length)
                for (var i = 0; i < run.Length; i += Width(run[i..]))
                    Add(run.Slice(i, Width(run[i..])));
            for (var (i, first) = (0, Width(run)); i + first < run.Length; i += first, first = Width(run[i..]))
                Add(run.Slice(i, first + Width(run[(i + first)..])));
        }

        void Add(ReadOnlySpan<char> token)
        {
            if (!seen.Add(token))
                return;
            seen.TryGetValue(token, out var made);
            tokens.Add(made!);
        }
    }

    private enum Kind { Han, Word, Other }

    /// <summary>The length of what stands at the start of a text and is of one kind.</summary>
    private static int RunOf(ReadOnlySpan<char> text, out Kind kind)
    {
        Rune.DecodeFromUtf16(text, out var rune, out var length);
        kind = KindOf(rune);
        while (kind != Kind.Other && length < text.Length)
        {
            Rune.DecodeFromUtf16(text[length..], out rune, out var width);
            if (KindOf(rune) != kind)
                break;
            length += width;
        }

        return length;
    }

    // A lone surrogate is not text: it reads as a replacement character, which is no token. Full-width letters and digits are
    // folded by hand: the runtime's compatibility normalization needs globalization data, which the hosts do without.
    private static int Fold(string text, Span<char> into)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
            length += Rune.ToLowerInvariant(rune.Value switch
            {
                0x3000 => new Rune(' '),
                >= 0xff01 and <= 0xff5e => new Rune(rune.Value - 0xfee0),
                _ => rune,
            }).EncodeToUtf16(into[length..]);
        return length;
    }

    private static int Width(ReadOnlySpan<char> text) => char.IsHighSurrogate(text[0]) ? 2 : 1;

    private static Kind KindOf(Rune rune) =>
        rune.Value is (>= 0x3400 and <= 0x9fff) or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x3ffff) ? Kind.Han
        : Rune.IsLetterOrDigit(rune) ? Kind.Word
        : Kind.Other;
}
