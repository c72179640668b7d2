using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace Practice.Gateway.SignIn;

/// <summary>Time-based one-time codes (RFC 6238): SHA-1, 30 seconds, six digits, as every authenticator app takes them.</summary>
internal static class Totp
{
    public const int KeyBytes = 20, StepSeconds = 30;
    private const int Drift = 1;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static long StepOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 with what authenticator apps support; HMAC-SHA-1 is not broken by collisions.")]
    public static string Code(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(key, counter);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step that a code belongs to, one before or after now for clocks that differ; null: none that is later than the last.</summary>
    public static long? Match(byte[] key, string code, long now, long last)
    {
        for (var step = now - Drift; step <= now + Drift; step++)
            if (step > last && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Code(key, step)), System.Text.Encoding.UTF8.GetBytes(code)))
                return step;
        return null;
    }

    /// <summary>Base32 without padding (RFC 4648), as apps take a key that is typed.</summary>
    public static string Write(byte[] key)
    {
        var text = new char[(key.Length * 8 + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var (at, value) = (i * 5, 0);
            for (var bit = at; bit < at + 5; bit++)
                value = (value << 1) | (bit / 8 < key.Length ? (key[bit / 8] >> (7 - bit % 8)) & 1 : 0);
            text[i] = Alphabet[value];
        }

        return new string(text);
    }
}
