using System.Security.Cryptography;
using System.Text;

namespace Practice.Persons;

/// <summary>A box of AES-256-GCM: nonce, sealed text, tag. What it is bound to must be named again to open it.</summary>
internal static class SealedBox
{
    public const int NonceBytes = 12, TagBytes = 16;
    private const byte Format = 1;

    public static void Encrypt(AesGcm cipher, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound, Span<byte> box)
    {
        nonce.CopyTo(box);
        cipher.Encrypt(nonce, plain, box.Slice(NonceBytes, plain.Length), box[(NonceBytes + plain.Length)..], bound);
    }

    public static byte[] Decrypt(AesGcm cipher, ReadOnlySpan<byte> box, string bound)
    {
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        cipher.Decrypt(box[..NonceBytes], box.Slice(NonceBytes, plain.Length), box[(NonceBytes + plain.Length)..], plain, Encoding.UTF8.GetBytes(bound));
        return plain;
    }

    /// <summary>A text as a column keeps it.</summary>
    public static string SealText(AesGcm cipher, string bound, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[1 + NonceBytes + plain.Length + TagBytes];
        box[0] = Format;
        Encrypt(cipher, RandomNumberGenerator.GetBytes(NonceBytes), plain, Encoding.UTF8.GetBytes(bound), box.AsSpan(1));
        return Convert.ToBase64String(box);
    }

    /// <exception cref="CryptographicException">Sealed under another key, bound to something else, or altered.</exception>
    public static string OpenText(AesGcm cipher, string bound, string sealedText)
    {
        var box = Convert.FromBase64String(sealedText);
        return box.Length >= 1 + NonceBytes + TagBytes && box[0] == Format
            ? Encoding.UTF8.GetString(Decrypt(cipher, box.AsSpan(1), bound))
            : throw new CryptographicException("An unknown format of sealed text.");
    }
}
