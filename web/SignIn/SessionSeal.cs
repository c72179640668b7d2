using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Practice.Hosting;
using Practice.Persons;

namespace Practice.Web.SignIn;

/// <summary>Seals what the browser keeps for this process, so that it can neither be read nor made by anybody else; and marks forms as a session's own.</summary>
internal sealed class SessionSeal
{
    private readonly byte[] _seal, _mark;

    public SessionSeal(WebOptions options)
    {
        var key = options.SignIn.Key is { } named ? Convert.FromBase64String(named) : RandomNumberGenerator.GetBytes(KeyFile.Bytes);
        _seal = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyFile.Bytes, info: "practice.web.seal"u8.ToArray());
        _mark = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyFile.Bytes, info: "practice.web.mark"u8.ToArray());
    }

    /// <param name="purpose">Opened for another it is refused.</param>
    public string Seal<T>(string purpose, T value)
    {
        using var cipher = new AesGcm(_seal, SealedBox.TagBytes);
        return SealedBox.SealText(cipher, purpose, JsonSerializer.Serialize(value));
    }

    /// <summary>Null: not sealed here, or altered.</summary>
    public T? Open<T>(string purpose, string? text) where T : class
    {
        if (text is not { Length: > 0 and < 4096 }) return null;
        try
        {
            using var cipher = new AesGcm(_seal, SealedBox.TagBytes);
            return JsonSerializer.Deserialize<T>(SealedBox.OpenText(cipher, purpose, text));
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException or JsonException or DecoderFallbackException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>What a form of this session carries.</summary>
    public string Mark(string session) => Convert.ToHexStringLower(HMACSHA256.HashData(_mark, Encoding.UTF8.GetBytes(session)))[..32];

    public static bool Same(string mark, string? sent) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent ?? ""), Encoding.UTF8.GetBytes(mark));
}
