using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Practice.Gateway.SignIn;

/// <summary>Says, for five minutes, that somebody has shown the first factor.</summary>
internal sealed class SignInTicket(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Practice.SignIn.Ticket").ToTimeLimitedDataProtector();

    public string Write(string account, string method) => _protector.Protect($"{account} {method}", Life);

    public (string Account, string Method)? Read(string ticket)
    {
        try
        {
            return _protector.Unprotect(ticket).Split(' ') is [var account, var method] ? (account, method) : null;
        }
        catch (Exception refused) when (refused is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
