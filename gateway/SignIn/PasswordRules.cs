using Microsoft.AspNetCore.Identity;
using Practice.Gateway.Identity;

namespace Practice.Gateway.SignIn;

/// <summary>Long enough, and not what everybody tries first. No rule on kinds of characters: they make passwords alike (NIST SP 800-63B §3.1.1).</summary>
internal sealed class PasswordRules(IdentityDb db, AccountVault vault) : IPasswordValidator<Account>
{
    public const int Shortest = 10, Longest = 128;
    private const int FewCharacters = 4, PartOfPhone = 6;

    /// <summary>What passwords are made of when nobody thinks: words and rows of keys, of which lists of leaked passwords begin.</summary>
    private static readonly string[] Common =
    [
        "password", "passw0rd", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx", "1q2w3e4r", "qazwsx", "abc", "abcd", "abcdef", "admin", "administrator",
        "letmein", "welcome", "iloveyou", "monkey", "dragon", "football", "baseball", "sunshine", "princess", "master", "superman", "woaini", "woaiwojia", "nihao",
        "zhongguo", "beijing", "shanghai", "nanjing", "taizhou", "wuxi", "yixing", "gaogang", "jiangsu", "wangyuting", "zhangwei", "wangwei", "lihua", "aini", "mima",
        "aptx4869", "p@ssword", "p@ssw0rd", "changeme", "secret", "test", "guest", "root", "user", "login", "practice", "volunteer", "zhiyuanzhe", "wenming", "xinshidai",
    ];

    private static readonly string[] Rows = ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p"];

    public async Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var phone = await db.Phones.FindAsync(user.Id) is { } row ? vault.Open(user.Id, row.Sealed) : null;
        return Fault(password ?? "", phone) is { } fault ? IdentityResult.Failed(fault) : IdentityResult.Success;
    }

    /// <summary>Null = it may be taken.</summary>
    public static IdentityError? Fault(string password, string? phone)
    {
        if (password.Length is < Shortest or > Longest) return Refuse("password.length", $"A password has {Shortest} to {Longest} characters.");
        var plain = password.ToLowerInvariant();
        if (phone is not null && Enumerable.Range(0, phone.Length - PartOfPhone + 1).Any(at => plain.Contains(phone.Substring(at, PartOfPhone), StringComparison.Ordinal)))
            return Refuse("password.phone", "A password that holds the phone number is soon guessed.");
        var core = plain.Trim([.. "0123456789!@#$%^&*.-_+=~? "]);
        return plain.Distinct().Count() <= FewCharacters || Common.Contains(core) || Common.Contains(plain) || IsDate(plain) || IsRow(plain)
            ? Refuse("password.common", "This password is one of those that everybody tries first.")
            : null;
    }

    // All of it lies on one row of keys, forwards or backwards, or is a row's piece with figures behind it.
    private static bool IsRow(string plain)
    {
        var core = plain.TrimEnd([.. "0123456789!@#$."]);
        return Rows.Any(row => Lies(row, plain) || (core.Length >= FewCharacters && Lies(row, core)));

        static bool Lies(string row, string text) => row.Contains(text, StringComparison.Ordinal) || new string([.. row.Reverse()]).Contains(text, StringComparison.Ordinal);
    }

    // Figures alone are a phone, a date or a row.
    private static bool IsDate(string plain) => plain.All(char.IsAsciiDigit) && plain.Length < 16;

    private static IdentityError Refuse(string code, string description) => new() { Code = code, Description = description };
}
