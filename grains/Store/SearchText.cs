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
    public static IEnumerable<string> Tokens(string? text) => Split(text, forQuery: false).Distinct();

    public static IEnumerable<string> QueryTokens(string? text) => Split(text, forQuery: true).Distinct();

    private static IEnumerable<string> Split(string? text, bool forQuery)
    {
        if (string.IsNullOrWhiteSpace(text))
            yield break;

        var runes = Runes(text);
        var at = 0;
        while (at < runes.Count)
        {
            var start = at;
            if (IsHan(runes[at]))
            {
                while (at < runes.Count && IsHan(runes[at]))
                    at++;
                if (!forQuery || at - start == 1)
                    for (var i = start; i < at; i++)
                        yield return runes[i].ToString();
                for (var i = start; i + 1 < at; i++)
                    yield return string.Concat(runes[i].ToString(), runes[i + 1].ToString());
            }
            else if (Rune.IsLetterOrDigit(runes[at]))
            {
                var word = new StringBuilder();
                while (at < runes.Count && Rune.IsLetterOrDigit(runes[at]) && !IsHan(runes[at]))
                    word.Append(runes[at++].ToString());
                yield return word.ToString();
            }
            else
            {
                at++;
            }
        }
    }

    // A lone surrogate is not text: it reads as a replacement character, which is no token. Full-width letters and digits are
    // folded by hand: the runtime's compatibility normalization needs globalization data, which the hosts do without.
    private static List<Rune> Runes(string text)
    {
        var runes = new List<Rune>(text.Length);
        foreach (var rune in text.EnumerateRunes())
            runes.Add(Rune.ToLowerInvariant(rune.Value switch
            {
                0x3000 => new Rune(' '),
                >= 0xff01 and <= 0xff5e => new Rune(rune.Value - 0xfee0),
                _ => rune,
            }));
        return runes;
    }

    private static bool IsHan(Rune rune) =>
        rune.Value is (>= 0x3400 and <= 0x9fff) or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x3ffff);
}
