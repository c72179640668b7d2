using OtpNet;

namespace Practice.Gateway.SignIn;

/// <summary>Time-based one-time codes (RFC 6238): SHA-1, 30 seconds, six digits, as every authenticator app takes them.</summary>
internal static class Totp
{
    public const int KeyBytes = 20, StepSeconds = 30;

    /// <summary>One step before or after now, for clocks that differ.</summary>
    private static readonly VerificationWindow Drift = new(previous: 1, future: 1);

    public static long StepOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / StepSeconds;

    public static string Code(byte[] key, long step) => new OtpNet.Totp(key, StepSeconds).ComputeTotp(TimeOf(step));

    /// <summary>The step that a code belongs to; null: none that is later than the last.</summary>
    public static long? Match(byte[] key, string code, long now, long last) =>
        new OtpNet.Totp(key, StepSeconds).VerifyTotp(TimeOf(now), code, out var step, Drift) && step > last ? step : null;

    /// <summary>Base32 without padding (RFC 4648), as apps take a key that is typed.</summary>
    public static string Write(byte[] key) => Base32Encoding.ToString(key).TrimEnd('=');

    private static DateTime TimeOf(long step) => DateTimeOffset.FromUnixTimeSeconds(step * StepSeconds).UtcDateTime;
}
