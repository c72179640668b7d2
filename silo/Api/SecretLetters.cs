namespace Practice.Silo.Api;

/// <summary>Secrets that people copy, write down and say: Crockford's letters, nothing that looks like something else.</summary>
internal static class SecretLetters
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Five bits of each byte are one letter.</summary>
    public static string Of(ReadOnlySpan<byte> seed, int length)
    {
        var text = new char[length];
        for (var i = 0; i < length; i++)
            text[i] = Letters[seed[i] & 31];
        return new string(text);
    }
}
