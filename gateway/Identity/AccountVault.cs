using System.Security.Cryptography;
using System.Text;

namespace Practice.Gateway.Identity;

/// <summary>
/// Seals what the identity store holds of people (phones, second factors) with AES-256-GCM, bound to its owner, and makes keyed hashes to
/// find and compare by. The key is not in the database: who reads the rows reads no phone, and cannot try all of them.
/// </summary>
internal sealed class AccountVault
{
    private const int NonceBytes = 12, TagBytes = 16;
    private const byte Format = 1;

    private readonly byte[] _seal;
    private readonly byte[] _hash;

    public AccountVault(byte[] key)
    {
        _seal = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "practice.account.seal"u8.ToArray());
        _hash = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: "practice.account.hash"u8.ToArray());
    }

    /// <param name="owner">The row that it belongs to: opened for another it is refused.</param>
    public string Seal(string owner, string plain)
    {
        var text = Encoding.UTF8.GetBytes(plain);
        var box = new byte[1 + NonceBytes + text.Length + TagBytes];
        box[0] = Format;
        var nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_seal, TagBytes);
        cipher.Encrypt(nonce, text, box.AsSpan(1 + NonceBytes, text.Length), box.AsSpan(1 + NonceBytes + text.Length), Encoding.UTF8.GetBytes(owner));
        return Convert.ToBase64String(box);
    }

    /// <exception cref="CryptographicException">Sealed under another key, for another owner, or altered.</exception>
    public string Open(string owner, string sealedText)
    {
        var box = Convert.FromBase64String(sealedText);
        if (box.Length < 1 + NonceBytes + TagBytes || box[0] != Format) throw new CryptographicException("An unknown format of sealed text.");
        var plain = new byte[box.Length - 1 - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_seal, TagBytes);
        cipher.Decrypt(box.AsSpan(1, NonceBytes), box.AsSpan(1 + NonceBytes, plain.Length), box.AsSpan(1 + NonceBytes + plain.Length), plain, Encoding.UTF8.GetBytes(owner));
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The same for the same purpose and value, and nothing to anybody without the key.</summary>
    public string Hash(string purpose, string value) => Convert.ToHexStringLower(HMACSHA256.HashData(_hash, Encoding.UTF8.GetBytes($"{purpose}\n{value}")));
}
