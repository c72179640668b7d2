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
/// <remarks>
/// Not for rules: sealing is random. They see the reference, the masked name and the keyed phone code. What belongs to the network's
/// own keys is kept ready, one a thread: making it anew costs OpenSSL several times what using it does.
/// </remarks>
public sealed class PersonVault : IDisposable
{
    private const int KeyBytes = 32, NonceBytes = SealedBox.NonceBytes, TagBytes = SealedBox.TagBytes;
    private const byte Format = 1;

    private readonly ThreadLocal<AesGcm> _wrap;
    private readonly ThreadLocal<IncrementalHash> _code;

    public PersonVault(byte[] masterKey)
    {
        var wrapKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, KeyBytes, info: "practice.person.wrap"u8.ToArray());
        var codeKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, KeyBytes, info: "practice.person.code"u8.ToArray());
        _wrap = new(() => new AesGcm(wrapKey, TagBytes));
        _code = new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, codeKey));
    }

    public static string NewReference() => "P-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public byte[] Seal(string reference, PersonDetails details) => Seal<PersonDetails>(reference, details);

    /// <summary>Seals what is known of a person, in whatever shape.</summary>
    public byte[] Seal<T>(string reference, T details) where T : class
    {
        Span<byte> random = stackalloc byte[KeyBytes + 2 * NonceBytes];
        RandomNumberGenerator.Fill(random);
        var key = random[..KeyBytes];
        var (bound, plain) = (Encoding.UTF8.GetBytes(reference), JsonSerializer.SerializeToUtf8Bytes(details, Json.Persisted));
        var row = new byte[1 + NonceBytes + KeyBytes + TagBytes + NonceBytes + plain.Length + TagBytes];
        row[0] = Format;
        SealedBox.Encrypt(_wrap.Value!, random.Slice(KeyBytes, NonceBytes), key, bound, row.AsSpan(1, NonceBytes + KeyBytes + TagBytes));
        using var cipher = new AesGcm(key, TagBytes);
        SealedBox.Encrypt(cipher, random[(KeyBytes + NonceBytes)..], plain, bound, row.AsSpan(1 + NonceBytes + KeyBytes + TagBytes));
        CryptographicOperations.ZeroMemory(key);
        return row;
    }

    /// <exception cref="CryptographicException">The row was sealed under another key, or for another person, or was altered.</exception>
    public PersonDetails Open(string reference, byte[] row) => Open<PersonDetails>(reference, row);

    /// <exception cref="CryptographicException">The row was sealed under another key, or for another person, or was altered.</exception>
    public T Open<T>(string reference, byte[] row) where T : class
    {
        if (row.Length < 1 || row[0] != Format)
            throw new CryptographicException("An unknown format of a sealed row.");
        const int wrapped = NonceBytes + KeyBytes + TagBytes;
        using var cipher = new AesGcm(SealedBox.Decrypt(_wrap.Value!, row.AsSpan(1, wrapped), reference), TagBytes);
        return JsonSerializer.Deserialize<T>(SealedBox.Decrypt(cipher, row.AsSpan(1 + wrapped), reference), Json.Persisted)!;
    }

    /// <summary>A keyed hash of a phone's last four digits, bound to one reference: equal phones of two needs do not look alike.</summary>
    public string PhoneCode(string reference, string lastFour) => Convert.ToHexStringLower(Keyed($"{reference}:{lastFour}").AsSpan(0, 12));

    /// <summary>A keyed hash of a one-time secret, bound to its need.</summary>
    public string LinkHash(string need, string secret) => Convert.ToHexStringLower(Keyed($"link:{need}:{secret}"));

    /// <summary>A keyed hash by which an identity is found and held by one alone: equal identities have equal hashes, and nobody without the key can make one.</summary>
    public string IdentityHash(string kind, string identity) => Convert.ToHexStringLower(Keyed($"identity:{kind}:{identity}"));

    /// <summary>Seals a secret of the network's own, like the key of a robot, bound to what it is for.</summary>
    public string SealText(string bound, string text) => SealedBox.SealText(_wrap.Value!, "text:" + bound, text);

    /// <exception cref="CryptographicException">It was sealed under another key, or for something else, or was altered.</exception>
    public string OpenText(string bound, string box)
    {
        try
        {
            return SealedBox.OpenText(_wrap.Value!, "text:" + bound, box);
        }
        catch (CryptographicException) when (Convert.FromBase64String(box) is { Length: >= NonceBytes + TagBytes } former)
        {
            // A release before this one sealed texts without the byte of the format.
            return Encoding.UTF8.GetString(SealedBox.Decrypt(_wrap.Value!, former, "text:" + bound));
        }
    }

    /// <summary>32 bytes that nobody can foresee who has not the network's key, and that are the same for the same purpose.</summary>
    public byte[] Derived(string purpose) => Keyed("derived:" + purpose);

    public void Dispose()
    {
        _wrap.Dispose();
        _code.Dispose();
    }

    private byte[] Keyed(string text)
    {
        _code.Value!.AppendData(Encoding.UTF8.GetBytes(text));
        return _code.Value!.GetHashAndReset();
    }
}
