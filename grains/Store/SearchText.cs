namespace Practice.Store;

/// <summary>
/// Splits text into index tokens: Han text into characters and their bigrams, everything else by word, lower case.
/// </summary>
/// <remarks>
/// Database tokenizers do not serve two-character words (trigrams find none). Tokens are the same for both databases, so one
/// contract test covers both. A query asks for bigrams, and for the single character where it has only one.
/// </remarks>
public static class SearchText
{
    public static IEnumerable<string> Tokens(string? text) => Split(text, forQuery: false).Distinct();

    public static IEnumerable<string> QueryTokens(string? text) => Split(text, forQuery: true).Distinct();

    private static IEnumerable<string> Split(string? text, bool forQuery)
    {
        if (string.IsNullOrWhiteSpace(text))
            yield break;

        var source = text.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();
        var at = 0;
        while (at < source.Length)
        {
            var start = at;
            if (IsHan(source[at]))
            {
                while (at < source.Length && IsHan(source[at]))
                    at++;
                if (!forQuery || at - start == 1)
                    for (var i = start; i < at; i++)
                        yield return source[i..(i + 1)];
                for (var i = start; i + 1 < at; i++)
                    yield return source[i..(i + 2)];
            }
            else if (char.IsLetterOrDigit(source[at]))
            {
                while (at < source.Length && char.IsLetterOrDigit(source[at]) && !IsHan(source[at]))
                    at++;
                yield return source[start..at];
            }
            else
            {
                at++;
            }
        }
    }

    // Surrogate pairs of the supplementary planes count as two halves; both halves are indexed alike, so they are found.
    private static bool IsHan(char c) => c is (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') || char.IsSurrogate(c);
}
