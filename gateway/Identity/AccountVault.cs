using System.Security.Cryptography;
using System.Text;
using Practice.Persons;

namespace Practice.Gateway.Identity;

/// <summary>
/// Seals what the identity store holds of people (phones, second factors) with AES-256-GCM, bound to its owner, and makes keyed hashes to
/// find and compare by. The key is not in the database: who reads the rows reads no phone, and cannot try all of them.
/// </summary>
internal sealed class AccountVault
{
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
        using var cipher = new AesGcm(_seal, SealedBox.TagBytes);
        return SealedBox.SealText(cipher, owner, plain);
    }

    /// <exception cref="CryptographicException">Sealed under another key, for another owner, or altered.</exception>
    public string Open(string owner, string sealedText)
    {
        using var cipher = new AesGcm(_seal, SealedBox.TagBytes);
        return SealedBox.OpenText(cipher, owner, sealedText);
    }

    /// <summary>The same for the same purpose and value, and nothing to anybody without the key.</summary>
    public string Hash(string purpose, string value) => Convert.ToHexStringLower(HMACSHA256.HashData(_hash, Encoding.UTF8.GetBytes($"{purpose}\n{value}")));
}
