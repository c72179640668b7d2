using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Practice.Kernel;

namespace Practice.Persons;

/// <summary>How to reach somebody, in the clear. Lives at the edge only, for as long as it is looked at.</summary>
public sealed record PersonDetails(string? Name, string? Phone);

/// <summary>
/// Seals people's details: AES-256-GCM with a key of its own for each person, wrapped by the network's key. Erasing a person's row
/// erases its key, and with it every copy in every backup of that row alone.
/// </summary>
/// <remarks>Not for rules: sealing is random. They see the reference, the masked name and the keyed phone code.</remarks>
public sealed class PersonVault(byte[] masterKey)
{
    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;
    private const byte Format = 1;

    private readonly byte[] _wrapKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, KeyBytes, info: "practice.person.wrap"u8.ToArray());
    private readonly byte[] _codeKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, KeyBytes, info: "practice.person.code"u8.ToArray());

    public static string NewReference() => "P-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public byte[] Seal(string reference, PersonDetails details)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        return [Format, .. Encrypt(_wrapKey, key, reference), .. Encrypt(key, JsonSerializer.SerializeToUtf8Bytes(details, Json.Persisted), reference)];
    }

    /// <exception cref="CryptographicException">The row was sealed under another key, or for another person, or was altered.</exception>
    public PersonDetails Open(string reference, byte[] row)
    {
        if (row.Length < 1 || row[0] != Format)
            throw new CryptographicException("An unknown format of a sealed row.");
        const int wrapped = NonceBytes + KeyBytes + TagBytes;
        var key = Decrypt(_wrapKey, row.AsSpan(1, wrapped), reference);
        return JsonSerializer.Deserialize<PersonDetails>(Decrypt(key, row.AsSpan(1 + wrapped), reference), Json.Persisted)!;
    }

    /// <summary>A keyed hash of a phone's last four digits, bound to one reference: equal phones of two needs do not look alike.</summary>
    public string PhoneCode(string reference, string lastFour) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_codeKey, Encoding.UTF8.GetBytes($"{reference}:{lastFour}")).AsSpan(0, 12));

    /// <summary>A keyed hash of a one-time secret, bound to its need.</summary>
    public string LinkHash(string need, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_codeKey, Encoding.UTF8.GetBytes($"link:{need}:{secret}")));

    /// <summary>32 bytes that nobody can foresee who has not the network's key, and that are the same for the same purpose.</summary>
    public byte[] Derived(string purpose) => HMACSHA256.HashData(_codeKey, Encoding.UTF8.GetBytes("derived:" + purpose));

    private static byte[] Encrypt(byte[] key, byte[] plain, string reference)
    {
        var result = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(result.AsSpan(0, NonceBytes), plain, result.AsSpan(NonceBytes, plain.Length), result.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(reference));
        return result;
    }

    private static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> box, string reference)
    {
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Decrypt(box[..NonceBytes], box.Slice(NonceBytes, plain.Length), box[(NonceBytes + plain.Length)..], plain, Encoding.UTF8.GetBytes(reference));
        return plain;
    }
}
