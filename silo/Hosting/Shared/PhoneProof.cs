using System.Security.Cryptography;
using System.Text;

namespace Practice.Hosting;

/// <summary>
/// What a token says of the telephone that its account has proved: 24 bits of a hash over the person and the number. Whoever knows a number can look whether it is
/// this one; whoever reads the token is left with hundreds of numbers.
/// </summary>
/// <remarks>A wrong number passes once in sixteen million. The person's id is random and another for each account, so that nobody looks for one that happens to fit.</remarks>
internal static class PhoneProof
{
    public const string Claim = "phoneProof";

    private const int Bytes = 3, MobileDigits = 11;

    /// <summary>Null where there is no mobile number of the mainland.</summary>
    public static string? Of(string? person, string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsAsciiDigit));
        return person is null || digits.Length < MobileDigits
            ? null
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{person}\n{digits[^MobileDigits..]}")).AsSpan(0, Bytes));
    }
}
