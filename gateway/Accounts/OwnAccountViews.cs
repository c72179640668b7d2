using Practice.Gateway.SignIn;

namespace Practice.Gateway.Accounts;

/// <summary>A sign-in of one's own.</summary>
/// <param name="Method"><c>code</c> or <c>password</c>.</param>
/// <param name="Current">The one that asks.</param>
internal sealed record SessionView(string Id, string Method, bool SecondFactor, string Device, DateTimeOffset Since, DateTimeOffset SeenAt, DateTimeOffset ExpiresAt, bool Current);

/// <summary>That one has agreed to a text about the own data, and to which version of it.</summary>
internal sealed record ConsentView(string Purpose, string Version, string Channel, DateTimeOffset At);

/// <summary>A new password. <paramref name="Current"/> may be left out within a quarter of an hour of a sign-in by code.</summary>
internal sealed record NewPassword(string? Current, string? Password);

/// <summary>A code of the authenticator app.</summary>
internal sealed record FactorCode(string? Code);

/// <summary>Whether a second factor stands, and how many recovery codes are left.</summary>
internal sealed record FactorView(bool Confirmed, DateTimeOffset? Since, int RecoveryCodes);

/// <summary>A key for an authenticator app: to type, and as the address that its QR code holds.</summary>
internal sealed record FactorKey(string Key, string Uri)
{
    public static FactorKey Of(byte[] key, string label) =>
        new(Totp.Write(key), $"otpauth://totp/Practice:{System.Uri.EscapeDataString(label)}?secret={Totp.Write(key)}&issuer=Practice");
}

/// <summary>Codes that stand in for the app, each once. Shown this once.</summary>
internal sealed record FactorRecovery(string[] RecoveryCodes);
