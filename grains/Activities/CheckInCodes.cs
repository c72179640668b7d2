using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Practice.Activities;

/// <summary>What proves that somebody was there: a code that changes every half minute, to type or to scan, made from the session's secret.</summary>
/// <remarks>
/// Laws: a code counts in its own window and in the one after it; a token says its window to whoever has the secret; neither can be made
/// without it. Nothing is stored: the secret follows from the network's key and the session's name.
/// </remarks>
public static class CheckInCodes
{
    public const int Seconds = 30, TokenBytes = 12;

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(Seconds);

    /// <summary>The code and the token of the window an instant lies in, and when both have lost their grace.</summary>
    public static CheckInCode At(byte[] secret, DateTimeOffset now)
    {
        var window = Number(now);
        return new(Code(secret, window), Token(secret, window), Start(window).AddSeconds(2 * Seconds));
    }

    /// <summary>The newest window between two instants whose code or token this is; null = there is none.</summary>
    public static DateTimeOffset? Find(byte[] secret, string code, DateTimeOffset from, DateTimeOffset until)
    {
        var given = Encoding.UTF8.GetBytes(code.Trim());
        DateTimeOffset? found = null;
        for (var window = Number(until); window >= Number(from); window--)
        {
            var known = Encoding.UTF8.GetBytes(given.Length == 6 ? Code(secret, window) : Token(secret, window));
            if (CryptographicOperations.FixedTimeEquals(known, given))
                found ??= Start(window);
        }

        return found;
    }

    /// <summary>A device's name in a short form that says nothing elsewhere.</summary>
    public static string? Device(byte[] secret, string? device) => string.IsNullOrWhiteSpace(device)
        ? null
        : Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("device:" + device.Trim())).AsSpan(0, 6));

    private static long Number(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    private static DateTimeOffset Start(long window) => DateTimeOffset.FromUnixTimeSeconds(window * Seconds);

    private static string Code(byte[] secret, long window) =>
        (BinaryPrimitives.ReadUInt64BigEndian(Mac(secret, "code", window)) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    private static string Token(byte[] secret, long window) => Base64Url.EncodeToString(Mac(secret, "token", window).AsSpan(0, TokenBytes));

    private static byte[] Mac(byte[] secret, string what, long window) => HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what}:{window}")));
}
