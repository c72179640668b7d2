using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Practice.Gateway.SignIn;

/// <summary>Says, for a quarter of an hour, that somebody has shown the first factor, or has proved a phone that nobody has an account with yet.</summary>
internal sealed class SignInTicket(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Practice.SignIn.Ticket").ToTimeLimitedDataProtector();

    public string Write(string account, string method) => _protector.Protect($"{account} {method}", Life);

    public string ForPhone(string phone) => _protector.Protect(phone, Life);

    /// <summary>The phone that was proved.</summary>
    public string? Phone(string ticket) => Open(ticket) is { } text && !text.Contains(' ', StringComparison.Ordinal) ? text : null;

    public (string Account, string Method)? Read(string ticket) => Open(ticket)?.Split(' ') is [var account, var method] ? (account, method) : null;

    private string? Open(string ticket)
    {
        try
        {
            return _protector.Unprotect(ticket);
        }
        catch (Exception refused) when (refused is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
